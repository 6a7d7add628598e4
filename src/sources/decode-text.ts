/** Marks at the beginning of a text that say how it is encoded (The Unicode Standard, section 2.6). */
const MARKS = [
  { mark: Buffer.from('efbbbf', 'hex'), encoding: 'utf-8' },
  { mark: Buffer.from('fffe', 'hex'), encoding: 'utf-16le' },
  { mark: Buffer.from('feff', 'hex'), encoding: 'utf-16be' },
] as const;

export type MarkedEncoding = (typeof MARKS)[number]['encoding'];

/** The encoding that a text says it is in by its first bytes; null where it says none. PowerShell's `>` writes UTF-16. */
export function readEncodingMark(head: Buffer): MarkedEncoding | null {
  return MARKS.find(({ mark }) => head.subarray(0, mark.length).equals(mark))?.encoding ?? null;
}

/** Turns a text with a mark into UTF-8 without one, while it streams; what cannot be decoded becomes U+FFFD. */
export async function* decodeText(chunks: AsyncIterable<Buffer>, encoding: MarkedEncoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') yield* dropMark(chunks);
  else yield* decodeUtf16(chunks, encoding);
}

async function* dropMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = MARKS[0].mark.length;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(left);
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

async function* decodeUtf16(chunks: AsyncIterable<Buffer>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield Buffer.from(text);
  }
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}
