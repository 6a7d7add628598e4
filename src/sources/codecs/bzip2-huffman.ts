import { type Bits, OutOfBits, readBits } from './bzip2-bits.ts';

/** Codes are at most so long (bzlib_private.h, decompress.c of bzip2 1.0.8). */
const LONGEST_CODE = 20;
/** Codes up to this length are looked up at once. */
const FAST_BITS = 10;
const SYMBOL_BITS = 9;

/** How one group of symbols is coded. */
export interface HuffmanTable {
  /** For the next ten bits: length and symbol of the code that they begin with; 0 where that is longer. */
  readonly fast: Uint16Array;
  readonly longest: number;
  /** For each length: the largest code, and what to take off a code for its index in `symbols`. */
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
}

/** Reads the lengths of the codes and makes the table of them. */
export function readHuffmanTable(bits: Bits, symbolCount: number): HuffmanTable {
  const lengths = new Uint8Array(symbolCount);
  let length = readBits(bits, 5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST_CODE) throw new Error('the bzip2 file is damaged: a code has no length');
      if (readBits(bits, 1) === 0) break;
      length += readBits(bits, 1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return makeTable(lengths);
}

function makeTable(lengths: Uint8Array): HuffmanTable {
  const counts = new Uint32Array(LONGEST_CODE + 2);
  for (const length of lengths) counts[length]!++;
  const limit = new Int32Array(LONGEST_CODE + 1).fill(-1);
  const base = new Int32Array(LONGEST_CODE + 1);
  const symbols = new Uint16Array(lengths.length);
  const fast = new Uint16Array(1 << FAST_BITS);
  let code = 0;
  let index = 0;
  let longest = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    base[length] = code - index;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      symbols[index++] = symbol;
      if (length <= FAST_BITS && code < 1 << length) {
        const first = code << (FAST_BITS - length);
        fast.fill((length << SYMBOL_BITS) | symbol, first, first + (1 << (FAST_BITS - length)));
      }
      code++;
      longest = length;
    }
    limit[length] = code - 1;
    code *= 2;
  }
  return { fast, longest, limit, base, symbols };
}

/** Decodes the next symbol. */
export function readSymbol(bits: Bits, { fast, longest, limit, base, symbols }: HuffmanTable): number {
  while (bits.count < LONGEST_CODE && bits.at < bits.end) {
    bits.held = ((bits.held << 8) | bits.bytes[bits.at++]!) >>> 0;
    bits.count += 8;
  }
  const { held, count } = bits;
  const index = count >= FAST_BITS ? held >>> (count - FAST_BITS) : held << (FAST_BITS - count);
  const entry = fast[index & ((1 << FAST_BITS) - 1)]!;
  let length = entry >>> SYMBOL_BITS;
  if (entry !== 0 && length <= count) {
    bits.count -= length;
    return entry & ((1 << SYMBOL_BITS) - 1);
  }
  for (length = 1; length <= longest; length++) {
    if (length > count) throw new OutOfBits('the bzip2 file is cut off');
    const code = (held >>> (count - length)) & ((1 << length) - 1);
    if (code > limit[length]!) continue;
    const symbol = symbols[code - base[length]!];
    if (symbol === undefined) break;
    bits.count -= length;
    return symbol;
  }
  throw new Error('the bzip2 file is damaged: a code that stands for nothing');
}
