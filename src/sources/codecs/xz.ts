import xzDecompress from 'xz-decompress';
import type { Codec, Compression } from './codec.ts';

/** XZ Embedded, compiled to WebAssembly, behind the functions of xz-decompress 0.2 (src/native/xz-decompress.c). */
interface Library {
  readonly memory: { readonly buffer: ArrayBuffer };
  create_context(): number;
  destroy_context(context: number): void;
  supply_input(context: number, bytes: number): void;
  get_next_output(context: number): number;
}

/** What the package has beside its stream, but does not declare. */
interface LibraryHolder {
  _moduleInstance?: { readonly exports: unknown };
  _getModuleInstance(): Promise<void>;
}

/** The largest dictionary that the package takes (`xz_dec_init` in the same file); `xz -9` has it. */
const WINDOW_BYTES = 64 * 1024 ** 2;

/** Results of xz_dec_catrun (linux/include/linux/xz.h). */
const STREAM_END = 1;
const FORMAT_ERROR = 5;
/** Length of the header whose magic is looked at (.xz file format 1.2, section 2.1.1). */
const HEADER_BYTES = 12;
const MESSAGES: Readonly<Record<number, string>> = {
  3: 'there is not enough memory for this xz file',
  4: `this xz file needs a window over ${WINDOW_BYTES / 1024 ** 2} MiB, which is not read: unpack it first (xz -d)`,
  6: 'this xz file has a SHA-256 check or a filter, which are not read: unpack it first (xz -d)',
  7: 'the xz file is damaged',
};

let loading: Promise<Library> | null = null;

/**
 * The package's stream opens one file at a time and waits for ever where one xz is inside another, and tells neither a
 * file that is cut off nor what follows its end, so only its WebAssembly is used.
 */
function load(): Promise<Library> {
  const holder = xzDecompress.XzReadableStream as unknown as LibraryHolder;
  loading ??= holder._getModuleInstance().then(() => holder._moduleInstance?.exports as Library);
  return loading;
}

/** XZ (.xz file format 1.2), streams one after the other and padding between; CRC32 and CRC64 are verified. */
export const xz: Compression = { name: 'xz', windowBytes: WINDOW_BYTES, open: async () => openCodec(await load()) };

function openCodec(library: Library): Codec {
  const context = library.create_context();
  // Words at the context: size of the buffers; pointer, position and size of the input; pointer and size of the output.
  const words = (): Uint32Array => new Uint32Array(library.memory.buffer, context, 6);
  const bufferBytes = words()[0] ?? 0;

  /** Decodes what the buffer holds, and returns the last result. */
  function* run(): Generator<Buffer, number> {
    for (;;) {
      const result = library.get_next_output(context);
      const [, , position = 0, size = 0, pointer = 0, written = 0] = words();
      words()[5] = 0;
      if (written > 0) yield Buffer.from(library.memory.buffer, pointer, written);
      if (result !== 0 || (position === size && written < bufferBytes)) return result;
    }
  }

  let bytesIn = 0;
  return {
    *decode(bytes) {
      for (let start = 0; start < bytes.length; start += bufferBytes) {
        const piece = bytes.subarray(start, start + bufferBytes);
        new Uint8Array(library.memory.buffer).set(piece, words()[1]);
        library.supply_input(context, piece.length);
        const result = yield* run();
        const position = words()[2] ?? 0;
        // After a stream that was whole, what is no header of another is not of this file.
        if (result === FORMAT_ERROR && bytesIn + position > HEADER_BYTES) {
          return bytes.subarray(start + Math.max(0, position - HEADER_BYTES));
        }
        if (result !== 0)
          throw new Error(MESSAGES[result] ?? `the xz file is damaged (error ${result} of XZ Embedded)`);
        bytesIn += piece.length;
      }
      return null;
    },
    *finish() {
      library.supply_input(context, 0);
      if ((yield* run()) !== STREAM_END) throw new Error('the xz file is cut off');
      return null;
    },
    close() {
      library.destroy_context(context);
    },
  };
}
