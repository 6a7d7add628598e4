import { addTo } from '../model/lists.ts';
import type { Interval } from '../model/time.ts';

/** Finds things by their time. */
export interface TimeIndex<Thing> {
  /** Takes a thing in, and again where its time has become another. */
  place(thing: Thing, at: Interval): void;
  /** In the order in which they were taken in: all things that overlap the interval, and some that do not. */
  near(interval: Interval): readonly Thing[];
  /** All of them, in that order. */
  all(): Thing[];
}

/** Most calls are known to the second, and are at least ten seconds apart. */
const BUCKET_MS = 30_000;
/** What lies in more buckets is looked at each time. */
const MOST_BUCKETS = 8;

/** Makes an index of things by their time: of a pod that fails for a week there are thousands. */
export function createTimeIndex<Thing>(): TimeIndex<Thing> {
  const numbers = new Map<Thing, number>();
  const buckets = new Map<number, Thing[]>();
  const wide = new Set<Thing>();
  return {
    place(thing, at) {
      if (!numbers.has(thing)) numbers.set(thing, numbers.size);
      const span = bucketsOf(at);
      if (span === null) wide.add(thing);
      else for (const bucket of span) if (!buckets.get(bucket)?.includes(thing)) addTo(buckets, bucket, thing);
    },
    near(interval) {
      const span = bucketsOf(interval);
      if (span === null) return [...numbers.keys()];
      const found = new Set([...wide, ...span.flatMap((bucket) => buckets.get(bucket) ?? [])]);
      return [...found].sort((a, b) => numbers.get(a)! - numbers.get(b)!);
    },
    all: () => [...numbers.keys()],
  };
}

/** The buckets that an interval lies in; null where these are too many. */
function bucketsOf({ earliest, latest }: Interval): number[] | null {
  const first = Math.floor(earliest / BUCKET_MS);
  const count = Math.floor(latest / BUCKET_MS) - first + 1;
  return count <= MOST_BUCKETS ? Array.from({ length: count }, (_, index) => first + index) : null;
}
