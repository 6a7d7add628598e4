import type { Evidence } from '../../model/evidence.ts';
import type { Observation } from '../../model/observation.ts';
import { type Subject, subject } from '../../model/subject.ts';
import type { ReadContext } from '../format.ts';
import { cutLogExcerpt } from './excerpt.ts';
import type { Finding } from './kubelet-finding.ts';
import type { LogLine } from './log-line.ts';

/** Where a line stands, with the text that is its evidence. */
export interface LinePlace {
  readonly number: number;
  readonly text: string;
}

/** So many different subjects and texts are kept to share their memory: a log repeats them for hours. */
const SHARED = 20_000;

/** Makes a function that hands on what lines of one log say. Equal subjects and messages are shared between observations. */
export function createFindingObserver(
  context: ReadContext,
): (findings: readonly Finding[], place: LinePlace, line: LogLine) => void {
  const subjects = new Map<string, Subject>();
  const texts = new Map<string, string>();

  const shareSubject = (parts: Partial<Subject>): Subject => {
    const whole = subject(parts);
    const { namespace, pod, podUid, container, containerType, node, image } = whole;
    const key = `${namespace}\n${pod}\n${podUid}\n${container}\n${containerType}\n${node}\n${image}`;
    const known = subjects.get(key);
    if (known) return known;
    if (subjects.size >= SHARED) subjects.clear();
    subjects.set(key, whole);
    return whole;
  };
  const shareText = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    if (texts.size >= SHARED) texts.clear();
    const own = detach(text);
    texts.set(own, own);
    return own;
  };

  return (findings, place, line) => {
    if (findings.length === 0) return;
    const evidence: Evidence = {
      artefact: context.artefact,
      line: place.number,
      item: null,
      excerpt: detach(cutLogExcerpt(place.text)),
    };
    for (const { origin, claim, subject: parts } of findings) {
      const message = 'message' in claim && claim.message !== null ? { message: shareText(claim.message) } : {};
      const observation = {
        origin,
        subject: shareSubject({ ...parts, node: line.envelope.hostname }),
        first: line.time,
        last: line.time,
        count: 1,
        storedAt: null,
        eventUid: null,
        combined: false,
        evidence,
        ...claim,
        ...message,
      } as Observation;
      context.observe(observation);
    }
  };
}

/** A copy that does not keep the line alive that it was cut from. */
function detach(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
