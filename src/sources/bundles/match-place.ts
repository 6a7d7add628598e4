import type { Place } from './producer.ts';

/** A place, ready to be compared with paths. */
export interface PlacePattern {
  readonly segments: readonly (string | RegExp)[];
  /** Whether anything below is meant (`/**`). */
  readonly isFolder: boolean;
}

/** Takes a place apart. */
export function compilePlace(place: Place): PlacePattern {
  const isFolder = place.endsWith('/**');
  const segments = (isFolder ? place.slice(0, -'/**'.length) : place).split('/').map(compileSegment);
  return { segments, isFolder };
}

function compileSegment(segment: string): string | RegExp {
  if (!segment.includes('*')) return segment;
  const parts = segment.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}

/** The segments of a path; that of an archive ends in `!`. */
export function splitPath(path: string): string[] {
  return path.split('/');
}

/** Whether the pattern's segments stand in the path from that position on. */
export function standsAt(pattern: PlacePattern, segments: readonly string[], at: number): boolean {
  return (
    at >= 0 &&
    pattern.segments.every((wanted, index) => {
      const segment = nameOf(segments[at + index] ?? '');
      return typeof wanted === 'string' ? wanted === segment : wanted.test(segment);
    })
  );
}

/** The path of the first `count` segments: a folder, or the archive that the rest is in. */
export function rootOf(segments: readonly string[], count: number): string {
  return nameOf(segments.slice(0, count).join('/'));
}

/** A segment without the mark of an archive. */
export function nameOf(segment: string): string {
  return segment.endsWith('!') ? segment.slice(0, -1) : segment;
}

/** What of the path is below the root, with `/` also where an archive ends; null where the path is not below it. */
export function pathWithin(path: string, root: string): string | null {
  if (root === '' || path === root) return path === root ? '' : path;
  if (!path.startsWith(root)) return null;
  const rest = path.slice(root.length);
  if (rest.startsWith('!/')) return rest.slice(2);
  return rest.startsWith('/') ? rest.slice(1) : null;
}
