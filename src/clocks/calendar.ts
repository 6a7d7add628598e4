import { YEARLESS_YEAR } from '../model/clock.ts';
import type { Instant } from '../model/time.ts';

const DAY = 86_400_000;
/** Some years within what a Date holds. */
const LAST_INSTANT = 8e15;
const START = Date.UTC(YEARLESS_YEAR, 0, 1);
const FIRST_OF_MARCH = Date.UTC(YEARLESS_YEAR, 2, 1) - START;

/** Half a year: a step of more than that from line to line is a change of year, not time that passed. */
export const HALF_YEAR_MS = 183 * DAY;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The year of an instant; of one that no calendar holds, a year at that end. */
function yearOf(instant: Instant): number {
  return new Date(Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, instant))).getUTCFullYear();
}

/** The yearless value in a year, still without its zone. In a year without 29 February, that day is 1 March. */
export function inYear(valueMs: number, year: number): Instant {
  const sinceStart = valueMs - START;
  return Date.UTC(year, 0, 1) + sinceStart - (sinceStart >= FIRST_OF_MARCH && !isLeap(year) ? DAY : 0);
}

/** The latest year in which the value is not after the given instant; for 29 February, the latest leap year. */
export function latestYear(valueMs: number, notAfter: Instant): number {
  let year = yearOf(notAfter) + 1;
  const isLeapDay = isOnLeapDay(valueMs);
  while (inYear(valueMs, year) > notAfter || (isLeapDay && !isLeap(year))) year--;
  return year;
}

/** The year in which the value is nearest to the given instant. */
export function nearestYear(valueMs: number, to: Instant): number {
  const middle = yearOf(to);
  const isLeapDay = isOnLeapDay(valueMs);
  let best = latestYear(valueMs, to);
  for (let year = middle - 1; year <= middle + 1; year++) {
    if (isLeapDay && !isLeap(year)) continue;
    if (Math.abs(inYear(valueMs, year) - to) < Math.abs(inYear(valueMs, best) - to)) best = year;
  }
  return best;
}

function isOnLeapDay(valueMs: number): boolean {
  return valueMs - START >= FIRST_OF_MARCH - DAY && valueMs - START < FIRST_OF_MARCH;
}

/** Where a file's yearless times cross New Year, and its newest time, from the values in line order. */
export interface YearSpan {
  readonly newest: number;
  /** Values above this are of the year before that of `newest`; Infinity where the file crosses no New Year. */
  readonly lastYearAbove: number;
}

/**
 * Finds the New Year in a file's values (yearless, milliseconds, in line order). Files may run backwards
 * (`journalctl -r`): there the jump is upwards. Null for no values.
 */
export function findNewYear(values: readonly number[]): YearSpan | null {
  const [first] = values;
  if (first === undefined) return null;
  let down = -1;
  let up = -1;
  let ascents = 0;
  let descents = 0;
  for (let i = 1; i < values.length; i++) {
    const step = values[i]! - values[i - 1]!;
    if (step < -HALF_YEAR_MS) down = i;
    else if (step > HALF_YEAR_MS) up = i;
    else if (step > 0) ascents++;
    else if (step < 0) descents++;
  }
  const runsBackwards = descents > ascents;
  const jump = runsBackwards ? up : down;
  if (jump < 0) return { newest: maximum(values), lastYearAbove: Infinity };
  const after = runsBackwards ? values.slice(0, jump) : values.slice(jump);
  const before = runsBackwards ? values.slice(jump) : values.slice(0, jump);
  const newest = maximum(after.filter((value) => value - after[0]! < HALF_YEAR_MS));
  const oldest = -maximum(before.map((value) => -value).filter((value) => value < -newest));
  return { newest, lastYearAbove: Number.isFinite(oldest) ? (newest + oldest) / 2 : Infinity };
}

function maximum(values: readonly number[]): number {
  let most = -Infinity;
  for (const value of values) if (value > most) most = value;
  return most;
}
