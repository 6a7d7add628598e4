import type { Bundle } from '../../model/bundle.ts';
import { nameOf, pathWithin, splitPath } from './match-place.ts';
import type { FilePlaces } from './place-files.ts';
import type { BundleFiles, Mark, Producer } from './producer.ts';

/** A bundle that may be there: what was found of one producer under one root. */
export interface Candidate {
  readonly producer: Producer;
  /** Where it is among all arguments. */
  readonly root: string;
  /** Its path in the report. */
  readonly shownRoot: string;
  readonly marks: Set<Mark>;
  /** Places of `evidence` that were found, with where their files are. */
  readonly places: Map<string, string[]>;
  /** Where the files there are. */
  readonly evidence: Set<string>;
  /** Contents by metadata key, with the places of their files. */
  readonly texts: Map<string, { readonly place: string; readonly text: string }[]>;
}

/** The bundles that were found, and what their layouts tell of single files. */
export interface FoundBundles {
  /** In order of their roots; of nested ones the outer comes first. */
  readonly bundles: readonly Bundle[];
  /** The same, given the paths of files in which nothing was found: what is only in these, a bundle lacks. */
  readonly withoutEmpty: (paths: Iterable<string>) => readonly Bundle[];
  /** The node whose log an artefact is, by the layout of the innermost bundle that says so; null where none does. */
  readonly nodeOf: (path: string) => string | null;
  /** For a file that told what its bundle is: which bundle; null for any other. */
  readonly useOf: (path: string) => string | null;
  /** Whether a file lies in a bundle, of a producer whose places of evidence are known, at another place. */
  readonly isBeside: (path: string) => boolean;
  /** Where paths of the report are among all arguments, and with the name of the folder that was given. */
  readonly places: Pick<FilePlaces, 'placeOf' | 'namedPath'>;
}

/** Keeps the candidates that bear all signs of their producer, and writes down what their metadata says. */
export function describeBundles(
  candidates: readonly Candidate[],
  producers: readonly Producer[],
  places: FilePlaces,
): FoundBundles {
  const byRoot = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (!candidate.producer.marks.some((set) => set.every((mark) => candidate.marks.has(mark)))) continue;
    const known = byRoot.get(candidate.root);
    if (!known || producers.indexOf(candidate.producer) < producers.indexOf(known.producer))
      byRoot.set(candidate.root, candidate);
  }
  const found = [...byRoot.values()].sort((a, b) => (a.root < b.root ? -1 : 1));
  const uses = new Map(
    found.flatMap(({ producer, texts }) =>
      [...texts.values()].flat().map(({ place }) => [place, `metadata of ${producer.title}`] as const),
    ),
  );
  const withFiles = found.map((candidate) => ({ candidate, files: filesOf(candidate) }));
  return {
    bundles: withFiles.map(({ candidate, files }) => describeBundle(candidate, files, new Set())),
    withoutEmpty(paths) {
      const empty = new Set(Array.from(paths, places.placeOf));
      return withFiles.map(({ candidate, files }) => describeBundle(candidate, files, empty));
    },
    places,
    useOf: (path) => uses.get(places.placeOf(path)) ?? null,
    isBeside: (path) => {
      const place = places.placeOf(path);
      // The innermost knows best.
      const around = found.findLast(
        ({ producer, root }) => producer.evidence.length > 0 && pathWithin(place, root) !== null,
      );
      return around !== undefined && !around.evidence.has(place);
    },
    nodeOf: (path) => {
      const place = places.placeOf(path);
      for (const { candidate, files } of withFiles.toReversed()) {
        const within = pathWithin(place, candidate.root);
        const node = within === null ? null : candidate.producer.nodeOf(within.replaceAll('!/', '/'), files);
        if (node !== null) return node;
      }
      return null;
    },
  };
}

function describeBundle(
  { producer, root, shownRoot, places }: Candidate,
  files: BundleFiles,
  empty: ReadonlySet<string>,
): Bundle {
  const missing = producer.evidence.flatMap(({ lack, places: anyOf }) => {
    const found = anyOf.flatMap((place) => places.get(place) ?? []);
    if (lack === null || found.some((file) => !empty.has(file))) return [];
    return [found.length === 0 ? lack : `${lack} (nothing in their files can be used)`];
  });
  return {
    producer: producer.id,
    title: producer.title,
    version: producer.version(files),
    root: shownRoot,
    place: root,
    capture: producer.capture(files),
    zone: producer.zone(files),
    lacks: [...missing, ...producer.neverHolds],
    masks: producer.masks,
    collect: producer.collect,
  };
}

function filesOf({ root, texts }: Candidate): BundleFiles {
  return {
    root,
    names: namesOf(root),
    texts: (key) => [...(texts.get(key) ?? [])].sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ text }) => text),
    textAt: (key, path) =>
      texts.get(key)?.find(({ place }) => pathWithin(place, root)?.replaceAll('!/', '/') === path)?.text,
  };
}

/** The names from the root outwards, up to the archive or the argument that it is in. */
function namesOf(root: string): string[] {
  const segments = splitPath(root);
  const archive = segments.findLastIndex((segment, at) => at < segments.length - 1 && segment.endsWith('!'));
  return segments.slice(Math.max(archive, 0)).reverse().map(nameOf);
}
