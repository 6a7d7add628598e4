import type { Clock, ClockKeeper, Notation, Reading } from '../model/clock.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Observation } from '../model/observation.ts';

/** An observation that logs repeat at every sync. */
export interface Repeatable {
  /**
   * Hands on the same at a later time. False where it does not go on from what was observed before (another time, something
   * else in between): then it is to be observed anew.
   */
  again(at: Reading | null, evidence: Evidence): boolean;
}

/**
 * What a reader may do while it reads one artefact. All of it is collected by the caller: readers have no state but
 * their own, touch no disk and know no time.
 */
export interface ReadContext {
  /** Index of the artefact in the inputs; goes into each `Evidence`. */
  readonly artefact: number;
  /** Path of the artefact, relative to the given argument, with `!/` at each archive. A hint, never proof. */
  readonly path: string;
  /** The artefact's clock of that notation and keeper; the same object for the same arguments. */
  clock(notation: Notation, keeper: ClockKeeper, offsetMinutes?: number | null): Clock;
  /** Hands on what a record says. What a log may say again at once gets back how. */
  observe(observation: Observation): Repeatable | null;
  /** Counts a record of the format, whether or not it says something about pulls. */
  record(): void;
  /** Says that a record was understood only in part or not at all, and what to do. `line` is 1-based. */
  warn(line: number | null, message: string): void;
}

/** What the catalogue (`pullmortem formats`), the README and the tests know of every format. */
export interface FormatDescription {
  /** The id; also the file's name. `report.json` adds the syntax for objects: `events` gives `events-json`, `events-yaml`. */
  readonly id: string;
  /** One line: what a person would call it. */
  readonly title: string;
  /** How one comes by such a file, which versions are known, and what it can and cannot tell. A few sentences. */
  readonly description: string;
  /** Commands that make such a file; may be empty. */
  readonly commands: readonly string[];
  /** Where the format is defined: upstream file and version. */
  readonly sources: readonly string[];
  readonly samples: readonly FormatSample[];
}

/** An example and what it must give: the tests of the format. */
export interface FormatSample {
  /** What it shows, with the program and version that wrote it. */
  readonly title: string;
  /** Where such a file lies, for a format that goes by it. */
  readonly path?: string;
  readonly text: string;
  /**
   * The observations, in order, each cut to the fields that the sample is about: a subset match, deep, on plain values.
   * An empty list: understood, and says nothing about pulls.
   */
  readonly observations: readonly object[];
}

/** A line of a text file that reached a reader. */
export interface TextLine {
  /** 1-based, in the decompressed file. */
  readonly number: number;
  /** Decoded, without its line end. */
  readonly text: string;
}

/**
 * What a reader made of a line:
 * - `ignored`: not of this format; the next format is asked
 * - `taken`: read
 * - `more`: read, and the lines that follow belong to this reader too, needle or not, until it answers otherwise.
 *   A claimed line that it answers with `ignored` goes the ordinary way.
 * - `passed`, of a claimed line only: another's line in between; it goes to the other readers, and the claim stays
 */
export type LineVerdict = 'ignored' | 'taken' | 'more' | 'passed';

/** Reads the lines of one artefact; made anew for each. */
export interface TextReader {
  line(line: TextLine): LineVerdict;
  /** The artefact is at its end: what is still held is handed on. */
  end(): void;
}

/**
 * A format of lines. Files are scanned as bytes for the needles of all text formats at once, and only the lines that
 * hold one (and the lines that a reader claims) are decoded.
 */
export interface TextFormat extends FormatDescription {
  readonly kind: 'text';
  /**
   * A line that can say something holds at least one of these, as bytes; a test proves it for every sample. At least ten
   * bytes each, or the scan of all formats slows down; one that begins with a line feed stands at the beginning of a line,
   * blanks aside, and may be shorter (`\nName:`).
   */
  readonly needles: readonly string[];
  reader(context: ReadContext): TextReader;
}

/** Where an object of a JSON or YAML file stands. */
export interface ObjectPlace {
  /** 1-based line on which the object starts. */
  readonly line: number;
  /** 0-based index in its list; null where it stands alone. */
  readonly item: number | null;
  readonly syntax: 'json' | 'yaml';
  /** `kind` of the list around it (`EventList`), where that is known when the item is read; items may carry none themselves. */
  readonly listKind: string | null;
}

/**
 * A format of objects: one Event, one Pod, one series. Lists are cut into their items on bytes, and each is parsed alone,
 * so memory does not follow the file's size. The same reader serves JSON and YAML.
 */
export interface ObjectFormat extends FormatDescription {
  readonly kind: 'object';
  /** Every object that is accepted holds one of these, as bytes, in JSON and YAML; what holds none is not even parsed. */
  readonly needles: readonly string[];
  /**
   * Where only the place of a file tells what its object is: whether files of that path can be of this format. Its objects
   * stand alone and are small, so it needs no needles.
   */
  readonly isKeptAt?: (path: string) => boolean;
  /** Whether the object is of this format, by its content. */
  accepts(object: Readonly<Record<string, unknown>>, place: ObjectPlace): boolean;
  read(object: Readonly<Record<string, unknown>>, place: ObjectPlace, context: ReadContext): void;
  /**
   * The artefact is at its end: what was held to be joined is handed on. Called once for each artefact of which the
   * format read something, with the context that `read` had.
   */
  end?(context: ReadContext): void;
}

export type Format = TextFormat | ObjectFormat;
