import { setImmediate } from 'node:timers/promises';
import { extract, type Header } from 'tar-stream';

/** A member of a tar, of whatever type. */
export interface TarMember {
  readonly header: Header;
  /** The bytes, once. Throws an `Error` where the archive breaks off. */
  chunks(): AsyncGenerator<Buffer>;
}

interface Arrived {
  readonly header: Header;
  pieces: Buffer[];
  complete: boolean;
}

/**
 * Streams the members of a tar. What is left unread of a member is passed over when the next is asked for. Throws an
 * `Error` where the archive breaks off, after everything that came before.
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarMember> {
  const input = chunks[Symbol.asyncIterator]();
  const arrived: Arrived[] = [];
  const tar = extract();
  let failure: Error | null = null;
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
    failure ??= error.message === 'Unexpected end of data' ? new Error('the archive is cut off') : error;
  });
  tar.on('drain', () => wake());
  tar.on('close', () => wake());

  /** Feeds one chunk, so that memory is bounded by it. A stream that fails drops what it holds, hence no pipe. */
  const feed = async (): Promise<void> => {
    try {
      const chunk = await input.next();
      if (chunk.done) {
        over = true;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          // Copied: members keep parts of it, and the chunk is valid only until the next.
          if (tar.destroyed || tar.write(Buffer.from(chunk.value))) resolve();
        });
      }
    } catch (error) {
      failure ??= error as Error;
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
      if (!canFeed()) throw failure ?? new Error('the archive is cut off');
      await feed();
    }
  }

  try {
    for (;;) {
      const member = arrived.shift();
      if (member) {
        yield { header: member.header, chunks: () => readMember(member) };
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
  } finally {
    tar.destroy();
    await input.return?.(undefined);
  }
}
