import type { Interval } from '../../model/time.ts';

/*
 * Times in the metadata of bundles. What is no time gives null, since metadata comes from outside like everything else.
 */

const MINUTE = 60_000;
/** Files of a bundle are saved one after another: a collector takes minutes, seldom more than this. */
const COLLECTION_MS = 10 * MINUTE;
/** No collector takes longer; what is later is of another time. */
const LONGEST_COLLECTION_MS = 6 * 60 * MINUTE;
/** Zones differ by quarters of an hour. */
const ZONE_STEP_MS = 15 * MINUTE;
/** The zones in use: UTC−12 to UTC+14. */
const WIDEST_ZONE_MS = 14 * 60 * MINUTE;

// Go's time.Time.String(): `2021-09-14 16:43:44.051395446 +0200 CEST m=+1.404430641`.
const GO_TIME = /(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(Z|[+-]\d\d:?\d\d)/;
// `date` without arguments: `Thu Dec  4 09:15:58 UTC 2025`, `Thu 04 Dec 2025 09:15:58 AM UTC`, `Thu Dec  4 09:15:58 AM CET 2025`.
const UNIX_DATE =
  /^\w{3},? (\w{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?: ([AP]M))? ([A-Z]{1,5}|[+-]\d{2,4}) (\d{4})\s*$/;
const GNU_DATE = /^\w{3},? (\d{1,2}) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d)(?: ([AP]M))? ([A-Z]{1,5}|[+-]\d{2,4})\s*$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date without its zone: milliseconds as if it were UTC, and what the zone is called. */
export interface LocalDate {
  readonly localMs: number;
  readonly zone: string;
}

/** The instant of a time as Go or RFC 3339 write it, with its offset, in milliseconds; null where there is none. */
export function readGoTime(text: string): number | null {
  const match = GO_TIME.exec(text);
  if (!match) return null;
  const [, day, time = '', offset = 'Z'] = match;
  const zone = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  const instant = Date.parse(`${day}T${time.slice(0, 12)}${zone}`);
  return Number.isNaN(instant) ? null : instant;
}

/** What the program `date` prints; null for anything else. */
export function readUnixDate(text: string): LocalDate | null {
  const line = text.trim().split('\n', 1)[0] ?? '';
  const unix = UNIX_DATE.exec(line);
  if (unix) {
    const [, month, day, hour, minute, second, half, zone = '', year] = unix;
    return makeDate({ year, month, day, hour, minute, second, half }, zone);
  }
  const gnu = GNU_DATE.exec(line);
  if (!gnu) return null;
  const [, day, month, year, hour, minute, second, half, zone = ''] = gnu;
  return makeDate({ year, month, day, hour, minute, second, half }, zone);
}

function makeDate(
  parts: Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half', string | undefined>>,
  zone: string,
): LocalDate | null {
  const month = MONTHS.indexOf(parts.month ?? '');
  const hour = Number(parts.hour);
  const hours = parts.half === undefined ? hour : (hour % 12) + (parts.half === 'PM' ? 12 : 0);
  if (month < 0 || hours > 23) return null;
  const localMs = Date.UTC(
    Number(parts.year),
    month,
    Number(parts.day),
    hours,
    Number(parts.minute),
    Number(parts.second),
  );
  return { localMs, zone };
}

/** Minutes east of UTC where the name of a zone has only one meaning; null for the others (`CST` has three). */
export function minutesOfZone(zone: string): number | null {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const match = /^([+-])(\d\d)(\d\d)?$/.exec(zone);
  if (!match) return null;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

/** A collection that began at that instant; `later` are further signs of it, which may show that it took longer than most. */
export function collectedFrom(startMs: number, later: readonly number[] = []): Interval {
  const signs = later.filter((ms) => ms < startMs + LONGEST_COLLECTION_MS);
  return { earliest: startMs, latest: Math.max(startMs + COLLECTION_MS, ...signs) };
}

/**
 * When a collection began whose name bears its local time, and during which another file bears an instant: the zone that
 * brings both together. Null where none does.
 */
export function settleStart(localMs: number, nearMs: number): number | null {
  const zone = Math.round((localMs - nearMs) / ZONE_STEP_MS) * ZONE_STEP_MS;
  return Math.abs(zone) > WIDEST_ZONE_MS ? null : localMs - zone;
}

const NAME_TIME = /(\d{4})-(\d\d)-(\d\d)[T_-]?(\d\d)[:_-]?(\d\d)(?:[:_-]?(\d\d))?/;

/** The time in a name (`support-bundle-2025-04-11T14_05_31`), as if it were UTC, and how wide it is; null where it has none. */
export function readNameTime(name: string): { readonly localMs: number; readonly widthMs: number } | null {
  const match = NAME_TIME.exec(name);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const localMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  );
  return { localMs, widthMs: second === undefined ? MINUTE : 1000 };
}

/** The time in the first of the names that has one. */
export function findNameTime(names: readonly string[]): ReturnType<typeof readNameTime> {
  return names.map(readNameTime).find((time) => time !== null) ?? null;
}

/** The first line of a text, trimmed; null where it is empty. */
export function firstLine(text: string | undefined): string | null {
  return text?.trim().split('\n', 1)[0]?.trim() || null;
}
