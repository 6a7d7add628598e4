import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextFormat } from '../../../src/formats/format.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import { createNeedleSearch } from '../../../src/formats/text/needle-search.ts';
import { seedRandom } from '../../lab/random.ts';

const needlesOfFormats = FORMATS.filter((format): format is TextFormat => format.kind === 'text')
  .flatMap((format) => format.needles)
  .filter((needle) => !needle.startsWith('\n'));

test('needles that may stand anywhere have ten bytes at least, or all of the scan slows down', () => {
  assert.deepEqual(
    needlesOfFormats.filter((needle) => Buffer.byteLength(needle) < 10),
    [],
  );
});

/** Numbers of the lines that the search finds, from 0. */
function findLines(needles: readonly string[], text: string): number[] {
  const bytes = Buffer.from(text);
  const hits: number[] = [];
  createNeedleSearch(needles).find(bytes, 0, bytes.length, hits);
  return hits.map((hit) => bytes.toString('latin1', 0, hit).split('\n').length - 1);
}

test('the search finds exactly the lines that hold a needle, in texts made of pieces of needles', () => {
  const random = seedRandom(7);
  const sets = [
    needlesOfFormats,
    ['abcde', 'bcdef', 'cdefgh'],
    ['aaaaa', 'aaaaab'],
    ['Name:\t', 'Failed to pull image', 'pull image ', 'ünïcode näh'],
  ];
  for (const needles of sets) {
    for (let round = 0; round < 60; round++) {
      const lines: string[] = [];
      for (let count = random.integer(1, 60); count > 0; count--) {
        let line = '';
        while (random.integer(0, 4) > 0) {
          const needle = random.pick(needles);
          const from = random.integer(0, needle.length - 1);
          line += random.integer(0, 3) === 0 ? needle : needle.slice(from, random.integer(from, needle.length));
          if (random.integer(0, 2) === 0) line += random.suffix(random.integer(0, 12));
        }
        lines.push(line);
      }
      const expected = lines.flatMap((line, index) => (needles.some((needle) => line.includes(needle)) ? [index] : []));
      assert.deepEqual(findLines(needles, `${lines.join('\n')}\n`), expected, JSON.stringify(lines));
    }
  }
});

test('a needle does not reach over a line end, nor out of the range', () => {
  assert.deepEqual(findLines(['needle'], 'need\nle\nxneedlex\nnee\n'), [2]);
  const bytes = Buffer.from('needle\nab needle\nneedle\n');
  const hits: number[] = [];
  createNeedleSearch(['needle']).find(bytes, 7, 17, hits);
  assert.equal(hits.length, 1);
});

test('needles that are too short or hold a line feed are refused', () => {
  assert.throws(() => createNeedleSearch(['pull']), /shorter than 5 bytes/);
  assert.throws(() => createNeedleSearch(['needle\n']), /line feed/);
});
