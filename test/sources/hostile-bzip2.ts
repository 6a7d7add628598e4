/** Writes bits, the highest of each byte first. */
function writeBits(parts: readonly (readonly [value: number | bigint, count: number])[]): Buffer {
  const bits = parts.map(([value, count]) => value.toString(2).padStart(count, '0')).join('');
  const bytes = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
  return Buffer.from(bytes ?? []);
}

/**
 * A bzip2 file whose only block is one run of zeros, 32 digits long: its length wraps below zero where it is counted in
 * 32 bits, and is far over that of a block. The bytes follow the format as bzip2 1.0.8's decompress.c reads it.
 */
export function makeEndlessRun(): Buffer {
  const lengths: (readonly [number, number])[] = [
    [1, 5],
    [0b0, 1],
    [0b100, 3],
    [0b0, 1],
  ];
  const digits = Array.from({ length: 32 }, () => [0b10, 2] as const);
  return Buffer.concat([
    Buffer.from('BZh9'),
    writeBits([
      [0x314159265359n, 48],
      [0, 32],
      [0, 1],
      [0, 24],
      // Only the byte 0 is in use.
      [0x8000, 16],
      [0x8000, 16],
      // Two tables, one selector, of the first table.
      [2, 3],
      [1, 15],
      [0, 1],
      ...lengths,
      ...lengths,
      ...digits,
      [0b11, 2],
    ]),
    Buffer.alloc(64),
  ]);
}
