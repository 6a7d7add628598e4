import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGoString } from '../../../src/formats/text/go-quote.ts';

// What strconv.Unquote of Go 1.22 gives.
const CASES: readonly (readonly [string, string | null])[] = [
  ['"plain"', 'plain'],
  ['""', ''],
  [String.raw`"a \"b\" \\ c"`, String.raw`a "b" \ c`],
  [String.raw`"\\\"x\\\""`, String.raw`\"x\"`],
  [String.raw`"tab\tline\nbell\a"`, 'tab\tline\nbell\x07'],
  [String.raw`"\u00e9 \U0001F600 \x41 \101"`, 'é 😀 A A'],
  [String.raw`"\xc3\xa9"`, 'é'],
  [String.raw`"\xff"`, '\ufffd'],
  [String.raw`"C:\\new\\table"`, String.raw`C:\new\table`],
  [String.raw`"\'"`, null],
  [String.raw`"\q"`, null],
  [String.raw`"\u12"`, null],
  [String.raw`"\ud800"`, null],
  [String.raw`"\400"`, null],
  [String.raw`"open\"`, null],
  ['"one" more', null],
  ['none', null],
];

for (const [text, expected] of CASES) {
  test(`Go's quoting undone: ${text}`, () => {
    const read = readGoString(text, 0);
    assert.equal(read && read.end === text.length ? read.value : null, expected);
  });
}

test('a quoted string within a text ends at its own closing quote', () => {
  assert.deepEqual(readGoString(String.raw`err="a \"b\"" pod="x"`, 4), { value: 'a "b"', end: 13 });
});

test('a hundred thousand backslashes are read in no time', () => {
  const text = `"${'\\'.repeat(100_000)}`;
  const started = performance.now();
  assert.equal(readGoString(text, 0), null);
  assert.equal(readGoString(`${text}"`, 0)?.value.length, 50_000);
  assert.ok(performance.now() - started < 1000);
});
