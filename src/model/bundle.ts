import type { Interval } from './time.ts';

/** A bundle that a collector made, found among the inputs. */
export interface Bundle {
  /** Id of the producer: `must-gather`. */
  readonly producer: string;
  /** What a person would call it, with its article: `an OpenShift must-gather`. */
  readonly title: string;
  /** Version of the producer, as the bundle states it; null where it does not. */
  readonly version: string | null;
  /** Path of its folder, archive or file; '' where the given argument itself is the bundle. */
  readonly root: string;
  /** The same with the folders from that which holds all arguments before it: no two bundles have the same. */
  readonly place: string;
  /** When it was collected, where its own metadata says so. */
  readonly capture: BundleStatement<Interval> | null;
  /** Minutes east of UTC of its times without zone, where its metadata or its making tells. */
  readonly zone: BundleStatement<number> | null;
  /** What it lacks that would tell of image pulls: noun phrases. */
  readonly lacks: readonly string[];
  /** How the producer masks names and secrets, in a sentence; null where it masks none. */
  readonly masks: string | null;
  /** Commands that collect what it lacks. */
  readonly collect: readonly string[];
}

/** Something that a bundle's metadata says, and where: "the file timestamp". */
export interface BundleStatement<T> {
  readonly value: T;
  readonly statedBy: string;
}
