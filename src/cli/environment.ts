import type { Instant } from '../model/time.ts';

/** A stream that text is written to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Width in characters; null where it is no terminal. */
  readonly columns: number | null;
  /** Resolves when the stream takes more; a reader that went away is no error. */
  write(text: string): Promise<void>;
}

/** Everything of the process that commands may know; `main.ts` fills it in, tests make their own. */
export interface Environment {
  /** What follows the program's name. */
  readonly argv: readonly string[];
  /** The environment variables that are heeded: no-color.org, reproducible-builds.org, terminfo. */
  readonly variables: {
    readonly NO_COLOR?: string | undefined;
    readonly SOURCE_DATE_EPOCH?: string | undefined;
    readonly TERM?: string | undefined;
  };
  /** When the program was started. */
  readonly startedAt: Instant;
  /** Version of pullmortem. */
  readonly version: string;
  readonly stdin: AsyncIterable<Buffer>;
  /** Whether nobody has redirected stdin, so that reading it would wait for somebody to type. */
  readonly isStdinTerminal: boolean;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Where a progress bar may be drawn: stderr, where that is a terminal; else null. */
  readonly progress: NodeJS.WritableStream | null;
  /** Fires when the user or the system ends the run; half-written files are gone when its listeners return. */
  readonly aborted: AbortSignal;
}
