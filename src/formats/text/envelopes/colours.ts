const ESCAPE = '\u001b';
// ECMA-48: control sequences (colours, `grep --color`), and what terminals are told of titles and character sets.
const SEQUENCES = new RegExp(
  `${ESCAPE}(?:\\[[0-9;:?]{0,40}[@-~]|\\][^\u0007${ESCAPE}]{0,400}(?:\u0007|${ESCAPE}\\\\)|[()][A-Z0-9])`,
  'g',
);
/** A sequence that is longer is none. */
const LONGEST = 48;
const ESCAPE_BYTE = 27;

/** The text without colours. */
export function stripColours(text: string): string {
  return text.includes(ESCAPE) ? text.replace(SEQUENCES, '') : text;
}

/**
 * Takes the colours off a log: they stand in the midst of words that are looked for. Lines keep their numbers. A chunk
 * that holds none is handed on as it is.
 */
export async function* stripColoursOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (held.length === 0 && !chunk.includes(ESCAPE_BYTE)) {
      yield chunk;
      continue;
    }
    const bytes = Buffer.concat([held, chunk]);
    const last = bytes.lastIndexOf(ESCAPE_BYTE);
    const end = last >= 0 && last > bytes.length - LONGEST ? last : bytes.length;
    held = Buffer.from(bytes.subarray(end));
    // Each byte is a letter in Latin-1, so nothing but the sequences changes.
    if (end > 0) yield Buffer.from(stripColours(bytes.toString('latin1', 0, end)), 'latin1');
  }
  if (held.length > 0) yield Buffer.from(stripColours(held.toString('latin1')), 'latin1');
}
