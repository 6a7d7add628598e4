import type { Attempt, BackoffWait, WaitingSpan } from '../model/pull.ts';
import { exactly, hull, type Interval, shift } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';
import { delayAfterFailure, RESET_SECONDS } from './backoff-law.ts';

/** Whole-second stamps can make a wait look this much shorter than it was. */
const STAMP_TOLERANCE_SECONDS = 1;
const LONGEST_LADDER = 6;

/**
 * The waits that the law sets after each failed call. Where the calls before the first known one are not known, the
 * step is the longest that fits before the next call.
 *
 * @param fromStart whether the first attempt is known to be the first of its ladder
 */
export function waitsBetween(attempts: readonly Attempt[], fromStart: boolean): BackoffWait[] {
  const waits: BackoffWait[] = [];
  let step = fromStart ? 1 : 0;
  const failed = attempts.filter((attempt) => attempt.outcome === 'failed');
  failed.forEach((attempt, index) => {
    const previous = failed[index - 1];
    const next = failed[index + 1] ?? attempts.find((other) => other.at.earliest > attempt.at.latest);
    if (previous) {
      const gap = seconds(previous.at, attempt.at);
      step = gap.min > RESET_SECONDS ? 1 : step === 0 ? 0 : step + 1;
    }
    if (next) {
      const fitting = longestFitting(seconds(attempt.at, next.at).max);
      if (step === 0 || delayAfterFailure(step) > delayAfterFailure(fitting)) step = fitting;
    }
    if (step === 0) return;
    const delaySeconds = delayAfterFailure(step);
    const basis = attempt.basis === 'observed' && (next?.basis ?? 'observed') === 'observed' ? 'observed' : 'inferred';
    waits.push({ from: attempt.at, to: shift(attempt.at, delaySeconds * 1000), delaySeconds, basis });
  });
  return waits;
}

/** The highest step of the ladder whose wait fits into that many seconds. */
function longestFitting(gapSeconds: number): number {
  let step = 1;
  while (step < LONGEST_LADDER && delayAfterFailure(step + 1) <= gapSeconds + STAMP_TOLERANCE_SECONDS) step++;
  return step;
}

function seconds(from: Interval, to: Interval): { min: number; max: number } {
  return { min: (to.earliest - from.latest) / 1000, max: (to.latest - from.earliest) / 1000 };
}

/** The spans in which the API server showed each waiting reason: runs of metric samples, and pictures of the status. */
export function waitingSpans(records: readonly Timed[]): WaitingSpan[] {
  const spans: WaitingSpan[] = [];
  for (const { observation, last } of records) {
    if (observation.kind === 'waiting') spans.push({ reason: observation.reason, from: last, to: last });
    if (observation.kind !== 'waiting-series') continue;
    for (const run of runsOf(observation.waitingAtMs)) {
      spans.push({ reason: observation.reason, from: exactly(run.first), to: exactly(run.last) });
    }
  }
  spans.sort((a, b) => a.from.earliest - b.from.earliest || (a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0));
  // Several exports of one history show the same spans.
  const shown = new Set<string>();
  return spans.filter(({ reason, from, to }) => {
    const key = `${reason} ${from.earliest} ${to.latest}`;
    return !shown.has(key) && shown.add(key);
  });
}

/** Samples that follow each other at the series' own step are one run; after a gap nothing is known. */
function runsOf(samples: Float64Array): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  const step = smallestStep(samples);
  for (const at of samples) {
    const run = runs.at(-1);
    if (run && at - run.last <= step * 1.5) run.last = at;
    else runs.push({ first: at, last: at });
  }
  return runs;
}

function smallestStep(samples: Float64Array): number {
  let smallest = Infinity;
  for (let index = 1; index < samples.length; index++) {
    smallest = Math.min(smallest, samples[index]! - samples[index - 1]!);
  }
  return smallest;
}

/** The span of samples of a series; null for an empty one. */
export function spanOf(samples: Float64Array): Interval | null {
  const [first] = samples;
  const last = samples.at(-1);
  return first === undefined || last === undefined ? null : hull([exactly(first), exactly(last)]);
}
