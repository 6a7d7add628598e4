/** What archives may cost. Whatever goes over is left out with a warning, and the rest is read. */
export interface Limits {
  /** Members of all archives together. */
  readonly members: number;
  /** Layers of archives and compression inside one another; a `.tar.gz` is two. */
  readonly depth: number;
  /** Bytes that come out of compressed files, all layers together. */
  readonly bytes: number;
  /** Bytes that come out of a compressed file for each that goes in. Logs reach 30, metrics 100, a bomb 1000. */
  readonly ratio: number;
}

export const DEFAULT_LIMITS: Limits = { members: 200_000, depth: 10, bytes: 64 * 1024 ** 3, ratio: 250 };

/** A small file may be as dense as it likes: the ratio is looked at from this many decompressed bytes on. */
export const RATIO_FREE_BYTES = 64 * 1024 ** 2;
