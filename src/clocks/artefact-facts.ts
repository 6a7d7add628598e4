import type { Reading } from '../model/clock.ts';
import type { Interval } from '../model/time.ts';
import type { Artefact } from '../sources/artefact.ts';

/** What is known of an artefact's time besides its observations. The caller fills it. */
export interface ArtefactFacts {
  /** Index in the inputs, as in `Clock.artefact`. */
  readonly index: number;
  /** Relative to the given argument, with `!/` at each archive. */
  readonly path: string;
  /** Where it is among all arguments; where left out, as `path` says. */
  readonly place?: string;
  /** The path with the name of the folder before it where a folder was given; where left out, `path`. */
  readonly namedPath?: string;
  readonly modifiedAt: Artefact['modifiedAt'];
  /** First and last time that the lines of a log bear, for each of its clocks; what they say does not matter. */
  readonly spans: readonly { readonly first: Reading; readonly last: Reading }[];
  /** What the nearest `captured-at` file says (`findCapturedAt`); null where none applies. */
  readonly capturedAt: Interval | null;
  /** The node whose log it is by the layout of its bundle; null where that does not tell. */
  readonly bundleNode?: string | null;
  /** The zone of its bundle's times, in minutes east of UTC; null where the bundle does not tell. */
  readonly bundleZone?: { readonly minutes: number; readonly statedBy: string } | null;
}

/** A capture time that a bundle's own metadata states. */
export interface BundleCapture {
  /** Place of the bundle's folder or archive; it holds for all below. */
  readonly path: string;
  readonly at: Interval;
  /** Where it stands, for the report: `metadata.json`. */
  readonly statedBy: string;
}

/** What users and bundles say about clocks. */
export interface ClockHints {
  /** `--captured-at TIME`. */
  readonly capturedAt: Interval | null;
  /** `--captured-at PATH=TIME`; a path means that artefact and all below. */
  readonly capturedAtOfPaths: readonly { readonly path: string; readonly at: Interval }[];
  /** `--timezone ZONE`, as `isZone` accepts it. */
  readonly timezone: string | null;
  /** `--timezone NODE=ZONE`. */
  readonly timezoneOfNodes: ReadonlyMap<string, string>;
  readonly bundles: readonly BundleCapture[];
  /** Zones that bundles state, for all below the path; the innermost holds. */
  readonly bundleZones: readonly BundleZone[];
  /** The node of a path by the layout of its bundle; null where that does not tell. */
  readonly bundleNodeOf: (path: string) => string | null;
  /** Where a path is among all arguments, as the paths of bundles are. */
  readonly placeOf: (path: string) => string;
  /** A path with the name of the folder before it where a folder was given. */
  readonly namedPath: (path: string) => string;
}

/** A zone that a bundle's own metadata states. */
export interface BundleZone {
  readonly path: string;
  /** East of UTC. */
  readonly minutes: number;
  readonly statedBy: string;
}

/** No hints at all. */
export const NO_HINTS: ClockHints = {
  capturedAt: null,
  capturedAtOfPaths: [],
  timezone: null,
  timezoneOfNodes: new Map(),
  bundles: [],
  bundleZones: [],
  bundleNodeOf: () => null,
  placeOf: (path) => path,
  namedPath: (path) => path,
};

/** Whether a path is that of the given file or folder, or below it (also inside an archive). An empty one holds all. */
export function isBelow(path: string, folder: string): boolean {
  const base = folder.replace(/\/+$/, '');
  return base === '' || path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}!/`);
}

/** Folder of a path, also inside an archive: `a.tar!/b/c` is in `a.tar!/b`, `a.tar!/c` in `a.tar`; '' at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash).replace(/!$/, '');
}

/** What the `captured-at` file nearest above a path says; null where none is above it. `files` are those files' paths. */
export function findCapturedAt(
  path: string,
  files: readonly { readonly path: string; readonly at: Interval }[],
): Interval | null {
  let best: { readonly depth: number; readonly at: Interval } | null = null;
  for (const file of files) {
    const folder = folderOf(file.path);
    if (isBelow(path, folder) && (best === null || folder.length > best.depth))
      best = { depth: folder.length, at: file.at };
  }
  return best?.at ?? null;
}
