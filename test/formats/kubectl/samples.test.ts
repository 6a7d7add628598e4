import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeNode } from '../../../src/formats/describe-node.ts';
import { describePod } from '../../../src/formats/describe-pod.ts';
import { getEventsTable } from '../../../src/formats/get-events-table.ts';
import { getPodsTable } from '../../../src/formats/get-pods-table.ts';
import { kubectlLogsError } from '../../../src/formats/kubectl-logs-error.ts';
import { readText } from './read-text.ts';

/** The parts of a value that a sample names, so that the two can be compared whole. */
function pick(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(expected)) return actual;
  if (expected === null || typeof expected !== 'object' || actual === null || typeof actual !== 'object') return actual;
  const fields = actual as Record<string, unknown>;
  if (Object.keys(expected).length === 0) return actual;
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, pick(fields[key], value)]));
}

for (const format of [describePod, describeNode, getPodsTable, getEventsTable, kubectlLogsError]) {
  for (const { title, text, observations } of format.samples) {
    const check = (read: string) => {
      const actual = readText(format, read).observations;
      assert.deepEqual(
        actual.map((observation, index) => pick(observation, observations[index] ?? {})),
        observations,
      );
    };
    test(`${format.id}: ${title}`, () => check(text));
    test(`${format.id}: ${title}, with CRLF and without the last line end`, () =>
      check(text.replaceAll('\n', '\r\n').trimEnd()));
  }
}
