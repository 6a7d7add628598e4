import { type Marked, rewriteChunks } from './rewrite-chunks.ts';

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
/** `&quot;` is the longest that counts. */
const LONGEST = 7;
const QUOTES: Readonly<Record<string, string>> = { quot: '"', '#34': '"', '#034': '"', '#x22': '"' };
const OTHERS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#039': "'",
  '#x27': "'",
  '#60': '<',
  '#62': '>',
  '#38': '&',
  '#160': ' ',
};
const ESCAPED = /&(?:quot|apos|lt|gt|#0?3[49]|#x2[27]);/;
const ESCAPED_QUOTES = /&(?:quot|#0?34|#x22);/g;
const RAW_QUOTES = /"/g;
/** A page itself is read as one. */
const PAGE = /<(?:!doctype|html|head|body|table|t[dhr]|div|script|style)[\s>]/i;

/** How a text escapes what HTML needs: not at all, everything, or all but quotes (which then are its own). */
export type Escaping = 'none' | 'all' | 'no-quotes';

/** Tells by its beginning how a text is escaped. */
export function detectEscaping(head: Buffer): Escaping {
  if (!head.includes(AMPERSAND)) return 'none';
  const text = head.toString('latin1');
  if (!ESCAPED.test(text) || PAGE.test(text)) return 'none';
  const escaped = text.match(ESCAPED_QUOTES)?.length ?? 0;
  return escaped > (text.match(RAW_QUOTES)?.length ?? 0) ? 'all' : 'no-quotes';
}

/** Puts letters for the entities that a browser or a ticket system has made of them. Lines keep their numbers. */
export function unescapeChunks(
  chunks: AsyncIterable<Buffer>,
  escaping: Exclude<Escaping, 'none'>,
): AsyncGenerator<Buffer> {
  const names = escaping === 'all' ? { ...OTHERS, ...QUOTES } : OTHERS;
  const bytesOf = new Map(Object.entries(names).map(([name, letter]) => [name, letter.charCodeAt(0)]));
  return rewriteChunks(chunks, AMPERSAND, LONGEST, (bytes, at, found) => readEntity(bytes, at, found, bytesOf));
}

function readEntity(bytes: Buffer, at: number, found: Marked, bytesOf: ReadonlyMap<string, number>): void {
  let end = at + 1;
  while (end < at + LONGEST && bytes[end] !== SEMICOLON && isNameByte(bytes[end])) end += 1;
  if (end === bytes.length && end < at + LONGEST) {
    found.isCut = true;
    return;
  }
  if (bytes[end] !== SEMICOLON) return;
  const byte = bytesOf.get(bytes.toString('latin1', at + 1, end).toLowerCase());
  if (byte === undefined) return;
  found.length = end + 1 - at;
  found.byte = byte;
}

function isNameByte(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    ((byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      (byte >= 0x41 && byte <= 0x5a) ||
      byte === 0x23)
  );
}
