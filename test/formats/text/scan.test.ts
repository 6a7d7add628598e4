import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineVerdict, TextFormat } from '../../../src/formats/format.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import { cutChunks, scanChunks } from './run-samples.ts';

/** A format that notes the lines it gets, and answers as told. */
function noting(id: string, needles: string[], answer: (text: string, number: number) => LineVerdict) {
  const lines: string[] = [];
  const format: TextFormat = {
    kind: 'text',
    id,
    title: id,
    description: id,
    commands: [],
    sources: [],
    samples: [],
    needles,
    reader: () => ({
      line({ number, text }) {
        const verdict = answer(text, number);
        lines.push(`${number} ${verdict}: ${text}`);
        return verdict;
      },
      end: () => lines.push('end'),
    }),
  };
  return { format, lines };
}

const NOISE = 'x'.repeat(30);
/** The first lines of a file are read whatever they hold. */
const BEFORE = `${NOISE}\n`.repeat(20);

test('lines with a needle are read with their number, at every chunk size, with and without a last line end', async () => {
  const lines = [NOISE, 'a pull failed here', '', 'no pull', 'the pull failed', `${NOISE} pull failed`];
  for (const ending of ['\n', '\r\n']) {
    for (const last of ['', ending]) {
      const bytes = Buffer.from(`${BEFORE}${lines.join(ending)}${last}`);
      for (const size of [1, 2, 3, 7, 16, 61, 4096]) {
        const noted = noting('a', ['pull failed'], (text) => (text.includes('pull failed') ? 'taken' : 'ignored'));
        const { scan, warnings } = await scanChunks(cutChunks(bytes, size), [noted.format]);
        const read = noted.lines.filter((line) => line.includes('taken') || line === 'end');
        const expected = [
          '22 taken: a pull failed here',
          '25 taken: the pull failed',
          `26 taken: ${NOISE} pull failed`,
          'end',
        ];
        assert.deepEqual(read, expected, `chunks of ${size}`);
        assert.equal(scan.lines, 26);
        assert.deepEqual(warnings, []);
      }
    }
  }
});

test('only lines with a needle are decoded after the first twenty', async () => {
  const noted = noting('a', ['needle'], () => 'ignored');
  await scanChunks(cutChunks(Buffer.from(`${BEFORE}${NOISE}\nneedle\n${NOISE}\n`), 4096), [noted.format]);
  assert.deepEqual(noted.lines.slice(20), ['22 ignored: needle', 'end']);
});

test('a needle that begins with a line feed stands at the beginning of a line, blanks aside', async () => {
  const noted = noting('a', ['\nNa:'], () => 'ignored');
  const text = `${BEFORE}Na: a\n  \tNa:\nx Na:\nNa\n${' '.repeat(200)}Na:\n\nNa:`;
  for (const size of [1, 7, 4096]) {
    noted.lines.length = 0;
    await scanChunks(cutChunks(Buffer.from(text), size), [noted.format]);
    assert.deepEqual(noted.lines.slice(20), ['21 ignored: Na: a', '22 ignored:   \tNa:', '27 ignored: Na:', 'end']);
  }
});

test('a claimed line goes to the claimer alone, an ignored one to all, a passed one to the others', async () => {
  const verdicts: Record<string, LineVerdict> = {
    'needle one': 'more',
    two: 'more',
    other: 'passed',
    'four stop': 'taken',
  };
  const first = noting('first', ['needle'], (text) => verdicts[text] ?? 'ignored');
  const second = noting('second', ['needle'], (text) => (text === 'other' ? 'taken' : 'ignored'));
  const text = `${BEFORE}needle one\ntwo\nother\nfour stop\nfive\nneedle one\nlast needle\n`;
  for (const size of [5, 4096]) {
    first.lines.length = 0;
    second.lines.length = 0;
    await scanChunks(cutChunks(Buffer.from(text), size), [first.format, second.format]);
    assert.deepEqual(first.lines.slice(20), [
      '21 more: needle one',
      '22 more: two',
      '23 passed: other',
      '24 taken: four stop',
      '26 more: needle one',
      '27 ignored: last needle',
      '27 ignored: last needle',
      'end',
    ]);
    assert.deepEqual(second.lines.slice(20), ['23 taken: other', '27 ignored: last needle', 'end']);
  }
});

test('a line that several claimants pass on reaches each reader once', async () => {
  const answer = (text: string): LineVerdict => (text.startsWith('needle') ? 'more' : 'passed');
  const first = noting('first', ['needle one'], (text) => (text === 'needle two' ? 'passed' : answer(text)));
  const second = noting('second', ['needle two'], answer);
  const third = noting('third', [], (text) => (text === 'other' ? 'taken' : 'ignored'));
  const bytes = Buffer.from(`${BEFORE}needle one\nneedle two\nother\n`);
  await scanChunks(cutChunks(bytes, 4096), [first.format, second.format, third.format]);
  assert.equal(first.lines.filter((line) => line.endsWith(': other')).length, 1);
  assert.equal(second.lines.filter((line) => line.endsWith(': other')).length, 1);
  assert.deepEqual(
    third.lines.filter((line) => line.endsWith(': other')),
    ['23 taken: other'],
  );
});

test('a line over the bound is cut and warned of, whole or in pieces, and the count goes on', async () => {
  const long = 'y'.repeat(5000);
  for (const size of [64, 1 << 16]) {
    const noted = noting('a', ['needle'], () => 'taken');
    const bytes = Buffer.from(`${BEFORE}needle ${long}\n${long}needle\nneedle\n`);
    const { scan, warnings } = await scanChunks(cutChunks(bytes, size), [noted.format], 1000);
    const read = noted.lines.slice(20).filter((line) => line !== 'end');
    assert.equal(read[0], `21 taken: needle ${'y'.repeat(993)}`);
    assert.equal(read.at(-1), '23 taken: needle');
    assert.equal(scan.lines, 23);
    assert.match(warnings.join('\n'), /^21: the line is longer/m);
    assert.match(warnings.join('\n'), /^22: the line is longer/m);
  }
});

test('a byte order mark and leading NUL bytes are taken off, NUL bytes in the middle stay', async () => {
  const noted = noting('a', ['needle'], () => 'taken');
  await scanChunks(cutChunks(Buffer.from('\ufeffneedle a\n\0\0\0needle b\nneedle\0c\n'), 5), [noted.format]);
  assert.deepEqual(noted.lines, ['1 taken: needle a', '2 taken: needle b', '3 taken: needle\0c', 'end']);
});

test('invalid UTF-8 is decoded with a replacement and warned of once; a real replacement character is no defect', async () => {
  const noted = noting('a', ['needle'], () => 'taken');
  const bytes = Buffer.concat([
    Buffer.from('needle \ufffd\n'),
    Buffer.from('needle '),
    Buffer.from([0xff, 0x0a]),
    Buffer.from('needle '),
    Buffer.from([0xc3, 0x28, 0x0a]),
  ]);
  const { warnings } = await scanChunks(cutChunks(bytes, 4), [noted.format]);
  assert.equal(noted.lines[1], '2 taken: needle \ufffd');
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /^2: is not valid UTF-8/);
});

test('where the bytes break off, what came before is read, and the error goes on', async () => {
  async function* broken() {
    yield Buffer.from('needle 1\nneed');
    yield Buffer.from('le 2');
    throw new Error('the archive ends early');
  }
  const noted = noting('a', ['needle'], () => 'taken');
  await assert.rejects(scanChunks(broken(), [noted.format]), /the archive ends early/);
  assert.deepEqual(noted.lines, ['1 taken: needle 1', '2 taken: needle 2', 'end']);
});

test('the span of a log is that of its first and last own times, for each clock', async () => {
  const formats = FORMATS.filter((format): format is TextFormat => format.kind === 'text');
  const klog = (time: string, text: string) => `E0719 ${time}.000001    8607 dns.go:153] "${text}"`;
  const filler = `${klog('05:00:00', 'Nameserver limits exceeded')}\n`.repeat(4000);
  const text = `${klog('04:06:04', 'first')}\n${filler}time="2024-07-19T09:00:00Z" level=info msg="loading plugin"\n${klog('06:07:08', 'last')}\nnot a log line\n`;
  for (const size of [1000, 1 << 20]) {
    const { scan } = await scanChunks(cutChunks(Buffer.from(text), size), formats);
    assert.deepEqual(
      scan.spans.map(({ first, last }) => [first.clock.notation, first.valueMs, last.valueMs]),
      [
        ['yearless', Date.UTC(1972, 6, 19, 4, 6, 4) + 0.001, Date.UTC(1972, 6, 19, 6, 7, 8) + 0.001],
        ['absolute', Date.UTC(2024, 6, 19, 9), Date.UTC(2024, 6, 19, 9)],
      ],
    );
  }
});

test('the span of a log that is printed in reverse is in order; one over New Year is as it stands', async () => {
  const formats = FORMATS.filter((format): format is TextFormat => format.kind === 'text');
  const spanOf = async (...times: string[]) => {
    const text = times.map((time) => `I${time}.000000    8607 dns.go:153] "x"\n`).join('');
    const { scan } = await scanChunks(cutChunks(Buffer.from(text), 4096), formats);
    return scan.spans.map(({ first, last }) =>
      [new Date(first.valueMs), new Date(last.valueMs)].map((date) => date.toISOString().slice(5, 19)),
    );
  };
  assert.deepEqual(await spanOf('0719 06:00:00', '0719 05:00:00', '0719 04:00:00'), [
    ['07-19T04:00:00', '07-19T06:00:00'],
  ]);
  assert.deepEqual(await spanOf('1231 23:00:00', '0101 01:00:00'), [['12-31T23:00:00', '01-01T01:00:00']]);
});

test('a healthy log is known as such, though no line of it tells of pulls', async () => {
  const formats = FORMATS.filter((format): format is TextFormat => format.kind === 'text');
  const line =
    'Jun 26 07:05:36 worker-02 kubelet[7082]: E0626 07:05:36.881101    7082 dns.go:153] "Nameserver limits exceeded"\n';
  const { records, observations } = await scanChunks(cutChunks(Buffer.from(line.repeat(100)), 4096), formats);
  assert.deepEqual([...records.keys()], ['kubelet-log']);
  assert.equal(observations.length, 0);
});
