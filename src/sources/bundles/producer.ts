import type { BundleStatement } from '../../model/bundle.ts';
import type { Interval } from '../../model/time.ts';

/**
 * A path within a bundle: segments between slashes, `*` for any text within one, and `/**` at the end for anything below.
 * It is looked for at every depth, since each producer puts its tree under another root.
 */
export type Place = string;

/** A sign of a producer. */
export type Mark =
  | Place
  /** A file there whose first 64 KiB hold one of these texts. */
  | { readonly place: Place; readonly holds: readonly string[] }
  /** A file that is itself the bundle, whatever its name: its first 64 KiB hold one of these texts. */
  | { readonly anyFileWith: readonly string[] }
  /** A file of objects that is itself the bundle: a line between its objects begins so. */
  | { readonly anyObjectsWithLine: string };

/** Evidence on image pulls that bundles of a producer hold, and what is lacking where this one does not. */
export interface EvidencePlace {
  readonly places: readonly Place[];
  /** Noun phrase, to stand after "It lacks"; null where a bundle without it lacks nothing. */
  readonly lack: string | null;
}

/** What a producer's functions may look at: the files that it names in `metadata`. */
export interface BundleFiles {
  /** Path of the bundle's folder, archive or file. */
  readonly root: string;
  /**
   * The names of that and of the folders around it, outwards, up to the archive or the argument that it is in: who unpacks or
   * packs a bundle anew often keeps the name that it was given in one of them.
   */
  readonly names: readonly string[];
  /** Contents (64 KiB at most) of the files at the place of that key, in order of their paths. */
  texts(key: string): readonly string[];
  /** Content of the one at that path within the bundle. */
  textAt(key: string, path: string): string | undefined;
}

/** A producer of bundles: data, and small pure functions over its metadata files. */
export interface Producer {
  /** The id; also the file's name. */
  readonly id: string;
  /** What a person would call such a bundle, with its article. */
  readonly title: string;
  /** Upstream file and version that define the layout. */
  readonly sources: readonly string[];
  /** Any of these sets of signs tells the producer, found whole under one root. */
  readonly marks: readonly (readonly Mark[])[];
  /** Small files that are kept for the functions below, by a key of our own. */
  readonly metadata: Readonly<Record<string, Place>>;
  /** Where evidence on image pulls lies. */
  readonly evidence: readonly EvidencePlace[];
  /** What the producer never collects: noun phrases, to stand after "It lacks". */
  readonly neverHolds: readonly string[];
  /** How it masks names and secrets, in a sentence; null where it masks none. */
  readonly masks: string | null;
  /** Commands that collect what it lacks. */
  readonly collect: readonly string[];
  /** Version of the producer. */
  version(files: BundleFiles): string | null;
  /** When the bundle was collected, from beginning to end. */
  capture(files: BundleFiles): BundleStatement<Interval> | null;
  /** Minutes east of UTC of its times without zone. */
  zone(files: BundleFiles): BundleStatement<number> | null;
  /** The node whose log stands at a path within the bundle. */
  nodeOf(path: string, files: BundleFiles): string | null;
}

const NOTHING = {
  metadata: {},
  neverHolds: [],
  masks: null,
  collect: [],
  version: () => null,
  capture: () => null,
  zone: () => null,
  nodeOf: () => null,
} satisfies Partial<Producer>;

type Needed = 'id' | 'title' | 'sources' | 'marks' | 'evidence';

/** A producer of the given parts; what is left out, its bundles do not tell. */
export function defineProducer(parts: Pick<Producer, Needed> & Partial<Omit<Producer, Needed>>): Producer {
  return { ...NOTHING, ...parts };
}
