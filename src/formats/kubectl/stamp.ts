/** A time of the calendar as a table prints it, in milliseconds UTC; whole seconds. */
export interface Stamp {
  readonly stampMs: number;
}

const ISO =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?(?: ?(Z|[+-][0-9]{2}:?[0-9]{2}))?(?: [A-Z]{3,5})?$/;
const RFC_1123 = /^[A-Z][a-z]{2}, ([0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4})$/;

/**
 * Reads a time with its zone: RFC 3339 (what `custom-columns` and `jsonpath` print of an Event), Go's `Time.String()`
 * (`2016-05-04 22:09:51 +0200 CEST`, kubectl 1.0–1.2) and RFC 1123. Null for other texts, and without a zone.
 */
export function readStamp(text: string): Stamp | null {
  const iso = ISO.exec(text);
  if (iso && iso[3] === undefined) return null;
  const [, date = '', time = '', zone = ''] = iso ?? [];
  const source = iso
    ? `${date}T${time}${zone.replace(/^([+-][0-9]{2})([0-9]{2})$/, '$1:$2')}`
    : RFC_1123.exec(text)?.[1];
  const stampMs = source === undefined ? Number.NaN : Date.parse(source);
  return Number.isNaN(stampMs) || stampMs <= 0 ? null : { stampMs };
}
