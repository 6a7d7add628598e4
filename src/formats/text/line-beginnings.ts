/** Tells lines by how they begin. */
export interface Beginnings {
  /** Whether the line from `start` to `end` begins with one of the needles, blanks aside. */
  match(bytes: Buffer, start: number, end: number): boolean;
}

const BLANKS = 64;

/**
 * Builds a test for needles that stand at the beginning of a line (`\nName:`). It looks at one byte of most lines, so such
 * needles may be short without slowing the search for the others.
 */
export function createBeginnings(needles: readonly string[]): Beginnings {
  const patterns = needles.map((needle) => Buffer.from(needle.slice(1), 'utf8'));
  const firstBytes = new Uint8Array(256);
  for (const [first] of patterns) if (first !== undefined) firstBytes[first] = 1;
  return {
    match(bytes, start, end) {
      let at = start;
      const last = Math.min(end, start + BLANKS);
      while (at < last && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
      if (at >= end || firstBytes[bytes[at]!] === 0) return false;
      return patterns.some(
        (pattern) => bytes.compare(pattern, 0, pattern.length, at, Math.min(end, at + pattern.length)) === 0,
      );
    },
  };
}
