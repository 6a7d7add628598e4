import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const UPDATE_COMMAND = 'npm run golden:update';
const CONTEXT_LINES = 2;
const DIFF_LINES = 60;

/**
 * Compares a text with the file that holds what it should be. Under `UPDATE_GOLDEN=1` the file is written instead, but
 * never in CI. On a mismatch the error shows the lines that differ and the command that accepts them.
 */
export function assertGolden(actual: string, file: string): void {
  const expected = readExpected(file);
  if (actual === expected) return;
  if (process.env['UPDATE_GOLDEN'] === '1' && !process.env['CI']) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const name = relative(process.cwd(), file);
  const difference = expected === null ? 'The file is not there.' : showDifference(expected, actual);
  assert.fail(`${name} is not what came out (- file, + now):\n${difference}\nIf it is right now: ${UPDATE_COMMAND}`);
}

function readExpected(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The lines that differ: what is equal at the start and at the end is left out but for some lines around. */
export function showDifference(expected: string, actual: string): string {
  const before = expected.split('\n');
  const after = actual.split('\n');
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const around = before.slice(Math.max(0, start - CONTEXT_LINES), start).map((line) => `  ${line}`);
  const removed = before.slice(start, before.length - end).map((line) => `- ${line}`);
  const added = after.slice(start, after.length - end).map((line) => `+ ${line}`);
  const behind = before.slice(before.length - end, before.length - end + CONTEXT_LINES).map((line) => `  ${line}`);
  return [`@@ line ${start + 1} @@`, ...around, ...cut(removed), ...cut(added), ...behind].join('\n');
}

function cut(lines: string[]): string[] {
  return lines.length <= DIFF_LINES ? lines : [...lines.slice(0, DIFF_LINES), `… ${lines.length - DIFF_LINES} more`];
}
