import { YEARLESS_YEAR } from '../../model/clock.ts';
import { monthOf } from './envelopes/months.ts';
import { offsetOfAbbreviation } from './envelopes/zone-abbreviations.ts';

/** A time as the beginning of a line shows it. */
export interface ShownTime {
  readonly notation: 'absolute' | 'zoneless' | 'yearless' | 'monotonic';
  /** What the text shows, read as if it were UTC; without a year in 1972; `monotonic`: since the boot. Milliseconds. */
  readonly wallMs: number;
  /** Minutes east of UTC; null where the text does not say. */
  readonly offsetMinutes: number | null;
  /** The unit of the last digit, in milliseconds. */
  readonly widthMs: number;
}

/** A time, and where the text goes on after it. */
export interface LeadingTime {
  readonly time: ShownTime;
  readonly end: number;
}

// systemd src/shared/logs-show.c output_short, v219–v257: short, short-precise, short-iso, short-iso-precise, short-full,
// short-unix, short-monotonic, short-delta. RFC 3164 and rsyslog's formats are like `short` and `short-iso`; some senders
// add the year (syslog-ng, routers).
const ISO =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]{1,9}))?( ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?))?(?=\s|$)/;
const SHORT =
  /^([^\s0-9]{3,6}|[0-9]{1,2}[^\s0-9.:-]) {1,2}([0-9]{1,2})(?: ([0-9]{4}))? ([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?= |$)/;
// Until v227 the day of the week was strftime's %a: `Di`, `mar.`, `火`.
const FULL =
  /^([A-Z][a-z]{2}|[^\s0-9[\]{}"'=:-]{1,6}) ([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))? ([A-Z]{1,5}|[+-][0-9]{2}(?::?[0-9]{2})?)(?= |$)/;
// The header of `journalctl`, by versions: `Mon 2021-09-13 10:10:10 UTC`, and as date(1) writes it.
const DATE = /^[A-Z][a-z]{2} ([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-][0-9]{4})/;
const WEEKDAYS = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
const SLASHES = /^([0-9]{4})\/([0-9]{2})\/([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})$/;
const UNIX = /^([0-9]{9,11})\.([0-9]{6})(?= )/;
const MONOTONIC = /^\[ *([0-9]{1,10})\.([0-9]{6})(?: <[ 0-9.*]{1,30}>)?\](?= )/;

/** Reads the time at the beginning of a line, in any notation of journald, syslog and the container runtimes; else null. */
export function readLeadingTime(text: string): LeadingTime | null {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return readIso(text) ?? readUnix(text) ?? readShort(text);
  if (first === 91) return readMonotonic(text);
  return readShort(text) ?? readFull(text);
}

/** Reads one of the times of journalctl's header line (`-- Logs begin at …`); null for other texts. */
export function readHeaderTime(text: string): ShownTime | null {
  const match = DATE.exec(text);
  if (!match) return readFull(text)?.time ?? null;
  const [, day, month = '', year, hour, minute, second, zone = ''] = match;
  return shownTime('absolute', Number(year), monthOf(month), day, hour, minute, second, undefined, readOffset(zone));
}

/** Reads a time as klog's header has it (`2019/08/20 20:28:26`); null for other texts. */
export function readSlashTime(text: string): ShownTime | null {
  const match = SLASHES.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return shownTime('zoneless', Number(year), Number(month) - 1, day, hour, minute, second, undefined, null);
}

/** Minutes east of UTC of `Z`, `+0530`, `+05:30` or `+05`; null for other texts. */
export function readOffset(zone: string): number | null {
  const text = zone.trim();
  if (text === 'Z') return 0;
  const match = /^([+-])([0-9]{2}):?([0-9]{2})?$/.exec(text);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

function readIso(text: string): LeadingTime | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [whole, year, month, day, hour, minute, second, fraction, zone] = match;
  const offset = zone === undefined ? null : readOffset(zone);
  const notation = offset === null ? 'zoneless' : 'absolute';
  const time = shownTime(notation, Number(year), Number(month) - 1, day, hour, minute, second, fraction, offset);
  return time && { time, end: whole.length };
}

function readShort(text: string): LeadingTime | null {
  const match = SHORT.exec(text);
  if (!match) return null;
  const [whole, month = '', day, year, hour, minute, second, fraction] = match;
  const notation = year === undefined ? 'yearless' : 'zoneless';
  const inYear = Number(year ?? YEARLESS_YEAR);
  const time = shownTime(notation, inYear, monthOf(month), day, hour, minute, second, fraction, null);
  return time && { time, end: whole.length };
}

function readFull(text: string): LeadingTime | null {
  const match = FULL.exec(text);
  if (!match) return null;
  const [whole, weekday = '', year, month, day, hour, minute, second, fraction, zone = ''] = match;
  const offset = offsetOfAbbreviation(zone) ?? readOffset(zone);
  // A word of another kind before a time, and one behind it, are no day and no zone.
  if (offset === null && !WEEKDAYS.has(weekday)) return null;
  const notation = offset === null ? 'zoneless' : 'absolute';
  const time = shownTime(notation, Number(year), Number(month) - 1, day, hour, minute, second, fraction, offset);
  return time && { time, end: whole.length };
}

function readUnix(text: string): LeadingTime | null {
  const match = UNIX.exec(text);
  if (!match) return null;
  const wallMs = Number(match[1]) * 1000 + Number(match[2]) / 1000;
  return { time: { notation: 'absolute', wallMs, offsetMinutes: 0, widthMs: 0.001 }, end: match[0].length };
}

function readMonotonic(text: string): LeadingTime | null {
  const match = MONOTONIC.exec(text);
  if (!match) return null;
  const wallMs = Number(match[1]) * 1000 + Number(match[2]) / 1000;
  return { time: { notation: 'monotonic', wallMs, offsetMinutes: null, widthMs: 0.001 }, end: match[0].length };
}

type Digits = string | undefined;

/** Puts a time together; null where it is none (`Feb 31`, `25:00`). */
export function shownTime(
  notation: ShownTime['notation'],
  year: number,
  month: number | undefined,
  day: Digits,
  hour: Digits,
  minute: Digits,
  second: Digits,
  fraction: Digits,
  offsetMinutes: number | null,
): ShownTime | null {
  if (month === undefined || month > 11 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const date = Number(day);
  if (date < 1 || date > (MONTH_DAYS[month] ?? 0) || (month === 1 && date === 29 && !isLeapYear(year))) return null;
  const days =
    daysBeforeYear(year) + (DAYS_BEFORE_MONTH[month] ?? 0) + (month > 1 && isLeapYear(year) ? 1 : 0) + date - 1;
  const seconds = days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const digits = fraction?.length ?? 0;
  const fractionMs = digits === 0 ? 0 : Number(fraction) * 10 ** (3 - digits);
  return { notation, wallMs: seconds * 1000 + fractionMs, offsetMinutes, widthMs: 10 ** (3 - digits) };
}

const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const LEAP_YEARS_BEFORE_1970 = 477;
const YEARLESS_START_MS = daysBeforeYear(YEARLESS_YEAR) * DAY_MS;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970 to the beginning of the year. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  const leapYears = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return (year - 1970) * 365 + leapYears - LEAP_YEARS_BEFORE_1970;
}

/** A time of `YEARLESS_YEAR` in another year; 29 February becomes 1 March where that year has none. */
export function moveToYear(wallMs: number, year: number): number {
  const ms = wallMs - YEARLESS_START_MS;
  const isPastLeapDay = ms >= (31 + 29) * DAY_MS;
  return daysBeforeYear(year) * DAY_MS + ms - (isPastLeapDay && !isLeapYear(year) ? DAY_MS : 0);
}

/** A time of `YEARLESS_YEAR` that was moved over New Year, in that year again. */
export function wrapIntoYear(wallMs: number): number {
  const length = 366 * DAY_MS;
  const ms = (wallMs - YEARLESS_START_MS) % length;
  return YEARLESS_START_MS + (ms < 0 ? ms + length : ms);
}
