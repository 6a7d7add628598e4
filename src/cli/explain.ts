import { type Classification, classify } from '../causes/classify.ts';
import { CAUSES } from '../causes/index.ts';
import { explainNearMiss } from '../causes/near-miss.ts';
import { redactText } from '../report/redact.ts';
import { UsageError } from '../usage-error.ts';
import { defineCommand } from './command.ts';
import type { Environment } from './environment.ts';
import { EXIT } from './exit-status.ts';
import { describeExplanation } from './explain-text.ts';
import { choice } from './option-values.ts';
import { ANALYZE_OPTIONS, COMMON_OPTIONS } from './options.ts';
import { readMessages } from './read-messages.ts';
import { hasColors } from './terminal.ts';
import { readUserCauses } from './user-causes.ts';

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
    const explain = (message: string): Explained => toPlain(message, classify(message, causes), clean);
    if (flags.format === 'jsonl') {
      await writeInBatches(environment, messages, (message) => `${JSON.stringify(explain(message))}\n`);
    } else if (flags.format === 'json') {
      const separate = (at: number): string => (at === 0 ? '[' : ',');
      const count = await writeInBatches(
        environment,
        messages,
        (message, at) => `${separate(at)}\n${JSON.stringify(explain(message), null, 2)}`,
      );
      await environment.stdout.write(count === 0 ? '[]\n' : '\n]\n');
    } else {
      const style = { causes, clean, hasColors: hasColors(environment.stdout, environment, flags) };
      await writeInBatches(
        environment,
        messages,
        (message, at) => (at > 0 ? '\n' : '') + describeExplanation(message, classify(message, causes), style),
      );
    }
    return EXIT.done;
  },
});

/** A line of `--format jsonl`: the public contract, section 4, and what the verdict rests on. */
interface Explained extends Pick<Classification, 'cause' | 'alternatives' | 'image' | 'registry' | 'matchedOn'> {
  readonly message: string;
  /** Causes that fitted too, but less: the words that they rest on, and why they were not taken. */
  readonly nearMisses: readonly { readonly id: string; readonly matchedOn: string; readonly why: string }[];
}

function toPlain(message: string, judged: Classification, clean: (text: string) => string): Explained {
  const cleanOrNull = (text: string | null): string | null => (text === null ? null : clean(text));
  const { cause, alternatives, image, registry, matchedOn, nearMisses } = judged;
  return {
    message: clean(message),
    cause,
    alternatives,
    image: cleanOrNull(image),
    registry: cleanOrNull(registry),
    matchedOn: cleanOrNull(matchedOn),
    nearMisses: nearMisses.map((miss) => ({
      id: miss.id,
      matchedOn: clean(miss.matchedOn),
      why: clean(explainNearMiss(judged, miss)),
    })),
  };
}

const BATCH_LENGTH = 64 * 1024;

/** Writes one text per message, joined to larger ones; gives the number of messages. */
async function writeInBatches(
  { stdout }: Environment,
  messages: Iterable<string> | AsyncIterable<string>,
  write: (message: string, at: number) => string,
): Promise<number> {
  let waiting = '';
  let count = 0;
  for await (const message of messages) {
    waiting += write(message, count++);
    if (waiting.length < BATCH_LENGTH) continue;
    await stdout.write(waiting);
    waiting = '';
  }
  await stdout.write(waiting);
  return count;
}
