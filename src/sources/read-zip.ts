import { type Entry, fromFdPromise } from 'yauzl';
import type { PieceSource } from './byte-cursor.ts';
import { LINK_OBJECTION, type Member, objectToPath } from './member.ts';
import type { FileMeter } from './meter.ts';
import type { RandomAccess } from './read-file.ts';
import { objectToEntry, readEntryData, readEntryPath, readEntryTime, type ZipEntry } from './zip-entry.ts';

/** An entry of a zip's table of contents. */
export interface ListedEntry extends ZipEntry {
  /** Where its local header begins. */
  readonly offset: number;
  readonly isLink: boolean;
}

/** A local header without name and extra field, and where their lengths stand (APPNOTE.TXT 6.3.10, section 4.3.7). */
const LOCAL_HEADER_BYTES = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const NAME_LENGTH_OFFSET = 26;
const EXTRA_LENGTH_OFFSET = 28;

/** Unix modes stand in the upper half of the external attributes (Info-ZIP). */
const MODE_SHIFT = 16;
const MODE_TYPE = 0o170000;
const MODE_LINK = 0o120000;

const READ_BYTES = 256 * 1024;

/** Lists at most so many entries of a zip on disk, in the order of its table of contents. Throws where that is damaged. */
export async function listZip(file: RandomAccess, most: number): Promise<ListedEntry[]> {
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
  const zip = await fromFdPromise(file.descriptor, options);
  const entries: ListedEntry[] = [];
  // Not closed: with nothing to close but the file, which is not its own, it would close that.
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= most) break;
    entries.push(describeEntry(entry));
  }
  return entries;
}

function describeEntry(entry: Entry): ListedEntry {
  const flags = entry.generalPurposeBitFlag;
  return {
    path: readEntryPath(flags, entry.fileNameRaw, entry.extraFields),
    flags,
    method: entry.compressionMethod,
    checksum: entry.crc32,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    modifiedMs: readEntryTime(entry.extraFields),
    offset: entry.relativeOffsetOfLocalHeader,
    isLink: ((entry.externalFileAttributes >>> MODE_SHIFT) & MODE_TYPE) === MODE_LINK,
  };
}

/** Gives the members of a zip on disk. Members whose bytes are also another's, as in bombs, are left out. */
export function* readZip(file: RandomAccess, entries: readonly ListedEntry[], meter: FileMeter): Generator<Member> {
  const overlapping = findOverlaps(entries);
  for (const entry of entries) {
    const objection =
      objectToPath(entry.path) ??
      (entry.isLink ? LINK_OBJECTION : null) ??
      objectToEntry(entry) ??
      (overlapping.has(entry) ? 'a member whose bytes are also those of another, as in a zip bomb: left out' : null);
    yield {
      path: entry.path,
      objection,
      isFolder: entry.path.endsWith('/'),
      bytes: entry.bytes,
      modifiedMs: entry.modifiedMs,
      async *chunks() {
        // Archives of whole folders have thousands: none needs to be looked for.
        if (entry.compressedBytes === 0 && entry.bytes === 0) return;
        const start = await findData(file, entry);
        yield* readEntryData(openRange(file, start, entry.compressedBytes, meter), entry, meter);
      },
    };
  }
}

/** Entries that reach into the one that follows them in the file. */
function findOverlaps(entries: readonly ListedEntry[]): Set<ListedEntry> {
  const overlapping = new Set<ListedEntry>();
  const ordered = [...entries].sort((a, b) => a.offset - b.offset);
  let furthest: ListedEntry | null = null;
  let end = 0;
  for (const entry of ordered) {
    if (furthest && entry.offset < end) overlapping.add(furthest).add(entry);
    const entryEnd = entry.offset + LOCAL_HEADER_BYTES + entry.compressedBytes;
    if (entryEnd <= end) continue;
    furthest = entry;
    end = entryEnd;
  }
  return overlapping;
}

async function findData(file: RandomAccess, { offset }: ListedEntry): Promise<number> {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  const count = await file.readAt(header, offset);
  if (count < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw new Error('the zip archive is damaged: the member is not where its table of contents says');
  }
  return (
    offset + LOCAL_HEADER_BYTES + header.readUInt16LE(NAME_LENGTH_OFFSET) + header.readUInt16LE(EXTRA_LENGTH_OFFSET)
  );
}

function openRange(file: RandomAccess, start: number, bytes: number, meter: FileMeter): PieceSource {
  const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, bytes));
  let position = start;
  let left = bytes;
  let filled = 0;
  let at = 0;
  return {
    async pull(most) {
      if (at === filled) {
        if (left === 0) return null;
        filled = await file.readAt(buffer.subarray(0, Math.min(buffer.length, left)), position);
        meter.takeIn(filled);
        position += filled;
        left -= filled;
        at = 0;
        if (filled === 0) return null;
      }
      const piece = buffer.subarray(at, Math.min(filled, at + most));
      at += piece.length;
      return piece;
    },
    back(count) {
      at -= count;
    },
  };
}
