import { alignToByte, type Bits, byteOffset, readMagic, readWord } from './bzip2-bits.ts';
import { makeLinks, readBlock } from './bzip2-block.ts';
import { writeText } from './bzip2-text.ts';
import type { Codec, Compression } from './codec.ts';

/** Magics of a block and of a stream's end (pi and its root; bzip2 1.0.8, decompress.c and compress.c). */
const BLOCK_MAGIC = '314159265359';
const END_MAGIC = '177245385090';
const HEADER_BYTES = 4;

/**
 * The longest that a block can be when compressed: 900,000 symbols of at most 20 bits, and its tables. So much is
 * gathered before a block is decoded, which then does not run out of bytes unless the file does.
 */
const LONGEST_BLOCK_BYTES = 2_400_000;
const BUFFER_BYTES = LONGEST_BLOCK_BYTES + 1024 ** 2;
/** Bytes that `Bits` can hold ahead. */
const BYTES_AHEAD = 4;

/**
 * bzip2, streams one after the other; checksums are verified. Written here because the packages for it hold a whole file
 * (seek-bzip 2.0.0) or a block as a list of numbers (unbzip2-stream 1.4.3: 3 GB of memory for a bomb of 370 bytes, and
 * a third of the speed).
 */
export const bzip2: Compression = {
  name: 'bzip2',
  windowBytes: BUFFER_BYTES + 4 * 900_000,
  open: async () => openCodec(),
};

function openCodec(): Codec {
  const bits: Bits = { bytes: Buffer.allocUnsafe(BUFFER_BYTES), at: 0, end: 0, held: 0, count: 0 };
  let links: Uint32Array | null = null;
  let streamChecksum = 0;
  let isFirst = true;

  /** Decodes one part of the file: a header, a block or an end. False where something else stands in a header's place. */
  function* decodePart(): Generator<Buffer, boolean> {
    if (links === null) {
      const level = readLevel(bits);
      if (level === null && isFirst) throw new Error('the bzip2 file is cut off');
      if (level === null) return false;
      links = makeLinks(level);
      streamChecksum = 0;
      isFirst = false;
      return true;
    }
    const magic = readMagic(bits);
    if (magic === BLOCK_MAGIC) {
      const block = readBlock(bits, links);
      yield* writeText(block);
      streamChecksum = (((streamChecksum << 1) | (streamChecksum >>> 31)) ^ block.checksum) >>> 0;
      return true;
    }
    if (magic !== END_MAGIC) throw new Error('the bzip2 file is damaged: neither a block nor the end');
    if (readWord(bits) !== streamChecksum) throw new Error('the bzip2 file is damaged: its checksum is wrong');
    alignToByte(bits);
    links = null;
    return true;
  }

  const unread = (): Buffer => bits.bytes.subarray(byteOffset(bits), bits.end);

  return {
    *decode(bytes) {
      for (let start = 0; start < bytes.length; ) {
        start += append(bits, bytes, start);
        while (bits.end - bits.at >= LONGEST_BLOCK_BYTES) {
          if (!(yield* decodePart())) return Buffer.concat([unread(), bytes.subarray(start)]);
        }
      }
      return null;
    },
    *finish() {
      while (links !== null || byteOffset(bits) < bits.end) {
        if (!(yield* decodePart())) return unread();
      }
      return null;
    },
    close() {
      bits.bytes = Buffer.alloc(0);
      links = null;
    },
  };
}

/** Takes in as many bytes as there is room for; what was read makes room. Returns how many. */
function append(bits: Bits, bytes: Buffer, start: number): number {
  const from = Math.max(0, bits.at - BYTES_AHEAD);
  if (from > 0 && bits.end + bytes.length - start > bits.bytes.length) {
    bits.bytes.copyWithin(0, from, bits.end);
    bits.at -= from;
    bits.end -= from;
  }
  const count = bytes.copy(bits.bytes, bits.end, start);
  bits.end += count;
  return count;
}

/** Reads `BZh` and the level from 1 to 9, in hundred thousand bytes a block; null, and nothing is read, for all else. */
function readLevel(bits: Bits): number | null {
  const offset = byteOffset(bits);
  const header = bits.bytes.toString('latin1', offset, Math.min(offset + HEADER_BYTES, bits.end));
  if (!/^BZh[1-9]$/.test(header)) return null;
  bits.at = offset + HEADER_BYTES;
  bits.held = 0;
  bits.count = 0;
  return Number(header[3]);
}
