import type { Cause } from '../causes/cause.ts';
import { CAUSES } from '../causes/index.ts';
import type { ObjectNames } from '../causes/object-names.ts';
import { UsageError } from '../usage-error.ts';
import { defineCommand } from './command.ts';
import { EXIT } from './exit-status.ts';
import { choice, didYouMean, text } from './option-values.ts';
import { testCausesFile } from './test-causes.ts';
import { describeSteps, wrapText } from './wrap-text.ts';

/** What commands say where no failing object is at hand: placeholders in capitals. */
export const NO_NAMES: ObjectNames = {
  namespace: null,
  pod: null,
  container: null,
  workload: null,
  image: null,
  registry: null,
  node: null,
  secret: null,
  serviceAccount: null,
};

/** `pullmortem causes [id]`: every cause that is known. */
export const causesCommand = defineCommand({
  name: 'causes',
  usage: '[id]',
  summary: 'List the causes that are told apart, describe one, or test your own',
  details: [
    'The ids are those of report.json and of explain.',
    "--test judges each example in a file with causes of one's own: examples must be given their cause,",
    'counterExamples any other. Exit status: 0 all are as they should be; 1 one is not; 2 an unusable file.',
  ].join('\n'),
  options: {
    test: {
      flag: {
        type: 'string',
        requiresArg: true,
        describe: "Judge the examples in a file with causes of one's own (YAML)",
      },
      value: text,
    },
    format: {
      flag: { alias: 'f', type: 'string', requiresArg: true, describe: 'text or json', defaultDescription: 'text' },
      value: choice(['text', 'json']),
    },
  },
  async work(environment, ids, { format = 'text', test }) {
    if (test !== undefined) {
      if (ids.length > 0) throw new UsageError('--test: wants no id beside it: it judges every example of the file');
      return testCausesFile(environment, test, format);
    }
    const { stdout } = environment;
    const chosen = ids.length === 0 ? CAUSES : ids.map(findCause);
    if (format === 'json') await stdout.write(`${JSON.stringify(chosen.map(toPlain), null, 2)}\n`);
    else await stdout.write(ids.length === 0 ? listCauses(chosen) : chosen.map(describeCause).join('\n'));
    return EXIT.done;
  },
});

function findCause(id: string): Cause {
  const cause = CAUSES.find((candidate) => candidate.id === id);
  if (cause) return cause;
  const ids = CAUSES.map((candidate) => candidate.id);
  throw new UsageError(`${id}: there is no such cause${didYouMean(id, ids)}; "pullmortem causes" lists all`);
}

function toPlain({ matches: _matches, remediation, ...cause }: Cause) {
  return { ...cause, remediation: remediation(NO_NAMES) };
}

function listCauses(causes: readonly Cause[]): string {
  const width = Math.max(0, ...causes.map(({ id }) => id.length));
  return causes.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join('');
}

function describeCause(cause: Cause): string {
  const lines = [cause.id, `  ${cause.title}`, '', ...wrapText(cause.explanation, '  ')];
  lines.push('', 'A matching text proves', ...wrapText(cause.proves, '  '));
  lines.push('', 'It does not prove', ...wrapText(cause.doesNotProve, '  '));
  lines.push(
    '',
    `What to do (${cause.whoActs}; ${cause.transience})`,
    ...describeSteps(cause.remediation(NO_NAMES), '  '),
  );
  lines.push('', 'Examples');
  for (const { from, message } of cause.examples) lines.push(`  ${from}:`, ...indentLines(message, '    '));
  if (cause.docs.length > 0) lines.push('', 'Read more', ...cause.docs.map(({ title, url }) => `  ${title}: ${url}`));
  return `${lines.join('\n')}\n`;
}

function indentLines(text: string, indent: string): string[] {
  return text.split('\n').map((line) => `${indent}${line}`.trimEnd());
}
