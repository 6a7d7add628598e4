import { addTo } from '../../model/lists.ts';
import { type Candidate, describeBundles, type FoundBundles } from './describe-bundles.ts';
import { compilePlace, nameOf, type PlacePattern, rootOf, splitPath, standsAt } from './match-place.ts';
import { createFilePlaces, type FilePlaces } from './place-files.ts';
import type { Mark, Producer } from './producer.ts';

/** Looks on while artefacts are read, once each, and tells afterwards which bundles they are. Reads nothing itself. */
export interface BundleScout {
  /** Passes artefacts on, and notes by what argument each was found. */
  readonly follow: FilePlaces['follow'];
  /** An artefact with its first bytes (up to 64 KiB); these are valid only during the call. */
  see(path: string, head: Buffer): void;
  /** A line of text between the objects of a file. */
  hear(path: string, line: string): void;
  /** What a file was used for, once everything was seen; null where for nothing. */
  useOf(path: string): string | null;
  /** Whether a file lies in a bundle at a place where no evidence on pulls is kept, once everything was seen. */
  isBeside(path: string): boolean;
  /** The bundles among all that was seen, once everything was. */
  find(): FoundBundles;
}

/** What metadata files may take in memory together: thousands of bundles, but no more than that. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** What a place says about a candidate. */
interface Rule {
  readonly pattern: PlacePattern;
  readonly holds: readonly Buffer[] | null;
  readonly isText: boolean;
  note(candidate: Candidate, place: string, text: string): void;
  readonly producer: Producer;
}

/** Watches for the bundles of the given producers; of two that fit one root the first is taken. */
export function createBundleScout(producers: readonly Producer[]): BundleScout {
  const places: FilePlaces = createFilePlaces();
  const candidates = new Map<Producer, Map<string, Candidate>>();
  const { rules, wholeFiles, lines } = compileRules(producers);
  const byLast = new Map<string, Rule[]>();
  const byFolder = new Map<string, Rule[]>();
  const anyFile: Rule[] = [];
  const anyFolder: Rule[] = [];
  for (const rule of rules) {
    const last = rule.pattern.segments.at(-1);
    const { isFolder } = rule.pattern;
    if (typeof last === 'string') addTo(isFolder ? byFolder : byLast, last, rule);
    else (isFolder ? anyFolder : anyFile).push(rule);
  }
  let kept = 0;
  let found: FoundBundles | null = null;

  const candidateAt = (producer: Producer, root: string, path: string): Candidate => {
    let ofProducer = candidates.get(producer);
    if (!ofProducer) {
      ofProducer = new Map();
      candidates.set(producer, ofProducer);
    }
    let candidate = ofProducer.get(root);
    if (!candidate) {
      const shownRoot = places.shownRoot(root, path);
      candidate = {
        producer,
        root,
        shownRoot,
        marks: new Set(),
        places: new Map(),
        evidence: new Set(),
        texts: new Map(),
      };
      ofProducer.set(root, candidate);
    }
    return candidate;
  };

  const find = (): FoundBundles => {
    found ??= describeBundles(
      [...candidates.values()].flatMap((ofProducer) => [...ofProducer.values()]),
      producers,
      places,
    );
    return found;
  };

  const apply = (rule: Rule, segments: readonly string[], at: number, path: string, head: Buffer): void => {
    if (!standsAt(rule.pattern, segments, at)) return;
    if (rule.holds !== null && !rule.holds.some((text) => head.includes(text))) return;
    let text = '';
    if (rule.isText && kept + head.length <= KEPT_BYTES) {
      kept += head.length;
      text = head.toString('utf8');
    }
    rule.note(candidateAt(rule.producer, rootOf(segments, at), path), segments.join('/'), text);
  };

  return {
    follow: places.follow,
    see(path, head) {
      const place = places.placeOf(path);
      const segments = splitPath(place);
      const last = segments.length - 1;
      for (const rules of [byLast.get(segments[last] ?? '') ?? [], anyFile])
        for (const rule of rules) apply(rule, segments, last + 1 - rule.pattern.segments.length, path, head);
      for (let at = 0; at < last; at += 1) {
        for (const rules of [byFolder.get(nameOf(segments[at] ?? '')) ?? [], anyFolder])
          for (const rule of rules) apply(rule, segments, at + 1 - rule.pattern.segments.length, path, head);
      }
      for (const { producer, mark, texts } of wholeFiles)
        if (texts.some((text) => head.includes(text))) candidateAt(producer, place, path).marks.add(mark);
    },
    hear(path, line) {
      for (const { producer, mark, start } of lines)
        if (line.startsWith(start)) candidateAt(producer, places.placeOf(path), path).marks.add(mark);
    },
    useOf: (path) => find().useOf(path),
    isBeside: (path) => find().isBeside(path),
    find,
  };
}

function compileRules(producers: readonly Producer[]) {
  const rules: Rule[] = [];
  const wholeFiles: { producer: Producer; mark: Mark; texts: readonly Buffer[] }[] = [];
  const lines: { producer: Producer; mark: Mark; start: string }[] = [];
  for (const producer of producers) {
    for (const mark of new Set(producer.marks.flat())) {
      if (typeof mark === 'object' && 'anyFileWith' in mark)
        wholeFiles.push({ producer, mark, texts: mark.anyFileWith.map((text) => Buffer.from(text)) });
      else if (typeof mark === 'object' && 'anyObjectsWithLine' in mark)
        lines.push({ producer, mark, start: mark.anyObjectsWithLine });
      else {
        const { place, holds } = typeof mark === 'string' ? { place: mark, holds: null } : mark;
        rules.push({
          producer,
          pattern: compilePlace(place),
          holds: holds?.map((text) => Buffer.from(text)) ?? null,
          isText: false,
          note: ({ marks }) => marks.add(mark),
        });
      }
    }
    for (const place of new Set(producer.evidence.flatMap(({ places }) => places)))
      rules.push({
        producer,
        pattern: compilePlace(place),
        holds: null,
        isText: false,
        note: ({ places, evidence }, file) => {
          addTo(places, place, file);
          evidence.add(file);
        },
      });
    for (const [key, place] of Object.entries(producer.metadata))
      rules.push({
        producer,
        pattern: compilePlace(place),
        holds: null,
        isText: true,
        note: ({ texts }, place, text) => addTo(texts, key, { place, text }),
      });
  }
  return { rules, wholeFiles, lines };
}
