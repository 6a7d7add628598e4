import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative, resolve, sep } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

/**
 * Runs every test file. Node 20's own search finds no TypeScript in subfolders, and passes all the same: so the files are
 * listed here, and it is an error where one of them did not run.
 *
 *   npm test                           all but the browser tests
 *   npm test -- --browser              the browser tests
 *   npm test -- sources/ archive       files whose path holds one of the words
 *   npm test -- --test-name-pattern=x  tests whose title matches
 */
const TEST_FOLDER = fileURLToPath(new URL('.', import.meta.url));
const NAME_PATTERN = '--test-name-pattern=';

const given = process.argv.slice(2);
const unknown = given.filter((word) => word.startsWith('-') && word !== '--browser' && !word.startsWith(NAME_PATTERN));
if (unknown.length > 0) throw new Error(`unknown flags: ${unknown.join(' ')}`);
const words = given.filter((word) => !word.startsWith('-'));
const patterns = given.filter((word) => word.startsWith(NAME_PATTERN)).map((word) => word.slice(NAME_PATTERN.length));

const files = readdirSync(TEST_FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.test.ts') && path.startsWith('browser/') === given.includes('--browser'))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort();

const ran = new Set<string>();
const note = ({ file, name }: { file?: string; name: string }): void => {
  // A file without a single test is reported as a test that bears its path.
  if (file !== undefined && resolve(name) !== file) ran.add(relative(TEST_FOLDER, file).split(sep).join('/'));
};
const stream = run({
  files: files.map((path) => resolve(TEST_FOLDER, path)),
  concurrency: availableParallelism(),
  ...(patterns.length > 0 ? { testNamePatterns: patterns } : {}),
});
stream.on('test:pass', note);
stream.on('test:fail', (data) => {
  note(data);
  process.exitCode = 1;
});
stream.on('end', () => {
  const missing = files.filter((path) => !ran.has(path));
  if (files.length === 0) process.stderr.write(`no test file holds ${words.join(' or ')} in its path\n`);
  if (missing.length > 0) process.stderr.write(`test files in which no test ran: ${missing.join(', ')}\n`);
  if (files.length === 0 || missing.length > 0) process.exitCode = 1;
});
stream.compose(new spec()).pipe(process.stdout);
