import type { Instant } from '../model/time.ts';
import { minutesOfOffset } from './instant-text.ts';

/** Zones are multiples of this many minutes, from UTC−12 to UTC+14. */
export const ZONE_STEP_MINUTES = 15;
export const LEAST_ZONE_MINUTES = -12 * 60;
export const MOST_ZONE_MINUTES = 14 * 60;

/**
 * Offsets that are no whole hours, among all that a place has had since 2014, the year of the first cluster: Marquesas,
 * Venezuela, Newfoundland (winter, summer), Iran (both), Afghanistan, India, Nepal, Myanmar, North Korea, Eucla, central
 * Australia (both; Lord Howe has the latter too), Chatham (both). Source: IANA tz database.
 */
const ODD_ZONES: ReadonlySet<number> = new Set(
  [-9.5, -4.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.5, 8.75, 9.5, 10.5, 12.75, 13.75].map((hours) => hours * 60),
);

/** Whether some place's clocks are that many minutes east of UTC. */
export function isInUse(minutes: number): boolean {
  return minutes % 60 === 0 || ODD_ZONES.has(minutes);
}

/** Changes of a zone are sought between these years only: no log is of others, whatever its lines say. */
const FIRST_SOUGHT = Date.UTC(2000, 0, 1);
const LAST_SOUGHT = Date.UTC(2100, 0, 1);
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A span of local times with one offset. Times of the repeated hour in autumn are in two. */
export interface ZoneSpan {
  /** Local times, milliseconds as if UTC; both included. */
  readonly fromLocal: number;
  readonly toLocal: number;
  readonly minutes: number;
}

/** Whether the text names a zone: IANA (`Europe/Berlin`), `UTC`, `Z`, or an offset (`+05:30`, `UTC+2`). */
export function isZone(text: string): boolean {
  return fixedMinutes(text) !== null || formatterOf(text) !== null;
}

/**
 * The offsets of a zone over a span of local times (milliseconds as if UTC), in order. Null where the text names no zone.
 * Rules come from the runtime's own tz database (ICU), never from the machine's zone.
 */
export function spansOfZone(text: string, fromLocal: number, toLocal: number): readonly ZoneSpan[] | null {
  const fixed = fixedMinutes(text);
  if (fixed !== null) return [{ fromLocal: -Infinity, toLocal: Infinity, minutes: fixed }];
  const formatter = formatterOf(text);
  if (formatter === null) return null;
  const spans: ZoneSpan[] = [];
  let start = Math.max(fromLocal, FIRST_SOUGHT) - 15 * HOUR;
  const end = Math.min(toLocal, LAST_SOUGHT) + 15 * HOUR;
  let minutes = offsetAt(formatter, start);
  let isFirst = true;
  // No zone changes twice within ten days, so steps of that length miss no change.
  for (let at = start; at < end; ) {
    const next = Math.min(at + 240 * HOUR, end);
    const nextMinutes = offsetAt(formatter, next);
    if (nextMinutes !== minutes) {
      const change = findChange(formatter, at, next, minutes);
      const toChange = change + minutes * MINUTE - 1;
      spans.push({ fromLocal: isFirst ? -Infinity : start + minutes * MINUTE, toLocal: toChange, minutes });
      isFirst = false;
      start = change;
      minutes = nextMinutes;
    }
    at = next;
  }
  spans.push({ fromLocal: isFirst ? -Infinity : start + minutes * MINUTE, toLocal: Infinity, minutes });
  return spans;
}

function findChange(formatter: Intl.DateTimeFormat, from: Instant, to: Instant, minutes: number): Instant {
  let low = from;
  let high = to;
  while (high - low > 1000) {
    const middle = (low + high) / 2;
    if (offsetAt(formatter, middle) === minutes) low = middle;
    else high = middle;
  }
  // Changes happen at whole minutes of UTC.
  return Math.round(high / MINUTE) * MINUTE;
}

function fixedMinutes(text: string): number | null {
  const match = /^(?:UTC|GMT|Etc\/UTC)?(Z|[+-]\d{1,2}(?::?\d\d)?)?$/i.exec(text.trim());
  if (!match || text.trim() === '') return null;
  return match[1] === undefined ? 0 : minutesOfOffset(match[1].toUpperCase());
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}

function offsetAt(formatter: Intl.DateTimeFormat, instant: Instant): number {
  const whole = Math.floor(instant / 1000) * 1000;
  const parts = new Map(formatter.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((local - whole) / MINUTE);
}

/** `UTC`, `UTC+05:30`, `UTC−08:00`. */
export function nameOffset(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
