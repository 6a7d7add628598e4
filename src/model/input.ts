import type { Reading } from './clock.ts';
import type { Instant } from './time.ts';

/** When a file was written last, by its archive header or its file system. */
export interface ModifiedAt {
  readonly instant: Instant;
  readonly by: 'archive-header' | 'file-system';
}

/** The argument that an artefact was found by, and where its folder is among those of all arguments. */
export interface Argument {
  /** What stands before the paths of this argument, to tell it from others; '' where nothing does. */
  readonly prefix: string;
  /** The folder that was given, or that the given file is in: its path from above the folder that holds all arguments. */
  readonly folder: string;
  /** Whether the folder itself was given. A file's folder says nothing of the file by its name. */
  readonly isFolder: boolean;
}

/** An artefact as one format read it: an entry of the report's inputs. */
export interface ReadInput {
  readonly path: string;
  /** Id of the format, with the syntax for objects; null where no format found anything. */
  readonly format: string | null;
  readonly bytes: number | null;
  readonly records: number;
  readonly observations: number;
  readonly status: 'read' | 'partly-read' | 'skipped';
  readonly note: string | null;
}

/** What is known of an artefact beside its observations. `index` is that of `Evidence.artefact` and `Clock.artefact`. */
export interface ReadArtefact {
  readonly index: number;
  readonly path: string;
  readonly modifiedAt: ModifiedAt | null;
  /** The first and last time that its lines bear, for each clock of a log. */
  readonly spans: readonly { readonly first: Reading; readonly last: Reading }[];
  readonly inputs: readonly ReadInput[];
}

/** A file of so many bytes is large: its chunks lie in shared memory, where threads can look at them. */
export const LARGE_FILE_BYTES = 16 * 1024 ** 2;
/** A chunk in shared memory stays as it is until so many more have been asked for. */
export const CHUNKS_KEPT = 4;
