import type { Clock, Reading } from '../../model/clock.ts';
import type { ReadContext } from '../format.ts';
import { parseEnvelope } from './envelope.ts';
import type { Envelope } from './envelopes/envelope.ts';
import { type KlogHeader, type KlogJson, parseKlogHeader, parseKlogJson } from './klog.ts';
import { addJournalHeader, addOpening, type LogHeader, NO_HEADER, readHeaderLine } from './log-header.ts';
import { type LogfmtLine, parseLogfmt } from './logfmt.ts';
import { moveToYear, type ShownTime, wrapIntoYear, yearOf } from './timestamps.ts';

/** A line of a log, taken apart. */
export interface LogLine {
  readonly envelope: Envelope;
  readonly klog: KlogHeader | null;
  readonly json: KlogJson | null;
  readonly logfmt: LogfmtLine | null;
  /** When the program wrote the line, by its own time, with what the envelope adds; else by the envelope; else null. */
  readonly time: Reading | null;
  /** The same where the line has a time of its own; else null. */
  readonly ownTime: Reading | null;
}

const MINUTE_MS = 60_000;
/** Zones are whole quarters of an hour apart. */
const ZONE_STEP_MS = 15 * MINUTE_MS;
const WIDEST_ZONE_MS = 27 * 60 * MINUTE_MS;
/** journald takes a line in up to so long after it was written, when the node is busy. */
const DELAY_MS = 2 * MINUTE_MS;
const AHEAD_MS = 2000;
const CLOCKS_AT_HAND = 4;

/** Makes a parser of the lines of one log. It keeps what headers and earlier lines say of zone and year. `context` gives the clocks. */
export function createLogLineParser(context: ReadContext): (text: string) => LogLine | null {
  let header: LogHeader = NO_HEADER;
  let pace: Pace = { shiftMs: 0, offsetMinutes: null };
  let clocks: { readonly clock: Clock; readonly node: string | null }[] = [];

  // Most lines of a log are read on one clock or two.
  const clockOf = (notation: ShownTime['notation'], node: string | null, offsetMinutes: number | null) => {
    for (const known of clocks) {
      if (known.clock.notation === notation && known.node === node && known.clock.offsetMinutes === offsetMinutes)
        return known.clock;
    }
    const clock = context.clock(notation, { kind: 'node', node }, offsetMinutes);
    clocks = [{ clock, node }, ...clocks.slice(0, CLOCKS_AT_HAND - 1)];
    return clock;
  };
  const toReading = (time: ShownTime, node: string | null): Reading => {
    const { notation, wallMs, offsetMinutes, widthMs } = time;
    if (notation === 'absolute')
      return { clock: clockOf(notation, node, null), valueMs: wallMs - (offsetMinutes ?? 0) * MINUTE_MS, widthMs };
    return { clock: clockOf(notation, node, offsetMinutes), valueMs: wallMs, widthMs };
  };

  return (text) => {
    header = readHeaderLine(text, header) ?? header;
    const envelope = nameMachine(parseEnvelope(text), header);
    const klog = parseKlogHeader(envelope.body);
    const json = klog ? null : parseKlogJson(envelope.body);
    const logfmt = klog || json ? null : parseLogfmt(envelope.body);
    const own = klog?.time ?? json?.time ?? logfmt?.time ?? null;
    if (own === null && envelope.time === null && logfmt === null && klog === null) return null;
    const around = envelope.time === null ? null : addJournalHeader(envelope.time, header);
    const shift = own && around ? findShift(own, around) : null;
    if (own && shift !== null) pace = learnPace(pace, own, shift);
    const whole = own && addOpening(addEnvelope(own, around, shift), header);
    const ownTime = whole && toReading(whole, envelope.hostname);
    const time = ownTime ?? (around && toReading(addPace(around, pace), envelope.hostname));
    return { envelope, klog, json, logfmt, time, ownTime };
  };
}

/** A line of a file that klog writes itself is of the machine that the file's header names. */
function nameMachine(envelope: Envelope, { machine }: LogHeader): Envelope {
  return machine === null || envelope.hostname !== null ? envelope : { ...envelope, hostname: machine };
}

/** What lines with two times tell of those that have none but journald's or syslog's. */
interface Pace {
  /** What the clock of the log's year-less lines shows more than the times before them. */
  readonly shiftMs: number;
  /** East of UTC, of the times before lines whose own have a zone; null until one is met. */
  readonly offsetMinutes: number | null;
}

/**
 * How much more a line's own time (in UTC where it has a zone) shows than the one before it: they may be in different zones
 * (`TZ=… journalctl`), and the latter may be a little later. Null where they do not fit.
 */
function findShift(own: ShownTime, around: ShownTime): number | null {
  if (around.notation === 'monotonic') return null;
  const shown = own.notation === 'absolute' ? own.wallMs - (own.offsetMinutes ?? 0) * MINUTE_MS : own.wallMs;
  const isYearKnown = own.notation !== 'yearless';
  const apart =
    isYearKnown && around.notation === 'yearless'
      ? shown - nearestYear(around.wallMs, { ...own, wallMs: shown })
      : (isYearKnown ? shown : nearestYear(shown, around)) - around.wallMs;
  const shift = Math.round((apart + (DELAY_MS - AHEAD_MS) / 2) / ZONE_STEP_MS) * ZONE_STEP_MS;
  const late = apart - shift;
  return late > AHEAD_MS || late < -DELAY_MS || Math.abs(shift) > WIDEST_ZONE_MS ? null : shift;
}

function learnPace(pace: Pace, own: ShownTime, shift: number): Pace {
  if (own.notation === 'yearless') return pace.shiftMs === shift ? pace : { ...pace, shiftMs: shift };
  // Zero is zero, not minus zero.
  const offsetMinutes = own.notation === 'absolute' ? 0 - shift / MINUTE_MS : pace.offsetMinutes;
  return pace.offsetMinutes === offsetMinutes ? pace : { ...pace, offsetMinutes };
}

/**
 * The more of what two times of one line tell: the zone and the year of the envelope, with the microseconds of the line.
 * Where they do not fit, the line's own stands.
 */
function addEnvelope(own: ShownTime, around: ShownTime | null, shift: number | null): ShownTime {
  if (around === null || shift === null || own.notation === 'absolute') return own;
  if (around.notation === 'yearless' && around.offsetMinutes === null) return own;
  const wallMs = own.notation === 'yearless' ? nearestYear(own.wallMs, around) : own.wallMs;
  if (around.offsetMinutes === null) return { ...own, notation: 'zoneless', wallMs };
  const offsetMinutes = around.offsetMinutes + shift / MINUTE_MS;
  if (around.notation === 'yearless') return { ...own, offsetMinutes };
  return { ...own, notation: 'absolute', wallMs, offsetMinutes };
}

/** The time before a line that has none of its own: in its zone, or as the clock of the log's other lines shows it. */
function addPace(around: ShownTime, { shiftMs, offsetMinutes }: Pace): ShownTime {
  const { notation, wallMs } = around;
  if (notation === 'absolute' || notation === 'monotonic' || around.offsetMinutes !== null) return around;
  if (offsetMinutes !== null)
    return { ...around, notation: notation === 'zoneless' ? 'absolute' : notation, offsetMinutes };
  const moved = wallMs + shiftMs;
  return { ...around, wallMs: notation === 'yearless' ? wrapIntoYear(moved) : moved };
}

const HALF_YEAR_MS = 182 * 24 * 60 * MINUTE_MS;

/** The time without year in the year that brings it nearest to the other. */
function nearestYear(wallMs: number, around: ShownTime): number {
  const year = yearOf(around.wallMs);
  const sameYear = moveToYear(wallMs, year);
  if (Math.abs(sameYear - around.wallMs) < HALF_YEAR_MS) return sameYear;
  const other = moveToYear(wallMs, sameYear < around.wallMs ? year + 1 : year - 1);
  return Math.abs(other - around.wallMs) < Math.abs(sameYear - around.wallMs) ? other : sameYear;
}
