import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadContext, TextFormat } from '../../src/formats/format.ts';
import { FORMATS } from '../../src/formats/index.ts';

/** How lines begin that the readers look at closely, what is repeated behind, and how they end. */
const STARTS = [
  'Failed to pull image "a:1": ',
  '$ crictl pull ',
  'FATA[0000] pulling image: ',
  'failed to pull image x: output: ',
  'Error from server (BadRequest): container "a" in pod "b" is waiting to start: ',
  '  "message": "',
  'time="2024-01-01T00:00:00Z" level=error msg="',
  'NAME   READY   STATUS   RESTARTS   AGE',
  'web-0 0/1 ErrImagePull 0 ',
  '',
];
const FILLS = [' ', '\t', '"', '\\"', 'a', '1:', '| ', 'a-', '[', '{', ': ', 'image "'];
const ENDS = ['', 'y'];
const BYTES = 19_000;
/** A pattern that looks at each blank again and again takes seconds. */
const MOST_MS = 1000;

const CONTEXT: ReadContext = {
  artefact: 0,
  path: 'hostile.txt',
  clock: (notation, keeper, offsetMinutes = null) => ({ id: 'clock', artefact: 0, notation, keeper, offsetMinutes }),
  observe: () => null,
  record() {},
  warn() {},
};

for (const format of FORMATS.filter((each): each is TextFormat => each.kind === 'text')) {
  test(`${format.id}: no line takes long, whatever it repeats`, () => {
    const reader = format.reader(CONTEXT);
    let number = 1;
    for (const start of STARTS) {
      for (const fill of FILLS) {
        for (const end of ENDS) {
          const began = performance.now();
          reader.line({ number: number++, text: start + fill.repeat(BYTES / fill.length) + end });
          reader.line({ number: number++, text: '' });
          const took = performance.now() - began;
          assert.ok(took < MOST_MS, `${took.toFixed(0)} ms for ${JSON.stringify([start, fill, end])}`);
        }
      }
    }
    reader.end();
  });
}
