const LINE_FEED = 10;

/** Collects lines in one buffer, which is used again and again. */
export interface LineWriter {
  /** Latin-1. */
  text(text: string): void;
  bytes(bytes: Buffer): void;
  /** So many line ends. */
  ends(count: number): void;
  /** What was written since; valid until the next call of any of these. */
  take(): Buffer;
}

/** Makes a writer. */
export function createLineWriter(): LineWriter {
  let held = Buffer.allocUnsafe(256 * 1024);
  let length = 0;
  const reserve = (size: number) => {
    if (length + size <= held.length) return;
    const larger = Buffer.allocUnsafe(Math.max(held.length * 2, length + size));
    held.copy(larger, 0, 0, length);
    held = larger;
  };
  return {
    text(text) {
      reserve(text.length);
      length += held.write(text, length, 'latin1');
    },
    bytes(bytes) {
      reserve(bytes.length);
      length += bytes.copy(held, length);
    },
    ends(count) {
      if (count <= 0) return;
      reserve(count);
      held.fill(LINE_FEED, length, length + count);
      length += count;
    },
    take() {
      const written = held.subarray(0, length);
      length = 0;
      return written;
    },
  };
}
