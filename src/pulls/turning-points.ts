import type { Attempt } from '../model/pull.ts';
import { ALWAYS, firstOf, type Interval, lastOf } from '../model/time.ts';
import type { Coverage, Timed } from '../model/timed.ts';
import { SHORTEST_GAP_SECONDS, SYNC_OVERSHOOT_SECONDS } from './backoff-law.ts';
import { failureKindOf } from './reasons.ts';
import { spanOf } from './waits.ts';

/** After the last sign of waiting, the next is due within the longest wait and the sync after it; a call may take its time too. */
export const STILL_FAILING_MS = (300 + SYNC_OVERSHOOT_SECONDS + 60) * 1000;
/** Within this time of the pod's making, an Event of constant text began with the first failure, in either Events API. */
const FIRST_EVENT_MS = 300_000;
const LONGEST_WAIT_MS = 320_000;
/** A log that begins this long before a failure would show the back-off of one before it: the longest wait, and a slow call. */
const LONG_BEFORE_MS = 30 * 60_000;
/** The status shows a result from the sync after it on: 10 to 15 s later, and as long as a pull of that sync takes. */
const STATUS_LAG_MS = 60_000;
/** A log that ends within this time of the end says all: the shortest wait and a sync are longer. */
const LOG_END_MS = 10_000;

/**
 * When the first call or check failed. Nothing can have failed before what is seen first where the log covers the time
 * before, or the pod was only just made and the Event's text is the same for every failure.
 */
export function firstFailure(
  failed: readonly Attempt[],
  failures: readonly Timed[],
  born: number,
  coverage: readonly Coverage[],
): Interval {
  const seen = firstOf(failed.length > 0 ? failed.map(({ at }) => at) : failures.map(firstSign)) ?? ALWAYS;
  // Back-off before the first failure that is seen tells of one that is not.
  const hasSignBefore = failures.some((failure) => firstSign(failure).latest < seen.earliest);
  const isFirst =
    !hasSignBefore &&
    (seen.earliest - SHORTEST_GAP_SECONDS * 1000 <= born ||
      coverage.some(
        ({ from, to }) => from.latest <= Math.max(born, seen.earliest - LONG_BEFORE_MS) && to.earliest >= seen.earliest,
      ) ||
      (seen.earliest - born <= FIRST_EVENT_MS &&
        failures.some((failure) => hasConstantText(failure) && failure.first.earliest <= seen.latest)));
  return isFirst ? seen : { earliest: Math.min(born, seen.earliest), latest: seen.latest };
}

/** Whether the recorder counts all failures of the container in this one Event, whatever their errors. */
function hasConstantText({ observation }: Timed): boolean {
  if (observation.origin !== 'event' || observation.combined) return false;
  if (observation.kind === 'pull-failed') return observation.message === null;
  return observation.kind === 'check-failed' && failureKindOf(observation.reason) !== 'inspect';
}

/** When the last call or check failed: as seen, where a log covers the rest of the time, else up to the end of what is judged. */
export function lastFailure(
  failed: readonly Attempt[],
  failures: readonly Timed[],
  judgedUntil: number,
  coverage: readonly Coverage[],
): Interval {
  const seen = lastOf(failed.length > 0 ? failed.map(({ at }) => at) : failures.map(lastSign)) ?? ALWAYS;
  const isCovered = coverage.some(
    ({ from, to }) => from.latest <= seen.latest && to.earliest >= judgedUntil - LOG_END_MS,
  );
  if (isCovered) return seen;
  const signed = lastOf([seen, ...failures.map(lastSign)]) ?? seen;
  return { earliest: signed.earliest, latest: Math.max(signed.latest, judgedUntil) };
}

/** By when a record proves that something had failed for the first time. */
export function firstSign({ observation, first }: Timed): Interval {
  if (observation.kind === 'waiting') return { earliest: first.earliest - STATUS_LAG_MS, latest: first.latest };
  if (observation.kind !== 'waiting-series') return first;
  const span = spanOf(observation.waitingAtMs);
  return span ? { earliest: span.earliest - STATUS_LAG_MS, latest: span.earliest } : ALWAYS;
}

/** From when on a record proves that something had failed: back-off follows a failure within the longest wait. */
export function lastSign({ observation, last }: Timed): Interval {
  switch (observation.kind) {
    case 'back-off':
      return { earliest: last.earliest - LONGEST_WAIT_MS, latest: last.latest };
    case 'waiting':
      return { earliest: last.earliest - LONGEST_WAIT_MS - STATUS_LAG_MS, latest: last.latest };
    case 'waiting-series': {
      const span = spanOf(observation.waitingAtMs);
      return span ? { earliest: span.latest - LONGEST_WAIT_MS - STATUS_LAG_MS, latest: span.latest } : ALWAYS;
    }
    default:
      return last;
  }
}

/** Until when the image was certainly not there: the last failed call, back-off, or sight of the waiting status less its lag. */
export function unrecoveredUntil(failures: readonly Timed[], failed: readonly Attempt[]): number {
  let until = -Infinity;
  for (const { at } of failed) until = Math.max(until, at.earliest);
  for (const { observation, last } of failures) {
    if (observation.kind === 'waiting-series') {
      const span = spanOf(observation.waitingAtMs);
      if (span) until = Math.max(until, span.latest - STATUS_LAG_MS);
    } else until = Math.max(until, last.earliest - (observation.kind === 'waiting' ? STATUS_LAG_MS : 0));
  }
  return until;
}

/**
 * When the image came to be there for good: the first success after all failures. A container that ran proves only that
 * it was there by then.
 */
export function recovery(
  records: readonly Timed[],
  attempts: readonly Attempt[],
  unrecovered: number,
): Interval | null {
  const successes = attempts.filter(({ outcome }) => outcome === 'succeeded').map(({ at }) => at);
  const byThen: number[] = [];
  for (const { observation, first, last } of records) {
    if (observation.kind === 'image-present') successes.push(first, last);
    if (observation.kind === 'container-ran') {
      byThen.push(first.latest);
      if (observation.origin === 'event') byThen.push(last.latest);
    }
  }
  const success = firstOf(successes.filter(({ latest }) => latest > unrecovered));
  const ran = Math.min(...byThen.filter((latest) => latest > unrecovered));
  if (success)
    return {
      earliest: Math.max(success.earliest, unrecovered),
      latest: Math.min(success.latest, Math.max(ran, success.earliest)),
    };
  return Number.isFinite(ran) ? { earliest: unrecovered, latest: ran } : null;
}
