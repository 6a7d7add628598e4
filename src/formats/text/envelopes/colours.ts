import { type Marked, rewriteChunks, rewriteLines } from './rewrite-chunks.ts';

const ESCAPE = '\u001b';
// ECMA-48: control sequences (colours, `grep --color`), and what terminals are told of titles, links and character sets.
const SEQUENCES = new RegExp(
  `${ESCAPE}(?:\\[[0-9;:?]{0,40}[@-~]|\\][^\u0007${ESCAPE}\\n]{0,400}(?:\u0007|${ESCAPE}\\\\)|[()][A-Z0-9])`,
  'g',
);
const ESCAPE_BYTE = 0x1b;
const BELL = 0x07;
const LINE_FEED = 0x0a;
const PARAMETERS = 40;
const TITLE = 400;
/** A sequence that is longer is none. */
const LONGEST = TITLE + 4;

/** The text without colours. */
export function stripColours(text: string): string {
  return text.includes(ESCAPE) ? text.replace(SEQUENCES, '') : text;
}

/**
 * Takes the colours off a text: they stand in the midst of words that are looked for. Lines keep their numbers. A chunk
 * that holds none is handed on as it is.
 */
export function stripColoursOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return rewriteChunks(chunks, ESCAPE_BYTE, LONGEST, readSequence);
}

/** Whole lines without colours, as `stripColoursOf` takes them off. */
export function stripColoursOfLines(lines: Buffer): Buffer {
  return rewriteLines(lines, ESCAPE_BYTE, readSequence);
}

/** Finds what `SEQUENCES` finds, on bytes. */
function readSequence(bytes: Buffer, at: number, found: Marked): void {
  const kind = bytes[at + 1];
  if (kind === undefined) found.isCut = true;
  else if (kind === 0x5b) readControl(bytes, at, found);
  else if (kind === 0x5d) readTitle(bytes, at, found);
  else if (kind === 0x28 || kind === 0x29) {
    const set = bytes[at + 2];
    if (set === undefined) found.isCut = true;
    else if ((set >= 0x41 && set <= 0x5a) || isDigit(set)) found.length = 3;
  }
}

/** `ESC [`, digits and their separators, and a letter. */
function readControl(bytes: Buffer, at: number, found: Marked): void {
  let end = at + 2;
  while (end < at + 2 + PARAMETERS && isParameter(bytes[end])) end += 1;
  const last = bytes[end];
  if (last === undefined) found.isCut = true;
  else if (last >= 0x40 && last <= 0x7e) found.length = end + 1 - at;
}

/** `ESC ]`, a text, and a bell or `ESC \`. */
function readTitle(bytes: Buffer, at: number, found: Marked): void {
  let end = at + 2;
  while (end < at + 2 + TITLE && !endsTitle(bytes[end])) end += 1;
  const last = bytes[end];
  if (last === undefined || (last === ESCAPE_BYTE && end + 1 === bytes.length)) found.isCut = true;
  else if (last === BELL) found.length = end + 1 - at;
  else if (last === ESCAPE_BYTE && bytes[end + 1] === 0x5c) found.length = end + 2 - at;
}

function endsTitle(byte: number | undefined): boolean {
  return byte === undefined || byte === BELL || byte === ESCAPE_BYTE || byte === LINE_FEED;
}

function isParameter(byte: number | undefined): boolean {
  return byte !== undefined && (isDigit(byte) || byte === 0x3a || byte === 0x3b || byte === 0x3f);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
