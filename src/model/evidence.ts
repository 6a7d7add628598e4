/** Where in the input a record stands, and its text. Every claim of a report rests on some of these. */
export interface Evidence {
  /** Index of the artefact in the inputs. */
  readonly artefact: number;
  /** 1-based line in the decompressed file; for JSON and YAML the line where the object starts. */
  readonly line: number;
  /** 0-based index of the object in its list; null for text. */
  readonly item: number | null;
  /** The record as written, cut to what shows the point. Redaction happens when the report is made. */
  readonly excerpt: string;
}

/** A record that could not be read as it should, or a file of which something is left out. Never fatal. */
export interface Warning {
  /** Path of the input, relative to the argument it came from. */
  readonly input: string;
  /** 1-based; null where the whole file is meant. */
  readonly line: number | null;
  /** What is wrong, and what to do about it where something can be done. */
  readonly message: string;
}
