import type { Argument, ModifiedAt } from '../model/input.ts';

/** A file, an archive member or standard input: bytes with a path, and what is known of their time. */
export interface Artefact {
  /** Relative to the given argument, with `!/` at each archive: `bundle.tar.gz!/events.json`; `-` for standard input. */
  readonly path: string;
  /** Size of the decompressed bytes; null where only reading tells. */
  readonly bytes: number | null;
  /** When the file was written last, by its archive header or its file system; null for standard input. */
  readonly modifiedAt: ModifiedAt | null;
  /** Left out for standard input. */
  readonly argument?: Argument;
  /**
   * The bytes, once; text in UTF-16 as UTF-8, and without a byte order mark. Each chunk is valid only until the next is
   * asked for, one in shared memory until `CHUNKS_KEPT` more are. Must be drained or left before the next artefact is asked for. Throws an `Error` with a plain message where
   * the bytes break off; what came before counts.
   */
  chunks(): AsyncIterable<Buffer>;
}
