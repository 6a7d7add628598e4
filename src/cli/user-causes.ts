import { z } from 'zod';
import { type Cause, matchOn } from '../causes/cause.ts';
import { type Fact, type PullError, parsePullError, writeProse } from '../causes/pull-error.ts';
import { UsageError } from '../usage-error.ts';
import { readYamlFile } from './settings-file.ts';

const sentence = z.string({ error: 'wants a text' }).trim().min(1, { error: 'is empty' });

const userCause = z.strictObject({
  id: z.string({ error: 'wants an id that begins with x-' }).regex(/^x-[a-z0-9-]+$/, {
    error: 'wants an id such as x-our-proxy: x-, then small letters, digits and dashes',
  }),
  title: sentence,
  explanation: sentence,
  remediation: z.array(sentence, { error: 'wants a list of texts' }),
  contains: z
    .array(
      sentence.refine((words) => /[a-z]/.test(readProse(words)), {
        error: 'wants words: addresses and punctuation are not looked at',
      }),
      { error: 'wants a list of texts' },
    )
    .min(1, { error: 'wants at least one text that a message holds' }),
});

const userCauses = z.strictObject({ causes: z.array(userCause, { error: 'wants a list of causes' }) });

/** More than any cause of our own, which go up to 90. */
const SPECIFICITY = 95;
const CONFIDENCE = 0.95;

/**
 * Reads a user's own causes: a YAML file with a list `causes`, each with `id`, `title`, `explanation`, `remediation` and
 * `contains`, the texts of which a message holds one. Letter case, punctuation, line breaks and URLs do not count.
 * Throws a `UsageError` with a line for each thing that is wrong.
 */
export async function readUserCauses(path: string): Promise<Cause[]> {
  const content = await readYamlFile(path);
  if (content === null) throw new UsageError(`--causes: ${path}: no such file, or it is empty`);
  const checked = userCauses.safeParse(content);
  if (!checked.success) {
    const lines = checked.error.issues.map((issue) => `${path}: ${nameField(issue.path)}${sayProblem(issue)}`);
    throw new UsageError(lines.join('\n'));
  }
  const { causes } = checked.data;
  const twice = causes.find(({ id }, at) => causes.findIndex((other) => other.id === id) !== at);
  if (twice) throw new UsageError(`${path}: the id ${twice.id} is there twice`);
  return causes.map(makeCause);
}

function makeCause({ id, title, explanation, remediation, contains }: z.infer<typeof userCause>): Cause {
  const phrases = contains.map(readProse);
  return {
    id: id as `x-${string}`,
    title,
    explanation,
    transience: 'depends',
    whoActs: 'platform team',
    looksAt: null,
    matches: (error) => matchOn(findPhrase(error, phrases), SPECIFICITY, CONFIDENCE),
    proves: 'That the message holds a text that you named.',
    doesNotProve: 'More than you know of that text.',
    remediation: () => remediation.map((action) => ({ action, commands: [] })),
    docs: [],
    examples: [],
    counterExamples: [],
  };
}

/** The words of a text as `writeProse` gives them. */
function readProse(text: string): string {
  return writeProse(parsePullError(text));
}

/** The first of the phrases that stands in the error, at word borders. */
function findPhrase(error: PullError, phrases: readonly string[]): Fact | null {
  const prose = ` ${writeProse(error)} `;
  for (const phrase of phrases) {
    const index = prose.indexOf(` ${phrase} `);
    if (index < 0) continue;
    // Words are tokens, with one blank between them.
    const at = countWords(prose.slice(0, index));
    const until = at + countWords(phrase);
    return { kind: 'plain.words', scope: 'registry', strong: true, at, until, names: [] };
  }
  return null;
}

function countWords(prose: string): number {
  return prose.split(' ').filter((word) => word !== '').length;
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
