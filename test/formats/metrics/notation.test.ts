import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { splitCsvRow } from '../../../src/formats/metrics/csv-row.ts';
import { readSeriesText } from '../../../src/formats/metrics/labels.ts';
import { readPanelColumns, readPanelTime } from '../../../src/formats/metrics/panel-columns.ts';
import { readTimestamp, readValue } from '../../../src/formats/metrics/sample-text.ts';
import { createTimeList } from '../../../src/formats/metrics/time-list.ts';

suite('a series as text', () => {
  const read: readonly [string, Record<string, string> | null, string][] = [
    ['up{job="x"} 1', { __name__: 'up', job: 'x' }, ' 1'],
    ['up{job="x",} 1', { __name__: 'up', job: 'x' }, ' 1'],
    ['up{} 1', { __name__: 'up' }, ' 1'],
    ['{__name__="up", job="x"} 5 60000', { __name__: 'up', job: 'x' }, ' 5 60000'],
    ['{"my.metric", "a.b"="c", d="e"} 1', { __name__: 'my.metric', 'a.b': 'c', d: 'e' }, ' 1'],
    ['m{a="x} =>, \\"y\\" \\\\ \\n"} =>', { __name__: 'm', a: 'x} =>, "y" \\ \n' }, ' =>'],
    ['m { a = "b" } 1', null, ''],
    ['m{ a = "b" , c = "d" } 1', { __name__: 'm', a: 'b', c: 'd' }, ' 1'],
    ['m{a="b"', null, ''],
    ['m{a="b} 1', null, ''],
    ['m{a=~"b"} > 0', null, ''],
    ['m{a="b" c="d"} 1', null, ''],
    ['m 1', null, ''],
    ['', null, ''],
  ];
  for (const [text, labels, rest] of read) {
    test(text || '(nothing)', () => {
      const series = readSeriesText(text);
      assert.deepEqual(series && Object.fromEntries(series.labels), labels);
      if (series) assert.equal(text.slice(series.end), rest);
    });
  }

  test('a label called like a property of objects is a label', () => {
    assert.equal(readSeriesText('m{__proto__="x"}')?.labels.get('__proto__'), 'x');
  });

  test('a megabyte of opening quotes and blanks is refused at once', () => {
    const started = process.hrtime.bigint();
    for (const text of [`m{${' '.repeat(1e6)}`, `m{${'a="",'.repeat(150_000)}`, `m{a="${'\\"'.repeat(500_000)}`])
      assert.equal(readSeriesText(text), null);
    assert.ok(Number(process.hrtime.bigint() - started) < 3e9);
  });
});

suite('times and values of samples', () => {
  const times: readonly [string, number | null][] = [
    ['1795261888021', 1795261888021],
    ['1795261888.021', 1795261888021],
    ['1795261888', 1795261888000],
    ['60.000', 60000],
    ['0.000', 0],
    ['1.795261888e9', 1795261888000],
    ['1795261888021000', null],
    ['1795261888021000000', null],
    ['NaN', null],
    ['x', null],
    ['', null],
  ];
  for (const [text, ms] of times) test(`time ${text}`, () => assert.equal(readTimestamp(text), ms));

  const values: readonly [string, number | null][] = [
    ['1', 1],
    ['1e+00', 1],
    ['NaN', Number.NaN],
    ['+Inf', Infinity],
    ['-Inf', -Infinity],
    ['', null],
    ['1 K', null],
    ['{count:1}', null],
  ];
  for (const [text, value] of values) test(`value ${text}`, () => assert.equal(readValue(text), value));

  const cells: readonly [string, ReturnType<typeof readPanelTime>][] = [
    ['1720998600000', { ms: 1720998600000, isLocal: false }],
    ['2024-07-14 23:10:00', { ms: 1720998600000, isLocal: true }],
    ['2024-07-14T23:10:00.5Z', { ms: 1720998600500, isLocal: false }],
    ['2024-02-31 25:10:00', null],
    ['1720998600', null],
    ['', null],
  ];
  for (const [text, time] of cells) test(`panel time ${text}`, () => assert.deepEqual(readPanelTime(text), time));
});

suite('panel data', () => {
  const rows: readonly [string, string, readonly string[] | null][] = [
    ['a,b,', ',', ['a', 'b', '']],
    ['"a,b";"c""d"', ';', ['a,b', 'c"d']],
    ['"","x"', ',', ['', 'x']],
    ['a\tb', '\t', ['a', 'b']],
    ['"a', ',', null],
    ['', ',', ['']],
  ];
  for (const [text, separator, cells] of rows)
    test(`row ${JSON.stringify(text)}`, () => assert.deepEqual(splitCsvRow(text, separator), cells));

  test('columns are series, labels of a table, or neither', () => {
    const kinds = (names: string[]): string[] => readPanelColumns(names).map(({ kind }) => kind);
    assert.deepEqual(kinds(['Time', '{pod="a"}', 'my legend', 'Value']), ['other', 'value', 'other', 'other']);
    assert.deepEqual(kinds(['Time', 'pod', 'a b', 'Value #A']), ['other', 'label', 'other', 'value']);
    assert.deepEqual(kinds(['Time', 'pod']), ['other', 'other']);
  });
});

test('a list of times grows, sorts what comes out of order and drops what comes twice', () => {
  const list = createTimeList();
  for (let index = 0; index < 100; index += 1) list.push(index);
  list.push(99);
  assert.equal(list.length(), 100);
  list.push(50);
  list.push(-1);
  assert.deepEqual([...list.toSorted()], [-1, ...Array.from({ length: 100 }, (_, index) => index)]);
});
