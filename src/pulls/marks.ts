import { stripVTControlCharacters } from 'node:util';
import type { Clock } from '../model/clock.ts';
import type { Origin } from '../model/observation.ts';
import { type Interval, overlaps, widen } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';
import { createTimeIndex, type TimeIndex } from './time-index.ts';

/** A sign that a pull call began or ended at some time. */
export interface Mark {
  readonly outcome: 'started' | 'failed' | 'succeeded';
  /** When the call began or ended, as far as this sign tells. */
  readonly at: Interval;
  /** The same by the node's own clock, by which the marks of one node are compared. */
  readonly own: Interval;
  readonly origin: Origin;
  readonly message: string | null;
  readonly record: Timed;
  /** The reading behind it: two marks of one clock can be told apart even where its zone is not known. */
  readonly clock: Clock | null;
  readonly readingMs: number;
  /** Which end of a span of calls it is, for an Event that stands for several; null for one that stands for one. */
  readonly end: 'first' | 'last' | null;
}

/** Marks that are of one and the same call. */
export interface MarkCluster {
  at: Interval;
  own: Interval;
  readonly marks: Mark[];
}

/** Two calls of one pod and image are at least 10 s apart; all marks of one call are within a second or two. */
const SAME_CALL_MS = 2_500;
const SAME_CLOCK_SAME_CALL_MS = 6_000;
/** A wider mark can be of several calls, so it makes a call of its own only where no other overlaps it. */
const TIGHT_MS = 15_000;

/** Sorts marks into calls: sharp ones first, vague ones only where nothing sharper explains them. */
export function clusterMarks(marks: readonly Mark[]): MarkCluster[] {
  const clusters = createTimeIndex<MarkCluster>();
  const bySharpness = [...marks].sort((a, b) => width(a.own) - width(b.own) || a.own.earliest - b.own.earliest);
  for (const mark of bySharpness) {
    const home = nearestCluster(clusters, mark);
    if (home) {
      const isSharp = width(mark.own) <= TIGHT_MS;
      home.marks.push(mark);
      // A vague mark may be of another call near by: it tells nothing more of this one's time.
      if (isSharp) {
        home.at = combine(home.at, mark.at);
        home.own = combine(home.own, mark.own);
        clusters.place(home, home.own);
      }
    } else {
      clusters.place({ at: mark.at, own: mark.own, marks: [mark] }, mark.own);
    }
  }
  return clusters.all().sort((a, b) => a.at.earliest - b.at.earliest || a.at.latest - b.at.latest);
}

function nearestCluster(clusters: TimeIndex<MarkCluster>, mark: Mark): MarkCluster | null {
  let nearest: MarkCluster | null = null;
  let distance = Infinity;
  const reach = widen(mark.own, SAME_CALL_MS);
  for (const cluster of clusters.near(reach)) {
    const sameClock = cluster.marks.find((other) => other.clock !== null && other.clock === mark.clock);
    if (sameClock) {
      const apart = Math.abs(sameClock.readingMs - mark.readingMs);
      if (apart > SAME_CLOCK_SAME_CALL_MS && Math.max(width(mark.own), width(cluster.own)) > TIGHT_MS) continue;
    }
    if (!overlaps(reach, cluster.own) || cluster.marks.some((other) => areOtherCalls(mark, other))) continue;
    const apart = distanceOf(mark, cluster);
    if (apart < distance || nearest === null) {
      nearest = cluster;
      distance = apart;
    }
  }
  return nearest;
}

/**
 * How far a cluster is from being the mark's. Of an Event that stands for several calls and shows their times only roughly,
 * the first is more likely one of the early ones, and the last one of the late ones.
 */
function distanceOf(mark: Mark, { own }: MarkCluster): number {
  const isVague = width(mark.own) > TIGHT_MS;
  if (isVague && mark.end === 'first') return middle(own) - mark.own.earliest;
  if (isVague && mark.end === 'last') return mark.own.latest - middle(own);
  return Math.abs(middle(own) - middle(mark.own));
}

/** One call fails with one text: Events of differing texts are of differing calls. */
function areOtherCalls(a: Mark, b: Mark): boolean {
  return (
    a.origin === 'event' &&
    b.origin === 'event' &&
    a.message !== null &&
    b.message !== null &&
    !saySame(a.message, b.message)
  );
}

// kubectl 1.26 and later write ESC as ^[ and CR as \r (cli-runtime pkg/printers/terminal.go); tables and pastes cut texts.
const REWRITTEN = /\^\[(?:\[[0-9;]*[A-Za-z])?|\\r|[\p{Cc}\s]+/gu;

function saySame(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [a, b].map((text) => stripVTControlCharacters(text).replace(REWRITTEN, '')) as [string, string];
  return left.startsWith(right) || right.startsWith(left);
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
