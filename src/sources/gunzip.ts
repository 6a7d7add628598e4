import { createGunzip } from 'node:zlib';
import { type Limits, RATIO_FREE_BYTES } from './limits.ts';

/** deflate gives at most 1032 bytes for one, so a piece of input bounds the output that waits in memory (16 MiB). */
const INPUT_PIECE_BYTES = 16 * 1024;
const OUTPUT_CHUNK_BYTES = 256 * 1024;

/** How many bytes have come out of compressed files in this run. */
export interface Meter {
  decompressedBytes: number;
}

/**
 * Decompresses gzip, also of several members one after the other. The next piece is decompressed while the consumer
 * works. Everything before a break comes out; then an `Error` is thrown that says what happened.
 */
export async function* gunzip(chunks: AsyncIterable<Buffer>, limits: Limits, meter: Meter): AsyncGenerator<Buffer> {
  const inflate = createGunzip({ chunkSize: OUTPUT_CHUNK_BYTES });
  const input = cutPieces(chunks);
  let output: Buffer[] = [];
  let bytesIn = 0;
  let bytesOut = 0;
  let failure: Error | null = null;
  let over = false;
  let wake = (): void => undefined;
  inflate.on('data', (chunk: Buffer) => {
    output.push(chunk);
    bytesOut += chunk.length;
    meter.decompressedBytes += chunk.length;
  });
  inflate.on('error', (error: NodeJS.ErrnoException) => {
    failure ??= new Error(error.code === 'Z_BUF_ERROR' ? 'the gzip file is cut off' : `damaged gzip: ${error.message}`);
    wake();
  });
  inflate.on('end', () => {
    over = true;
    wake();
  });

  // Not a pipe: a stream that fails drops what it still holds, and a break must not cost what came before it.
  const step = async (): Promise<void> => {
    try {
      const piece = await input.next();
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (piece.done) inflate.end();
        else inflate.write(piece.value, () => resolve());
      });
      bytesIn += piece.done ? 0 : piece.value.length;
    } catch (error) {
      failure ??= error as Error;
    }
    if (meter.decompressedBytes > limits.bytes) {
      failure ??= new Error(
        `more than ${limits.bytes} bytes have come out of archives: the rest is not read (--max-bytes)`,
      );
    }
    if (bytesOut > RATIO_FREE_BYTES && bytesOut > limits.ratio * bytesIn) {
      failure ??= new Error(
        `more than ${limits.ratio} bytes come out for each that goes in: the rest is not read (--max-ratio)`,
      );
    }
  };

  let working = step();
  try {
    for (;;) {
      await working;
      const ready = output;
      output = [];
      const last = over || failure !== null;
      if (!last) working = step();
      yield* ready;
      if (last) break;
    }
  } finally {
    await working;
    inflate.destroy();
    await input.return(undefined);
  }
  if (failure) throw failure;
}

async function* cutPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += INPUT_PIECE_BYTES) {
      yield chunk.subarray(start, start + INPUT_PIECE_BYTES);
    }
  }
}
