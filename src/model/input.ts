import type { Reading } from './clock.ts';
import type { Instant } from './time.ts';

/** When a file was written last, by its archive header or its file system. */
export interface ModifiedAt {
  readonly instant: Instant;
  readonly by: 'archive-header' | 'file-system';
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
