import type { ReportInterval } from '../model/report.ts';
import type { Instant, Interval } from '../model/time.ts';
import { OPEN_EARLIEST, OPEN_LATEST } from './report-time.ts';

const FIRST_MS = Date.parse(OPEN_EARLIEST);
const LAST_MS = Date.parse(OPEN_LATEST);

/** Reads a report's interval back into instants; open ends become infinite, a text that is no time is open too. */
export function readInterval(interval: ReportInterval): Interval {
  const earliest = Date.parse(interval.earliest);
  const latest = Date.parse(interval.latest);
  return {
    earliest: earliest > FIRST_MS ? earliest : -Infinity,
    latest: latest < LAST_MS ? latest : Infinity,
  };
}

/** The same for an interval that may be missing. */
export function readOptionalInterval(interval: ReportInterval | null): Interval | null {
  return interval && readInterval(interval);
}

/** One instant to draw an interval at: its middle, or the end that is known; null where neither is. */
export function middleOf(interval: Interval): Instant | null {
  if (Number.isFinite(interval.earliest) && Number.isFinite(interval.latest)) {
    return (interval.earliest + interval.latest) / 2;
  }
  if (Number.isFinite(interval.earliest)) return interval.earliest;
  return Number.isFinite(interval.latest) ? interval.latest : null;
}
