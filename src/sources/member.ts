/** A member of an archive, of whatever kind of archive. */
export interface Member {
  /** Its path as the archive has it, with `/` between folders. */
  readonly path: string;
  /** Why it is left out; null where it is read. */
  readonly objection: string | null;
  /** It stands for a folder and has no content. */
  readonly isFolder: boolean;
  /** Size of its content; null where only reading tells. */
  readonly bytes: number | null;
  /** Modification time, Unix milliseconds; null where the archive has none, or one without a zone. */
  readonly modifiedMs: number | null;
  /** The content, once. Throws a `BrokenArchive` where the archive breaks off, and another `Error` where the member does. */
  chunks(): AsyncGenerator<Buffer>;
}

/** An archive that breaks off or is damaged, so that what follows in it cannot be read. */
export class BrokenArchive extends Error {
  /** Whether the reader of one of its members was told. */
  isTold = false;
}

/** Makes of whatever broke an archive an error that says what is lost by it. */
export function asBrokenArchive(error: unknown): BrokenArchive {
  if (error instanceof BrokenArchive) return error;
  const message = `${(error as Error).message}; what came before it was read, later members are missing`;
  return new BrokenArchive(message, { cause: error });
}

/** Why a member with such a path is left out; null where it is not. */
export function objectToPath(path: string): string | null {
  if (path.startsWith('/') || /^[A-Za-z]:[/\\]/.test(path)) return 'a member with an absolute path: left out';
  if (path.split(/[/\\]/).includes('..')) return 'a member whose path leads out of the archive: left out';
  return null;
}

export const LINK_OBJECTION = 'a link in an archive, which is not followed';
