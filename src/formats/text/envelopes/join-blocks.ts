import { createLineFeeder } from '../line-feeder.ts';
import { LINE_DONE } from './block-reader.ts';
import { createExportReader } from './journald-export.ts';
import { createVerboseReader } from './journald-verbose.ts';
import { createLineWriter } from './line-writer.ts';
import { createPrettyJsonReader } from './pretty-json.ts';

// The addresses of an entry, which `journalctl` prints in each whatever `--output-fields` says.
const BLOCKS =
  /^(?:\xef\xbb\xbf)?(?:__CURSOR=s=|[ \t]+"__(?:CURSOR|REALTIME_TIMESTAMP)"\s?:|[A-Z][a-z]{2} [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,16} \S{1,6} \[s=[0-9a-f]{1,40};i=)/m;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const LIST_BRACKETS = Buffer.from('[]');
const LINE_FEED = 10;
const RETURN = 13;

/** Whether the beginning of a file shows entries of journald over several lines: export, verbose or json-pretty. */
export function hasBlocks(head: Buffer): boolean {
  return BLOCKS.test(head.toString('latin1'));
}

/**
 * Rewrites a log so that each entry of several lines is one line of the known kind, and the rest of its lines are empty: all
 * that stands in it keeps its line number. Lines between entries stay as they are. `lineBytes` bounds what is held of a line.
 */
export async function* joinBlocks(
  chunks: AsyncIterable<Buffer>,
  lineBytes: number,
  warn: (line: number | null, message: string) => void,
): AsyncGenerator<Buffer> {
  const writer = createLineWriter();
  let lineCount = 0;
  let cut = 0;
  const onCut = () => {
    cut += 1;
    if (cut === 1) warn(lineCount, 'the message is longer than 4 MiB or broken off: it was not read whole');
  };
  const readers = [
    createExportReader(writer, onCut),
    createVerboseReader(writer, onCut),
    createPrettyJsonReader(writer),
  ];
  let open = readers[0]!;

  const readLine = (bytes: Buffer, start: number, lineEnd: number) => {
    const end = lineEnd - 1 > start && bytes[lineEnd - 2] === RETURN ? lineEnd - 2 : lineEnd - 1;
    if (open.isOpen() && open.line(bytes, start, end, lineEnd) === LINE_DONE) return;
    for (const reader of readers) {
      if (!reader.begin(bytes, start, end)) continue;
      open = reader;
      return;
    }
    // `jq --slurp` puts the objects into a list.
    if (end - start === 1 && LIST_BRACKETS.includes(bytes[start]!)) writer.ends(1);
    else writer.bytes(bytes.subarray(start, lineEnd));
  };
  const feeder = createLineFeeder(lineBytes, (bytes, from, to) => {
    let start = from;
    if (lineCount === 0 && bytes.subarray(from, from + 3).equals(BYTE_ORDER_MARK)) start += 3;
    while (start < to) {
      const lineEnd = bytes.indexOf(LINE_FEED, start) + 1;
      lineCount += 1;
      readLine(bytes, start, lineEnd);
      start = lineEnd;
    }
  });
  for await (const chunk of chunks) {
    feeder.write(chunk);
    const written = writer.take();
    if (written.length > 0) yield written;
  }
  feeder.end();
  open.end();
  const written = writer.take();
  if (written.length > 0) yield written;
}
