import type { Block } from './bzip2-block.ts';

const OUTPUT_BYTES = 64 * 1024;
/** After so many equal bytes a count of further ones follows (bzip2 1.0.8, decompress.c). */
const RUN_BYTES = 4;
const MOST_REPEATS = 255;

/** CRC-32 with the highest bit first, unlike that of gzip and zip. */
const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24;
  for (let bit = 0; bit < 8; bit++) rest = rest < 0 ? (rest << 1) ^ 0x04c11db7 : rest << 1;
  return rest >>> 0;
});

/** Writes the text of a block in pieces; each is valid until the next. Throws where the checksum is another. */
export function* writeText({ links, length, start, checksum }: Block): Generator<Buffer> {
  const output = Buffer.allocUnsafe(OUTPUT_BYTES + MOST_REPEATS);
  let size = 0;
  let place = start;
  let run = 0;
  let last = -1;
  let sum = 0xffffffff;
  for (let left = length; left > 0; left--) {
    const link = links[place]!;
    const byte = link & 0xff;
    place = link >>> 8;
    if (run === RUN_BYTES) {
      for (let repeat = byte; repeat > 0; repeat--) {
        output[size++] = last;
        sum = (sum << 8) ^ CHECKSUMS[((sum >>> 24) ^ last) & 0xff]!;
      }
      run = 0;
      last = -1;
    } else {
      output[size++] = byte;
      sum = (sum << 8) ^ CHECKSUMS[((sum >>> 24) ^ byte) & 0xff]!;
      run = byte === last ? run + 1 : 1;
      last = byte;
    }
    if (size >= OUTPUT_BYTES) {
      yield output.subarray(0, size);
      size = 0;
    }
  }
  if (size > 0) yield output.subarray(0, size);
  if (~sum >>> 0 !== checksum) throw new Error('the bzip2 file is damaged: its checksum is wrong');
}
