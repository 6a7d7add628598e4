import { type BlockReader, LINE_DONE, LINE_OF_OTHERS } from './block-reader.ts';
import type { LineWriter } from './line-writer.ts';

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const SPACE = 32;
const TAB = 9;
const RECORD_SEPARATOR = 30;
/** Arrays of fields that an entry has several times are not indented by all versions. */
const ARRAY_LINE = Buffer.from('"[]0123456789');
const MESSAGE_KEY = '"MESSAGE"';
/** Larger objects are no entries. */
const OBJECT_BYTES = 4 * 1024 * 1024;

/**
 * Makes a reader of objects over several lines, as `journalctl -o json-pretty` and `jq` print entries: each is written as
 * one line where it begins, and empty lines below.
 * Source: systemd src/shared/logs-show.c output_json with json_variant_dump JSON_FORMAT_PRETTY, v219–v257.
 */
export function createPrettyJsonReader(writer: LineWriter): BlockReader {
  let lines: Buffer[] | null = null;
  let indent = 0;
  let size = 0;
  const giveBack = () => {
    for (const line of lines ?? []) {
      writer.bytes(line);
      writer.ends(1);
    }
    lines = null;
  };
  const finish = (held: readonly Buffer[]) => {
    if (!held.some((line) => line.includes(MESSAGE_KEY))) {
      giveBack();
      return;
    }
    lines = null;
    for (const line of held) writer.bytes(line.subarray(skipBlanks(line, 0, line.length)));
    writer.ends(held.length);
  };
  return {
    isOpen: () => lines !== null,
    begin(bytes, start, end) {
      const from = skipBlanks(bytes, bytes[start] === RECORD_SEPARATOR ? start + 1 : start, end);
      if (end - from !== 1 || bytes[from] !== OPEN_BRACE) return false;
      indent = from - start;
      lines = [Buffer.from(bytes.subarray(from, end))];
      size = 1;
      return true;
    },
    line(bytes, start, end) {
      if (!lines) return LINE_OF_OTHERS;
      const from = skipBlanks(bytes, start, end);
      // In a list (`jq --slurp`) the objects are indented themselves.
      const isEnd = from - start <= indent && bytes[from] === CLOSE_BRACE && end - from <= 2;
      size += end - start + 1;
      if (from - start <= indent && !isEnd && from < end && !ARRAY_LINE.includes(bytes[from]!)) {
        giveBack();
        return LINE_OF_OTHERS;
      }
      lines.push(Buffer.from(bytes.subarray(start, isEnd ? from + 1 : end)));
      if (isEnd) finish(lines);
      else if (size > OBJECT_BYTES) giveBack();
      return LINE_DONE;
    },
    end: giveBack,
  };
}

function skipBlanks(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at;
}
