import type { Clock, Reading } from '../model/clock.ts';
import { ALWAYS, type Instant, type Interval } from '../model/time.ts';
import type { ZoneRange } from './agree-on-zone.ts';
import { inYear } from './calendar.ts';
import { type Capture, tellsCapture } from './capture-times.ts';
import type { YearOfClock } from './year-of-clock.ts';
import { LEAST_ZONE_MINUTES, MOST_ZONE_MINUTES, type ZoneSpan } from './zones.ts';

/** What a clock's local times count from: a zone, or the instant of the boot. */
export type Zone =
  | { readonly kind: 'spans'; readonly spans: readonly ZoneSpan[]; readonly said: string }
  | { readonly kind: 'range'; readonly range: ZoneRange; readonly said: string }
  | { readonly kind: 'boot'; readonly at: Interval; readonly said: string };

/** How a clock's readings become UTC by its keeper's clock. */
export interface Notated {
  readonly read: (reading: Reading) => Interval;
  /** No record is later than this (true time), since its file was saved; Infinity where that bounds nothing. */
  readonly notAfter: Instant;
}

const MINUTE = 60_000;
/** The collecting machine's clock may differ that much from the API server's before a capture time bounds a record. */
const TOLERATED_MS = 2 * MINUTE;

/** Makes the function that undoes a clock's notation, from what was found out about it. */
export function readNotation(
  clock: Clock,
  capture: Capture | null,
  year: YearOfClock | null,
  zone: Zone | null,
): Notated {
  const notAfter = capture !== null && tellsCapture(capture.sign) ? capture.at.latest + TOLERATED_MS : Infinity;
  switch (clock.notation) {
    case 'absolute':
      return { read: ({ valueMs, widthMs }) => ({ earliest: valueMs, latest: valueMs + widthMs }), notAfter: Infinity };
    case 'age':
      return {
        read: capture === null ? () => ALWAYS : (reading) => countBack(reading, capture.at),
        notAfter: Infinity,
      };
    case 'monotonic':
      return { read: zone?.kind === 'boot' ? (reading) => shiftBy(reading, zone.at) : () => ALWAYS, notAfter };
    case 'zoneless':
    case 'yearless':
      return readLocal(clock, year, zone, notAfter);
  }
}

function countBack({ valueMs, widthMs }: Reading, capture: Interval): Interval {
  return { earliest: capture.earliest - valueMs - widthMs, latest: capture.latest - valueMs };
}

function shiftBy({ valueMs, widthMs }: Reading, by: Interval): Interval {
  return { earliest: valueMs + by.earliest, latest: valueMs + widthMs + by.latest };
}

function readLocal(clock: Clock, year: YearOfClock | null, zone: Zone | null, notAfter: Instant): Notated {
  const local = localTime(clock, year);
  if (local === null) return { read: () => ALWAYS, notAfter };
  if (zone?.kind !== 'spans') {
    const { min, max } = zone?.kind === 'range' ? zone.range : { min: LEAST_ZONE_MINUTES, max: MOST_ZONE_MINUTES };
    const open = { earliest: -max * MINUTE, latest: -min * MINUTE };
    return { read: (reading) => shiftBy({ ...reading, valueMs: local(reading.valueMs) }, open), notAfter };
  }
  const { spans } = zone;
  const [only] = spans;
  if (spans.length === 1 && only) {
    const shiftMs = -only.minutes * MINUTE;
    const read = ({ valueMs, widthMs }: Reading): Interval => {
      const earliest = local(valueMs) + shiftMs;
      return { earliest, latest: earliest + widthMs };
    };
    return { read, notAfter: Infinity };
  }
  const read = ({ valueMs, widthMs }: Reading): Interval => {
    const value = local(valueMs);
    let fitting = spans.filter(({ fromLocal, toLocal }) => value + widthMs >= fromLocal && value <= toLocal);
    // The hour that clocks skip in spring: no offset holds, so either may be meant.
    if (fitting.length === 0) fitting = [...spans];
    const minutes = fitting.map((span) => span.minutes);
    return {
      earliest: value - Math.max(...minutes) * MINUTE,
      latest: value + widthMs - Math.min(...minutes) * MINUTE,
    };
  };
  return { read, notAfter: Infinity };
}

/** A clock's values with their year, as local times; null where the year is not known. */
export function localTime(clock: Clock, year: YearOfClock | null): ((valueMs: number) => number) | null {
  if (clock.notation !== 'yearless') return (valueMs) => valueMs;
  if (year === null) return null;
  const { year: newest, lastYearAbove } = year;
  return (valueMs) => inYear(valueMs, valueMs > lastYearAbove ? newest - 1 : newest);
}
