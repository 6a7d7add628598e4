/** A file of a report: its path inside the output folder, with `/`, and its text in pieces. */
export interface RenderedFile {
  readonly path: string;
  readonly content: Iterable<string>;
}
