import type { Evidence } from '../model/evidence.ts';
import { addTo } from '../model/lists.ts';
import type { Attempt, FailureKind } from '../model/pull.ts';
import { type Interval, overlaps } from '../model/time.ts';
import type { Coverage, Timed } from '../model/timed.ts';
import { mostFailures, SHORTEST_GAP_SECONDS, UNBOUNDED } from './backoff-law.ts';

/** What the Events of a container tell of the number of its failed calls. */
interface EventCount {
  /** Failed calls from `first` up to `last`, exactly (one kubelet process) or at least. */
  readonly count: number;
  readonly first: Interval;
  readonly last: Interval;
  /** No call failed before `first`, and exactly `count` up to `last`. */
  readonly whole: boolean;
}

/**
 * Bounds on the number of failed calls. At least: what is observed, and what Events had counted. At most: what logs
 * show where they cover the time, and elsewhere what the back-off law leaves room for.
 *
 * @param lifetime from when the container could first be pulled to the last instant that is judged
 */
export function boundAttempts(
  records: readonly Timed[],
  attempts: readonly Attempt[],
  lifetime: Interval,
  coverage: readonly Coverage[],
  kind: FailureKind,
): { min: number; max: number } {
  const failed = attempts.filter((attempt) => attempt.outcome === 'failed' && attempt.basis === 'observed');
  const counted = eventCount(records);
  let min = failed.length;
  if (counted) {
    const outside = failed.filter(
      ({ at }) => at.earliest > counted.last.latest || at.latest < counted.first.earliest,
    ).length;
    min = Math.max(min, counted.count + outside);
  }
  if (min === 0 && attempts.some((attempt) => attempt.outcome === 'failed')) min = 1;
  return {
    min,
    max: Math.min(
      UNBOUNDED,
      Math.max(min, mostByCoverage(failed, lifetime, coverage, kind === 'sandbox' ? mostSyncs : mostFailures)),
    ),
  };
}

/**
 * The container's "Error: ErrImagePull" counts every failed call; "Failed to pull image" counts each text apart, so the
 * sum over texts is a lower bound. Each file is counted alone: two files show the same Events.
 */
function eventCount(records: readonly Timed[]): EventCount | null {
  let best: EventCount | null = null;
  const byFile = new Map<string, Timed[]>();
  for (const record of records) {
    const { observation } = record;
    if (observation.origin !== 'event' || observation.combined) continue;
    if (observation.kind !== 'pull-failed' && observation.kind !== 'sandbox-failed') continue;
    addTo(byFile, `${observation.evidence.artefact} ${observation.message === null ? 'error' : 'text'}`, record);
  }
  for (const events of byFile.values()) {
    const distinct = distinctEvents(events);
    const count = distinct.reduce((sum, { observation }) => sum + observation.count, 0);
    if (best && best.count >= count) continue;
    const firsts = distinct.map((event) => event.first);
    const lasts = distinct.map((event) => event.last);
    best = {
      count,
      first: {
        earliest: Math.min(...firsts.map(({ earliest }) => earliest)),
        latest: Math.min(...firsts.map(({ latest }) => latest)),
      },
      last: {
        earliest: Math.max(...lasts.map(({ earliest }) => earliest)),
        latest: Math.max(...lasts.map(({ latest }) => latest)),
      },
      whole: distinct.length === 1,
    };
  }
  return best;
}

/** One file can show an Event twice (a pod described twice); the later picture has the higher count. */
function distinctEvents(events: readonly Timed[]): Timed[] {
  const distinct: Timed[] = [];
  // Where those of a text stand, and of these the Event objects: an exporter writes thousands of a pod.
  const ofText = new Map<string | null, number[]>();
  const ofObject = new Map<string, number>();
  for (const event of events) {
    const { eventUid, count } = event.observation;
    const message = messageOf(event);
    const object = eventUid === null ? null : JSON.stringify([message, eventUid]);
    const same =
      object === null
        ? ofText.get(message)?.find((index) => overlaps(event.first, distinct[index]!.first))
        : ofObject.get(object);
    if (same === undefined) {
      addTo(ofText, message, distinct.length);
      if (object !== null) ofObject.set(object, distinct.length);
      distinct.push(event);
    } else if (distinct[same]!.observation.count < count) distinct[same] = event;
  }
  return distinct;
}

function messageOf({ observation }: Timed): string | null {
  return 'message' in observation ? observation.message : null;
}

/** The pause image is pulled anew at every sync, without image back-off: 10 to 15 s apart, sooner where the pod is changed. */
const SHORTEST_SYNC_SECONDS = 5;

function mostSyncs(seconds: number): number {
  if (seconds < 0) return 0;
  return Number.isFinite(seconds) ? Math.floor(seconds / SHORTEST_SYNC_SECONDS) + 1 : UNBOUNDED;
}

/** Failed calls in the time that logs cover are all in the logs; in each stretch outside, the law allows so many. */
function mostByCoverage(
  failed: readonly Attempt[],
  lifetime: Interval,
  coverage: readonly Coverage[],
  mostIn: (seconds: number) => number,
): number {
  const covered = coverage
    .filter((span) => span.origin === 'kubelet')
    // What is surely covered: from the latest possible first line to the earliest possible last one.
    .map((span) => ({ from: span.from.latest, to: span.to.earliest }))
    .filter(({ from, to }) => from < to && to > lifetime.earliest && from < lifetime.latest)
    .sort((a, b) => a.from - b.from);
  let most = 0;
  let reached = lifetime.earliest;
  const leave = (until: number) => {
    if (until <= reached) return;
    const length = (until - reached) / 1000;
    const inside = failed.filter(({ at }) => at.latest > reached && at.earliest < until).length;
    most += Math.max(inside, mostIn(length));
  };
  for (const { from, to } of covered) {
    leave(from);
    const start = Math.max(from, reached);
    most += failed.filter(({ at }) => at.latest > start && at.earliest <= to && !(at.earliest < start)).length;
    reached = Math.max(reached, to);
  }
  // A call that failed within the last seconds may not have reached the log; ten seconds is the shortest wait.
  if (lifetime.latest - reached > SHORTEST_GAP_SECONDS * 1000 || covered.length === 0) leave(lifetime.latest);
  return most;
}

/**
 * What in the counts contradicts the back-off law: an Event that counted more failed calls of one container than its span
 * leaves room for. Then pods or kubelets were mixed up, or a clock was set; nothing is reckoned from such a count.
 */
export function findCountContradictions(
  records: readonly Timed[],
): { readonly statement: string; readonly evidence: readonly Evidence[] }[] {
  return records.flatMap(({ observation, ownFirst, ownLast }) => {
    if (observation.kind !== 'pull-failed' || observation.origin !== 'event' || observation.combined) return [];
    const seconds = (ownLast.latest - ownFirst.earliest) / 1000;
    if (observation.count < 2 || observation.count <= mostFailures(seconds)) return [];
    const statement = `An Event counts ${observation.count} failed pulls in ${Math.round(seconds)} s, more than one back-off allows: two kubelets or pods were counted together, or the node's clock was set.`;
    return [{ statement, evidence: [observation.evidence] }];
  });
}
