/** Someone who looks on while artefacts are read, so that nothing is read twice. */
export interface Onlooker {
  /** An artefact with its first bytes (up to 64 KiB), which are valid only during the call. */
  see(path: string, head: Buffer): void;
  /** A line of text between the objects of a file. */
  hear(path: string, line: string): void;
  /** Asked at the end: what a file without records was used for all the same; null where it was not. */
  useOf(path: string): string | null;
  /** Asked at the end: whether a file lies in a bundle at a place where no evidence on pulls is kept. */
  isBeside(path: string): boolean;
}
