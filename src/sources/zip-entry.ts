import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, parseExtraFields } from 'yauzl';
import { limitSource, type PieceSource } from './byte-cursor.ts';
import { COMPRESSIONS, decompressPieces } from './decompress.ts';
import { inflate } from './inflate.ts';
import type { FileMeter } from './meter.ts';

/** What a zip says of a member, in its directory or in front of the member. Section numbers are of APPNOTE.TXT 6.3.10. */
export interface ZipEntry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly modifiedMs: number | null;
}

/** General purpose bits (section 4.4.4). */
export const ZIP_FLAG = {
  encrypted: 0x1,
  descriptor: 0x8,
  strongEncryption: 0x40,
  utf8: 0x800,
  hiddenHeader: 0x2000,
} as const;

/** Methods (section 4.4.5) that are read. */
const STORED = 0;
const DEFLATED = 8;
const COMPRESSION_BY_METHOD = new Map([
  [12, COMPRESSIONS.bzip2],
  [93, COMPRESSIONS.zstd],
  [95, COMPRESSIONS.xz],
]);
const UNREAD_METHODS: Readonly<Record<number, string>> = {
  1: 'shrink',
  6: 'implode',
  9: 'deflate64, as Windows does with large files',
  14: 'LZMA',
  98: 'PPMd',
};

/** Why a member with such flags and method is left out; null where it is read. */
export function objectToEntry({ flags, method }: Pick<ZipEntry, 'flags' | 'method'>): string | null {
  const encryption = ZIP_FLAG.encrypted | ZIP_FLAG.strongEncryption | ZIP_FLAG.hiddenHeader;
  if ((flags & encryption) !== 0 || method === 99) return 'an encrypted member: unpack the zip with its password first';
  if (method === STORED || method === DEFLATED || COMPRESSION_BY_METHOD.has(method)) return null;
  return `a member compressed with ${UNREAD_METHODS[method] ?? `method ${method}`}, which is not read: unpack the zip first`;
}

export function isStored({ method }: Pick<ZipEntry, 'method'>): boolean {
  return method === STORED;
}

export function isDeflated({ method }: Pick<ZipEntry, 'method'>): boolean {
  return method === DEFLATED;
}

/** The path of an entry: in UTF-8 where the zip says so or it is, else in code page 437; with `/` between folders. */
export function readEntryPath(flags: number, name: Buffer, extra: readonly ExtraField[]): string {
  return getFileNameLowLevel(isUtf8(name) ? flags | ZIP_FLAG.utf8 : flags, name, [...extra], false).replace(
    /^(?:\.\/)+/,
    '',
  );
}

/** A part of an entry's extra field (section 4.5). */
export interface ExtraField {
  readonly id: number;
  readonly data: Buffer;
}

/** Takes an extra field apart; empty where it is malformed, as Android's tools write it. */
export function readExtraFields(bytes: Buffer): ExtraField[] {
  try {
    return parseExtraFields(bytes);
  } catch {
    return [];
  }
}

/** 100 ns from 1601 to 1970. */
const NTFS_EPOCH = 116_444_736_000_000_000n;

/**
 * When a member was modified, Unix milliseconds, by Info-ZIP's extended timestamp (0x5455) or that of NTFS (0x000a); null
 * where it has neither, as the zip's own time bears no zone. Source: proginfo/extrafld.txt of Info-ZIP 3.0.
 */
export function readEntryTime(extra: readonly ExtraField[]): number | null {
  for (const { id, data } of extra) {
    if (id === 0x5455 && data.length >= 5 && (data[0]! & 1) !== 0) return data.readInt32LE(1) * 1000 || null;
    if (id === 0x000a && data.length >= 16 && data.readUInt16LE(4) === 1) {
      return Number((data.readBigUInt64LE(8) - NTFS_EPOCH) / 10_000n);
    }
  }
  return null;
}

/**
 * Decompresses a member whose compressed size is known, and verifies its size and checksum. `source` stands where its
 * data begins.
 */
export async function* readEntryData(source: PieceSource, entry: ZipEntry, meter: FileMeter): AsyncGenerator<Buffer> {
  const data = limitSource(source, entry.compressedBytes);
  let sum = 0;
  let bytes = 0;
  for await (const chunk of decodeEntry(data, entry, meter)) {
    sum = crc32(chunk, sum);
    bytes += chunk.length;
    yield chunk;
  }
  if (isStored(entry) && data.left() > 0) throw new Error('its data is cut off');
  if (bytes !== entry.bytes || sum !== entry.checksum) {
    throw new Error('its data is damaged: its size or its checksum is wrong');
  }
}

async function* decodeEntry(source: PieceSource, entry: ZipEntry, meter: FileMeter): AsyncGenerator<Buffer> {
  if (isStored(entry)) {
    yield* copyPieces(source);
    return;
  }
  const compression = COMPRESSION_BY_METHOD.get(entry.method);
  const layer = meter.openLayer(compression?.windowBytes ?? 0);
  try {
    if (compression) yield* decompressPieces(source, compression, layer);
    else yield* inflate(source, layer, 'its data');
  } finally {
    layer.close();
  }
}

const COPY_BYTES = 1024 ** 2;

async function* copyPieces(source: PieceSource): AsyncGenerator<Buffer> {
  for (let piece = await source.pull(COPY_BYTES); piece !== null; piece = await source.pull(COPY_BYTES)) yield piece;
}
