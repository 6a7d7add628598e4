import type { ReportAttempt } from '../../model/report.ts';
import { middleOf, readInterval } from '../read-interval.ts';
import { type Drawing, element, label, level, percent } from './svg.ts';
import type { TimeAxis } from './time-axis.ts';

const ROW_HEIGHT = 48;
const BASELINE = 46;
const BUCKET_LIMIT = 60;
const MINUTE = 60_000;
/** Bucket widths in minutes; the first that makes few enough buckets is taken. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440, 10_080];

/** Pulls per bucket of time, failed ones and such that worked, the peak labelled. */
export interface PullsOverTime {
  readonly bucketMinutes: number;
  readonly drawing: Drawing;
  /** Where the highest bar stands, as a fraction of the width. */
  readonly peakAt: number;
}

/** Draws how many pulls of the attempts given fell into each minute (or longer bucket) of the axis. */
export function drawPullsOverTime(attempts: Iterable<ReportAttempt>, axis: TimeAxis): PullsOverTime {
  const spanMinutes = (axis.to - axis.from) / MINUTE;
  const bucketMinutes =
    WIDTHS.find((width) => spanMinutes / width <= BUCKET_LIMIT) ?? Math.ceil(spanMinutes / BUCKET_LIMIT);
  const bucket = bucketMinutes * MINUTE;
  const counts = { failed: new Map<number, number>(), succeeded: new Map<number, number>() };
  for (const attempt of attempts) {
    const at = middleOf(readInterval(attempt.at));
    if (at === null || attempt.outcome === 'unknown') continue;
    const key = Math.floor(at / bucket);
    counts[attempt.outcome].set(key, (counts[attempt.outcome].get(key) ?? 0) + 1);
  }
  const totals = new Map(counts.failed);
  for (const [key, value] of counts.succeeded) totals.set(key, (totals.get(key) ?? 0) + value);
  const [peakKey, peak] = findPeak(totals);
  const heightOf = (value: number) => (value / peak) * 30;
  let marks = level(0, 1, BASELINE + 1, 'grid');
  for (const [key, total] of totals) {
    const failed = counts.failed.get(key) ?? 0;
    const x = axis.place(key * bucket);
    const width = (axis.place((key + 1) * bucket) - x) * 0.82;
    const shape = { x: percent(x + width * 0.1), width: percent(Math.max(width, 0.001)) };
    marks += element('rect', {
      ...shape,
      y: BASELINE - heightOf(failed),
      height: heightOf(failed),
      class: 'fill-fail',
    });
    if (total > failed) {
      const height = heightOf(total - failed);
      marks += element('rect', { ...shape, y: BASELINE - heightOf(total), height, class: 'fill-ok' });
    }
    if (key === peakKey) marks += label(x + width * 0.6, BASELINE - 34, String(total), 'axis strong', 'middle');
  }
  return {
    bucketMinutes,
    peakAt: axis.place((peakKey + 0.5) * bucket),
    drawing: { height: ROW_HEIGHT, marks, description: `Pulls over time; at most ${peak} in one bar` },
  };
}

function findPeak(totals: ReadonlyMap<number, number>): [number, number] {
  let best: [number, number] = [0, 1];
  for (const [key, total] of totals) if (total > best[1] || (best[0] === 0 && total > 0)) best = [key, total];
  return best;
}
