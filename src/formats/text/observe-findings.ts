import type { Reading } from '../../model/clock.ts';
import { NO_EVENT, type Observation } from '../../model/observation.ts';
import { type Subject, subject } from '../../model/subject.ts';
import type { ReadContext, Repeatable } from '../format.ts';
import { cutLogExcerpt } from './excerpt.ts';
import type { Finding } from './kubelet-finding.ts';
import { createTextMemo, type TextMemo } from './text-memo.ts';

/** Where an entry stands. */
export interface EntryPlace {
  readonly number: number;
  /** What stands before the entry's own text: the envelope and the header. */
  readonly before: string;
  /** The entry's own text, of several lines where it goes on below. */
  readonly text: string;
}

/** Hands on what the entries of one log say. */
export interface FindingObserver {
  /**
   * Observes what `read` finds in an entry, at a time and on a node. Where the text was met before, what was found then is
   * taken. Gives how many observations were made; null where `read` gives null: an entry that is none of the format's.
   */
  observe(place: EntryPlace, node: string | null, time: Reading | null, read: FindingReader): number | null;
}

type FindingReader = (text: string) => readonly Finding[] | null;

/** What a text says, ready to be observed at any time and place. */
interface Prepared {
  readonly observations: readonly object[];
  /** Of each observation, how it is observed again. */
  readonly repeatables: (Repeatable | null)[];
  /** Shared by all entries of that text: a log repeats each for hours. */
  readonly excerpt: string;
}

/** `journalctl` on a terminal cuts long lines in their midst or at their end, and puts it there. */
const ELLIPSIS = '…';
/** So many different texts are remembered. */
const REMEMBERED = 20_000;

/** Makes an observer. `remembers` says that the same text always means the same. */
export function createFindingObserver(context: ReadContext, remembers: boolean): FindingObserver {
  const byNode = new Map<string | null, TextMemo<Prepared | null>>();
  const subjects = new Map<string, Subject>();
  const shareSubject = (whole: Subject): Subject => {
    const { namespace, pod, podUid, container, containerType, node, image } = whole;
    const key = `${namespace}\n${pod}\n${podUid}\n${container}\n${containerType}\n${node}\n${image}`;
    const known = subjects.get(key);
    if (known) return known;
    if (subjects.size >= REMEMBERED) subjects.clear();
    subjects.set(key, whole);
    return whole;
  };

  const prepare = (text: string, node: string | null, read: FindingReader): Prepared | null => {
    const findings = read(text);
    if (findings === null) return null;
    const whole = text.includes(ELLIPSIS) ? findings.flatMap(withoutCutNames) : findings;
    const observations = whole.map(({ origin, claim, subject: parts }) => ({
      ...claim,
      origin,
      subject: shareSubject(subject({ ...parts, node })),
      ...NO_EVENT,
    }));
    const repeatables = observations.map(() => null);
    return { observations, repeatables, excerpt: whole.length === 0 ? '' : detach(cutLogExcerpt(text)) };
  };
  const recall = (text: string, node: string | null, read: FindingReader): Prepared | null => {
    let known = byNode.get(node);
    if (!known) {
      known = createTextMemo(REMEMBERED);
      byNode.set(node, known);
    }
    const found = known.get(text);
    if (found !== undefined) return found;
    const own = detach(text);
    const prepared = prepare(own, node, read);
    known.set(own, prepared);
    return prepared;
  };

  return {
    observe({ number, before, text }, node, time, read) {
      const prepared = remembers ? recall(text, node, read) : prepare(detach(text), node, read);
      if (!prepared) return null;
      if (prepared.observations.length === 0) return 0;
      const excerpt = detach(before) + prepared.excerpt;
      const evidence = { artefact: context.artefact, line: number, item: null, excerpt };
      const { observations, repeatables } = prepared;
      for (let index = 0; index < observations.length; index++) {
        if (repeatables[index]?.again(time, evidence) === true) continue;
        const observation = { ...observations[index], first: time, last: time, evidence } as Observation;
        repeatables[index] = context.observe(observation);
      }
      return observations.length;
    },
  };
}

/** A finding without the names that were cut to the width of a terminal; none where nothing is left that it is about. */
function withoutCutNames(finding: Finding): readonly Finding[] {
  const parts = Object.entries(finding.subject);
  const whole = parts.filter(([, value]) => typeof value !== 'string' || !value.includes(ELLIPSIS));
  if (whole.length === parts.length) return [finding];
  const subject = Object.fromEntries(whole);
  return 'pod' in subject || 'image' in subject ? [{ ...finding, subject }] : [];
}

/**
 * A copy that does not keep the whole line alive that it was cut from: V8 makes a new flat string of the two parts before
 * it cuts the first off. Through a buffer it takes ten times as long.
 */
function detach(text: string): string {
  return ` ${text}`.slice(1);
}
