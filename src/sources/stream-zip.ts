import { type ByteCursor, createCursor, drain, hasOnlyZeros, limitSource, type PieceSource } from './byte-cursor.ts';
import { asBrokenArchive, type BrokenArchive, type Member, objectToPath } from './member.ts';
import type { FileMeter } from './meter.ts';
import { findDescriptor, readUnsized } from './zip-descriptor.ts';
import {
  objectToEntry,
  readEntryData,
  readEntryPath,
  readEntryTime,
  readExtraFields,
  ZIP_FLAG,
  type ZipEntry,
} from './zip-entry.ts';

/** Signatures of the records of a zip (APPNOTE.TXT 6.3.10, section 4.3). */
const SIGNATURE = {
  local: 0x04034b50,
  spanned: 0x08074b50,
  central: 0x02014b50,
  extraData: 0x08064b50,
  digital: 0x05054b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
  end: 0x06054b50,
} as const;

/** Stands for a size that the zip64 extra field has. */
const IN_EXTRA = 0xffffffff;

/**
 * Gives the members of a zip that comes as a stream, in their order and by their own headers; the table of contents behind
 * them is not needed. What is left unread of a member is passed over when the next is asked for. Throws a `BrokenArchive`
 * where the zip breaks off, after everything that came before. `warn` gets what is odd but costs no member.
 */
export async function* streamZip(
  chunks: AsyncIterable<Buffer>,
  meter: FileMeter,
  warn: (message: string) => void,
): AsyncGenerator<Member> {
  const cutOff = asBrokenArchive(new Error('the zip archive is cut off'));
  const cursor = createCursor(breaking(chunks));
  try {
    for (let isFirst = true; ; isFirst = false) {
      const signature = await readSignature(cursor);
      if (signature === SIGNATURE.local)
        yield* readMember(await readLocalHeader(cursor, cutOff), cursor, meter, cutOff);
      else if (signature === null) throw cutOff;
      else if (signature === SIGNATURE.spanned && isFirst) continue;
      else if (signature === SIGNATURE.central || signature === SIGNATURE.end || signature === SIGNATURE.zip64End) {
        await passDirectory(signature, cursor, warn);
        return;
      } else if (signature === SIGNATURE.extraData) {
        throw new Error('the table of contents of the zip archive is encrypted: unpack it with its password first');
      } else throw new Error('the zip archive is damaged: there is no member where one should begin');
    }
  } catch (error) {
    throw asBrokenArchive(error);
  } finally {
    await cursor.close();
  }
}

/** What breaks the stream breaks the archive. */
async function* breaking(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    throw asBrokenArchive(error);
  }
}

async function readSignature(cursor: ByteCursor): Promise<number | null> {
  const bytes = await cursor.read(4);
  return bytes.length < 4 ? null : bytes.readUInt32LE(0);
}

/** Reads a local header (section 4.3.7) behind its signature. */
async function readLocalHeader(cursor: ByteCursor, cutOff: BrokenArchive): Promise<ZipEntry> {
  const header = await readWhole(cursor, 26, cutOff);
  const flags = header.readUInt16LE(2);
  const name = await readWhole(cursor, header.readUInt16LE(22), cutOff);
  const extra = readExtraFields(await readWhole(cursor, header.readUInt16LE(24), cutOff));
  const sizes = extra.find(({ id }) => id === 1)?.data ?? Buffer.alloc(0);
  let next = 0;
  const readSize = (offset: number): number => {
    const size = header.readUInt32LE(offset);
    if (size !== IN_EXTRA || sizes.length < next + 8) return size;
    next += 8;
    return Number(sizes.readBigUInt64LE(next - 8));
  };
  // In the extra field the size comes before the compressed size, in the header behind it.
  const bytes = readSize(18);
  return {
    path: readEntryPath(flags, name, extra),
    flags,
    method: header.readUInt16LE(4),
    checksum: header.readUInt32LE(10),
    compressedBytes: readSize(14),
    bytes,
    modifiedMs: readEntryTime(extra),
  };
}

async function readWhole(cursor: ByteCursor, count: number, cutOff: BrokenArchive): Promise<Buffer> {
  const bytes = Buffer.from(await cursor.read(count));
  if (bytes.length < count) throw cutOff;
  return bytes;
}

async function* readMember(
  entry: ZipEntry,
  cursor: ByteCursor,
  meter: FileMeter,
  cutOff: BrokenArchive,
): AsyncGenerator<Member> {
  const isFolder = entry.path.endsWith('/');
  const hasDescriptor = (entry.flags & ZIP_FLAG.descriptor) !== 0;
  const isUnsized = hasDescriptor && entry.compressedBytes === 0 && !isFolder;
  const objection = objectToPath(entry.path) ?? objectToEntry(entry);
  const member = {
    path: entry.path,
    objection,
    isFolder,
    bytes: isUnsized ? null : entry.bytes,
    modifiedMs: entry.modifiedMs,
  };
  if (!isUnsized) {
    const data = limitSource(breakingOff(cursor, cutOff), entry.compressedBytes);
    yield { ...member, chunks: () => readEntryData(data, entry, meter) };
    await drain(data);
    // Folders are marked as if one followed, and often none does.
    if (hasDescriptor && !(isFolder && (await startsRecord(cursor)))) {
      await cursor.read(await findDescriptor(cursor, entry.compressedBytes));
    }
    return;
  }
  // Where the data ends shows only in the data, so it is read to its end whoever wants it.
  const content = readUnsized(cursor, { ...entry, isRead: objection === null }, meter, cutOff);
  let broken: unknown = null;
  async function* passOn(): AsyncGenerator<Buffer> {
    try {
      for (let step = await content.next(); !step.done; step = await content.next()) yield step.value;
    } catch (error) {
      broken = error;
      throw error;
    }
  }
  yield { ...member, chunks: passOn };
  for (let step = await content.next(); !step.done; step = await content.next());
  if (broken !== null) throw broken;
}

async function startsRecord(cursor: ByteCursor): Promise<boolean> {
  const next = await cursor.peek(4);
  const starts: readonly number[] = [SIGNATURE.local, SIGNATURE.central];
  return next.length >= 4 && starts.includes(next.readUInt32LE(0));
}

/** A source whose end is where the archive breaks off. */
function breakingOff(cursor: ByteCursor, cutOff: BrokenArchive): PieceSource {
  return {
    async pull(most) {
      const piece = await cursor.pull(most);
      if (piece === null) throw cutOff;
      return piece;
    },
    back: cursor.back,
  };
}

/** Passes over the table of contents, and looks whether it is whole and whether something follows. */
async function passDirectory(first: number, cursor: ByteCursor, warn: (message: string) => void): Promise<void> {
  for (let signature: number | null = first; ; signature = await readSignature(cursor)) {
    if (signature === SIGNATURE.central) {
      const header = await cursor.read(42);
      if (header.length < 42) break;
      await pass(cursor, header.readUInt16LE(24) + header.readUInt16LE(26) + header.readUInt16LE(28));
    } else if (signature === SIGNATURE.zip64End) {
      const size = await cursor.read(8);
      if (size.length < 8) break;
      await pass(cursor, Number(size.readBigUInt64LE(0)));
    } else if (signature === SIGNATURE.zip64Locator) {
      await pass(cursor, 16);
    } else if (signature === SIGNATURE.digital) {
      const size = await cursor.read(2);
      if (size.length < 2) break;
      await pass(cursor, size.readUInt16LE(0));
    } else if (signature === SIGNATURE.end) {
      const end = await cursor.read(18);
      if (end.length < 18) break;
      await pass(cursor, end.readUInt16LE(16));
      if (!(await hasOnlyZeros(cursor))) warn('what follows the end of the zip archive is none of it: left out');
      return;
    } else break;
  }
  warn('the zip archive is cut off or damaged behind its last member: every member was read, if none followed');
}

async function pass(cursor: ByteCursor, bytes: number): Promise<void> {
  await drain(limitSource(cursor, bytes));
}
