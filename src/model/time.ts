/** Milliseconds since the Unix epoch, UTC. Fractions (microseconds of a log) are kept. */
export type Instant = number;

/**
 * When something happened: at some instant from `earliest` to `latest`, both included, in milliseconds UTC.
 * An exact instant has equal ends. An end that nothing bounds is `-Infinity` or `Infinity`.
 */
export interface Interval {
  readonly earliest: Instant;
  readonly latest: Instant;
}

/** The interval of which nothing is known. */
export const ALWAYS: Interval = { earliest: -Infinity, latest: Infinity };

/** An exact instant. */
export function exactly(instant: Instant): Interval {
  return { earliest: instant, latest: instant };
}

/** The interval from one instant to another; the order of the two does not matter. */
export function between(a: Instant, b: Instant): Interval {
  return a <= b ? { earliest: a, latest: b } : { earliest: b, latest: a };
}

/** The same interval, later by `ms` (earlier where negative). */
export function shift(interval: Interval, ms: number): Interval {
  return { earliest: interval.earliest + ms, latest: interval.latest + ms };
}

/** The interval widened by `before` and `after` milliseconds. */
export function widen(interval: Interval, before: number, after: number = before): Interval {
  return { earliest: interval.earliest - before, latest: interval.latest + after };
}

/** What both intervals allow, or null where they exclude each other. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const earliest = Math.max(a.earliest, b.earliest);
  const latest = Math.min(a.latest, b.latest);
  return earliest <= latest ? { earliest, latest } : null;
}

/** Whether the two can be the same instant. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.earliest <= b.latest && b.earliest <= a.latest;
}

/** The smallest interval that holds all of them; null for none. */
export function hull(intervals: readonly Interval[]): Interval | null {
  const widest = (a: Interval, b: Interval): Interval => ({
    earliest: Math.min(a.earliest, b.earliest),
    latest: Math.max(a.latest, b.latest),
  });
  const [first] = intervals;
  return first ? intervals.reduce(widest, first) : null;
}

/** When the first of several things happened: its bounds are the smallest of each bound. */
export function firstOf(intervals: Iterable<Interval>): Interval | null {
  let first: Interval | null = null;
  for (const { earliest, latest } of intervals) {
    first = first
      ? { earliest: Math.min(first.earliest, earliest), latest: Math.min(first.latest, latest) }
      : { earliest, latest };
  }
  return first;
}

/** When the last of several things happened: its bounds are the largest of each bound. */
export function lastOf(intervals: Iterable<Interval>): Interval | null {
  let last: Interval | null = null;
  for (const { earliest, latest } of intervals) {
    last = last
      ? { earliest: Math.max(last.earliest, earliest), latest: Math.max(last.latest, latest) }
      : { earliest, latest };
  }
  return last;
}

/** Orders by the earliest possible instant, then by the latest. */
export function compareIntervals(a: Interval, b: Interval): number {
  return compareNumbers(a.earliest, b.earliest) || compareNumbers(a.latest, b.latest);
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
