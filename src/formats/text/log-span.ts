import type { Clock, Reading } from '../../model/clock.ts';
import type { ReadContext } from '../format.ts';
import { stripColours } from './envelopes/colours.ts';
import { createLogLineParser } from './log-line.ts';

/** So much of the beginning and the end of a log is looked through for times. */
const EDGE_BYTES = 64 * 1024;
const HALF_YEAR_MS = 183 * 24 * 3_600_000;
const LINE_FEED = 10;

/** Finds the span of a log while it streams by. */
export interface SpanFinder {
  see(chunk: Buffer): void;
  /** For each clock that the first or last lines read: its first and last reading. */
  find(): { readonly first: Reading; readonly last: Reading }[];
}

/** Makes a finder of the first and last times of a log's lines. `context` gives the clocks. */
export function createSpanFinder(context: ReadContext): SpanFinder {
  const head = Buffer.allocUnsafe(EDGE_BYTES);
  let headLength = 0;
  // The end is kept in a buffer twice as large as needed, so that small chunks do not move it each time.
  const tail = Buffer.allocUnsafe(EDGE_BYTES * 2);
  let tailLength = 0;
  let isWhole = true;

  return {
    see(chunk) {
      headLength += chunk.copy(head, headLength, 0, Math.min(chunk.length, EDGE_BYTES - headLength));
      const size = Math.min(chunk.length, EDGE_BYTES);
      if (size < chunk.length) isWhole = false;
      if (tailLength + size > tail.length) {
        tail.copy(tail, 0, tailLength - EDGE_BYTES, tailLength);
        tailLength = EDGE_BYTES;
        isWhole = false;
      }
      tailLength += chunk.copy(tail, tailLength, chunk.length - size);
    },
    find() {
      const parse = createLogLineParser(context);
      const spans = new Map<Clock, { first: Reading; last: Reading }>();
      const read = (text: string) => {
        // The time that journald or syslog put before a line that has none of its own may be in another zone.
        const reading = parse(text)?.ownTime;
        if (!reading) return;
        const span = spans.get(reading.clock);
        if (!span) spans.set(reading.clock, { first: reading, last: reading });
        else if (reading.valueMs < span.first.valueMs && reading.clock.notation !== 'yearless') span.first = reading;
        else if (reading.valueMs > span.last.valueMs || reading.clock.notation === 'yearless') span.last = reading;
      };
      for (const line of linesOf(head.subarray(0, headLength))) read(line);
      const end = tail.subarray(0, tailLength);
      const isAll = isWhole && tailLength <= headLength;
      // A line that begins before the kept end is left out.
      if (!isAll) for (const line of linesOf(end.subarray(end.indexOf(LINE_FEED) + 1))) read(line);
      return [...spans.values()].map(inOrder);
    },
  };
}

/** `journalctl --reverse` prints the newest line first; only a log over New Year steps back by more than half a year. */
function inOrder(span: { first: Reading; last: Reading }): { first: Reading; last: Reading } {
  const back = span.first.valueMs - span.last.valueMs;
  return back > 0 && back < HALF_YEAR_MS ? { first: span.last, last: span.first } : span;
}

function linesOf(bytes: Buffer): string[] {
  return stripColours(bytes.toString('utf8')).split(/\r?\n/);
}
