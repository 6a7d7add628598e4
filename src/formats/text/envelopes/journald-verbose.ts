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

// systemd src/shared/logs-show.c output_verbose, v219–v257: the time and the cursor, then `    NAME=value`; the lines of a
// value stand below each other.
const HEADER = /^([A-Z][a-z]{2} [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,16} \S{1,6}) \[s=[0-9a-f]{1,40};i=/;
const INDENT = 4;
const MESSAGE_INDENT = INDENT + MESSAGE.length;
const HEADER_BYTES = 256;
const SPACE = 32;
const UPPER_A = 65;
const UPPER_Z = 90;
const CLOSING_BRACKET = 93;

/** Makes a reader of entries of `journalctl -o verbose`. */
export function createVerboseReader(writer: LineWriter, onCut: () => void): BlockReader {
  let entry: FieldEntry | null = null;
  let inMessage = false;
  const finish = () => {
    if (entry) writeEntry(entry, writer);
    entry = null;
  };
  return {
    isOpen: () => entry !== null,
    begin(bytes, start, end) {
      const first = bytes[start] ?? 0;
      if (first < UPPER_A || first > UPPER_Z || bytes[end - 1] !== CLOSING_BRACKET) return false;
      const time = HEADER.exec(bytes.toString('latin1', start, Math.min(end, start + HEADER_BYTES)))?.[1];
      if (time === undefined) return false;
      entry = openEntry(time);
      entry.lines = 1;
      inMessage = false;
      return true;
    },
    line(bytes, start, end) {
      if (!entry) return LINE_OF_OTHERS;
      if (bytes[start] !== SPACE || start === end) {
        finish();
        return LINE_OF_OTHERS;
      }
      const at = entry.lines;
      entry.lines += 1;
      const from = start + INDENT;
      if (inMessage && isBlank(bytes, start, Math.min(end, start + MESSAGE_INDENT))) {
        if (!addMessageLine(entry, at, bytes.subarray(Math.min(end, start + MESSAGE_INDENT), end))) onCut();
        return LINE_DONE;
      }
      inMessage = beginsWith(bytes, from, end, MESSAGE);
      if (!inMessage) readName(entry, bytes, from, end);
      else if (!addMessageLine(entry, at, bytes.subarray(from + MESSAGE.length, end))) onCut();
      return LINE_DONE;
    },
    end: finish,
  };
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== SPACE) return false;
  return true;
}
