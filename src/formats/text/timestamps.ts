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
// Of ISO times, what follows the seconds.
const ISO_TAIL = /(?:[.,]([0-9]{1,9}))?( ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?))?(?=\s|$)/y;
const SHORT =
  /^([^\s0-9]{3,6}|[0-9]{1,2}[^\s0-9.:-]) {1,2}([0-9]{1,2})(?: ([0-9]{4}))? ([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?(?= |$)/;
// Until v227 the day of the week was strftime's %a: `Di`, `mar.`, `火`.
const FULL =
  /^([A-Z][a-z]{2}|[^\s0-9[\]{}"'=:-]{1,6}) ([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))? ([A-Z]{1,5}|[+-][0-9]{2}(?::?[0-9]{2})?)(?= |$)/;
// The header of `journalctl`, by versions: `Mon 2021-09-13 10:10:10 UTC`, and as date(1) writes it.
const DATE = /^[A-Z][a-z]{2} ([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) ([+-][0-9]{4})/;
const WEEKDAYS = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
const SLASHES = /^([0-9]{4})\/([0-9]{2})\/([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})$/;
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
  const [, day, month = '', year, time = '', zone = ''] = match;
  const second = secondOfDayAt(time, 0);
  return shownTime('absolute', Number(year), monthOf(month), Number(day), second, undefined, readOffset(zone));
}

/** Reads a time as klog's header has it (`2019/08/20 20:28:26`); null for other texts. */
export function readSlashTime(text: string): ShownTime | null {
  const match = SLASHES.exec(text);
  if (!match) return null;
  const [, year, month, day, time = ''] = match;
  const second = secondOfDayAt(time, 0);
  return shownTime('zoneless', Number(year), Number(month) - 1, Number(day), second, undefined, null);
}

/** Minutes east of UTC of `Z`, `+0530`, `+05:30` or `+05`; null for other texts. */
export function readOffset(zone: string): number | null {
  const text = zone.trim();
  if (text === 'Z') return 0;
  const sign = text.charCodeAt(0);
  if (sign !== PLUS && sign !== MINUS) return null;
  const at = text.charCodeAt(3) === COLON ? 4 : 3;
  const minutes = text.length === 3 ? 0 : text.length === at + 2 ? digitsAt(text, at, 2) : -1;
  const hours = digitsAt(text, 1, 2);
  if (hours < 0 || minutes < 0) return null;
  return sign === MINUS ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

/** `2026-03-01T00:19:39.503+0000`: by its places, as nearly each line that is read begins with one. */
function readIso(text: string): LeadingTime | null {
  if (text.charCodeAt(4) !== MINUS || text.charCodeAt(7) !== MINUS) return null;
  const separator = text.charCodeAt(10);
  if (separator !== LETTER_T && separator !== SPACE) return null;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  const second = secondOfDayAt(text, 11);
  if (year < 0 || month < 1 || day < 0 || second < 0) return null;
  ISO_TAIL.lastIndex = 19;
  const tail = ISO_TAIL.exec(text);
  if (!tail) return null;
  const offset = tail[2] === undefined ? null : readOffset(tail[2]);
  const notation = offset === null ? 'zoneless' : 'absolute';
  const time = shownTime(notation, year, month - 1, day, second, tail[1], offset);
  return time && { time, end: ISO_TAIL.lastIndex };
}

function readShort(text: string): LeadingTime | null {
  const match = SHORT.exec(text);
  if (!match) return null;
  const [whole, month = '', day, year, clock = '', fraction] = match;
  const notation = year === undefined ? 'yearless' : 'zoneless';
  const inYear = Number(year ?? YEARLESS_YEAR);
  const second = secondOfDayAt(clock, 0);
  const time = shownTime(notation, inYear, monthOf(month), Number(day), second, fraction, null);
  return time && { time, end: whole.length };
}

function readFull(text: string): LeadingTime | null {
  const match = FULL.exec(text);
  if (!match) return null;
  const [whole, weekday = '', year, month, day, clock = '', fraction, zone = ''] = match;
  const offset = offsetOfAbbreviation(zone) ?? readOffset(zone);
  // A word of another kind before a time, and one behind it, are no day and no zone.
  if (offset === null && !WEEKDAYS.has(weekday)) return null;
  const notation = offset === null ? 'zoneless' : 'absolute';
  const second = secondOfDayAt(clock, 0);
  const time = shownTime(notation, Number(year), Number(month) - 1, Number(day), second, fraction, offset);
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

/**
 * Puts a time together of what a text shows: the year, the month from 0, the day from 1, the second of the day, the digits
 * behind the point. Null where it is none (`Feb 31`, `25:00`).
 */
export function shownTime(
  notation: ShownTime['notation'],
  year: number,
  month: number | undefined,
  day: number,
  secondOfDay: number,
  fraction: string | undefined,
  offsetMinutes: number | null,
): ShownTime | null {
  if (month === undefined || month > 11 || secondOfDay < 0) return null;
  if (day < 1 || day > (MONTH_DAYS[month] ?? 0) || (month === 1 && day === 29 && !isLeapYear(year))) return null;
  const days =
    daysBeforeYear(year) + (DAYS_BEFORE_MONTH[month] ?? 0) + (month > 1 && isLeapYear(year) ? 1 : 0) + day - 1;
  const widthMs = DIGIT_MS[fraction?.length ?? 0] ?? 0;
  const fractionMs = fraction === undefined ? 0 : digitsAt(fraction, 0, fraction.length) * widthMs;
  return { notation, wallMs: (days * 86_400 + secondOfDay) * 1000 + fractionMs, offsetMinutes, widthMs };
}

/** The second of the day that a text shows at a place as `23:59:59`; a leap second is the next day's first. -1 for other texts. */
export function secondOfDayAt(text: string, at: number): number {
  const hour = digitsAt(text, at, 2);
  const minute = digitsAt(text, at + 3, 2);
  const second = digitsAt(text, at + 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return -1;
  return hour * 3600 + minute * 60 + second;
}

/** The number that so many digits at a place show; -1 where there are other characters. */
export function digitsAt(text: string, at: number, count: number): number {
  let number = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    // Behind the end it is NaN.
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

const ZERO = 48;
const COLON = 58;
const PLUS = 43;
const MINUS = 45;
const SPACE = 32;
const LETTER_T = 84;
/** What the last digit of a time counts, by how many are behind the point. */
const DIGIT_MS = [1000, 100, 10, 1, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001];
const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** On average. */
const DAYS_PER_YEAR = 365.2425;
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

/** The year of a time. Dates of JavaScript tell it, too, but make an object for each line. */
export function yearOf(wallMs: number): number {
  const days = Math.floor(wallMs / DAY_MS);
  const year = 1970 + Math.floor(days / DAYS_PER_YEAR);
  if (daysBeforeYear(year) > days) return year - 1;
  return daysBeforeYear(year + 1) <= days ? year + 1 : year;
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
