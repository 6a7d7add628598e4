import * as z from 'zod';
import type { Instant } from '../model/time.ts';
import { suggest } from './suggest.ts';

/** Values of flags and of `pullmortem.yaml`. Each piece says what would be right where the value is wrong. */

/** A text; YAML's plain numbers are meant as text. */
export const text = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string({ error: ({ input }) => (Array.isArray(input) ? 'is given more than once' : 'wants a text') }),
);

export const switchValue = z.boolean({
  error: ({ input }) => (Array.isArray(input) ? 'is given more than once' : 'is a switch: true or false'),
});

/** A positive whole number. */
export const count = z
  .preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.number({ error: 'wants a whole number' }),
  )
  .refine((value) => Number.isSafeInteger(value) && value > 0, { error: 'wants a whole number above 0' });

/** A value that may be given several times: always a list. */
export function repeatable<Value>(value: z.ZodType<Value>) {
  return z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(value));
}

/** One of some words. */
export function choice<const Word extends string>(words: readonly Word[]) {
  return text.transform((given, context) => asWord(given, words, context));
}

/** Several of some words: repeated, or with commas between them. Each once, in their own order. */
export function choices<const Word extends string>(words: readonly Word[]) {
  return repeatable(text).transform((given, context) => {
    const chosen = new Set(given.flatMap((list) => list.split(',')).map((word) => asWord(word.trim(), words, context)));
    return words.filter((word) => chosen.has(word));
  });
}

function asWord<Word extends string>(given: string, words: readonly Word[], context: z.core.$RefinementCtx): Word {
  const word = words.find((candidate) => candidate === given);
  return word ?? refuse(context, `"${given}" is none of ${words.join(', ')}${didYouMean(given, words)}`);
}

/** A question to append to a refusal; empty where no candidate is near. */
export function didYouMean(given: string, candidates: Iterable<string>): string {
  const nearest = suggest(given, candidates);
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}

// RFC 3339, section 5.6; a zone is asked for, since that of the analysing machine says nothing about the cluster.
const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d+)?)([Zz]|[+-]\d\d:\d\d)$/;

/** An RFC 3339 time. */
export const time = text.transform((given, context) => asInstant(given, context));

function asInstant(given: string, context: z.core.$RefinementCtx): Instant {
  const [, date = '', clock, offset] = RFC_3339.exec(given) ?? [];
  const instant = isDate(date) ? Date.parse(`${date}T${clock}${offset?.toUpperCase()}`) : Number.NaN;
  return Number.isNaN(instant)
    ? refuse(context, `"${given}" is no time with a zone, such as 2026-01-30T10:02:07Z or 2026-01-30T12:02:07+02:00`)
    : instant;
}

/** `Date.parse` takes 30 February for 2 March. */
function isDate(date: string): boolean {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
}

/** `TIME` or `PATH=TIME`. */
export const capturedAt = text.transform((given, context) => {
  const [path, value] = splitPair(given);
  return {
    path: path === null ? null : path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, ''),
    instant: asInstant(value, context),
  };
});

/** An IANA zone or an offset. */
export const zone = text.transform((given, context) => asZone(given, context));

/** `ZONE` or `NODE=ZONE`. */
export const nodeZone = text.transform((given, context) => {
  const [node, value] = splitPair(given);
  return { node, zone: asZone(value, context) };
});

function splitPair(given: string): [string | null, string] {
  const at = given.lastIndexOf('=');
  return at < 0 ? [null, given] : [given.slice(0, at), given.slice(at + 1)];
}

function asZone(given: string, context: z.core.$RefinementCtx): string {
  if (/^z$/i.test(given)) return 'UTC';
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(given);
  if (offset) {
    if (Number(offset[2]) <= 14 && Number(offset[3]) <= 59) return `${offset[1]}${offset[2]}:${offset[3]}`;
    return refuse(context, `"${given}" is no offset from UTC`);
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    const hint = didYouMean(given, Intl.supportedValuesOf('timeZone'));
    return refuse(context, `"${given}" is no time zone such as Europe/Berlin, UTC or +02:00${hint}`);
  }
}

function refuse(context: z.core.$RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
