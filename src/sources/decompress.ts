import { createCursor, hasOnlyZeros, type PieceSource } from './byte-cursor.ts';
import { bzip2 } from './codecs/bzip2.ts';
import type { Compression } from './codecs/codec.ts';
import { xz } from './codecs/xz.ts';
import { zstd } from './codecs/zstd.ts';
import type { LayerMeter } from './meter.ts';

/** The kinds of compression that have a codec here; gzip and deflate are Node's own. */
export const COMPRESSIONS = { xz, zstd, bzip2 } as const satisfies Readonly<Record<string, Compression>>;

const PIECE_BYTES = 64 * 1024;
const OUTPUT_BYTES = 256 * 1024;

/**
 * Decompresses a stream. Everything before a break comes out; then an `Error` is thrown that says what happened.
 * `onGarbage` is called where something else follows the end.
 */
export async function* decompress(
  chunks: AsyncIterable<Buffer>,
  compression: Compression,
  meter: LayerMeter,
  onGarbage: () => void,
): AsyncGenerator<Buffer> {
  const cursor = createCursor(chunks);
  try {
    const rest = yield* decompressPieces(cursor, compression, meter);
    if (rest?.some((byte) => byte !== 0) || (rest && !(await hasOnlyZeros(cursor)))) onGarbage();
  } finally {
    meter.close();
    await cursor.close();
  }
}

/** Decompresses what a source gives. Returns what followed the end in the last piece; null where nothing did. */
export async function* decompressPieces(
  source: PieceSource,
  compression: Compression,
  meter: LayerMeter,
): AsyncGenerator<Buffer, Buffer | null> {
  const outputs = decode(source, compression, meter);
  const gathered = Buffer.allocUnsafe(OUTPUT_BYTES);
  let size = 0;
  let rest: Buffer | null = null;
  let failure: { readonly error: unknown } | null = null;
  try {
    for (let step = await outputs.next(); ; step = await outputs.next()) {
      if (step.done) {
        rest = step.value;
        break;
      }
      for (let start = 0; start < step.value.length; ) {
        const count = step.value.copy(gathered, size, start);
        start += count;
        size += count;
        if (size < OUTPUT_BYTES) continue;
        yield gathered;
        size = 0;
      }
    }
  } catch (error) {
    failure = { error };
  } finally {
    await outputs.return(null);
  }
  if (size > 0) yield gathered.subarray(0, size);
  if (failure) throw failure.error;
  return rest;
}

async function* decode(
  source: PieceSource,
  compression: Compression,
  meter: LayerMeter,
): AsyncGenerator<Buffer, Buffer | null> {
  const codec = await compression.open();
  try {
    for (;;) {
      const piece = await source.pull(PIECE_BYTES).catch((error: unknown) => ({ error }));
      if (piece === null) return yield* measure(codec.finish(), meter);
      if ('error' in piece) {
        // What the codec still holds came before the break. That its data has no end then is no news.
        yield* endEarly(measure(codec.finish(), meter));
        throw piece.error;
      }
      meter.takeIn(piece.length);
      const rest = yield* measure(codec.decode(piece), meter);
      if (rest) return rest;
    }
  } finally {
    codec.close();
  }
}

function* measure(outputs: Generator<Buffer, Buffer | null>, meter: LayerMeter): Generator<Buffer, Buffer | null> {
  for (let step = outputs.next(); ; step = outputs.next()) {
    if (step.done) return step.value;
    meter.takeOut(step.value.length);
    yield step.value;
  }
}

function* endEarly(outputs: Generator<Buffer, unknown>): Generator<Buffer> {
  try {
    yield* outputs;
  } catch {
    return;
  }
}
