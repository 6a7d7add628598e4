import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import * as z from 'zod';
import { type Cause, type CauseMatch, isBetter, matchOn, type Role, type Transience } from './cause.ts';
import { classify, type Judged } from './classify.ts';
import { CAUSES } from './index.ts';
import type { PullError } from './pull-error.ts';
import { findPattern, fitsWildcard, hasWords, preparePattern, type UserPattern } from './user-patterns.ts';
import { findYamlLines } from './yaml-lines.ts';

/** Something that is wrong in a file of causes. */
export interface UserCauseProblem {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** An example or counter-example in a user's file that is judged otherwise than it should be. */
export interface FailedExample extends UserCauseProblem {
  /** The cause that it stands under. */
  readonly cause: `x-${string}`;
  /** The example is to be any other cause. */
  readonly isCounterExample: boolean;
  readonly example: string;
  readonly judgedAs: Judged['id'];
  /** The words that decided; null where none did. */
  readonly matchedOn: string | null;
}

/** A user's cause, and where its parts stand in the file. */
export interface UserCause extends Cause {
  readonly id: `x-${string}`;
  readonly line: number;
  /** Lines of `examples` and `counterExamples`, in their order. */
  readonly exampleLines: readonly number[];
  readonly counterExampleLines: readonly number[];
}

/** More than any cause of our own: who names a text knows best. */
const SPECIFICITY = 99;
const CONFIDENCE = 0.95;
const LONGEST_TEXT = 2000;
const MOST_ALIASES = 100;

const ROLES = [
  'application team',
  'registry owner',
  'network team',
  'platform team',
] as const satisfies readonly Role[];
const TRANSIENCES = ['transient', 'terminal', 'depends'] as const satisfies readonly Transience[];

const text = z
  .string({ error: 'wants a text' })
  .trim()
  .min(1, { error: 'is empty' })
  .max(LONGEST_TEXT, { error: `is longer than ${LONGEST_TEXT} characters` });
const pattern = text.refine((value) => hasWords(preparePattern(value)), {
  error: 'wants words: names, addresses and asterisks alone are not looked at',
});
const userCause = z.strictObject(
  {
    id: z.string({ error: 'wants an id such as x-our-proxy' }).regex(/^x-[a-z0-9-]+$/, {
      error: 'wants an id such as x-our-proxy: x-, then small letters, digits and dashes',
    }),
    title: text,
    explanation: text,
    whoActs: z.enum(ROLES, { error: `wants one of ${ROLES.join(', ')}` }).default('platform team'),
    transience: z.enum(TRANSIENCES, { error: `wants one of ${TRANSIENCES.join(', ')}` }).default('depends'),
    proves: text.default('That the message holds a text that the cause names.'),
    doesNotProve: text.default('More than is known of that text.'),
    contains: z.array(pattern, { error: 'wants a list of texts' }).min(1, { error: 'wants at least one text' }),
    registry: z.array(text, { error: 'wants a list of hosts' }).optional(),
    status: z
      .array(
        z
          .int({ error: 'wants an HTTP status' })
          .min(100, { error: 'wants an HTTP status' })
          .max(599, { error: 'wants an HTTP status' }),
        { error: 'wants a list of HTTP statuses' },
      )
      .optional(),
    confidence: z
      .number({ error: 'wants a number from 0 to 1' })
      .gt(0, { error: 'wants more than 0' })
      .max(1, { error: 'wants at most 1' })
      .default(CONFIDENCE),
    remediation: z.array(
      z.union([text, z.strictObject({ action: text, commands: z.array(text).default([]) })], {
        error: 'wants a text, or action and commands',
      }),
      { error: 'wants a list of steps' },
    ),
    docs: z
      .array(z.strictObject({ title: text, url: z.url({ protocol: /^https?$/, error: 'wants a web address' }) }), {
        error: 'wants a list of title and url',
      })
      .default([]),
    examples: z.array(text, { error: 'wants a list of messages' }).default([]),
    counterExamples: z.array(text, { error: 'wants a list of messages' }).default([]),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'wants fields and their values' : undefined) },
);
const userCauses = z.strictObject(
  { causes: z.array(userCause, { error: 'wants a list of causes' }) },
  { error: (issue) => (issue.code === 'invalid_type' ? 'wants a list named causes' : undefined) },
);

type UserCauseFields = z.infer<typeof userCause>;

/**
 * Reads a user's own causes: YAML with a list `causes`. A cause with any problem is left out; each problem names its line.
 * Their ids begin with `x-`; `contains` lists the texts of which a message must hold one (`*`: any words); `registry` and
 * `status`, where they are given, must fit as well.
 */
export function parseUserCauses(yaml: string, fileName: string): { causes: UserCause[]; problems: UserCauseProblem[] } {
  let content: unknown;
  try {
    content = load(yaml, { schema: CORE_SCHEMA, filename: fileName, maxAliases: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return {
      causes: [],
      problems: [{ line: (error.mark?.line ?? 0) + 1, message: error.reason }],
    };
  }
  const lineOf = findYamlLines(yaml);
  const checked = userCauses.safeParse(content);
  if (!checked.success) {
    const problems = checked.error.issues.map((issue) => {
      const path = issue.path.filter((part) => typeof part !== 'symbol');
      const key = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
      return { line: lineOf(key), message: `${nameField(path)}${sayProblem(issue)}` };
    });
    return { causes: [], problems: problems.sort((a, b) => a.line - b.line) };
  }
  const causes: UserCause[] = [];
  const problems: UserCauseProblem[] = [];
  for (const [index, fields] of checked.data.causes.entries()) {
    const line = lineOf(['causes', index, 'id']);
    const earlier = causes.find(({ id }) => id === fields.id);
    if (earlier) problems.push({ line, message: `the id ${fields.id} is there already, on line ${earlier.line}` });
    else causes.push(makeCause(fields, line, (key, at) => lineOf(['causes', index, key, at])));
  }
  return { causes, problems };
}

/**
 * Judges the examples and counter-examples of users' causes under the whole registry: each example must be given its
 * cause, each counter-example any other verdict. Empty where all are as they should be.
 */
export function testUserCauses(causes: readonly UserCause[]): FailedExample[] {
  const registry = [...causes, ...CAUSES];
  const failed: FailedExample[] = [];
  for (const cause of causes) {
    const test = (example: string, line: number | undefined, isCounterExample: boolean): void => {
      const { cause: judged, matchedOn } = classify(example, registry);
      if ((judged.id === cause.id) !== isCounterExample) return;
      const on = matchedOn === null ? '' : ` on "${matchedOn}"`;
      failed.push({
        line: line ?? cause.line,
        message: `${isCounterExample ? 'a counter-example' : 'an example'} of ${cause.id} is judged ${judged.id}${on}`,
        cause: cause.id,
        isCounterExample,
        example,
        judgedAs: judged.id,
        matchedOn,
      });
    };
    for (const [at, { message }] of cause.examples.entries()) test(message, cause.exampleLines[at], false);
    for (const [at, { message }] of cause.counterExamples.entries()) test(message, cause.counterExampleLines[at], true);
  }
  return failed.sort((a, b) => a.line - b.line);
}

function makeCause(fields: UserCauseFields, line: number, lineOf: (key: string, index: number) => number): UserCause {
  const patterns = fields.contains.map(preparePattern);
  const { examples, counterExamples } = fields;
  return {
    id: fields.id as `x-${string}`,
    line,
    title: fields.title,
    explanation: fields.explanation,
    whoActs: fields.whoActs,
    transience: fields.transience,
    proves: fields.proves,
    doesNotProve: fields.doesNotProve,
    looksAt: null,
    matches: (error) => matchPatterns(error, fields, patterns),
    remediation: () =>
      fields.remediation.map((step) => (typeof step === 'string' ? { action: step, commands: [] } : step)),
    docs: fields.docs,
    examples: examples.map((message) => ({ from: 'the file of causes', message })),
    counterExamples: counterExamples.map((message) => ({ message, cause: 'unknown' as const })),
    exampleLines: examples.map((_, index) => lineOf('examples', index)),
    counterExampleLines: counterExamples.map((_, index) => lineOf('counterExamples', index)),
  };
}

function matchPatterns(
  error: PullError,
  { registry, status, confidence }: UserCauseFields,
  patterns: readonly UserPattern[],
): CauseMatch | null {
  const host = error.registry;
  if (registry && !(host !== null && registry.some((wanted) => fitsWildcard(host, wanted)))) return null;
  if (status && !(error.status && status.includes(error.status.code))) return null;
  let best: CauseMatch | null = null;
  for (const wanted of patterns) {
    const match = matchOn(findPattern(error, wanted), SPECIFICITY, confidence);
    if (match && (!best || isBetter(match, best))) best = match;
  }
  return best;
}

/** `causes[0].title: ` */
function nameField(path: readonly (string | number)[]): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return field === '' ? '' : `${field.replace(/^\./, '')}: `;
}

function sayProblem(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? `there is no ${issue.keys.join(', ')} here` : issue.message;
}
