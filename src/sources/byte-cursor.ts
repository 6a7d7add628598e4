/** Bytes that are taken in pieces of a size that the reader chooses. */
export interface PieceSource {
  /** The next bytes, at most so many; null at the end. Valid until the next call. */
  pull(most: number): Promise<Buffer | null>;
  /** Puts back the last bytes of the piece that was pulled last. */
  back(count: number): void;
}

/** A place in a stream of bytes. */
export interface ByteCursor extends PieceSource {
  /** The next bytes, so many or, at the end, fewer. */
  read(count: number): Promise<Buffer>;
  /** The next bytes, at least so many unless the end comes first, without passing over them. Valid until the next call. */
  peek(count: number): Promise<Buffer>;
  /** Lets go of the stream. */
  close(): Promise<void>;
}

const SKIP_BYTES = 1024 ** 2;

/** Opens a cursor at the beginning of a stream. What the stream throws comes out of `pull` and `read`. */
export function createCursor(chunks: AsyncIterable<Buffer>): ByteCursor {
  const input = chunks[Symbol.asyncIterator]();
  let chunk: Buffer = Buffer.alloc(0);
  let at = 0;
  const pull = async (most: number): Promise<Buffer | null> => {
    while (at === chunk.length) {
      const next = await input.next();
      if (next.done) return null;
      chunk = next.value;
      at = 0;
    }
    const piece = chunk.subarray(at, at + most);
    at += piece.length;
    return piece;
  };
  return {
    pull,
    back(count) {
      at -= count;
    },
    async read(count) {
      const first = await pull(count);
      if (first === null || first.length === count) return first ?? Buffer.alloc(0);
      const pieces = [Buffer.from(first)];
      for (let left = count - first.length; left > 0; ) {
        const piece = await pull(left);
        if (piece === null) break;
        pieces.push(Buffer.from(piece));
        left -= piece.length;
      }
      return Buffer.concat(pieces);
    },
    async peek(count) {
      while (chunk.length - at < count) {
        const ahead = Buffer.from(chunk.subarray(at));
        const next = await input.next();
        if (next.done) break;
        chunk = Buffer.concat([ahead, next.value]);
        at = 0;
      }
      return chunk.subarray(at);
    },
    async close() {
      await input.return?.();
    },
  };
}

/** The next bytes of a source, so many, as a source of their own. */
export function limitSource(source: PieceSource, bytes: number): PieceSource & { left(): number } {
  let left = bytes;
  return {
    async pull(most) {
      const piece = left > 0 ? await source.pull(Math.min(most, left)) : null;
      left -= piece?.length ?? 0;
      return piece;
    },
    back(count) {
      source.back(count);
      left += count;
    },
    left: () => left,
  };
}

/** Passes over all that a source still has. */
export async function drain(source: PieceSource): Promise<void> {
  while ((await source.pull(SKIP_BYTES)) !== null);
}

/** Whether a source has nothing but zeros any more, with which tapes and block devices are filled up. */
export async function hasOnlyZeros(source: PieceSource): Promise<boolean> {
  for (let piece = await source.pull(SKIP_BYTES); piece !== null; piece = await source.pull(SKIP_BYTES)) {
    if (piece.some((byte) => byte !== 0)) return false;
  }
  return true;
}
