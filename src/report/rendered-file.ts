/** How a report is worded for people; report.json and the CSV are UTC throughout. */
export interface RenderStyle {
  /** IANA name or offset of the zone in which times are written. */
  readonly timeZone: string;
}

/** A file of a report: its path inside the output folder, with `/`, and its text in pieces. */
export interface RenderedFile {
  readonly path: string;
  readonly content: Iterable<string>;
}
