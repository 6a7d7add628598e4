import { ZSTDDecoder } from 'zstddec/stream';
import type { Codec, Compression } from './codec.ts';

/** What is used of libzstd 1.5's own interface, compiled to WebAssembly (lib/zstd.h). */
interface Library {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  free(pointer: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): void;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

/**
 * libzstd refuses windows over 2^27 bytes by itself (ZSTD_WINDOWLOG_LIMIT_DEFAULT in lib/zstd.h), as `zstd -d` does where
 * no `--long` or `--memory` is given.
 */
const WINDOW_BYTES = 128 * 1024 ** 2;
const PIECE_BYTES = 128 * 1024;

/** Errors of lib/zstd_errors.h, whose numbers are fixed. A function returns them as `-number`, unsigned. */
const ERROR_COUNT = 120;
const PREFIX_UNKNOWN = 10;
const MESSAGES: Readonly<Record<number, string>> = {
  16: `this zstd file needs a window over ${WINDOW_BYTES / 1024 ** 2} MiB, which is not read: unpack it first (zstd -d --long=31)`,
  22: 'the zstd file is damaged: its checksum is wrong',
  32: 'this zstd file was compressed with a dictionary, which is not here: unpack it first',
};

let loading: Promise<Library> | null = null;

/**
 * The package's own streaming takes the whole input at once and goes on for ever at an error, so only its WebAssembly is
 * used: `_init` is where it comes in.
 */
function load(): Promise<Library> {
  loading ??= new Promise((resolve, reject) => {
    const decoder = new ZSTDDecoder();
    const init = decoder._init;
    decoder._init = (result) => {
      init(result);
      resolve(result.instance.exports as unknown as Library);
    };
    decoder.init().catch(reject);
  });
  return loading;
}

/** Zstandard (RFC 8878), frames one after the other, skippable ones too; checksums are verified. */
export const zstd: Compression = { name: 'zstd', windowBytes: WINDOW_BYTES, open: async () => openCodec(await load()) };

function openCodec(library: Library): Codec {
  const context = library.ZSTD_createDCtx();
  const inputBytes = library.malloc(PIECE_BYTES);
  const outputBytes = library.malloc(PIECE_BYTES);
  // Two structs of three words: pointer, size, position (ZSTD_inBuffer, ZSTD_outBuffer).
  const input = library.malloc(12);
  const output = library.malloc(12);
  let isBetweenFrames = true;
  let frames = 0;

  const setBuffer = (struct: number, pointer: number, size: number): void => {
    const words = new Uint32Array(library.memory.buffer, struct, 3);
    words[0] = pointer;
    words[1] = size;
    words[2] = 0;
  };
  // Memory that grows is another buffer, so none is kept.
  const positionOf = (struct: number): number => new Uint32Array(library.memory.buffer, struct, 3)[2] ?? 0;

  function* decodePiece(piece: Buffer): Generator<Buffer, Buffer | null> {
    new Uint8Array(library.memory.buffer).set(piece, inputBytes);
    setBuffer(input, inputBytes, piece.length);
    let frameStart = 0;
    for (;;) {
      if (isBetweenFrames) {
        frameStart = positionOf(input);
        if (frameStart === piece.length) return null;
      }
      setBuffer(output, outputBytes, PIECE_BYTES);
      const result = library.ZSTD_decompressStream(context, output, input) >>> 0;
      const error = 2 ** 32 - result;
      if (error === PREFIX_UNKNOWN && isBetweenFrames && frames > 0) return piece.subarray(frameStart);
      if (error <= ERROR_COUNT)
        throw new Error(MESSAGES[error] ?? `the zstd file is damaged (error ${error} of libzstd)`);
      const isOver = result === 0;
      if (isOver) frames++;
      isBetweenFrames = isOver;
      const written = positionOf(output);
      if (written > 0) yield Buffer.from(library.memory.buffer, outputBytes, written);
      if (!isOver && positionOf(input) === piece.length && written < PIECE_BYTES) return null;
    }
  }

  return {
    *decode(bytes) {
      for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
        const rest = yield* decodePiece(bytes.subarray(start, start + PIECE_BYTES));
        if (rest) return bytes.subarray(Math.min(bytes.length, start + PIECE_BYTES) - rest.length);
      }
      return null;
    },
    // biome-ignore lint/correctness/useYield: everything has come out already
    *finish() {
      if (!isBetweenFrames) throw new Error('the zstd file is cut off');
      return null;
    },
    close() {
      library.ZSTD_freeDCtx(context);
      for (const pointer of [inputBytes, outputBytes, input, output]) library.free(pointer);
    },
  };
}
