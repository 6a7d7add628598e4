/** Reads bits, the highest of each byte first, from a buffer that is filled from outside. */
export interface Bits {
  bytes: Buffer;
  /** Next byte to be taken into `held`. */
  at: number;
  /** Where the bytes end. */
  end: number;
  /** The next bits, `count` of them, at the lower end. */
  held: number;
  count: number;
}

/** Thrown where the bytes end within what is read. */
export class OutOfBits extends Error {}

/** The next bits, at most 24, as a number. */
export function readBits(bits: Bits, count: number): number {
  while (bits.count < count) {
    if (bits.at >= bits.end) throw new OutOfBits('the bzip2 file is cut off');
    bits.held = ((bits.held << 8) | bits.bytes[bits.at++]!) >>> 0;
    bits.count += 8;
  }
  bits.count -= count;
  return (bits.held >>> bits.count) & ((1 << count) - 1);
}

/** The next 32 bits. */
export function readWord(bits: Bits): number {
  return readBits(bits, 16) * 0x10000 + readBits(bits, 16);
}

/** The next 48 bits, in hexadecimal: the length of the magics of bzip2. */
export function readMagic(bits: Bits): string {
  const high = readBits(bits, 24);
  return (high * 2 ** 24 + readBits(bits, 24)).toString(16).padStart(12, '0');
}

/** Goes on at the next whole byte. */
export function alignToByte(bits: Bits): void {
  bits.count -= bits.count % 8;
}

/** Offset of the next byte that is not read; only where bits are aligned. */
export function byteOffset(bits: Bits): number {
  return bits.at - bits.count / 8;
}
