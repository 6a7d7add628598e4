import { type BlockReader, LINE_DONE, LINE_OF_OTHERS } from './block-reader.ts';
import {
  addMessageLine,
  beginsWith,
  type FieldEntry,
  MESSAGE,
  openEntry,
  readName,
  writeEntry,
} from './journald-fields.ts';
import type { LineWriter } from './line-writer.ts';

// systemd.io/JOURNAL_EXPORT_FORMATS and src/shared/logs-show.c output_export, v219–v257: `NAME=value`; a value that is not
// printable or has several lines as its name alone, its length in eight bytes, and its bytes; an empty line ends the entry.
const CURSOR = Buffer.from('__CURSOR=');
const REALTIME = Buffer.from('__REALTIME_TIMESTAMP=');
const MICROSECONDS = /^([0-9]{9,11})([0-9]{6})$/;
const BINARY_NAME = /^[A-Z_][A-Z0-9_]{0,63}$/;
const LENGTH_BYTES = 8;
/** Longer ones are no length: line ends were changed on the way. */
const BINARY_BYTES = 16 * 1024 * 1024;
const EQUALS = 61;
const LINE_FEED = 10;

/** A value that is given with its length. */
interface BinaryValue {
  readonly isMessage: boolean;
  /** The entry's line on which the length begins. */
  readonly at: number;
  /** The length's bytes, and for a message its own. */
  readonly pieces: Buffer[];
  size: number;
  /** Null until all bytes of the length are there. */
  length: number | null;
}

/** Makes a reader of entries of `journalctl -o export`. */
export function createExportReader(writer: LineWriter, onCut: () => void): BlockReader {
  let entry: FieldEntry | null = null;
  let binary: BinaryValue | null = null;
  const finish = () => {
    if (binary?.isMessage) onCut();
    if (entry) writeEntry(entry, writer);
    entry = null;
    binary = null;
  };

  const readBinary = (open: FieldEntry, value: BinaryValue, piece: Buffer) => {
    if (value.isMessage || value.length === null) value.pieces.push(Buffer.from(piece));
    value.size += piece.length;
    if (value.length === null && value.size >= LENGTH_BYTES) {
      const length = Buffer.concat(value.pieces).readBigUInt64LE();
      value.length = length > BINARY_BYTES ? 0 : Number(length);
    }
    // The value's own line feed comes after it.
    if (value.length === null || value.size < LENGTH_BYTES + value.length + 1) return;
    binary = null;
    if (!value.isMessage) return;
    const bytes = Buffer.concat(value.pieces);
    let at = value.at + countLineFeeds(bytes.subarray(0, LENGTH_BYTES));
    for (const line of splitLines(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + value.length))) {
      if (!addMessageLine(open, at, line)) onCut();
      at += 1;
    }
  };

  return {
    isOpen: () => entry !== null,
    begin(bytes, start, end) {
      if (!beginsWith(bytes, start, end, CURSOR)) return false;
      finish();
      entry = openEntry(null);
      entry.lines = 1;
      return true;
    },
    line(bytes, start, end, lineEnd) {
      // A cursor begins an entry wherever it stands, so that a wrong length does no harm beyond its entry.
      if (!entry || beginsWith(bytes, start, end, CURSOR)) {
        finish();
        return LINE_OF_OTHERS;
      }
      const at = entry.lines;
      entry.lines += 1;
      if (binary) readBinary(entry, binary, bytes.subarray(start, lineEnd));
      else if (start === end) finish();
      else if (beginsWith(bytes, start, end, MESSAGE)) {
        if (!addMessageLine(entry, at, bytes.subarray(start + MESSAGE.length, end))) onCut();
      } else if (beginsWith(bytes, start, end, REALTIME)) {
        const micros = MICROSECONDS.exec(bytes.toString('latin1', start + REALTIME.length, end));
        entry.time = micros && `${micros[1]}.${micros[2]}`;
      } else if (isBinaryName(bytes, start, end)) {
        const isMessage = bytes.toString('latin1', start, end) === 'MESSAGE';
        binary = { isMessage, at: entry.lines, pieces: [], size: 0, length: null };
      } else readName(entry, bytes, start, end);
      return LINE_DONE;
    },
    end: finish,
  };
}

function isBinaryName(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > 64) return false;
  for (let at = start; at < end; at++) if (bytes[at] === EQUALS) return false;
  return BINARY_NAME.test(bytes.toString('latin1', start, end));
}

function countLineFeeds(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte === LINE_FEED) count += 1;
  return count;
}

function* splitLines(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, start);
    yield bytes.subarray(start, end < 0 ? bytes.length : end);
    if (end < 0) return;
    start = end + 1;
  }
}
