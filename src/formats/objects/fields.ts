import type { Clock, Reading } from '../../model/clock.ts';
import { LEFT_OUT } from '../left-out.ts';

/*
 * Fields of objects from JSON and YAML, where nothing can be relied on: a field of the wrong type counts as absent, so
 * that one odd field does not lose the record (a schema would refuse the whole object).
 */

export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NO_FIELDS;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list of objects; what is no object is left out. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The value as text; null where it is none, or empty. YAML makes numbers of some unquoted names. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The value as a count of at least 1; null where it is none. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : null;
}

const RFC_3339 =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9})[0-9]*)?([Zz]|[+-][0-9]{2}:[0-9]{2})$/;

/**
 * Reads an RFC 3339 time; its width is the last digit that is written. Null for what is no time: null, the text `null`,
 * Go's zero time (year 1), and the Unix epoch, which runtimes write for "never".
 */
export function readTime(value: unknown, clock: () => Clock): Reading | null {
  if (typeof value !== 'string') return null;
  const match = RFC_3339.exec(value.trim());
  if (!match) return null;
  const fraction = match[3] ?? '';
  const seconds = Date.parse(`${match[1]}T${match[2]}${match[4]?.toUpperCase()}`);
  if (!(seconds > 0)) return null;
  return {
    clock: clock(),
    valueMs: seconds + Number(`0.${fraction || '0'}`) * 1000,
    widthMs: 1000 / 10 ** fraction.length,
  };
}

/** One line that shows the point of a record: the parts that are there, joined; line breaks become spaces. */
export function writeExcerpt(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null && part !== '')
    .join(' · ')
    .replace(/\s+/g, ' ');
}

const EXCERPT_MESSAGE_LENGTH = 400;

/** A message cut to what an excerpt holds; what shows the cut stands at its end. */
export function cutMessage(message: string | null): string | null {
  if (message === null || message.length <= EXCERPT_MESSAGE_LENGTH) return message;
  // A cut within a pair of surrogates would leave half a character.
  return `${message.slice(0, EXCERPT_MESSAGE_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}${LEFT_OUT}`;
}
