import type { Reading } from '../../model/clock.ts';
import type { ReadContext } from '../format.ts';

/**
 * What the times of samples are:
 * - `scraped`: when the value was scraped, as dumps have it
 * - `range`: the instants at which a range query was evaluated, in milliseconds
 * - `panel`: the same in a panel's export; a panel may also show one instant only
 * - `panel-local`: the same in the dashboard's zone, which is not stated
 * - `instant`: the instant at which an instant query was evaluated
 * - `capture`: none; the value is that of the capture
 */
export type Timing = 'scraped' | 'range' | 'panel' | 'panel-local' | 'instant' | 'capture';

/**
 * A query takes the last sample of at most this time before. Source: prometheus/prometheus cmd/prometheus/main.go,
 * `--query.lookback-delta`, 2.42 and 3.5.
 */
export const LOOKBACK_MS = 300_000;
/** Formatted times of a panel are cut to the second. */
const PANEL_WIDTH_MS = 1000;

/** When a sample was taken. An instant query gives no sample's own time, only that it is within the look-back. */
export function readingOfSample(context: ReadContext, timing: Timing, ms: number, isLone = false): Reading {
  if (timing === 'capture') return { clock: context.clock('age', { kind: 'api-server' }), valueMs: 0, widthMs: 0 };
  const isLocal = timing === 'panel-local';
  const clock = context.clock(isLocal ? 'zoneless' : 'absolute', { kind: 'monitoring' });
  const widthMs = isLocal ? PANEL_WIDTH_MS : 0;
  const looksBack = timing === 'instant' || isLone;
  return looksBack
    ? { clock, valueMs: ms - LOOKBACK_MS, widthMs: LOOKBACK_MS + widthMs }
    : { clock, valueMs: ms, widthMs };
}

/** Whether the samples lie on the grid of a query, where one sample is repeated until the next or the look-back. */
export function isGrid(timing: Timing): boolean {
  return timing === 'range' || timing === 'panel' || timing === 'panel-local';
}
