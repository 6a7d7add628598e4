import type { Clock } from '../model/clock.ts';
import type { Origin } from '../model/observation.ts';
import { type Interval, overlaps, widen } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';

/** A sign that a pull call began or ended at some time. */
export interface Mark {
  readonly outcome: 'started' | 'failed' | 'succeeded';
  /** When the call began or ended, as far as this sign tells. */
  readonly at: Interval;
  readonly origin: Origin;
  readonly message: string | null;
  readonly record: Timed;
  /** The reading behind it: two marks of one clock can be told apart even where its zone is not known. */
  readonly clock: Clock | null;
  readonly readingMs: number;
}

/** Marks that are of one and the same call. */
export interface MarkCluster {
  at: Interval;
  readonly marks: Mark[];
}

/** Two calls of one pod and image are at least 10 s apart; all marks of one call are within a second or two. */
const SAME_CALL_MS = 2_500;
const SAME_CLOCK_SAME_CALL_MS = 6_000;
/** A wider mark can be of several calls, so it makes a call of its own only where no other overlaps it. */
const TIGHT_MS = 15_000;

/** Sorts marks into calls: sharp ones first, vague ones only where nothing sharper explains them. */
export function clusterMarks(marks: readonly Mark[]): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  const bySharpness = [...marks].sort((a, b) => width(a.at) - width(b.at) || a.at.earliest - b.at.earliest);
  for (const mark of bySharpness) {
    const home = nearestCluster(clusters, mark);
    if (home) {
      home.marks.push(mark);
      home.at = combine(home.at, mark.at);
    } else {
      clusters.push({ at: mark.at, marks: [mark] });
    }
  }
  return clusters.sort((a, b) => a.at.earliest - b.at.earliest || a.at.latest - b.at.latest);
}

function nearestCluster(clusters: readonly MarkCluster[], mark: Mark): MarkCluster | null {
  let nearest: MarkCluster | null = null;
  let distance = Infinity;
  const reach = widen(mark.at, SAME_CALL_MS);
  for (const cluster of clusters) {
    const sameClock = cluster.marks.find((other) => other.clock !== null && other.clock === mark.clock);
    if (sameClock) {
      const apart = Math.abs(sameClock.readingMs - mark.readingMs);
      if (apart > SAME_CLOCK_SAME_CALL_MS && Math.max(width(mark.at), width(cluster.at)) > TIGHT_MS) continue;
    }
    if (!overlaps(reach, cluster.at)) continue;
    const apart = Math.abs(middle(cluster.at) - middle(mark.at));
    if (apart < distance || nearest === null) {
      nearest = cluster;
      distance = apart;
    }
  }
  return nearest;
}

/** What both allow; where they miss each other by a little, the sharper one. */
function combine(a: Interval, b: Interval): Interval {
  const earliest = Math.max(a.earliest, b.earliest);
  const latest = Math.min(a.latest, b.latest);
  if (earliest <= latest) return { earliest, latest };
  return width(a) <= width(b) ? a : b;
}

function width(interval: Interval): number {
  return interval.latest - interval.earliest;
}

function middle(interval: Interval): number {
  if (interval.earliest === -Infinity) return interval.latest;
  if (interval.latest === Infinity) return interval.earliest;
  return (interval.earliest + interval.latest) / 2;
}
