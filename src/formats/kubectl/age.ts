/** What a printed age stands for: the true age is in `[minMs, minMs + widthMs)`, in milliseconds. */
export interface AgeRange {
  readonly minMs: number;
  readonly widthMs: number;
}

/** `unknown`: the time is not set. `invalid`: it is 2 s or more after the moment of printing. */
export type Age = AgeRange | 'unknown' | 'invalid';

/** What an Age cell says: `3m57s (x4 over 5m28s)` tells the last, how often, and the first. */
export interface AgeCell {
  readonly last: Age;
  readonly first: Age;
  readonly count: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const UNITS = [
  ['y', YEAR],
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
] as const;

const AGE = '<unknown>|<invalid>|(?:[0-9]{1,6}[ydhms]){1,2}';
const AGE_TEXT = new RegExp(`^(?:${AGE})$`);
const AGE_CELL = new RegExp(`^(${AGE})(?: \\(x([0-9]{1,15}) over (${AGE})\\))?$`);

/** An Age cell as the source of a regular expression without groups; for tables whose columns are lost. */
export const AGE_CELL_SOURCE = `(?:${AGE})(?: \\(x[0-9]{1,15} over (?:${AGE})\\))?`;

/**
 * Says what an age printed by kubectl stands for. Null where the text is none.
 * Source: k8s.io/apimachinery pkg/util/duration/duration.go HumanDuration, v0.13–v0.36: it truncates and never rounds,
 * so a bare unit is narrow below its threshold and wide above it (`5m` is one second wide, `12m` a minute). `2y0d` instead
 * of `2y` until 0.18. A single unit that HumanDuration never prints (`1h`) is ShortHumanDuration's: whole units only.
 */
export function parseAge(text: string): Age | null {
  if (text === '<unknown>') return 'unknown';
  if (text === '<invalid>') return 'invalid';
  if (!AGE_TEXT.test(text)) return null;
  // A time up to two seconds ahead is printed as none: seconds are cut towards zero, and −1 counts as 0.
  if (text === '0s') return { minMs: -2 * SECOND, widthMs: 3 * SECOND };
  const minMs = sumOf(text);
  const widthMs = resolutionOf(minMs);
  if (formatAge(minMs) === text || (minMs >= 2 * YEAR && minMs < 8 * YEAR && `${formatAge(minMs)}0d` === text))
    return { minMs, widthMs };
  const isSingle = /^[0-9]+[ydhms]$/.test(text);
  const unit = UNITS.find(([letter]) => text.endsWith(letter));
  return isSingle && unit ? { minMs, widthMs: unit[1] } : null;
}

/** Reads an Age cell of `kubectl describe` or `kubectl events`. Null where the text is none. */
export function parseAgeCell(text: string): AgeCell | null {
  const match = AGE_CELL.exec(text.trim());
  if (!match) return null;
  const last = parseAge(match[1] ?? '');
  const first = match[3] === undefined ? last : parseAge(match[3]);
  if (last === null || first === null) return null;
  return { last, first, count: match[2] === undefined ? 1 : Number(match[2]) };
}

function sumOf(text: string): number {
  let ms = 0;
  for (const [, digits, letter] of text.matchAll(/([0-9]+)([ydhms])/g)) {
    const unit = UNITS.find(([name]) => name === letter);
    ms += Number(digits) * (unit?.[1] ?? 0);
  }
  return ms;
}

/** How much is cut off an age of that size. */
function resolutionOf(ms: number): number {
  if (ms < 10 * MINUTE) return SECOND;
  if (ms < 8 * HOUR) return MINUTE;
  if (ms < 8 * DAY) return HOUR;
  return ms < 8 * YEAR ? DAY : YEAR;
}

/** The form in which HumanDuration prints an age that it prints without loss. */
function formatAge(ms: number): string {
  if (ms < 2 * MINUTE) return `${ms / SECOND}s`;
  if (ms < 10 * MINUTE) return twoUnits(ms, MINUTE, 'm', SECOND, 's');
  if (ms < 3 * HOUR) return `${ms / MINUTE}m`;
  if (ms < 8 * HOUR) return twoUnits(ms, HOUR, 'h', MINUTE, 'm');
  if (ms < 2 * DAY) return `${ms / HOUR}h`;
  if (ms < 8 * DAY) return twoUnits(ms, DAY, 'd', HOUR, 'h');
  if (ms < 2 * YEAR) return `${ms / DAY}d`;
  if (ms < 8 * YEAR) return twoUnits(ms, YEAR, 'y', DAY, 'd');
  return `${ms / YEAR}y`;
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = (ms % large) / small;
  return `${Math.floor(ms / large)}${largeName}${rest === 0 ? '' : `${rest}${smallName}`}`;
}
