import { addTo } from '../model/lists.ts';
import type { Interval } from '../model/time.ts';
import type { MarkCluster } from './marks.ts';

/** Finds clusters by their time: a pod that fails for a week has thousands. */
export interface ClusterIndex {
  /** Takes a cluster in, and again where its time by the node's clock has become another. */
  place(cluster: MarkCluster): void;
  /** In the order in which they were taken in: all clusters that overlap the interval, and some that do not. */
  near(interval: Interval): readonly MarkCluster[];
  /** All of them, in that order. */
  all(): MarkCluster[];
}

/** Most calls are known to the second, and are at least ten seconds apart. */
const BUCKET_MS = 30_000;
/** What lies in more buckets is looked at each time. */
const MOST_BUCKETS = 8;

/** Makes an index of clusters. */
export function createClusterIndex(): ClusterIndex {
  const numbers = new Map<MarkCluster, number>();
  const buckets = new Map<number, MarkCluster[]>();
  const wide = new Set<MarkCluster>();
  return {
    place(cluster) {
      if (!numbers.has(cluster)) numbers.set(cluster, numbers.size);
      const span = bucketsOf(cluster.own);
      if (span === null) wide.add(cluster);
      else for (const bucket of span) if (!buckets.get(bucket)?.includes(cluster)) addTo(buckets, bucket, cluster);
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
