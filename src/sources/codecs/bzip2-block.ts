import { type Bits, readBits, readWord } from './bzip2-bits.ts';
import { type HuffmanTable, readHuffmanTable, readSymbol } from './bzip2-huffman.ts';

/** Symbols that share a table (BZ_G_SIZE), and the bounds of tables and selectors (bzip2 1.0.8, bzlib_private.h). */
const GROUP_SYMBOLS = 50;
const RUN_A = 0;
const RUN_B = 1;
/** So near the front a loop is quicker than a call. */
const NEAR = 24;

/** A block as it is decoded: the last column of the sorted rotations, linked to be read in the order of the text. */
export interface Block {
  readonly checksum: number;
  /** For each place: the byte in the lowest eight bits, and the next place above. */
  readonly links: Uint32Array;
  readonly length: number;
  readonly start: number;
}

/** Room for decoding blocks, used again for each. */
export function makeLinks(level: number): Uint32Array {
  return new Uint32Array(level * 100_000);
}

/** Reads a block behind its magic. Throws `OutOfBits` where it does not end within the bytes. */
export function readBlock(bits: Bits, links: Uint32Array): Block {
  const checksum = readWord(bits);
  if (readBits(bits, 1) === 1) throw new Error('this bzip2 file is of a version before 0.9.5, which is not read');
  const origin = readBits(bits, 24);
  const bytes = readBytesInUse(bits);
  const tableCount = readBits(bits, 3);
  if (tableCount < 2 || tableCount > 6) throw new Error('the bzip2 file is damaged: a wrong number of tables');
  const selectors = readSelectors(bits, tableCount);
  const tables = Array.from({ length: tableCount }, () => readHuffmanTable(bits, bytes.length + 2));
  const counts = new Uint32Array(256);
  const length = readSymbols(bits, { bytes, selectors, tables }, links, counts);
  if (origin >= length) throw new Error('the bzip2 file is damaged: its origin is outside the block');
  linkUp(links, length, counts);
  return { checksum, links, length, start: links[origin]! >>> 8 };
}

/** The bytes that occur in the block, in their order: a map of sixteen, and for each that is set a map of its sixteen. */
function readBytesInUse(bits: Bits): Uint8Array {
  const bytes: number[] = [];
  const sixteens = readBits(bits, 16);
  for (let high = 0; high < 16; high++) {
    if ((sixteens & (0x8000 >>> high)) === 0) continue;
    const ones = readBits(bits, 16);
    for (let low = 0; low < 16; low++) if ((ones & (0x8000 >>> low)) !== 0) bytes.push(high * 16 + low);
  }
  if (bytes.length === 0) throw new Error('the bzip2 file is damaged: a block without bytes');
  return Uint8Array.from(bytes);
}

function readSelectors(bits: Bits, tableCount: number): Uint8Array {
  const count = readBits(bits, 15);
  if (count === 0) throw new Error('the bzip2 file is damaged: a block without selectors');
  const selectors = new Uint8Array(count);
  const order = [0, 1, 2, 3, 4, 5];
  for (let at = 0; at < count; at++) {
    let index = 0;
    while (readBits(bits, 1) === 1) {
      index++;
      if (index >= tableCount) throw new Error('the bzip2 file is damaged: a selector of no table');
    }
    const [selector = 0] = order.splice(index, 1);
    order.unshift(selector);
    selectors[at] = selector;
  }
  return selectors;
}

interface Coding {
  readonly bytes: Uint8Array;
  readonly selectors: Uint8Array;
  readonly tables: readonly HuffmanTable[];
}

/** Undoes Huffman's coding, the run lengths of zeros and move-to-front. Returns how many bytes there are. */
function readSymbols(
  bits: Bits,
  { bytes, selectors, tables }: Coding,
  links: Uint32Array,
  counts: Uint32Array,
): number {
  const front = Uint8Array.from(bytes);
  const endOfBlock = bytes.length + 1;
  let length = 0;
  let run = 0;
  let runUnit = 1;
  for (let group = 0; group < selectors.length; group++) {
    const table = tables[selectors[group]!]!;
    for (let left = GROUP_SYMBOLS; left > 0; left--) {
      const symbol = readSymbol(bits, table);
      if (symbol === RUN_A || symbol === RUN_B) {
        run += runUnit << symbol;
        runUnit *= 2;
        // Looked at here and not only at the run's end, as numbers that grow for ever wrap.
        if (run > links.length - length) throw new Error('the bzip2 file is damaged: a block longer than it may be');
        continue;
      }
      if (run > 0) {
        const byte = front[0]!;
        counts[byte]! += run;
        links.fill(byte, length, length + run);
        length += run;
        run = 0;
        runUnit = 1;
      }
      if (symbol === endOfBlock) return length;
      if (length >= links.length) throw new Error('the bzip2 file is damaged: a block longer than it may be');
      const index = symbol - 1;
      const byte = front[index]!;
      moveToFront(front, index);
      counts[byte]!++;
      links[length++] = byte;
    }
  }
  throw new Error('the bzip2 file is damaged: a block without an end');
}

function moveToFront(front: Uint8Array, index: number): void {
  const byte = front[index]!;
  if (index > NEAR) front.copyWithin(1, 0, index);
  else for (let at = index; at > 0; at--) front[at] = front[at - 1]!;
  front[0] = byte;
}

/** Undoes the sorting (Burrows–Wheeler): links each place to the one that follows it in the text. */
function linkUp(links: Uint32Array, length: number, counts: Uint32Array): void {
  const next = new Uint32Array(256);
  for (let byte = 1; byte < 256; byte++) next[byte] = next[byte - 1]! + counts[byte - 1]!;
  for (let at = 0; at < length; at++) {
    const place = next[links[at]! & 0xff]!++;
    links[place] = (links[place]! | (at << 8)) >>> 0;
  }
}
