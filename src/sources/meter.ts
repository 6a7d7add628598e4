import { type Limits, RATIO_FREE_BYTES } from './limits.ts';

/** Counts what goes into decompression and comes out, for a run, for each file and for each layer. */
export interface RunMeter {
  /** Begins to count for a file on disk or standard input. */
  openFile(): FileMeter;
}

export interface FileMeter {
  /** Bytes were read from the file. */
  takeIn(bytes: number): void;
  /** Begins to count for one compressed layer in it. `windowBytes` is what its decoder may hold. */
  openLayer(windowBytes: number): LayerMeter;
}

/** All bounds are kept by errors with a plain message, which name the flag that moves them. */
export interface LayerMeter {
  takeIn(bytes: number): void;
  /** Throws where too much has come out. */
  takeOut(bytes: number): void;
  close(): void;
}

/** What decoders that are open at once, one inside the other, may hold together. */
const OPEN_WINDOW_BYTES = 512 * 1024 ** 2;

/**
 * Makes the meter of a run. The ratio is looked at for each layer, so that a bomb behind a gigabyte of honest bytes is
 * found, and for all layers of a file together, so that many small ones are.
 */
export function createMeter(limits: Limits): RunMeter {
  let runOut = 0;
  let openBytes = 0;
  const isTooDense = (bytesIn: number, bytesOut: number): boolean =>
    bytesOut > RATIO_FREE_BYTES && bytesOut > limits.ratio * bytesIn;

  const openFile = (): FileMeter => {
    let fileIn = 0;
    let fileOut = 0;
    const openLayer = (windowBytes: number): LayerMeter => {
      if (openBytes + windowBytes > OPEN_WINDOW_BYTES) {
        throw new Error(
          `more than ${OPEN_WINDOW_BYTES / 1024 ** 2} MiB of memory to read compressed files in one another`,
        );
      }
      openBytes += windowBytes;
      let layerIn = 0;
      let layerOut = 0;
      return {
        takeIn(bytes) {
          layerIn += bytes;
        },
        takeOut(bytes) {
          layerOut += bytes;
          fileOut += bytes;
          runOut += bytes;
          if (runOut > limits.bytes) {
            throw new Error(
              `more than ${limits.bytes} bytes have come out of archives: the rest is not read (--max-bytes)`,
            );
          }
          if (isTooDense(layerIn, layerOut) || isTooDense(fileIn, fileOut)) {
            throw new Error(
              `more than ${limits.ratio} bytes come out for each that goes in: the rest is not read (--max-ratio)`,
            );
          }
        },
        close() {
          openBytes -= windowBytes;
        },
      };
    };
    return {
      takeIn(bytes) {
        fileIn += bytes;
      },
      openLayer,
    };
  };
  return { openFile };
}
