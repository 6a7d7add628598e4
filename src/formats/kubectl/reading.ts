import { type Clock, type ClockKeeper, INVALID_AGE, type Reading } from '../../model/clock.ts';
import type { ReadContext } from '../format.ts';
import type { Age } from './age.ts';
import type { Stamp } from './stamp.ts';

/** Event and creation times are whole seconds, cut (metav1.Time): what happened may be up to a second younger. */
const CUT_MS = 1000;

/** The reading of a printed age of a time stamp that `keeper` set; null where the age tells nothing. */
export function readAge(context: ReadContext, age: Age | null, keeper: ClockKeeper): Reading | null {
  if (age === null || age === 'unknown') return null;
  if (age === 'invalid') return { clock: context.clock('age', keeper), ...INVALID_AGE };
  return { clock: context.clock('age', keeper), valueMs: age.minMs - CUT_MS, widthMs: age.widthMs + CUT_MS };
}

/** The reading of an age or of a time of the calendar that `keeper` set; null where it tells nothing. */
export function readWhen(context: ReadContext, when: Age | Stamp | null, keeper: ClockKeeper): Reading | null {
  if (when === null || typeof when === 'string' || !('stampMs' in when)) return readAge(context, when, keeper);
  return { clock: context.clock('absolute', keeper), valueMs: when.stampMs, widthMs: CUT_MS };
}

/** The instant of the picture itself: no age at all. */
export function readPicture(context: ReadContext): Reading {
  return { clock: context.clock('age', { kind: 'api-server' }), valueMs: 0, widthMs: 0 };
}

// time.RFC1123Z, in the zone of the machine where kubectl ran: kubectl pkg/describe/describe.go.
const RFC_1123 =
  /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} (?:19[7-9][0-9]|2[0-9]{3}) [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}$/;

/** The reading of a printed time with zone; null where the text is none, or is Go's zero time. */
export function readTime(text: string, clock: Clock): Reading | null {
  if (!RFC_1123.test(text)) return null;
  const valueMs = Date.parse(text);
  return Number.isNaN(valueMs) ? null : { clock, valueMs, widthMs: 1000 };
}
