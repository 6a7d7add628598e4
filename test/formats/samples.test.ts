import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextFormat } from '../../src/formats/format.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { assertSubsets, cutChunks, scanChunks } from './text/run-samples.ts';

const textFormats = FORMATS.filter((format): format is TextFormat => format.kind === 'text');

for (const format of textFormats) {
  test(`${format.id} has samples`, () => {
    assert.ok(format.samples.length > 0);
    assert.ok(format.samples.some((sample) => sample.observations.length > 0));
  });

  for (const sample of format.samples) {
    // The sample stands after other lines, so that no line is read only because the file begins with it.
    const before = 'a line of nothing in particular\n'.repeat(40);

    test(`${format.id}: ${sample.title}`, async () => {
      const bytes = Buffer.from(`${before}${sample.text}\n`);
      const { observations } = await scanChunks(cutChunks(bytes, bytes.length), textFormats);
      const moved = sample.observations.map((expected) => moveLines(expected, 40));
      assertSubsets(observations, moved);
    });

    test(`${format.id}, at the beginning of a file, with CRLF, in chunks of 61 bytes: ${sample.title}`, async () => {
      const bytes = Buffer.from(sample.text.replaceAll('\n', '\r\n'));
      const { observations } = await scanChunks(cutChunks(bytes, 61), textFormats);
      assertSubsets(observations, sample.observations);
    });
  }
}

/** The expectation for a sample that stands so many lines further down. */
function moveLines(expected: object, lines: number): object {
  if (!('evidence' in expected)) return expected;
  const evidence = expected.evidence as { readonly line?: number };
  return evidence.line === undefined
    ? expected
    : { ...expected, evidence: { ...evidence, line: evidence.line + lines } };
}
