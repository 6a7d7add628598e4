import type { IncidentStatus } from '../model/incident.ts';
import type { Range } from '../model/report.ts';
import type { Instant, Interval } from '../model/time.ts';

const SECOND = 1000;
const DATE = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' });
const NUMBER = new Intl.NumberFormat('en-US', { useGrouping: 'min2', maximumFractionDigits: 1 });
const SPELLED = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The time of day in UTC: `17:04:42`. The fraction of the second is cut off. */
export function formatClock(instant: Instant): string {
  return new Date(instant).toISOString().slice(11, 19);
}

/** The date in UTC: `2 April 2024`. */
function formatDate(instant: Instant): string {
  return DATE.format(instant);
}

/** The day in UTC without its year: `2 April`. */
export function formatDay(instant: Instant): string {
  return DAY.format(instant);
}

/** How times are written: the day that goes without saying (any instant of it), and the zone to put behind, if any. */
export interface TimeStyle {
  readonly day?: Instant | null;
  readonly zone?: string;
}

/**
 * An interval as text: outer whole seconds, `17:04:42–17:04:44`, one time where both are the same second. The date is
 * added where it is not the day that goes without saying. Open ends: `before …`, `… or later`, `unknown`.
 */
export function formatTimes(interval: Interval, style: TimeStyle = {}): string {
  const from = Math.floor(interval.earliest / SECOND) * SECOND;
  const to = Math.ceil(interval.latest / SECOND) * SECOND;
  const zone = style.zone ? ` ${style.zone}` : '';
  if (!Number.isFinite(from) && !Number.isFinite(to)) return 'unknown';
  if (!Number.isFinite(from)) return `before ${formatClock(to)}${zone}${dateAfter(to, style)}`;
  if (!Number.isFinite(to)) return `${formatClock(from)}${zone}${dateAfter(from, style)} or later`;
  if (isSameDay(from, to)) {
    const clock = from === to ? formatClock(from) : `${formatClock(from)}–${formatClock(to)}`;
    return `${clock}${zone}${dateAfter(from, style)}`;
  }
  return `${formatDay(from)} ${formatClock(from)}–${formatDay(to)} ${formatClock(to)}${zone}`;
}

/** The same as an adverb: `at 17:04:42–17:04:44`, `before 17:04:44`, `at an unknown time`. */
export function formatAt(interval: Interval, style: TimeStyle = {}): string {
  if (interval.earliest === -Infinity)
    return interval.latest === Infinity ? 'at an unknown time' : formatTimes(interval, style);
  return `at ${formatTimes(interval, style)}`;
}

/** The same with the date before it: `2 April 2024, 18:07:06–18:07:07 UTC`. */
export function formatDateTimes(interval: Interval, zone: string): string {
  const known = Number.isFinite(interval.earliest) ? interval.earliest : interval.latest;
  if (!Number.isFinite(known)) return 'unknown';
  const isOneDay =
    Number.isFinite(interval.earliest) &&
    Number.isFinite(interval.latest) &&
    isSameDay(interval.earliest, interval.latest);
  const times = formatTimes(interval, { day: known, zone });
  return isOneDay ? `${formatDate(known)}, ${times}` : `${times} (${formatDate(known)})`;
}

/** A change that nobody saw happen: `between 17:26:24 and 17:28:34`. */
export function formatBetween(interval: Interval, style: TimeStyle = {}): string {
  if (!Number.isFinite(interval.earliest) || !Number.isFinite(interval.latest)) {
    return interval.earliest === -Infinity && interval.latest === Infinity
      ? 'at an unknown time'
      : formatTimes(interval, style);
  }
  const from = formatTimes(
    { earliest: interval.earliest, latest: floorSecond(interval.earliest) },
    { ...style, zone: '' },
  );
  const to = formatTimes({ earliest: ceilSecond(interval.latest), latest: interval.latest }, style);
  return from === to ? `at ${to}` : `between ${from} and ${to}`;
}

function floorSecond(instant: Instant): Instant {
  return Math.floor(instant / SECOND) * SECOND;
}

function ceilSecond(instant: Instant): Instant {
  return Math.ceil(instant / SECOND) * SECOND;
}

function dateAfter(instant: Instant, style: TimeStyle): string {
  if (style.day === undefined || style.day === null || isSameDay(instant, style.day)) return '';
  const sameYear = new Date(instant).getUTCFullYear() === new Date(style.day).getUTCFullYear();
  return `, ${sameYear ? formatDay(instant) : formatDate(instant)}`;
}

function isSameDay(a: Instant, b: Instant): boolean {
  return Math.floor(a / 86_400_000) === Math.floor(b / 86_400_000);
}

/** A lower bound of a duration in words, rounded down so that "at least" is true: `21 minutes`, `2 hours 13 minutes`. */
export function formatLowerBound(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 120) return count(whole, 'second');
  const minutes = Math.floor(whole / 60);
  if (minutes < 120) return count(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joinUnits(hours, 'hour', minutes % 60, 'minute');
  return joinUnits(Math.floor(hours / 24), 'day', hours % 24, 'hour');
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? count(large, largeUnit) : `${count(large, largeUnit)} ${count(small, smallUnit)}`;
}

/** A duration to the second: `42 s`, `3 min 00 s`, `2 h 05 min`, `3 d 4 h`. Rounded down. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown';
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${pad(whole % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${pad(minutes % 60)} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Bounds of a duration to the second, for tables and sections: `3 min 00 s to 5 min 13 s`. */
export function formatDurationRange(seconds: Range): string {
  const from = formatDuration(seconds.min);
  const to = formatDuration(Math.ceil(seconds.max));
  if (!isBound(seconds.max)) return `at least ${from}`;
  if (from === to) return from;
  return seconds.min <= 0 ? `up to ${to}` : `${from} to ${to}`;
}

/** Bounds of a duration in prose, to the nearest minute from two minutes on: `3 to 5 minutes`. */
export function formatRoughRange(seconds: Range): string {
  if (!isBound(seconds.max)) return `at least ${formatLowerBound(seconds.min)}`;
  const isShort = seconds.max < 120;
  const unit = isShort ? 1 : 60;
  const min = Math.round(Math.max(0, seconds.min) / unit);
  const max = Math.round(seconds.max / unit);
  const name = isShort ? 'second' : 'minute';
  if (min === max) return `about ${count(max, name)}`;
  return min === 0 ? `up to ${count(max, name)}` : `${min} to ${count(max, name)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Bounds of a number: `76`, `70 to 76`, `at least 70`. */
export function formatRange(range: Range): string {
  if (!isBound(range.max)) return `at least ${formatNumber(range.min)}`;
  return range.min === range.max ? formatNumber(range.min) : `${formatNumber(range.min)} to ${formatNumber(range.max)}`;
}

// JSON has no infinity: a bound that is not there comes back from a saved report as null.
function isBound(bound: number | null): boolean {
  return bound !== null && Number.isFinite(bound) && bound < Number.MAX_SAFE_INTEGER;
}

/** A number with thin spaces from five digits on: `12 561`; fractions are rounded to one decimal. */
export function formatNumber(value: number): string {
  return NUMBER.format(value).replaceAll(',', '\u202f');
}

/** A number and its noun: `1 pod`, `10 pods`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${formatNumber(number)} ${number === 1 ? one : many}`;
}

/** Bounds of a number and its noun: `70 to 76 failed pulls`. */
export function countRange(range: Range, one: string, many = `${one}s`): string {
  const isOne = range.min === 1 && (range.max === 1 || !isBound(range.max));
  return `${formatRange(range)} ${isOne ? one : many}`;
}

/** A small number in letters: `four`; from 13 on in digits. */
export function spell(number: number): string {
  return SPELLED[number] ?? formatNumber(number);
}

/** The same with its noun: `ten pods`. */
export function spellCount(number: number, one: string, many = `${one}s`): string {
  return `${spell(number)} ${number === 1 ? one : many}`;
}

/** A list in prose: `a, b and c`; what goes over `limit` is counted: `a, b and 3 more`. */
export function joinList(items: readonly string[], limit = Infinity): string {
  const shown = items.length > limit ? items.slice(0, limit) : items;
  const rest = items.length - shown.length;
  const parts = rest > 0 ? [...shown, `${formatNumber(rest)} more`] : shown;
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The first letter as a capital. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How sure a verdict is, in words. */
export function nameConfidence(confidence: number): string {
  if (confidence >= 0.95) return 'Near certain';
  if (confidence >= 0.85) return 'Very likely';
  if (confidence >= 0.7) return 'Likely';
  if (confidence >= 0.5) return 'More likely than not';
  return 'Open';
}

/** A confidence in figures: two decimals, never rounded up to certainty. */
export function formatConfidence(confidence: number): string {
  return (Math.floor(confidence * 100 + 1e-9) / 100).toFixed(2);
}

const STATUS_NAMES: Readonly<Record<IncidentStatus, string>> = {
  ongoing: 'Still failing',
  recovered: 'Recovered',
  replaced: 'Replaced',
  unknown: 'Unknown',
};

/** How an incident stands at the capture, as its badge says it. */
export function nameStatus(status: IncidentStatus): string {
  return STATUS_NAMES[status];
}
