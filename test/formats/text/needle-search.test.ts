import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextFormat } from '../../../src/formats/format.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import { createNeedleSearch } from '../../../src/formats/text/search/needle-search.ts';
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

/** Numbers of the lines that the search finds, from 0, which begin where it says; and how many lines it counts. */
function findLines(needles: readonly string[], text: string): { found: number[]; lineCount: number } {
  const bytes = Buffer.from(text);
  const { starts, ends, before, lineCount } = createNeedleSearch(needles).find(bytes, 0, bytes.length);
  for (const [index, start] of starts.entries()) {
    const passed = bytes.toString('latin1', 0, start);
    assert.ok(start === 0 || passed.endsWith('\n'), `a line begins at ${start}`);
    assert.equal(passed.split('\n').length - 1, before[index]);
    assert.equal(ends[index], bytes.indexOf('\n', start));
  }
  return { found: [...before], lineCount };
}

test('the search finds exactly the lines that hold a needle, in texts made of pieces of needles', () => {
  const random = seedRandom(7);
  const sets = [
    needlesOfFormats,
    ['\nName:', '\nNA', 'Namespace:', 'abcdefgh'],
    ['\nLAST'],
    ['abcde', 'bcdef', 'cdefgh'],
    ['aaaaa', 'aaaaab'],
    ['Name:\t', 'Failed to pull image', 'pull image ', 'ünïcode näh'],
  ];
  for (const needles of sets) {
    for (let round = 0; round < 60; round++) {
      const lines: string[] = [];
      for (let count = random.integer(1, 60); count > 0; count--) {
        let line = random.integer(0, 3) === 0 ? random.pick([' ', '\t', '    ', ' '.repeat(63), ' '.repeat(64)]) : '';
        while (random.integer(0, 4) > 0) {
          const needle = random.pick(needles).replace('\n', '');
          const from = random.integer(0, needle.length - 1);
          line += random.integer(0, 3) === 0 ? needle : needle.slice(from, random.integer(from, needle.length));
          if (random.integer(0, 2) === 0) line += random.suffix(random.integer(0, 12));
        }
        lines.push(line);
      }
      const expected = lines.flatMap((line, index) => (needles.some((needle) => holds(line, needle)) ? [index] : []));
      const actual = findLines(needles, `${lines.join('\n')}\n`);
      assert.deepEqual(actual, { found: expected, lineCount: lines.length }, JSON.stringify(lines));
    }
  }
});

/** A needle with a line feed stands at the beginning of a line, up to 64 blanks aside. */
function holds(line: string, needle: string): boolean {
  return needle.startsWith('\n') ? line.replace(/^[ \t]{1,64}/, '').startsWith(needle.slice(1)) : line.includes(needle);
}

test('needles are found where slices of 64 KiB meet, and lines are counted over them', () => {
  const needles = ['a needle', '\nName:'];
  for (let shift = -12; shift <= 12; shift++) {
    const before = `${'x'.repeat(999)}\n`.repeat(65);
    const rest = 65_536 - before.length + shift;
    for (const [line, isFound] of [
      ['a needle', true],
      ['  Name:', true],
      ['a nedele', false],
    ] as const) {
      const text = `${before}${'y'.repeat(rest - 1)}\n${line}\n${before}${'y'.repeat(rest)}${line}\n`;
      const isInside = isFound && line === 'a needle';
      const expected = [...(isFound ? [66] : []), ...(isInside ? [132] : [])];
      assert.deepEqual(findLines(needles, text), { found: expected, lineCount: 133 }, `${line} ${shift}`);
    }
  }
});

test('a line of several slices is found by the needle at its end', () => {
  const { found, lineCount } = findLines(['a needle'], `first\n${'x'.repeat(200_000)}a needle\nlast\n`);
  assert.deepEqual({ found, lineCount }, { found: [1], lineCount: 3 });
});

test('a needle does not reach over a line end, nor out of the range', () => {
  assert.deepEqual(findLines(['needle'], 'need\nle\nxneedlex\nnee\n'), { found: [2], lineCount: 4 });
  const bytes = Buffer.from('needle\nab needle\nneedle\n');
  const found = createNeedleSearch(['needle', '\nne']).find(bytes, 7, 17);
  assert.deepEqual(found, { starts: [7], ends: [16], before: [0], lineCount: 1, hasEscapes: false });
});

test('an escape character is seen wherever it stands in the range, and nowhere else', () => {
  const search = createNeedleSearch(['needle']);
  const bytes = Buffer.from(`${'x'.repeat(70_000)}\n`);
  for (const at of [0, 1, 15, 16, 17, 65_535, 65_536, 69_983, 69_984, 69_999]) {
    bytes[at] = 0x1b;
    assert.equal(search.find(bytes, 0, bytes.length).hasEscapes, true, `at ${at}`);
    bytes[at] = 0x78;
    assert.equal(search.find(bytes, 0, bytes.length).hasEscapes, false, 'the next search has forgotten it');
  }
  const around = Buffer.from('\x1b first\nthe second\n\x1b third\n');
  assert.equal(search.find(around, 8, 19).hasEscapes, false, 'before the range and behind it');
});

test('needles that are too short or hold a line feed are refused', () => {
  assert.throws(() => createNeedleSearch(['pull']), /shorter than 5 bytes/);
  assert.throws(() => createNeedleSearch(['needle\n']), /line feed/);
  assert.throws(() => createNeedleSearch(['\nN']), /shorter than 3 bytes/);
  assert.throws(() => createNeedleSearch(['\nName\n']), /second line feed/);
});
