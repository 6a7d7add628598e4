import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../usage-error.ts';
import { plainFileError } from './read-file.ts';

/** A file of settings is small; whatever is larger is something else. */
const LARGEST_BYTES = 4 * 1024 ** 2;

/** Reads a file of settings; null where there is none. Throws a `UsageError` where it cannot be read. */
export async function readSettingsFile(path: string): Promise<string | null> {
  try {
    if ((await stat(path)).size > LARGEST_BYTES) throw new UsageError(`${path}: too large for a file of settings`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new UsageError(`${path}: ${plainFileError(error).message}`);
  }
}
