import { parseUserCauses, type UserCause, type UserCauseProblem } from '../causes/user-causes.ts';
import { readSettingsFile } from '../sources/read-settings-file.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Reads a user's own causes, as `parseUserCauses` describes them. Throws a `UsageError` with a line for each thing that
 * is wrong, which names the line of the file.
 *
 * @param flag the flag that named the file, for what is said of it
 */
export async function readUserCauses(path: string, flag = '--causes'): Promise<UserCause[]> {
  const text = await readSettingsFile(path);
  if (text === null || text.trim() === '') throw new UsageError(`${flag}: ${path}: no such file, or it is empty`);
  const { causes, problems } = parseUserCauses(text, path);
  if (problems.length > 0) throw new UsageError(problems.map((problem) => sayProblem(path, problem)).join('\n'));
  return causes;
}

function sayProblem(path: string, { line, message }: UserCauseProblem): string {
  return `${path}:${line}: ${message}`;
}
