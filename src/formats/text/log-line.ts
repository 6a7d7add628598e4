import type { Clock, ClockKeeper, Reading } from '../../model/clock.ts';
import type { ReadContext } from '../format.ts';
import { parseEnvelope } from './envelope.ts';
import type { Envelope } from './envelopes/envelope.ts';
import { type KlogHeader, type KlogJson, parseKlogHeader, parseKlogJson } from './klog.ts';
import { type LogfmtLine, parseLogfmt } from './logfmt.ts';
import { moveToYear, readHeaderTime, type ShownTime } from './timestamps.ts';

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
const YEAR_MS = 366 * 24 * 60 * MINUTE_MS;
/** Zones are whole quarters of an hour apart. */
const ZONE_STEP_MS = 15 * MINUTE_MS;
const WIDEST_ZONE_MS = 27 * 60 * MINUTE_MS;
/** journald takes a line in up to so long after it was written, when the node is busy. */
const DELAY_MS = 2 * MINUTE_MS;
const AHEAD_MS = 2000;
// systemd src/journal/journalctl.c: "-- Logs begin at …, end at …. --" until 245, "-- Journal begins at …, ends at …. --" until 251.
const HEADER = /^-- (?:Logs begin|Journal begins) at ([^,]{10,50}?)(?:, ends? at ([^,]{10,50}?))?\. --$/;

/** Makes a parser of the lines of one log. It keeps what a header line says of zone and year. `context` gives the clocks. */
export function createLogLineParser(context: ReadContext): (text: string) => LogLine | null {
  let header: JournalHeader | null = null;
  const clocks = new Map<string, Clock>();

  const clockOf = (notation: ShownTime['notation'], node: string | null, offsetMinutes: number | null) => {
    const key = `${notation} ${offsetMinutes} ${node}`;
    let clock = clocks.get(key);
    if (!clock) {
      const keeper: ClockKeeper = { kind: 'node', node };
      clock = context.clock(notation, keeper, offsetMinutes);
      clocks.set(key, clock);
    }
    return clock;
  };
  const toReading = (time: ShownTime, node: string | null): Reading => {
    const { notation, wallMs, offsetMinutes, widthMs } = time;
    if (notation === 'absolute')
      return { clock: clockOf(notation, node, null), valueMs: wallMs - (offsetMinutes ?? 0) * MINUTE_MS, widthMs };
    return { clock: clockOf(notation, node, offsetMinutes), valueMs: wallMs, widthMs };
  };

  return (text) => {
    const found = readJournalHeader(text);
    if (found) header = found;
    const envelope = parseEnvelope(text);
    const klog = parseKlogHeader(envelope.body);
    const json = klog ? null : parseKlogJson(envelope.body);
    const logfmt = klog || json ? null : parseLogfmt(envelope.body);
    const own = klog?.time ?? json?.time ?? logfmt?.time ?? null;
    if (own === null && envelope.time === null && logfmt === null) return null;
    const around = envelope.time === null ? null : addHeader(envelope.time, header);
    const ownTime = own && toReading(own.notation === 'absolute' ? own : addEnvelope(own, around), envelope.hostname);
    const time = ownTime ?? (around && toReading(around, envelope.hostname));
    return { envelope, klog, json, logfmt, time, ownTime };
  };
}

interface JournalHeader {
  readonly offsetMinutes: number | null;
  readonly beginMs: number;
  readonly endMs: number | null;
}

function readJournalHeader(text: string): JournalHeader | null {
  if (!text.startsWith('-- ')) return null;
  const match = HEADER.exec(text.trimEnd());
  const begin = match && readHeaderTime(match[1] ?? '');
  if (!begin) return null;
  const end = match[2] === undefined ? null : readHeaderTime(match[2]);
  return { offsetMinutes: begin.offsetMinutes, beginMs: begin.wallMs, endMs: end?.wallMs ?? null };
}

/**
 * journalctl prints its header in the zone of the lines below. The year is certain only where the whole journal is
 * shorter than one.
 */
function addHeader(time: ShownTime, header: JournalHeader | null): ShownTime {
  if (time.notation !== 'yearless' || header === null || header.offsetMinutes === null) return time;
  const { offsetMinutes, beginMs, endMs } = header;
  if (endMs === null || endMs - beginMs > YEAR_MS - 2 * 24 * 60 * MINUTE_MS) return { ...time, offsetMinutes };
  for (const year of [new Date(beginMs).getUTCFullYear(), new Date(endMs).getUTCFullYear()]) {
    const wallMs = moveToYear(time.wallMs, year);
    if (wallMs >= beginMs - 1000 && wallMs <= endMs + 1000)
      return { ...time, notation: 'absolute', wallMs, offsetMinutes };
  }
  return { ...time, offsetMinutes };
}

/**
 * The more of what two times of one line tell: the zone and the year of the envelope, with the microseconds of the line.
 * They may be in different zones (`TZ=… journalctl`), and the envelope's may be a little later. Where they do not fit, the
 * line's own stands.
 */
function addEnvelope(own: ShownTime, around: ShownTime | null): ShownTime {
  if (around === null || around.notation === 'monotonic') return own;
  const aroundUtc = around.offsetMinutes === null ? null : around.wallMs - around.offsetMinutes * MINUTE_MS;
  if (around.notation === 'yearless' && aroundUtc === null) return own;
  const wallMs = own.notation === 'yearless' ? nearestYear(own.wallMs, around) : own.wallMs;
  const apart = wallMs - around.wallMs;
  const shift = Math.round((apart + (DELAY_MS - AHEAD_MS) / 2) / ZONE_STEP_MS) * ZONE_STEP_MS;
  const late = apart - shift;
  if (late > AHEAD_MS || late < -DELAY_MS || Math.abs(shift) > WIDEST_ZONE_MS) return own;
  if (aroundUtc === null || around.offsetMinutes === null) return { ...own, notation: 'zoneless', wallMs };
  const offsetMinutes = around.offsetMinutes + shift / MINUTE_MS;
  if (around.notation === 'yearless') return { ...own, offsetMinutes };
  return { ...own, notation: 'absolute', wallMs, offsetMinutes };
}

/** The time without year in the year that brings it nearest to the other. */
function nearestYear(wallMs: number, around: ShownTime): number {
  const year = new Date(around.wallMs).getUTCFullYear();
  let nearest = moveToYear(wallMs, year);
  for (const other of [year - 1, year + 1]) {
    const candidate = moveToYear(wallMs, other);
    if (Math.abs(candidate - around.wallMs) < Math.abs(nearest - around.wallMs)) nearest = candidate;
  }
  return nearest;
}
