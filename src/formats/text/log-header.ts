import { moveToYear, readHeaderTime, readSlashTime, type ShownTime, yearOf } from './timestamps.ts';

/** What a header says of the lines below it. */
export interface LogHeader {
  /** Of journalctl: it prints its header in the zone of the lines below. */
  readonly journal: {
    readonly offsetMinutes: number | null;
    readonly beginMs: number;
    readonly endMs: number | null;
  } | null;
  /** Of a file that klog writes itself: when it was opened, in the local time of its lines. */
  readonly openedMs: number | null;
  /** Of such a file: the machine's name. */
  readonly machine: string | null;
}

/** Nothing said. */
export const NO_HEADER: LogHeader = { journal: null, openedMs: null, machine: null };

const DAY_MS = 24 * 3_600_000;
const YEAR_MS = 366 * DAY_MS;
// systemd src/journal/journalctl.c: "-- Logs begin at …, end at …. --" until 245, "-- Journal begins at …, ends at …. --" until 251.
const JOURNAL = /^-- (?:Logs begin|Journal begins) at ([^,]{10,50}?)(?:, ends? at ([^,]{10,50}?))?\. --$/;
// kubernetes/klog klog.go rotateFile, v1.0–v2.140: `Log file created at: 2006/01/02 15:04:05`, `Running on machine: NAME`.
const OPENED = 'Log file created at: ';
const MACHINE = /^Running on machine: ([\w.-]{1,253})$/;
// `tail`, `minikube logs` and `oc logs`: another log begins, of which the header says nothing.
const SECTION = '==> ';

/** Reads a line of a header, given what those above it said; null for other texts. */
export function readHeaderLine(text: string, above: LogHeader): LogHeader | null {
  switch (text.charCodeAt(0)) {
    case 45: // -
      return readJournalHeader(text);
    case 61: // =
      return text.startsWith(SECTION) ? NO_HEADER : null;
    case 76: {
      // L
      const opened = text.startsWith(OPENED) ? readSlashTime(text.slice(OPENED.length)) : null;
      return opened && { ...NO_HEADER, openedMs: opened.wallMs };
    }
    case 82: {
      // R
      const machine = above.openedMs === null ? undefined : MACHINE.exec(text)?.[1];
      return machine === undefined ? null : { ...above, machine };
    }
    default:
      return null;
  }
}

function readJournalHeader(text: string): LogHeader | null {
  if (!text.startsWith('-- ')) return null;
  const match = JOURNAL.exec(text.trimEnd());
  const begin = match && readHeaderTime(match[1] ?? '');
  if (!begin) return null;
  const end = match[2] === undefined ? null : readHeaderTime(match[2]);
  // A journal that spans the change to or from summer time begins in one zone and ends in another.
  const offsetMinutes = end === null || end.offsetMinutes === begin.offsetMinutes ? begin.offsetMinutes : null;
  const journal = { offsetMinutes, beginMs: begin.wallMs, endMs: end?.wallMs ?? null };
  return { ...NO_HEADER, journal };
}

/**
 * Adds what journalctl's header tells of a time that journald put before a line. The year is certain only where the whole
 * journal is shorter than one.
 */
export function addJournalHeader(time: ShownTime, { journal }: LogHeader): ShownTime {
  if (time.notation !== 'yearless' || journal === null) return time;
  const { offsetMinutes, beginMs, endMs } = journal;
  const notation = offsetMinutes === null ? 'zoneless' : 'absolute';
  if (endMs === null || endMs - beginMs > YEAR_MS - 2 * DAY_MS) return { ...time, offsetMinutes };
  for (const year of [yearOf(beginMs), yearOf(endMs)]) {
    const wallMs = moveToYear(time.wallMs, year);
    if (wallMs >= beginMs - 1000 && wallMs <= endMs + 1000) return { ...time, notation, wallMs, offsetMinutes };
  }
  return { ...time, offsetMinutes };
}

/** Adds the year that klog's own header tells of a klog line below it: its lines come after it, by less than a year. */
export function addOpening(time: ShownTime, { openedMs }: LogHeader): ShownTime {
  if (time.notation !== 'yearless' || openedMs === null || time.offsetMinutes !== null) return time;
  const year = yearOf(openedMs);
  const sameYear = moveToYear(time.wallMs, year);
  // An hour back at the end of summer time is no year.
  const wallMs = sameYear < openedMs - DAY_MS ? moveToYear(time.wallMs, year + 1) : sameYear;
  return { ...time, notation: 'zoneless', wallMs };
}
