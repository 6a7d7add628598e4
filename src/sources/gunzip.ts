import { crc32 } from 'node:zlib';
import { type ByteCursor, createCursor, hasOnlyZeros } from './byte-cursor.ts';
import { inflate } from './inflate.ts';
import type { LayerMeter } from './meter.ts';

/** Parts of a member's header (RFC 1952, section 2.3.1). */
const FIXED_HEADER_BYTES = 10;
const FLAG = { headerChecksum: 2, extra: 4, name: 8, comment: 16 } as const;
const TRAILER_BYTES = 8;
/** A name or a comment ends with a zero byte; a longer one is none. */
const LONGEST_TEXT_BYTES = 64 * 1024;

const CUT_OFF = 'the gzip file is cut off';

/**
 * Decompresses gzip, also several members one after the other, and verifies checksums. Everything before a break comes
 * out; then an `Error` is thrown that says what happened. `onGarbage` is called where something else follows the end.
 */
export async function* gunzip(
  chunks: AsyncIterable<Buffer>,
  meter: LayerMeter,
  onGarbage: () => void,
): AsyncGenerator<Buffer> {
  const cursor = createCursor(chunks);
  try {
    for (let members = 0; ; members++) {
      const header = await readHeader(cursor);
      if (header === 'none') {
        if (members === 0) throw new Error('the gzip file is damaged: it has no header');
        if (!(await hasOnlyZeros(cursor))) onGarbage();
        return;
      }
      yield* readMember(cursor, meter);
    }
  } finally {
    meter.close();
    await cursor.close();
  }
}

async function* readMember(cursor: ByteCursor, meter: LayerMeter): AsyncGenerator<Buffer> {
  let sum = 0;
  let bytes = 0;
  for await (const chunk of inflate(cursor, meter, 'the gzip file')) {
    sum = crc32(chunk, sum);
    bytes += chunk.length;
    yield chunk;
  }
  const trailer = await cursor.read(TRAILER_BYTES);
  if (trailer.length < TRAILER_BYTES) throw new Error(CUT_OFF);
  if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== bytes % 2 ** 32) {
    throw new Error('the gzip file is damaged: its checksum is wrong');
  }
}

/** Reads a member's header; `none` where there is another thing or nothing, which is then put back. */
async function readHeader(cursor: ByteCursor): Promise<'read' | 'none'> {
  const start = await cursor.pull(1);
  if (start === null) return 'none';
  if (start[0] !== 0x1f) {
    cursor.back(1);
    return 'none';
  }
  const header = await cursor.read(FIXED_HEADER_BYTES - 1);
  if (header.length > 0 && header[0] !== 0x8b) return 'none';
  if (header.length < FIXED_HEADER_BYTES - 1) throw new Error(CUT_OFF);
  if (header[1] !== 8) return 'none';
  const flags = header[2] ?? 0;
  if ((flags & FLAG.extra) !== 0) {
    const length = await cursor.read(2);
    if (length.length === 2) await cursor.read(length.readUInt16LE(0));
  }
  if ((flags & FLAG.name) !== 0) await passText(cursor);
  if ((flags & FLAG.comment) !== 0) await passText(cursor);
  if ((flags & FLAG.headerChecksum) !== 0) await cursor.read(2);
  return 'read';
}

async function passText(cursor: ByteCursor): Promise<void> {
  for (let length = 0; length < LONGEST_TEXT_BYTES; length++) {
    const byte = await cursor.pull(1);
    if (byte === null || byte[0] === 0) return;
  }
  throw new Error('the gzip file is damaged: a name in its header has no end');
}
