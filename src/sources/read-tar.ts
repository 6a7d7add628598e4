import { setImmediate } from 'node:timers/promises';
import { extract, type Header } from 'tar-stream';
import { asBrokenArchive, BrokenArchive, LINK_OBJECTION, type Member, objectToPath } from './member.ts';

const BLOCK_BYTES = 512;
const NO_END_MARK = 'the tar archive has no end mark: if it was cut off, later members are missing';

interface Arrived {
  readonly header: Header;
  pieces: Buffer[];
  complete: boolean;
}

/**
 * Streams the members of a tar. What is left unread of a member is passed over when the next is asked for. Throws a
 * `BrokenArchive` where the archive breaks off, after everything that came before.
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const input = chunks[Symbol.asyncIterator]();
  const arrived: Arrived[] = [];
  const tar = extract({ allowUnknownFormat: true } as Parameters<typeof extract>[0]);
  let failure: Error | null = null;
  const breakOff = (error: unknown): void => {
    failure ??= asBrokenArchive(error);
  };
  let over = false;
  let wake = (): void => undefined;
  tar.on('entry', (header, stream, next) => {
    const member: Arrived = { header, pieces: [], complete: false };
    arrived.push(member);
    stream.on('data', (piece) => member.pieces.push(piece as Buffer));
    stream.on('error', () => undefined);
    stream.on('end', () => {
      member.complete = true;
      next();
    });
  });
  tar.on('error', (error) => {
    const isCut = error.message === 'Unexpected end of data';
    breakOff(new Error(isCut ? 'the tar archive is cut off' : `the tar archive is damaged: ${error.message}`));
  });
  tar.on('drain', () => wake());
  tar.on('close', () => wake());

  let zerosAtEnd = 0;
  /** Feeds one chunk, so that memory is bounded by it. A stream that fails drops what it holds, hence no pipe. */
  const feed = async (): Promise<void> => {
    try {
      const chunk = await input.next();
      if (chunk.done) {
        over = true;
      } else {
        const zeros = countZerosAtEnd(chunk.value);
        zerosAtEnd = zeros === chunk.value.length ? zerosAtEnd + zeros : zeros;
        await new Promise<void>((resolve) => {
          wake = resolve;
          // Copied: members keep parts of it, and the chunk is valid only until the next.
          if (tar.destroyed || tar.write(Buffer.from(chunk.value))) resolve();
        });
      }
    } catch (error) {
      breakOff(error);
    }
    // What has been written reaches the members in later turns of the queue; only then may the end be told.
    await setImmediate();
    if (over && failure === null && !tar.destroyed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        tar.end(undefined);
      });
    }
  };
  const canFeed = (): boolean => !over && failure === null;

  async function* readMember(member: Arrived): AsyncGenerator<Buffer> {
    for (;;) {
      const ready = member.pieces;
      member.pieces = [];
      yield* ready;
      if (member.pieces.length > 0) continue;
      if (member.complete) return;
      if (!canFeed()) {
        breakOff(new Error('the tar archive is cut off'));
        throw failure;
      }
      await feed();
    }
  }

  try {
    for (;;) {
      const member = arrived.shift();
      if (member) {
        yield { ...describeHeader(member.header), chunks: () => readMember(member) };
        while (!member.complete && canFeed()) {
          member.pieces = [];
          await feed();
        }
      } else if (canFeed()) {
        await feed();
      } else {
        break;
      }
    }
    if (failure) throw failure;
    // Blocks of zeros mark the end (POSIX.1-1988, section 10.1.1); between two members a cut shows by nothing else.
    if (zerosAtEnd < BLOCK_BYTES) throw new BrokenArchive(NO_END_MARK);
  } finally {
    tar.destroy();
    await input.return?.(undefined);
  }
}

function describeHeader({ name, type, size, mtime }: Header): Omit<Member, 'chunks'> {
  const path = name.replace(/^(?:\.\/)+/, '');
  // Archives that are made to be reproducible write no time, but the epoch.
  const modifiedMs = mtime.getTime() > 0 ? mtime.getTime() : null;
  return {
    path,
    objection: objectToPath(path) ?? objectToType(type),
    isFolder: type === 'directory',
    bytes: size,
    modifiedMs,
  };
}

function objectToType(type: Header['type']): string | null {
  if (type === 'link' || type === 'symlink') return LINK_OBJECTION;
  if (type === 'file' || type === 'contiguous-file' || type === 'directory') return null;
  // The library has no name for GNU's sparse and multi-volume members: tar-stream headers.js toType, 3.1.
  return `a member of ${type ? `type ${type}` : 'a type that is not read (sparse, as tar -S writes it, or unknown)'}: left out`;
}

/** How many zeros are at the end, counted up to a block. */
function countZerosAtEnd(chunk: Buffer): number {
  let count = 0;
  while (count < Math.min(BLOCK_BYTES, chunk.length) && chunk[chunk.length - 1 - count] === 0) count++;
  return count;
}
