import { type FailedExample, testUserCauses, type UserCause } from '../causes/user-causes.ts';
import { redactText } from '../report/redact.ts';
import { cutText, showHidden } from '../report/visible-text.ts';
import type { Environment } from './environment.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { readUserCauses } from './user-causes.ts';
import { countThings } from './wrap-text.ts';

const EXAMPLE_SHOWN = 200;

/**
 * Judges the examples and counter-examples of a user's file of causes, and prints each that is judged otherwise.
 * Exit status 1 where one is; an unusable file throws a `UsageError`.
 */
export async function testCausesFile(
  { stdout }: Environment,
  path: string,
  format: 'text' | 'json',
): Promise<ExitStatus> {
  const causes = await readUserCauses(path, '--test');
  const failed = testUserCauses(causes);
  const text =
    format === 'json'
      ? `${JSON.stringify({ file: path, ...countExamples(causes), failures: failed.map(toPlain) }, null, 2)}\n`
      : describeTest(path, causes, failed);
  await stdout.write(text);
  return failed.length > 0 ? EXIT.failedOn : EXIT.done;
}

function countExamples(causes: readonly UserCause[]) {
  const sum = (of: (cause: UserCause) => readonly unknown[]): number =>
    causes.reduce((total, cause) => total + of(cause).length, 0);
  return {
    causes: causes.length,
    examples: sum(({ examples }) => examples),
    counterExamples: sum(({ counterExamples }) => counterExamples),
  };
}

function toPlain({ line, cause, isCounterExample, example, judgedAs, matchedOn }: FailedExample) {
  return {
    line,
    cause,
    kind: isCounterExample ? 'counterExample' : 'example',
    example: redactText(example),
    judgedAs,
    matchedOn: matchedOn === null ? null : redactText(matchedOn),
  };
}

function describeTest(path: string, causes: readonly UserCause[], failed: readonly FailedExample[]): string {
  const name = showHidden(path);
  const lines = failed.flatMap(({ line, message, example }) => [
    `${name}:${line}: ${showHidden(redactText(message))}`,
    `  > ${cutText(showHidden(redactText(example)), EXAMPLE_SHOWN)}`,
  ]);
  for (const { id, line, examples } of causes) {
    if (examples.length === 0) lines.push(`${name}:${line}: ${id} has no examples: nothing shows that it works`);
  }
  const counts = countExamples(causes);
  const what = [
    countThings(counts.causes, 'cause'),
    countThings(counts.examples, 'example'),
    countThings(counts.counterExamples, 'counter-example'),
  ].join(', ');
  const verdict = failed.length > 0 ? `${failed.length} judged otherwise` : 'all judged as they should be';
  return [...lines, `${name}: ${what}: ${verdict}`, ''].join('\n');
}
