/** The line is the entry's. */
export const LINE_DONE = 'done';
/** The line is not the entry's: it ends it, or none is open. */
export const LINE_OF_OTHERS = 'of-others';

/** Reads entries of several lines of one shape. What it writes has as many lines as it read. */
export interface BlockReader {
  isOpen(): boolean;
  /** Whether an entry begins with the line; then it is read. `end` is that of the line without its line end. */
  begin(bytes: Buffer, start: number, end: number): boolean;
  /** Reads a line while an entry is open. `lineEnd` is after its line feed. */
  line(bytes: Buffer, start: number, end: number, lineEnd: number): typeof LINE_DONE | typeof LINE_OF_OTHERS;
  /** The log is at its end: what is open is written. */
  end(): void;
}
