/** The beginning of a stream, and all of it. */
export interface Peeked {
  /** The first 64 KiB, or all that there is. */
  readonly head: Buffer;
  /** All chunks, those of the beginning too. Where they break off, the error comes after what was read before. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Whether the beginning is all, and nothing broke off. */
  readonly isWhole: boolean;
}

const HEAD_BYTES = 64 * 1024;

/** Looks at the first 64 KiB of a stream. Each chunk of it need be valid only until the next is asked for. */
export async function peek(chunks: AsyncIterable<Buffer>): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let length = 0;
  const headOf = () => (held.length === 1 ? held[0]! : Buffer.concat(held)).subarray(0, HEAD_BYTES);
  while (length < HEAD_BYTES) {
    let next: IteratorResult<Buffer>;
    try {
      next = await iterator.next();
    } catch (error) {
      return { head: headOf(), chunks: follow(held, null, error), isWhole: false };
    }
    if (next.done) return { head: headOf(), chunks: follow(held, null), isWhole: true };
    // The one chunk that is not followed by another call may stay as it is.
    const isLast = length + next.value.length >= HEAD_BYTES;
    held.push(isLast ? next.value : Buffer.from(next.value));
    length += next.value.length;
  }
  return { head: headOf(), chunks: follow(held, iterator), isWhole: false };
}

async function* follow(
  held: readonly Buffer[],
  iterator: AsyncIterator<Buffer> | null,
  error?: unknown,
): AsyncGenerator<Buffer> {
  yield* held;
  if (error !== undefined) throw error;
  if (!iterator) return;
  try {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
