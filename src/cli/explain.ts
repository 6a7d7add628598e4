import type { Cause } from '../causes/cause.ts';
import { type Classification, classify } from '../causes/classify.ts';
import { CAUSES } from '../causes/index.ts';
import { redactText } from '../report/redact.ts';
import { cutText } from '../report/visible-text.ts';
import { formatConfidence } from '../report/wording.ts';
import { UsageError } from '../usage-error.ts';
import { NO_NAMES } from './causes.ts';
import { defineCommand } from './command.ts';
import type { Environment } from './environment.ts';
import { EXIT } from './exit-status.ts';
import { choice } from './option-values.ts';
import { ANALYZE_OPTIONS, COMMON_OPTIONS } from './options.ts';
import { readMessages } from './read-messages.ts';
import { openTerminal } from './terminal.ts';
import { readUserCauses } from './user-causes.ts';
import { describeSteps, wrapText } from './wrap-text.ts';

/** `pullmortem explain [message..]`: what pull errors mean, from their text alone. */
export const explainCommand = defineCommand({
  name: 'explain',
  usage: '[message..]',
  summary: 'Say what pull errors mean: given as arguments, or one per line on stdin',
  details: [
    'A line of stdin that is a JSON string, or a JSON object with "message", is that one message,',
    'so a message may hold line breaks. A text that is no pull failure has the cause not-image-pull.',
  ].join('\n'),
  options: {
    format: {
      flag: {
        alias: 'f',
        type: 'string',
        requiresArg: true,
        describe: 'text, json (one list) or jsonl (one line per message)',
        defaultDescription: 'text',
      },
      value: choice(['text', 'json', 'jsonl']),
    },
    causes: ANALYZE_OPTIONS.causes,
    'no-redact': ANALYZE_OPTIONS['no-redact'],
    'no-color': COMMON_OPTIONS['no-color'],
  },
  async work(environment, positionals, flags) {
    if (positionals.length === 0 && environment.isStdinTerminal) {
      throw new UsageError('explain wants messages, as arguments or one per line on stdin');
    }
    const clean = flags['no-redact'] === true ? (text: string) => text : redactText;
    const causes = flags.causes === undefined ? CAUSES : [...(await readUserCauses(flags.causes)), ...CAUSES];
    const messages = positionals.length > 0 ? positionals : readMessages(environment.stdin);
    const explained = explainAll(messages, causes, clean);
    if (flags.format === 'jsonl') await writeInBatches(environment, explained, (one) => `${JSON.stringify(one)}\n`);
    else if (flags.format === 'json') await writeList(environment, explained);
    else await writeTexts(environment, explained, causes, flags);
    return EXIT.done;
  },
});

/** A line of `--format jsonl`: the public contract, section 4, and what the verdict rests on. */
interface Explained extends Pick<Classification, 'cause' | 'alternatives' | 'image' | 'registry' | 'matchedOn'> {
  readonly message: string;
  /** Causes that fitted too, but less, and the words that they rest on. */
  readonly nearMisses: readonly { readonly id: string; readonly matchedOn: string }[];
}

async function* explainAll(
  messages: Iterable<string> | AsyncIterable<string>,
  causes: readonly Cause[],
  clean: (text: string) => string,
): AsyncGenerator<Explained> {
  const cleanOrNull = (text: string | null): string | null => (text === null ? null : clean(text));
  for await (const message of messages) {
    const { cause, alternatives, image, registry, matchedOn, nearMisses } = classify(message, causes);
    yield {
      message: clean(message),
      cause,
      alternatives,
      image: cleanOrNull(image),
      registry: cleanOrNull(registry),
      matchedOn: cleanOrNull(matchedOn),
      nearMisses: nearMisses.map((miss) => ({ id: miss.id, matchedOn: clean(miss.matchedOn) })),
    };
  }
}

const BATCH_LENGTH = 64 * 1024;

async function writeInBatches(
  { stdout }: Environment,
  explained: AsyncIterable<Explained>,
  format: (one: Explained, at: number) => string,
): Promise<number> {
  let waiting = '';
  let count = 0;
  for await (const one of explained) {
    waiting += format(one, count++);
    if (waiting.length < BATCH_LENGTH) continue;
    await stdout.write(waiting);
    waiting = '';
  }
  await stdout.write(waiting);
  return count;
}

async function writeList(environment: Environment, explained: AsyncIterable<Explained>): Promise<void> {
  const separate = (one: Explained, at: number): string => `${at === 0 ? '[' : ','}\n${JSON.stringify(one, null, 2)}`;
  const count = await writeInBatches(environment, explained, separate);
  await environment.stdout.write(count === 0 ? '[]\n' : '\n]\n');
}

async function writeTexts(
  environment: Environment,
  explained: AsyncIterable<Explained>,
  causes: readonly Cause[],
  flags: { readonly 'no-color'?: boolean; readonly 'no-redact'?: boolean },
): Promise<void> {
  const terminal = openTerminal(environment, flags);
  let count = 0;
  for await (const one of explained) await terminal.print(`${count++ > 0 ? '\n' : ''}${describe(one, causes)}`);
}

const MESSAGE_SHOWN = 600;

function describe(
  { message, cause, alternatives, image, registry, matchedOn, nearMisses }: Explained,
  causes: readonly Cause[],
): string {
  const lines = cutText(message, MESSAGE_SHOWN)
    .split('\n')
    .map((line) => `> ${line}`);
  const find = (id: string): Cause | undefined => causes.find((candidate) => candidate.id === id);
  const known = find(cause.id);
  if (!known) {
    lines.push('', `${cause.id}: the text tells of no failed image pull (${formatConfidence(cause.confidence)})`);
    return `${lines.join('\n')}\n`;
  }
  lines.push('', `${known.id}: ${known.title} (${formatConfidence(cause.confidence)})`);
  if (matchedOn !== null) lines.push(`  because   ${matchedOn}`);
  if (image !== null) lines.push(`  image     ${image}`);
  if (registry !== null) lines.push(`  registry  ${registry}`);
  for (const { id, confidence } of alternatives) {
    lines.push(`  or        ${id}: ${find(id)?.title ?? id} (${formatConfidence(confidence)})`);
  }
  for (const miss of nearMisses) lines.push(`  not       ${miss.id}, which "${miss.matchedOn}" alone would mean`);
  lines.push('', ...wrapText(known.explanation, '  '));
  lines.push('', 'The text proves', ...wrapText(known.proves, '  '));
  lines.push('', 'It does not prove', ...wrapText(known.doesNotProve, '  '));
  lines.push('', `What to do (${known.whoActs}; ${known.transience})`);
  lines.push(...describeSteps(known.remediation({ ...NO_NAMES, image, registry }), '  '));
  return `${lines.join('\n')}\n`;
}
