import { isUtf8 } from 'node:buffer';
import type { Reading } from '../../model/clock.ts';
import type { ReadContext, TextFormat, TextReader } from '../format.ts';
import { createBeginnings } from './line-beginnings.ts';
import { createSpanFinder } from './log-span.ts';
import { createNeedleSearch } from './needle-search.ts';

/** What a scan tells beside what the readers made of the lines. */
export interface TextScan {
  readonly lines: number;
  /** For each clock that log lines were read on: the first and the last reading. Empty for text without times. */
  readonly spans: readonly { readonly first: Reading; readonly last: Reading }[];
}

/** Bounds of a scan. */
export interface ScanLimits {
  /** What goes over is cut off a line. Lines of kubelets are a few KiB; a line of a gigabyte is a binary or a JSON file. */
  readonly lineBytes: number;
  /** So many lines are decoded at the beginning of a file whatever they hold, so that readers know a log that has no news. */
  readonly firstLines: number;
}

const LIMITS: ScanLimits = { lineBytes: 1024 * 1024, firstLines: 20 };
const LINE_FEED = 10;
const CUT_WARNINGS = 20;

/**
 * Scans a text file of any size for the needles of all formats at once. Decodes the lines that hold one, the lines that a
 * reader claims and the first few, and offers each to the formats' readers in order. Counts lines exactly. Memory follows
 * the size of a chunk. `contextFor` gives the context of a format; `warn` takes what belongs to none.
 * Where the chunks break off with an error, what came before is read, and the error goes on to the caller.
 */
export async function scanText(
  chunks: AsyncIterable<Buffer>,
  formats: readonly TextFormat[],
  contextFor: (format: TextFormat) => ReadContext,
  warn: (line: number | null, message: string) => void,
  limits: Partial<ScanLimits> = {},
): Promise<TextScan> {
  const [any] = formats;
  if (!any) return { lines: 0, spans: [] };
  const span = createSpanFinder(contextFor(any));
  const lines = createLineReader(formats, contextFor, warn, { ...LIMITS, ...limits });
  try {
    for await (const chunk of chunks) {
      span.see(chunk);
      lines.write(chunk);
    }
  } finally {
    lines.end();
  }
  return { lines: lines.count(), spans: span.find() };
}

/** Takes lines of text one by one: those between the objects of a file. */
export interface LineScanner {
  /** `number` is 1-based and grows from call to call. */
  line(number: number, text: string): void;
  /** No line follows: what readers hold is handed on. */
  end(): void;
}

/** Scans single lines as `scanText` scans a file. */
export function createLineScanner(
  formats: readonly TextFormat[],
  contextFor: (format: TextFormat) => ReadContext,
  warn: (line: number | null, message: string) => void,
): LineScanner {
  const lines = createLineReader(formats, contextFor, warn, LIMITS);
  return {
    line(number, text) {
      lines.skipTo(number);
      lines.write(Buffer.from(`${text.replaceAll('\n', ' ')}\n`));
    },
    end: lines.end,
  };
}

function createLineReader(
  formats: readonly TextFormat[],
  contextFor: (format: TextFormat) => ReadContext,
  warn: (line: number | null, message: string) => void,
  { lineBytes, firstLines }: ScanLimits,
) {
  const needles = formats.flatMap((format) => format.needles);
  const search = createNeedleSearch(needles.filter((needle) => !needle.startsWith('\n')));
  const beginnings = createBeginnings(needles.filter((needle) => needle.startsWith('\n')));
  const readers = formats.map((format) => format.reader(contextFor(format)));
  const decode = createDecoder(lineBytes, warn);
  const claimants = new Set<TextReader>();
  let lineCount = 0;
  let cutLines = 0;

  const warnOfCut = () => {
    cutLines += 1;
    const size = lineBytes / 1024 / 1024;
    if (cutLines <= CUT_WARNINGS)
      warn(lineCount, `the line is longer than ${size} MiB: what goes over was not read; is this a log?`);
    if (cutLines === CUT_WARNINGS) warn(null, 'more lines are that long; they are cut likewise');
  };

  /** Claimants come first; whoever ignores a line lets go of those that follow. */
  const offer = (text: string) => {
    const line = { number: lineCount, text };
    let passedBy: TextReader | null = null;
    for (const claimant of claimants) {
      const verdict = claimant.line(line);
      if (verdict === 'more') return;
      if (verdict === 'passed') passedBy = claimant;
      else claimants.delete(claimant);
      if (verdict === 'taken') return;
    }
    for (const reader of readers) {
      if (reader === passedBy) continue;
      const verdict = reader.line(line);
      if (verdict === 'more') claimants.add(reader);
      if (verdict === 'more' || verdict === 'taken') return;
    }
  };

  /** Reads whole lines: each ends with a line feed. */
  const readLines = (bytes: Buffer, from: number, to: number) => {
    const hits: number[] = [];
    search.find(bytes, from, to, hits);
    let next = 0;
    let start = from;
    while (start < to) {
      const end = bytes.indexOf(LINE_FEED, start);
      lineCount += 1;
      if (end - start > lineBytes) warnOfCut();
      const hit = hits[next];
      const isHit = hit !== undefined && hit < end;
      if (isHit) next += 1;
      if (isHit || claimants.size > 0 || lineCount <= firstLines || beginnings.match(bytes, start, end))
        offer(decode(bytes, start, end, lineCount));
      start = end + 1;
    }
  };

  const rest = createLineRest(lineBytes);
  return {
    write(chunk: Buffer) {
      let from = 0;
      if (rest.isOpen()) {
        const end = chunk.indexOf(LINE_FEED);
        from = end < 0 ? chunk.length : end + 1;
        rest.add(chunk, 0, from);
        if (end < 0) return;
        const line = rest.take();
        readLines(line, 0, line.length);
      }
      const to = chunk.lastIndexOf(LINE_FEED) + 1;
      if (to > from) readLines(chunk, from, to);
      if (Math.max(to, from) < chunk.length) rest.add(chunk, Math.max(to, from), chunk.length);
    },
    end() {
      if (rest.isOpen()) {
        const line = rest.take();
        readLines(line, 0, line.length);
      }
      for (const reader of readers) reader.end();
    },
    count: () => lineCount,
    /** The next line is that one of the file. */
    skipTo(line: number) {
      lineCount = Math.max(lineCount, line - 1);
    },
  };
}

/** Holds the beginning of a line whose end is in a later chunk: no more of it than is read. */
function createLineRest(lineBytes: number) {
  // One byte over the bound shows that the line is longer, and one more is the line feed.
  const most = lineBytes + 2;
  let held = Buffer.allocUnsafe(Math.min(most, 64 * 1024));
  let length = 0;
  let open = false;
  return {
    isOpen: () => open,
    add(chunk: Buffer, from: number, to: number) {
      open = true;
      const size = Math.min(to - from, most - 1 - length);
      if (size <= 0) return;
      if (length + size + 1 > held.length) {
        const larger = Buffer.allocUnsafe(Math.min(most, Math.max(held.length * 2, length + size + 1)));
        held.copy(larger, 0, 0, length);
        held = larger;
      }
      chunk.copy(held, length, from, from + size);
      length += size;
    },
    /** The line, with a line feed at its end. */
    take(): Buffer {
      if (length === 0 || held[length - 1] !== LINE_FEED) held[length++] = LINE_FEED;
      const line = held.subarray(0, length);
      length = 0;
      open = false;
      return line;
    },
  };
}

/** Decodes lines: without line end, byte order mark and leading NUL bytes, which file systems leave after a crash. */
function createDecoder(lineBytes: number, warn: (line: number | null, message: string) => void) {
  let warned = false;
  return (bytes: Buffer, from: number, lineFeed: number, number: number): string => {
    const isCut = lineFeed - from > lineBytes;
    let to = isCut ? from + lineBytes : lineFeed;
    if (to > from && bytes[to - 1] === 13) to -= 1;
    let text = bytes.toString('utf8', from, to);
    if (!warned && !isCut && text.includes('\ufffd') && !isUtf8(bytes.subarray(from, to))) {
      warned = true;
      warn(number, 'is not valid UTF-8 here, and maybe in later lines: what cannot be decoded is shown as \ufffd');
    }
    if (number === 1 && text.startsWith('\ufeff')) text = text.slice(1);
    return text.charCodeAt(0) === 0 ? text.replace(/^\0+/, '') : text;
  };
}
