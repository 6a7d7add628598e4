import { createInflateRaw } from 'node:zlib';
import type { PieceSource } from './byte-cursor.ts';
import type { LayerMeter } from './meter.ts';

/** deflate gives at most 1032 bytes for one, so a piece of input bounds the output that waits in memory (16 MiB). */
const LARGEST_PIECE_BYTES = 16 * 1024;
/** What comes out of a piece is lost where that is damaged, so pieces begin small: a small file is not lost as a whole. */
const FIRST_PIECE_BYTES = 256;
const OUTPUT_CHUNK_BYTES = 256 * 1024;

/**
 * Decompresses deflate (RFC 1951). The next piece is decompressed while the consumer works. Everything before a break
 * comes out; then an `Error` is thrown that says what happened to `what`. What follows the end is left in the source.
 */
export async function* inflate(source: PieceSource, meter: LayerMeter, what: string): AsyncGenerator<Buffer> {
  const zlib = createInflateRaw({ chunkSize: OUTPUT_CHUNK_BYTES });
  let output: Buffer[] = [];
  let pieceBytes = FIRST_PIECE_BYTES;
  let bytesIn = 0;
  let bytesOut = 0;
  let failure: Error | null = null;
  let over = false;
  let wake = (): void => undefined;
  zlib.on('data', (chunk: Buffer) => {
    output.push(chunk);
    bytesOut += chunk.length;
  });
  zlib.on('error', (error: NodeJS.ErrnoException) => {
    const isCut = error.code === 'Z_BUF_ERROR';
    failure ??= new Error(isCut ? `${what} is cut off` : `${what} is damaged: ${error.message}`);
    wake();
  });
  zlib.on('end', () => {
    over = true;
    wake();
  });

  // Not a pipe: a stream that fails drops what it still holds, and a break must not cost what came before it.
  const step = async (): Promise<void> => {
    try {
      const piece = await source.pull(pieceBytes);
      pieceBytes = Math.min(LARGEST_PIECE_BYTES, pieceBytes * 2);
      const before = bytesOut;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (piece === null) zlib.end();
        else zlib.write(piece, () => resolve());
      });
      bytesIn += piece?.length ?? 0;
      meter.takeIn(piece?.length ?? 0);
      meter.takeOut(bytesOut - before);
      // The end of the data shows as bytes that are left over, or in the next turn of the queue.
      if (zlib.bytesWritten < bytesIn) over = true;
    } catch (error) {
      failure ??= error as Error;
    }
  };

  let working = step();
  try {
    for (;;) {
      await working;
      const ready = output;
      output = [];
      const isLast = over || failure !== null;
      if (!isLast) working = step();
      yield* ready;
      if (isLast) break;
    }
    if (failure) throw failure;
    source.back(bytesIn - zlib.bytesWritten);
  } finally {
    await working;
    zlib.destroy();
  }
}
