import type { Format } from '../formats/format.ts';
import { FORMATS } from '../formats/index.ts';
import { UsageError } from '../usage-error.ts';
import { defineCommand } from './command.ts';
import { EXIT } from './exit-status.ts';
import { choice, didYouMean } from './option-values.ts';
import { wrapText } from './wrap-text.ts';

/** `pullmortem formats [id]`: every input format that is known. */
export const formatsCommand = defineCommand({
  name: 'formats',
  usage: '[id]',
  summary: 'List the input formats that are known, or describe one with an example',
  details: 'Formats are told by content; a file needs no particular name.',
  options: {
    format: {
      flag: { alias: 'f', type: 'string', requiresArg: true, describe: 'text or json', defaultDescription: 'text' },
      value: choice(['text', 'json']),
    },
  },
  async work({ stdout }, ids, { format = 'text' }) {
    const chosen = ids.length === 0 ? FORMATS : ids.map(findFormat);
    if (format === 'json') await stdout.write(`${JSON.stringify(chosen.map(toPlain), null, 2)}\n`);
    else await stdout.write(ids.length === 0 ? listFormats(chosen) : chosen.map(describeFormat).join('\n'));
    return EXIT.done;
  },
});

function findFormat(id: string): Format {
  const format = FORMATS.find((candidate) => candidate.id === id);
  if (format) return format;
  const ids = FORMATS.map((candidate) => candidate.id);
  throw new UsageError(`${id}: there is no such format${didYouMean(id, ids)}; "pullmortem formats" lists all`);
}

function toPlain({ id, kind, title, description, commands, sources, samples }: Format) {
  const examples = samples.map((sample) => ({ title: sample.title, text: sample.text }));
  return { id, kind, title, description, commands, sources, examples };
}

function listFormats(formats: readonly Format[]): string {
  const width = Math.max(0, ...formats.map(({ id }) => id.length));
  return formats.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join('');
}

function describeFormat({ id, title, description, commands, sources, samples }: Format): string {
  const lines = [id, `  ${title}`, '', ...wrapText(description, '  ')];
  if (commands.length > 0) lines.push('', 'How to save one', ...commands.map((command) => `  ${command}`));
  const [sample] = samples;
  if (sample)
    lines.push('', `Example: ${sample.title}`, ...sample.text.split('\n').map((line) => `  ${line}`.trimEnd()));
  lines.push('', 'Defined by', ...sources.map((source) => `  ${source}`));
  return `${lines.join('\n')}\n`;
}
