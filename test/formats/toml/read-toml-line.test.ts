import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readTomlLine, readTomlList } from '../../../src/formats/toml/read-toml-line.ts';

suite('lines of TOML', () => {
  const value = (key: string, value: unknown, isOpen = false, path = [key]) => ({
    kind: 'value',
    key,
    path,
    value,
    isOpen,
  });
  const table = (path: readonly string[], isElement = false) => ({ kind: 'table', path, isElement });
  for (const [line, expected] of [
    ['', { kind: 'blank' }],
    ['  # a comment', { kind: 'blank' }],
    ['[registries.search]', table(['registries', 'search'])],
    ['  [[registry.mirror]]  # first', table(['registry', 'mirror'], true)],
    ['[host."https://a.example:5000/v2"]', table(['host', 'https://a.example:5000/v2'])],
    ["[host.'https://a.example'.header]", table(['host', 'https://a.example', 'header'])],
    ['[[half]', null],
    ['[]', null],
    ['location = "a.example/b" # why', value('location', 'a.example/b')],
    ["location='a.example'", value('location', 'a.example')],
    ['text = "a \\"b\\" c"', value('text', 'a "b" c')],
    ['blocked = true', value('blocked', true)],
    ['blocked=false# no', value('blocked', false)],
    ['list = ["a", \'b\',]', value('list', ['a', 'b'])],
    ['list = ["a]", # "b" ]', value('list', ['a]'], true)],
    ['list = [', value('list', [], true)],
    ['empty = []', value('empty', [])],
    ['number = 5', value('number', null)],
    ['"quoted key" = "x"', value('quoted key', 'x')],
    ['a."b.c" . d = "x"', value('a.b.c.d', 'x', false, ['a', 'b.c', 'd'])],
    ['[a."[::1]:5000".b]', table(['a', '[::1]:5000', 'b'])],
    ['a..b = 1', null],
    ['Nov 21 10:00:00 node kubelet: x = "y"', null],
    ['no assignment', null],
  ] as const) {
    test(line === '' ? '(an empty line)' : line, () => assert.deepEqual(readTomlLine(line), expected));
  }

  test('lists over several lines end at their bracket, not at one in a text or comment', () => {
    assert.deepEqual(readTomlList('  "a]", # ]'), { texts: ['a]'], isOpen: true });
    assert.deepEqual(readTomlList('"b" ]'), { texts: ['b'], isOpen: false });
  });

  test('a long line of brackets and quotes takes no time', () => {
    const line = `x = [${'"\\'.repeat(50_000)}`;
    const started = process.hrtime.bigint();
    readTomlLine(line);
    readTomlLine(`[${'['.repeat(100_000)}`);
    readTomlList('"\\'.repeat(50_000));
    for (let count = 0; count < 100; count += 1) readTomlLine(`x = [${'"\\'.repeat(2000)}`);
    assert.ok(process.hrtime.bigint() - started < 500_000_000n);
  });
});
