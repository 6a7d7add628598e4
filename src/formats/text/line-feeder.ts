/** Cuts a stream of chunks into whole lines. */
export interface LineFeeder {
  write(chunk: Buffer): void;
  /** The stream is at its end: a last line without line feed is a line. */
  end(): void;
}

const LINE_FEED = 10;

/**
 * Makes a feeder. `readLines` gets whole lines, each with its line feed, many at once where they stand in one chunk; valid
 * during the call only. No more than `lineBytes` and one byte are held of a line that goes over several chunks.
 */
export function createLineFeeder(
  lineBytes: number,
  readLines: (bytes: Buffer, from: number, to: number) => void,
): LineFeeder {
  const rest = createLineRest(lineBytes);
  return {
    write(chunk) {
      let from = 0;
      if (rest.isOpen()) {
        const end = chunk.indexOf(LINE_FEED);
        from = end < 0 ? chunk.length : end + 1;
        rest.add(chunk, 0, from);
        if (end < 0) return;
        const line = rest.take();
        readLines(line, 0, line.length);
      }
      const to = chunk.lastIndexOf(LINE_FEED) + 1;
      if (to > from) readLines(chunk, from, to);
      if (Math.max(to, from) < chunk.length) rest.add(chunk, Math.max(to, from), chunk.length);
    },
    end() {
      if (!rest.isOpen()) return;
      const line = rest.take();
      readLines(line, 0, line.length);
    },
  };
}

/** Holds the beginning of a line whose end is in a later chunk: no more of it than is read. */
function createLineRest(lineBytes: number) {
  // One byte over the bound shows that the line is longer, and one more is the line feed.
  const most = lineBytes + 2;
  let held = Buffer.allocUnsafe(Math.min(most, 64 * 1024));
  let length = 0;
  let open = false;
  return {
    isOpen: () => open,
    add(chunk: Buffer, from: number, to: number) {
      open = true;
      const size = Math.min(to - from, most - 1 - length);
      if (size <= 0) return;
      if (length + size + 1 > held.length) {
        const larger = Buffer.allocUnsafe(Math.min(most, Math.max(held.length * 2, length + size + 1)));
        held.copy(larger, 0, 0, length);
        held = larger;
      }
      chunk.copy(held, length, from, from + size);
      length += size;
    },
    /** The line, with a line feed at its end. */
    take(): Buffer {
      if (length === 0 || held[length - 1] !== LINE_FEED) held[length++] = LINE_FEED;
      const line = held.subarray(0, length);
      length = 0;
      open = false;
      return line;
    },
  };
}
