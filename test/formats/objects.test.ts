import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectFormat } from '../../src/formats/format.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { readText } from './objects/read-text.ts';

const OBJECT_FORMATS = FORMATS.filter((format): format is ObjectFormat => format.kind === 'object');

/** Cuts `actual` down to the fields that `expected` names, at every level. */
function cutTo(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual))
    return actual.map((value, index) => (index in expected ? cutTo(value, expected[index]) : value));
  if (!isPlain(expected) || !isPlain(actual)) return actual;
  return Object.fromEntries(Object.keys(expected).map((key) => [key, cutTo(actual[key], expected[key])]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

test('there are object formats to test', () => {
  const ids = OBJECT_FORMATS.map((format) => format.id);
  for (const id of ['events', 'pods', 'nodes', 'prometheus-range']) assert.ok(ids.includes(id), id);
});

for (const format of OBJECT_FORMATS) {
  test(`${format.id} has samples, and says where the format is defined`, () => {
    assert.ok(format.samples.length > 0 && format.sources.length > 0);
    assert.ok(format.needles.length > 0 || format.isKeptAt !== undefined);
  });

  for (const sample of format.samples) {
    for (const chunkBytes of [64 * 1024, 17]) {
      test(`${format.id} reads, in chunks of ${chunkBytes} bytes: ${sample.title}`, async () => {
        const { observations, warnings, records, objects, read } = await readText(
          Buffer.from(sample.text),
          OBJECT_FORMATS,
          chunkBytes,
          sample.path,
        );
        assert.deepEqual(cutTo(observations, sample.observations), sample.observations);
        assert.equal(observations.length, sample.observations.length);
        assert.deepEqual(warnings, []);
        assert.deepEqual([...records.keys()], [format.id]);
        assert.equal(read, objects);
      });
    }
  }
}
