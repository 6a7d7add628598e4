import type { Evidence } from '../model/evidence.ts';
import type { Observation, Origin } from '../model/observation.ts';
import type { Attempt } from '../model/pull.ts';
import { type Interval, widen } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';
import { clusterMarks, type Mark, type MarkCluster } from './marks.ts';
import { failureKindOf } from './reasons.ts';

/** How long before a pod worker's line a pull may have ended, in a pod of one container: the rest of its sync. */
const SYNC_END_MS = 1_000;
/** The same in a pod of several containers, whose own pulls come after it in the sync. */
const LONG_SYNC_END_MS = 60_000;
/** Between the end of a call and the line that a kubelet or runtime writes about it. */
const LINE_DELAY_MS = 500;
/** A pull call that began longer ago than this and shows no end is not matched with a later one: runtimes give up before. */
const LONGEST_CALL_MS = 3_600_000;

/** Which origin's text of an error is quoted: those that the kubelet itself shows to users come first. */
const TEXT_ORDER: readonly Origin[] = [
  'event',
  'container-start',
  'pod-worker',
  'image-manager',
  'cri-client',
  'runtime',
  'status',
  'metric',
];

/** The signs of pull calls in a record: for an Event that stands for several, of the first and the last. */
export function marksOf(record: Timed, severalContainers: boolean): Mark[] {
  const { observation } = record;
  const outcome = outcomeOf(observation);
  if (outcome === null) return [];
  const message = 'message' in observation ? observation.message : null;
  const { origin } = observation;
  const atCall = (at: Interval) => (outcome === 'started' ? at : endOfCall(at, origin, severalContainers));
  const isSpan = observation.last !== observation.first && observation.first !== null;
  const mark = (at: Interval, own: Interval, reading: Observation['first'], end: 'first' | 'last'): Mark => ({
    outcome,
    at: atCall(at),
    own: atCall(own),
    origin,
    message,
    record,
    clock: reading?.clock ?? null,
    readingMs: reading?.valueMs ?? Number.NaN,
    end: isSpan ? end : null,
  });
  // A plain table of Events shows only the last time.
  const marks =
    observation.first === null && observation.last !== null
      ? []
      : [mark(record.first, record.ownFirst, observation.first, 'first')];
  if (observation.last !== observation.first) marks.push(mark(record.last, record.ownLast, observation.last, 'last'));
  return marks;
}

function outcomeOf(observation: Observation): Mark['outcome'] | null {
  switch (observation.kind) {
    case 'pull-started':
      return 'started';
    case 'pull-failed':
      return 'failed';
    case 'pull-succeeded':
      return 'succeeded';
    default:
      return null;
  }
}

/** A line is written just after the call, a pod worker's at the end of its sync; an Event bears the call's own time. */
function endOfCall(at: Interval, origin: Origin, severalContainers: boolean): Interval {
  switch (origin) {
    case 'event':
      return at;
    case 'pod-worker':
      return widen(at, severalContainers ? LONG_SYNC_END_MS : SYNC_END_MS, 0);
    default:
      return widen(at, LINE_DELAY_MS, 0);
  }
}

/** Puts the signs of one container's pull calls together into the calls that are observed, in order of time. */
export function buildAttempts(marks: readonly Mark[]): Attempt[] {
  const ends = clusterMarks(marks.filter((mark) => mark.outcome !== 'started'));
  const starts = clusterMarks(marks.filter((mark) => mark.outcome === 'started'));
  const attempts = ends.map((cluster) => toAttempt(cluster, null));
  const unmatched: MarkCluster[] = [];
  const startOf = matchStarts(starts, ends, unmatched);
  const matched = attempts.map((attempt, index) => {
    const start = startOf.get(index);
    return start
      ? { ...attempt, startedAt: start.at, evidence: evidenceOf([...start.marks, ...ends[index]!.marks]) }
      : attempt;
  });
  const open = unmatched.map((start) => openAttempt(start, starts));
  return [...matched, ...open].sort((a, b) => a.at.earliest - b.at.earliest || a.at.latest - b.at.latest);
}

/** Each call that is seen to begin ends with the first end after it, unless another begins before that. */
function matchStarts(
  starts: readonly MarkCluster[],
  ends: readonly MarkCluster[],
  unmatched: MarkCluster[],
): Map<number, MarkCluster> {
  const startOf = new Map<number, MarkCluster>();
  let next = 0;
  starts.forEach((start, index) => {
    while (next < ends.length && ends[next]!.at.latest < start.at.earliest) next++;
    const end = ends[next];
    const following = starts[index + 1];
    const fits =
      end !== undefined &&
      end.at.earliest - start.at.latest <= LONGEST_CALL_MS &&
      (following === undefined || following.at.latest > end.at.earliest);
    if (fits) startOf.set(next++, start);
    else unmatched.push(start);
  });
  return startOf;
}

/** A call that is seen to begin and not to end: it ended before the next began, else it may still run. */
function openAttempt(start: MarkCluster, starts: readonly MarkCluster[]): Attempt {
  const following = starts[starts.indexOf(start) + 1];
  return {
    at: { earliest: start.at.earliest, latest: following ? following.at.latest : Infinity },
    startedAt: start.at,
    outcome: following ? 'failed' : 'unknown',
    basis: 'observed',
    message: null,
    evidence: evidenceOf(start.marks),
  };
}

function toAttempt(cluster: MarkCluster, startedAt: Interval | null): Attempt {
  return {
    at: cluster.at,
    startedAt,
    outcome: cluster.marks.some((mark) => mark.outcome === 'succeeded') ? 'succeeded' : 'failed',
    basis: 'observed',
    message: textOf(cluster.marks),
    evidence: evidenceOf(cluster.marks),
  };
}

function textOf(marks: readonly Mark[]): string | null {
  for (const origin of TEXT_ORDER) {
    const withText = marks.find((mark) => mark.origin === origin && mark.message !== null);
    if (withText) return withText.message;
  }
  return null;
}

function evidenceOf(marks: readonly Mark[]): Evidence[] {
  return [...new Set(marks.map((mark) => mark.record.observation.evidence))];
}

/** Whether a record, though no sign of one particular call, proves that some call had failed by then. */
export function provesEarlierFailure(observation: Observation): boolean {
  switch (observation.kind) {
    case 'back-off':
      return true;
    case 'waiting':
    case 'waiting-series':
      return failureKindOf(observation.reason) === 'pull';
    default:
      return false;
  }
}
