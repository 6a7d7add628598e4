import { crc32 } from 'node:zlib';
import type { ByteCursor, PieceSource } from './byte-cursor.ts';
import { inflate } from './inflate.ts';
import { asBrokenArchive, type BrokenArchive } from './member.ts';
import type { FileMeter } from './meter.ts';
import { isDeflated, isStored, type ZipEntry } from './zip-entry.ts';

/**
 * Behind a member whose size was not known when it was written stands a data descriptor (APPNOTE.TXT 6.3.10, section
 * 4.3.9): a signature, which may be missing, the checksum and both sizes, of 4 or of 8 bytes each.
 */
const SIGNATURE = Buffer.from('504b0708', 'hex');
const SHAPES = [
  { bytes: 16, checksum: 4, size: 8, wide: false },
  { bytes: 24, checksum: 4, size: 8, wide: true },
  { bytes: 12, checksum: 0, size: 4, wide: false },
  { bytes: 20, checksum: 0, size: 4, wide: true },
] as const;
const LONGEST = 24;
/** What begins a record of a zip. */
const RECORD = Buffer.from('PK');

const WINDOW_BYTES = 64 * 1024;

const LOST = 'the zip archive is damaged: what stands behind a member does not fit it';

/** How long the descriptor is that stands next. Throws where none fits the size, and the checksum if one is given. */
export async function findDescriptor(
  cursor: ByteCursor,
  compressedBytes: number,
  checksum: number | null = null,
): Promise<number> {
  const next = await cursor.peek(LONGEST + RECORD.length);
  if (next.length < SHAPES[2].bytes) throw new Error('the zip archive is cut off');
  const length = measureDescriptor(next, compressedBytes, checksum);
  if (length === null) throw new Error(LOST);
  return length;
}

function measureDescriptor(next: Buffer, compressedBytes: number, checksum: number | null): number | null {
  const isSigned = next.subarray(0, SIGNATURE.length).equals(SIGNATURE);
  const shape = SHAPES.find(({ bytes, checksum: checksumAt, size, wide }) => {
    if (checksumAt > 0 !== isSigned || next.length < bytes) return false;
    const found = wide ? Number(next.readBigUInt64LE(size)) : next.readUInt32LE(size);
    if (found !== (wide ? compressedBytes : compressedBytes % 2 ** 32)) return false;
    if (checksum !== null && next.readUInt32LE(checksumAt) !== checksum) return false;
    const record = next.subarray(bytes, bytes + RECORD.length);
    return RECORD.subarray(0, record.length).equals(record);
  });
  return shape?.bytes ?? null;
}

/**
 * Reads a member of unknown size, and its descriptor. Deflated data ends by itself; other data is stored, or only passed
 * over, and ends where a descriptor fits what came before it. Throws a `BrokenArchive` where no end is found.
 */
export async function* readUnsized(
  cursor: ByteCursor,
  entry: ZipEntry & { readonly isRead: boolean },
  meter: FileMeter,
  cutOff: BrokenArchive,
): AsyncGenerator<Buffer> {
  try {
    if (entry.isRead && isDeflated(entry)) yield* inflateUnsized(cursor, meter, cutOff);
    else yield* copyUnsized(cursor, entry.isRead && isStored(entry));
  } catch (error) {
    throw asBrokenArchive(error);
  }
}

async function* inflateUnsized(cursor: ByteCursor, meter: FileMeter, cutOff: BrokenArchive): AsyncGenerator<Buffer> {
  const layer = meter.openLayer(0);
  let compressedBytes = 0;
  let sum = 0;
  const counted: PieceSource = {
    async pull(most) {
      const piece = await cursor.pull(most);
      if (piece === null) throw cutOff;
      compressedBytes += piece.length;
      return piece;
    },
    back(count) {
      cursor.back(count);
      compressedBytes -= count;
    },
  };
  try {
    for await (const chunk of inflate(counted, layer, 'the data of a member')) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } finally {
    layer.close();
  }
  await cursor.read(await findDescriptor(cursor, compressedBytes, sum));
}

async function* copyUnsized(cursor: ByteCursor, hasChecksum: boolean): AsyncGenerator<Buffer> {
  let bytes = 0;
  let sum = 0;
  for (;;) {
    const window = await cursor.peek(WINDOW_BYTES);
    if (window.length <= LONGEST) throw new Error('the zip archive is cut off');
    const hit = window.indexOf(SIGNATURE);
    if (hit === 0) {
      const length = measureDescriptor(window, bytes, hasChecksum ? sum : null);
      if (length !== null) {
        await cursor.read(length);
        return;
      }
    }
    // A signature may begin in the last bytes of the window.
    const count = hit > 0 ? hit : hit === 0 ? SIGNATURE.length : window.length - SIGNATURE.length;
    const piece = await cursor.pull(count);
    if (piece === null) return;
    bytes += piece.length;
    sum = crc32(piece, sum);
    yield piece;
  }
}
