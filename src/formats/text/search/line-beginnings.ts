/** Tells lines by how they begin. */
export interface Beginnings {
  /** The first two bytes of the needles, the first one low: other lines need not be asked about. */
  readonly pairs: ReadonlySet<number>;
  /** Whether the line from `start` on begins with one of the needles, up to 64 blanks aside. */
  match(bytes: Buffer, start: number): boolean;
}

const BLANKS = 64;
const LINE_FEED = 10;

/**
 * Builds a test for needles that stand at the beginning of a line (`\nName:`). It looks at two bytes of most lines, so such
 * needles may be short without slowing the search for the others. A needle has three bytes at least, the first of them
 * the line feed and no other.
 */
export function createBeginnings(needles: readonly string[]): Beginnings {
  const patterns = needles.map((needle) => Buffer.from(needle.slice(1), 'utf8'));
  for (const pattern of patterns) {
    if (pattern.length < 2 || pattern.includes(LINE_FEED))
      throw new Error(`the needle "\\n${pattern}" is shorter than 3 bytes or holds a second line feed`);
  }
  return {
    pairs: new Set(patterns.map((pattern) => pattern.readUInt16LE(0))),
    match(bytes, start) {
      let at = start;
      while (at - start < BLANKS && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
      return patterns.some(
        (pattern) => bytes.compare(pattern, 0, pattern.length, at, Math.min(bytes.length, at + pattern.length)) === 0,
      );
    },
  };
}
