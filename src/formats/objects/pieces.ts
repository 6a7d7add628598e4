/** The bytes of one object of a file, cut out but not parsed. Valid only during the call that hands them on. */
export interface Piece {
  readonly bytes: Buffer;
  /** 1-based line on which it starts. */
  readonly line: number;
  /** 0-based index in its list; null where it stands alone. */
  readonly item: number | null;
  /** `kind` of the list around it, where that stands before the items. */
  readonly listKind: string | null;
}

/**
 * Why a piece is not handed on:
 * - `cut-off`: the file ends within it
 * - `unbalanced`: its brackets do not match
 * - `too-large`, `too-deep`: it is over a bound of `PieceLimits`
 */
export type Flaw = 'cut-off' | 'unbalanced' | 'too-large' | 'too-deep';

/** What a cutter hands on, in the order of the file. */
export interface PieceSink {
  object(piece: Piece): void;
  /** A list is at its end. `envelope` is what is around its items; null for a bare array. */
  list(envelope: Piece | null, items: number, strays: number): void;
  /** A line of text between the objects, such as kubectl's own messages; `isLog` where it is of a container's log. */
  text(line: number, text: string, isLog: boolean): void;
  flaw(flaw: Flaw, line: number, item: number | null): void;
}

/** Cuts a file into its objects while it streams; a chunk is free again when `write` returns. */
export interface Cutter {
  write(chunk: Buffer): void;
  end(): void;
}

export interface PieceLimits {
  readonly bytes: number;
  readonly depth: number;
}

/** etcd holds objects of at most 1.5 MiB; a Prometheus series of 11,000 samples (the API's bound) is about 0.3 MB. */
export const PIECE_LIMITS: PieceLimits = { bytes: 16 * 1024 * 1024, depth: 200 };

/** How much of a line of text is kept. */
export const TEXT_LIMIT_BYTES = 16 * 1024;

/** Keeps the bytes of a piece that can reach over chunks; what lies in one chunk is not copied. */
export interface Capture {
  /** Starts, or goes on after a gap, at an offset of the present chunk; without effect while it runs. */
  from(at: number): void;
  /** Leaves a gap from that offset on. */
  until(chunk: Buffer, at: number): void;
  /** The present chunk ends at `at`, and the next begins there. */
  hold(chunk: Buffer, at: number): void;
  /** Ends at that offset; null where the piece is over the bound. */
  finish(chunk: Buffer, at: number): Buffer | null;
  /** How many bytes there are up to that offset of the present chunk. */
  size(at: number): number;
  drop(): void;
}

export function createCapture(limitBytes: number): Capture {
  let kept: Buffer[] = [];
  let size = 0;
  let start = -1;

  const add = (chunk: Buffer, at: number, copy: boolean): void => {
    if (start < 0) return;
    size += at - start;
    if (size > limitBytes) kept = [];
    else kept.push(copy ? Buffer.from(chunk.subarray(start, at)) : chunk.subarray(start, at));
    start = -1;
  };
  const drop = (): void => {
    kept = [];
    size = 0;
    start = -1;
  };
  return {
    from(at) {
      if (start < 0) start = at;
    },
    until(chunk, at) {
      add(chunk, at, true);
    },
    hold(chunk, at) {
      if (start < 0) return;
      add(chunk, at, true);
      start = 0;
    },
    finish(chunk, at) {
      add(chunk, at, false);
      const bytes = size > limitBytes ? null : kept.length === 1 ? kept[0]! : Buffer.concat(kept);
      drop();
      return bytes;
    },
    size: (at) => size + (start < 0 ? 0 : at - start),
    drop,
  };
}
