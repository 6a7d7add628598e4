/** Decompresses one file, piece by piece, without a thread of its own. */
export interface Codec {
  /**
   * Decodes a piece of the file. Each output is valid until the next step. Returns null, or what follows where the
   * compressed data is at its end. Throws an `Error` with a plain message where it is damaged.
   */
  decode(piece: Buffer): Generator<Buffer, Buffer | null>;
  /** Says that the file is at its end, and gives what is still held. Throws where the data is not at its end. */
  finish(): Generator<Buffer, Buffer | null>;
  /** Frees memory. */
  close(): void;
}

/** A kind of compressed data. */
export interface Compression {
  /** What it is called in messages. */
  readonly name: string;
  /** The most memory that one codec takes, in bytes: its largest window, or its blocks. */
  readonly windowBytes: number;
  open(): Promise<Codec>;
}
