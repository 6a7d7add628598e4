import type { Instant } from '../model/time.ts';
import { findNewYear, latestYear, nearestYear } from './calendar.ts';
import { type Capture, tellsCapture } from './capture-times.ts';
import type { ClockUse } from './collect-readings.ts';
import { MOST_ZONE_MINUTES } from './zones.ts';

/** The year of a clock's newest values, and where the year before begins. */
export interface YearOfClock {
  readonly year: number;
  /** Values above this are of the year before; Infinity where the file crosses no New Year. */
  readonly lastYearAbove: number;
  /** The sign that told it, to stand after "year 2024, ". */
  readonly said: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Finds the year of a year-less clock: the latest in which its newest line is not after the capture; without a capture
 * time, the one nearest to the newest dated record of all files; without any, the latest before the file was written.
 * Null where nothing tells.
 */
export function findYear(use: ClockUse, capture: Capture | null, newestRecord: Instant | null): YearOfClock | null {
  const span = findNewYear(use.values);
  if (span === null) return null;
  const { newest, lastYearAbove } = span;
  const crossing = lastYearAbove === Infinity ? '' : ', and New Year within the file';
  const found = (year: number, said: string): YearOfClock => ({ year, lastYearAbove, said: `${said}${crossing}` });
  // The newest line may be that far ahead of the capture by its zone and its clock.
  const slack = MOST_ZONE_MINUTES * MINUTE + DAY / 24;
  if (capture !== null && tellsCapture(capture.sign))
    return found(latestYear(newest, capture.at.latest + slack), `the latest before the capture time (${capture.said})`);
  if (newestRecord !== null)
    return found(nearestYear(newest, newestRecord), 'nearest to the newest dated record of all files');
  if (capture !== null && Number.isFinite(capture.at.latest))
    return found(latestYear(newest, capture.at.latest + slack), 'the latest before the file was last written');
  return null;
}
