import { z } from 'zod';
import type { UserCause } from '../analyze-options.ts';
import { UsageError } from '../usage-error.ts';
import { readYamlFile } from './settings-file.ts';

const sentence = z.string({ error: 'wants a text' }).trim().min(1, { error: 'is empty' });
const sentences = z.array(sentence, { error: 'wants a list of texts' });

const userCause = z.strictObject({
  id: z.string({ error: 'wants an id that begins with x-' }).regex(/^x-[a-z0-9-]+$/, {
    error: 'wants an id such as x-our-proxy: x-, then small letters, digits and dashes',
  }),
  title: sentence,
  explanation: sentence,
  remediation: sentences,
  contains: sentences.min(1, { error: 'wants at least one text that a message holds' }),
});

const userCauses = z.strictObject({ causes: z.array(userCause, { error: 'wants a list of causes' }) });

/**
 * Reads a user's own causes: a YAML file with a list `causes`, each with `id`, `title`, `explanation`, `remediation` and
 * `contains`. Throws a `UsageError` with a line for each thing that is wrong.
 */
export async function readUserCauses(path: string): Promise<UserCause[]> {
  const content = await readYamlFile(path);
  if (content === null) throw new UsageError(`--causes: ${path}: no such file, or it is empty`);
  const checked = userCauses.safeParse(content);
  if (!checked.success) {
    const lines = checked.error.issues.map((issue) => `${path}: ${nameField(issue.path)}${sayProblem(issue)}`);
    throw new UsageError(lines.join('\n'));
  }
  const causes = checked.data.causes as UserCause[];
  const twice = causes.find(({ id }, at) => causes.findIndex((other) => other.id === id) !== at);
  if (twice) throw new UsageError(`${path}: the id ${twice.id} is there twice`);
  return causes;
}

/** `causes[0].title: ` */
function nameField(path: readonly PropertyKey[]): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return field === '' ? '' : `${field.replace(/^\./, '')}: `;
}

function sayProblem(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.join(', ')} here`;
  return issue.code === 'invalid_type' && issue.expected === 'object' ? 'wants fields and their values' : issue.message;
}
