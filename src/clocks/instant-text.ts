import type { Interval } from '../model/time.ts';

const RFC_3339 = /^\s*(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*([Zz]|[+-]\d\d:?\d\d)\s*$/;
const MINUTE = 60_000;

/**
 * Reads one RFC 3339 time with its zone; seconds may be missing. The interval is as wide as the text is coarse: a minute, a
 * second, or a fraction of one. Null where the text is none.
 */
export function parseInstant(text: string): Interval | null {
  const match = RFC_3339.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const zoneMinutes = minutesOfOffset(zone ?? 'Z');
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  );
  const isReal =
    new Date(local).getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second ?? 0) < 60;
  if (!isReal || Number(month) > 12 || zoneMinutes === null) return null;
  const earliest = local - zoneMinutes * MINUTE + (fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000);
  const widthMs = second === undefined ? MINUTE : fraction === undefined ? 1000 : 1000 * 10 ** -fraction.length;
  return { earliest, latest: earliest + (widthMs < 1 ? 0 : widthMs) };
}

/** Minutes east of UTC of `Z`, `+05:30`, `-0800` or `+9`; null for anything else. */
export function minutesOfOffset(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0;
  const match = /^([+-])(\d{1,2})(?::?(\d\d))?$/.exec(text);
  if (!match) return null;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 14 || minutes > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

const STAMP_IN_NAME =
  /(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)[-_.T ]?(\d\d)[-_.:]?(\d\d)(?:[-_.:]?(\d\d))?(?:[.,_-]\d{3,9}|\d{4}(?=Z))?(Z(?!\.\d{4}(?!\d))|[+-]\d\d:?\d\d)?(?!\d)/;

/**
 * The time in a file's or folder's name, as collectors write it (`support-bundle-2025-04-11T14_05_31`, `dump_20250411-140531`):
 * the collector's local time, unless the name states a zone. PowerShell's FileDateTimeUniversal ends in four digits of a second
 * and `Z`; crashd writes `Z.0000` after its local time, which states none. `local` counts from the epoch as if the text were UTC.
 */
export function findTimeInName(
  name: string,
): { readonly local: number; readonly widthMs: number; readonly zoneMinutes: number | null } | null {
  const match = STAMP_IN_NAME.exec(name);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  const inRange = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  if (!inRange || Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  );
  return {
    local,
    widthMs: second === undefined ? MINUTE : 1000,
    zoneMinutes: zone === undefined ? null : minutesOfOffset(zone),
  };
}
