/**
 * Prints how many labelled messages are classified rightly, and every miss.
 * Run: node --import tsx test/figures/causes.ts FOLDER, with FOLDER/runtime/messages.jsonl and FOLDER/reported/messages.jsonl.
 * Right: the labelled cause or one of `accept`; with `ambiguous`, also when it is among the alternatives.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../../src/causes/classify.ts';

interface Labelled {
  readonly id: string;
  readonly message: string;
  readonly cause: string;
  readonly accept?: readonly string[];
  readonly ambiguous?: boolean;
}

const folder = process.argv[2];
if (!folder) throw new Error('name the folder that holds runtime/ and reported/');
const lines: string[] = [];
for (const part of ['runtime', 'reported']) {
  const path = join(folder, part, 'messages.jsonl');
  if (existsSync(path)) lines.push(...judgeFile(part, readFileSync(path, 'utf8')));
}
process.stdout.write(`${lines.join('\n')}\n`);

function judgeFile(part: string, text: string): string[] {
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Labelled);
  const misses: string[] = [];
  const falseAlarms: string[] = [];
  let sureRight = 0;
  for (const row of rows) {
    const { cause, alternatives, matchedOn } = classify(row.message);
    const accepted = [row.cause, ...(row.accept ?? [])];
    const right =
      accepted.includes(cause.id) ||
      (row.ambiguous === true && alternatives.some((alternative) => accepted.includes(alternative.id)));
    if (cause.id === row.cause) sureRight++;
    const said = `${row.id}: ${cause.id} (${cause.confidence}) on ${JSON.stringify(matchedOn)}, is ${accepted.join('|')}\n    ${JSON.stringify(row.message)}`;
    if (!right) misses.push(said);
    if (row.cause === 'not-image-pull' && cause.id !== 'not-image-pull') falseAlarms.push(said);
  }
  const share = ((100 * (rows.length - misses.length)) / rows.length).toFixed(2);
  return [
    `${part}: ${rows.length - misses.length} of ${rows.length} right (${share} %), ${sureRight} with the very label; ` +
      `${falseAlarms.length} called a pull failure that are none`,
    ...misses.map((miss) => `  miss ${miss}`),
    ...falseAlarms.map((alarm) => `  false alarm ${alarm}`),
  ];
}
