/** What stands at a place and goes out of a text. */
export interface Marked {
  /** How many bytes go out; 0 where nothing does. */
  length: number;
  /** The byte that comes in for them; -1 for none. */
  byte: number;
  /** The chunk may end before it does. */
  isCut: boolean;
}

/** Looks at a place where the mark stands: `found` takes what it sees. */
export type MarkReader = (bytes: Buffer, at: number, found: Marked) => void;

/**
 * Takes marks out of a stream, each of which begins with the byte `mark` and is at most `longest` bytes long. A chunk
 * without that byte is handed on as it is, which costs no more than looking for one byte. A mark over the end of a chunk is
 * held until the next. Line feeds must be no part of marks, so lines keep their numbers.
 */
export async function* rewriteChunks(
  chunks: AsyncIterable<Buffer>,
  mark: number,
  longest: number,
  read: MarkReader,
): AsyncGenerator<Buffer> {
  let held: Buffer | null = null;
  for await (const chunk of chunks) {
    if (held === null && !chunk.includes(mark)) {
      yield chunk;
      continue;
    }
    const bytes: Buffer = held === null ? chunk : Buffer.concat([held, chunk]);
    const { text, end } = rewrite(bytes, mark, longest, read);
    held = end < bytes.length ? Buffer.from(bytes.subarray(end)) : null;
    if (text.length > 0) yield text;
  }
  if (held !== null) yield held;
}

/** Takes marks out of whole lines, the last one with its line feed, as `rewriteChunks` does. */
export function rewriteLines(lines: Buffer, mark: number, read: MarkReader): Buffer {
  // No mark goes over a line feed, so none goes on behind the last one.
  return rewrite(lines, mark, 0, read).text;
}

/** The text without marks, up to `end`, where one begins of which the rest may follow. */
function rewrite(
  bytes: Buffer,
  mark: number,
  longest: number,
  read: MarkReader,
): { readonly text: Buffer; readonly end: number } {
  const text = Buffer.allocUnsafe(bytes.length);
  const found: Marked = { length: 0, byte: -1, isCut: false };
  let written = 0;
  let from = 0;
  let at = bytes.indexOf(mark);
  while (at >= 0) {
    found.length = 0;
    found.byte = -1;
    found.isCut = false;
    read(bytes, at, found);
    if (found.isCut && bytes.length - at < longest) break;
    if (found.length > 0) {
      written += bytes.copy(text, written, from, at);
      if (found.byte >= 0) text[written++] = found.byte;
      from = at + found.length;
    }
    at = bytes.indexOf(mark, at + Math.max(1, found.length));
  }
  const end = at < 0 ? bytes.length : at;
  written += bytes.copy(text, written, from, end);
  return { text: text.subarray(0, written), end };
}
