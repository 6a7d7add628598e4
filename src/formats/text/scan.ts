import { isUtf8 } from 'node:buffer';
import type { Reading } from '../../model/clock.ts';
import type { ReadContext, TextFormat, TextReader } from '../format.ts';
import { peek } from '../reading/peek.ts';
import { stripColours } from './envelopes/colours.ts';
import { createPartJoiner, PART_NEEDLES } from './envelopes/join-parts.ts';
import { LIST_NEEDLES } from './envelopes/journald-json.ts';
import { createLossCounter, LOSS_NEEDLES } from './envelopes/lost-messages.ts';
import { prepareLog } from './envelopes/prepare-log.ts';
import { spellInJson } from './envelopes/spell-in-json.ts';
import { createLineFeeder } from './line-feeder.ts';
import { createSpanFinder } from './log-span.ts';
import { createNeedleSearch, type FoundLines } from './search/needle-search.ts';
import { createPlainSearch } from './search/search-plain.ts';

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

/** Takes lines of text one by one: those between the objects of a file. */
export interface LineScanner {
  /** `number` is 1-based and grows from call to call. */
  line(number: number, text: string): void;
  /** No line follows: what readers hold is handed on. */
  end(): void;
}

/** Gives the context of a format. */
type FindContext = (format: TextFormat) => ReadContext;
/** Takes a warning that belongs to no format. */
type Warn = (line: number | null, message: string) => void;

/** Looks for the needles of all text formats at once. Serves any number of files, one after the other. */
export interface TextScanner {
  /**
   * Scans a text file of any size. Decodes the lines that hold a needle, the lines that a reader claims and the first few,
   * and offers each to the formats' readers in order. Counts lines exactly. Memory follows the size of a chunk.
   * Where the chunks break off with an error, what came before is read, and the error goes on to the caller.
   */
  scan(
    chunks: AsyncIterable<Buffer>,
    contextFor: FindContext,
    warn: Warn,
    limits?: Partial<ScanLimits>,
  ): Promise<TextScan>;
  /** Scans single lines as `scan` scans a file. */
  scanLines(contextFor: FindContext, warn: Warn): LineScanner;
}

/** Makes a scanner for formats, the first of which is asked first. */
export function createTextScanner(formats: readonly TextFormat[]): TextScanner {
  const [any] = formats;
  const needles = [
    ...formats.flatMap((format) => format.needles.flatMap(spellInJson)),
    ...LIST_NEEDLES,
    ...LOSS_NEEDLES,
    ...PART_NEEDLES,
  ];
  const search = createNeedleSearch(needles);
  return {
    async scan(chunks, contextFor, warn, limits = {}) {
      if (!any) return { lines: 0, spans: [] };
      const span = createSpanFinder(contextFor(any));
      const bounds = { ...LIMITS, ...limits };
      const lines = createLineReader(formats, contextFor, warn, bounds);
      const plain = createPlainSearch(needles, search, lines.read);
      const feeder = createLineFeeder(bounds.lineBytes, plain.add);
      try {
        for await (const chunk of prepareLog(await peek(chunks), bounds.lineBytes, warn)) {
          span.see(chunk);
          feeder.write(chunk);
          await plain.flow();
        }
      } finally {
        feeder.end();
        await plain.end();
        lines.end();
      }
      return { lines: lines.count(), spans: span.find() };
    },
    scanLines(contextFor, warn) {
      const lines = createLineReader(formats, contextFor, warn, LIMITS);
      return {
        line(number, text) {
          const bytes = Buffer.from(`${text.replaceAll('\n', ' ')}\n`);
          lines.skipTo(number);
          lines.read(bytes, 0, bytes.length, search.find(bytes, 0, bytes.length));
        },
        end: lines.end,
      };
    },
  };
}

function createLineReader(
  formats: readonly TextFormat[],
  contextFor: FindContext,
  warn: Warn,
  { lineBytes, firstLines }: ScanLimits,
) {
  const readers = formats.map((format) => format.reader(contextFor(format)));
  const decode = createDecoder(lineBytes, warn);
  const claimants = new Set<TextReader>();
  let lineCount = 0;
  let cutLines = 0;

  const warnOfCut = (line: number) => {
    cutLines += 1;
    const size = lineBytes / 1024 / 1024;
    if (cutLines <= CUT_WARNINGS)
      warn(line, `the line is longer than ${size} MiB: what goes over was not read; is this a log?`);
    if (cutLines === CUT_WARNINGS) warn(null, 'more lines are that long; they are cut likewise');
  };

  /** Claimants come first; whoever ignores a line lets go of those that follow. */
  const offer = (number: number, text: string) => {
    const line = { number, text };
    const passedBy = new Set<TextReader>();
    for (const claimant of claimants) {
      const verdict = claimant.line(line);
      if (verdict === 'more') return;
      if (verdict === 'passed') passedBy.add(claimant);
      else claimants.delete(claimant);
      if (verdict === 'taken') return;
    }
    for (const reader of readers) {
      if (passedBy.has(reader)) continue;
      const verdict = reader.line(line);
      if (verdict === 'more') claimants.add(reader);
      if (verdict === 'more' || verdict === 'taken') return;
    }
  };

  const losses = createLossCounter(warn);
  const parts = createPartJoiner(offer);
  const see = (text: string) => {
    losses.see(lineCount, text);
    if (!parts.take(lineCount, text)) offer(lineCount, text);
  };

  const warnOfLongLines = (bytes: Buffer, from: number, to: number) => {
    if (!mayHoldLineOf(lineBytes, bytes, from, to)) return;
    let number = lineCount;
    for (let start = from; start < to; ) {
      const end = bytes.indexOf(LINE_FEED, start);
      number += 1;
      if (end - start > lineBytes) warnOfCut(number);
      start = end + 1;
    }
  };

  /** Reads whole lines: each ends with a line feed. Goes from line to line only where the next one may be wanted. */
  const read = (bytes: Buffer, from: number, to: number, found: FoundLines) => {
    const before = lineCount;
    warnOfLongLines(bytes, from, to);
    let next = 0;
    let start = from;
    while (start < to) {
      const isWanted = claimants.size > 0 || parts.isOpen() || lineCount < firstLines;
      if (!isWanted) {
        while (next < found.starts.length && found.starts[next]! < start) next += 1;
        if (next === found.starts.length) break;
        start = found.starts[next]!;
        lineCount = before + found.before[next]!;
      }
      const end = isWanted ? bytes.indexOf(LINE_FEED, start) : found.ends[next]!;
      lineCount += 1;
      see(decode(bytes, start, end, lineCount));
      start = end + 1;
    }
    lineCount = before + found.lineCount;
  };

  return {
    read,
    end() {
      parts.end();
      losses.end();
      for (const reader of readers) reader.end();
    },
    count: () => lineCount,
    /** The next line is that one of the file. */
    skipTo(line: number) {
      lineCount = Math.max(lineCount, line - 1);
    },
  };
}

/** Whether a line may be longer than that: one would fill a block of half its length, counted from the beginning. */
function mayHoldLineOf(length: number, bytes: Buffer, from: number, to: number): boolean {
  const block = Math.max(1, length >> 1);
  for (let at = from; at + block <= to; at += block) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0 || end >= at + block) return true;
  }
  return false;
}

/** Decodes lines: without line end, byte order mark and leading NUL bytes, which file systems leave after a crash. */
function createDecoder(lineBytes: number, warn: Warn) {
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
    return stripColours(text.charCodeAt(0) === 0 ? text.replace(/^\0+/, '') : text);
  };
}
