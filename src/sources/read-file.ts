import { fstatSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { CHUNKS_KEPT, LARGE_FILE_BYTES } from '../model/input.ts';

/** Large enough that reading costs little per byte, small enough to stay in the processor's cache. */
const CHUNK_BYTES = 2 * 1024 ** 2;

/** The buffers that files are read into in turn, shared by all files of a run: one is read while the others are used. */
export interface ReadBuffers {
  readonly plain: readonly Buffer[];
  /** In shared memory; made when they are first asked for. */
  readonly shared: () => readonly Buffer[];
}

/** Makes the buffers for `openFile`. */
export function makeReadBuffers(): ReadBuffers {
  let shared: readonly Buffer[] | null = null;
  return {
    plain: [0, 1].map(() => Buffer.allocUnsafeSlow(CHUNK_BYTES)),
    shared() {
      // One is read while one is looked at and the last ones are kept.
      shared ??= Array.from({ length: CHUNKS_KEPT + 2 }, () => Buffer.from(new SharedArrayBuffer(CHUNK_BYTES)));
      return shared;
    },
  };
}

/** A file that is open for reading. */
export interface OpenFile {
  /** Size in bytes; null where the file has none (a pipe). */
  readonly bytes: number | null;
  /** Modification time, Unix milliseconds; null for a pipe. */
  readonly modifiedMs: number | null;
  /** The bytes, once; each chunk is valid until the next is asked for. Throws an `Error` with a plain message. */
  chunks(): AsyncGenerator<Buffer>;
  /**
   * To be called by who hands chunks on as they are: where the file is large, later ones lie in shared memory, and stay
   * valid until `CHUNKS_KEPT` more are asked for.
   */
  shareChunks(): void;
  /** For reading anywhere in it; null for a pipe. */
  readonly random: RandomAccess | null;
  close(): Promise<void>;
}

/** A file that can be read anywhere. */
export interface RandomAccess {
  readonly descriptor: number;
  /** Fills the buffer from that offset on; returns how many bytes there were. Throws an `Error` with a plain message. */
  readAt(buffer: Buffer, position: number): Promise<number>;
}

/** Opens a file. Throws an `Error` with a plain message. */
export async function openFile(location: string | Buffer, buffers: ReadBuffers): Promise<OpenFile> {
  let handle: FileHandle;
  try {
    handle = await open(location, 'r');
  } catch (error) {
    throw plainFileError(error);
  }
  const stats = fstatSync(handle.fd);
  const isRegular = stats.isFile();
  let reading: Promise<unknown> = Promise.resolve();
  let ring = buffers.plain;

  // A log that is written to faster than it is read has no end. Files of the kernel say no size.
  let left = isRegular && stats.size > 0 ? stats.size : Infinity;
  // A bundle has thousands of small files: to wait for each of them takes longer than to read it.
  const isSmall = left <= CHUNK_BYTES;
  const read = async (buffer: Buffer, length: number): Promise<number> =>
    isSmall ? readSync(handle.fd, buffer, 0, length, null) : (await handle.read(buffer, 0, length, null)).bytesRead;
  const readInto = (buffer: Buffer): Promise<Buffer> => {
    const chunk = read(buffer, Math.min(buffer.length, left)).then((bytesRead) => {
      left -= bytesRead;
      return buffer.subarray(0, bytesRead);
    });
    // A read that nobody waits for any more must be over before its buffer is used anew, and may fail unheard.
    reading = chunk.catch(() => undefined);
    return chunk;
  };

  return {
    bytes: isRegular ? stats.size : null,
    modifiedMs: isRegular ? stats.mtimeMs : null,
    async *chunks() {
      try {
        let chunk = await readInto(ring[0]!);
        for (let turn = 1; chunk.length > 0; turn++) {
          const next = readInto(ring[turn % ring.length]!);
          yield chunk;
          chunk = await next;
        }
        if (left > 0 && isRegular && fstatSync(handle.fd).size < stats.size) throw new Error(SHRUNK);
      } catch (error) {
        throw plainFileError(error);
      }
    },
    shareChunks() {
      if (isRegular && stats.size >= LARGE_FILE_BYTES) ring = buffers.shared();
    },
    random: isRegular
      ? {
          descriptor: handle.fd,
          async readAt(buffer, position) {
            try {
              return (await handle.read(buffer, 0, buffer.length, position)).bytesRead;
            } catch (error) {
              throw plainFileError(error);
            }
          },
        }
      : null,
    async close() {
      await reading;
      await handle.close();
    },
  };
}

const SHRUNK =
  'the file became shorter while it was read, as a log does that is rotated: save a copy of it, and read that';

const PLAIN_WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EISDIR: 'is a folder',
  ELOOP: 'too many links',
  EIO: 'the disk reports a read error',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
};

/** The error of a file call in words that say what is wrong, without its path. */
export function plainFileError(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Error(PLAIN_WORDS[code ?? ''] ?? message, { cause: error });
}
