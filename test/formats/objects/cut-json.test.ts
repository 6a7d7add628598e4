import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJsonCutter } from '../../../src/formats/objects/cut-json.ts';
import { recordPieces } from './record-pieces.ts';

const cut = (text: string, borders?: readonly number[]): string[] =>
  recordPieces(createJsonCutter, Buffer.from(text), borders);

/** Rows: what it shows, the text, the pieces. */
const ROWS: readonly (readonly [string, string, readonly string[]])[] = [
  ['an object that stands alone', '{"kind":"Pod"}', ['object 1 null null {"kind":"Pod"}']],
  ['a byte order mark and CRLF', '\uFEFF\r\n{"a":\r\n1}\r\n', ['object 2 null null {"a":\r\n1}']],
  [
    'several documents one after another',
    '{"a":1}\n{"items":[{"b":1}]}\n\n{"c":1}',
    ['object 1 null null {"a":1}', 'object 2 0 null {"b":1}', 'list 1 0 {"items":[]}', 'object 4 null null {"c":1}'],
  ],
  [
    'kind before the items',
    '{"kind":"PodList","items":[{"a":1},\n{"a":2}]}',
    ['object 1 0 PodList {"a":1}', 'object 2 1 PodList {"a":2}', 'list 2 0 {"kind":"PodList","items":[]}'],
  ],
  [
    'kind after the items, and `items` deeper down',
    '{"items":[{"spec":{"items":[{"x":1}]}}],"metadata":{"items":[1]},"kind":"List"}',
    ['object 1 0 null {"spec":{"items":[{"x":1}]}}', 'list 1 0 {"items":[],"metadata":{"items":[1]},"kind":"List"}'],
  ],
  ['Items of Go programs', '{"Items":[{"a":1}]}', ['object 1 0 null {"a":1}', 'list 1 0 {"Items":[]}']],
  [
    'the series of a Prometheus answer',
    '{"status":"success","data":{"resultType":"matrix","result":[{"m":1},{"m":2}]}}',
    [
      'object 1 0 null {"m":1}',
      'object 1 1 null {"m":2}',
      'list 2 0 {"status":"success","data":{"resultType":"matrix","result":[]}}',
    ],
  ],
  ['values of a list that are no objects', '{"data":{"result":[17,"4]1"]}}', ['list 0 2 {"data":{"result":[]}}']],
  ['`result` that is no list of `data`', '{"x":{"result":[1]}}', ['object 1 null null {"x":{"result":[1]}}']],
  ['a ConfigMap with a key called result', '{"data":{"result":"[{"}}', ['object 1 null null {"data":{"result":"[{"}}']],
  [
    'a bare array',
    '[{"a":1},\n{"items":[{"b":1}]}, 3]',
    ['object 1 0 null {"a":1}', 'object 2 0 null {"b":1}', 'list 1 0 {"items":[]}', 'list 2 1 null'],
  ],
  ['an empty list', '{"items":[]}', ['list 0 0 {"items":[]}']],
  ['items that are null', '{"items":null}', ['object 1 null null {"items":null}']],
  [
    'brackets, quotes and backslashes in strings',
    '{"items":[{"m":"}]\\"{\\\\"},{"n":"\\\\\\""}]}',
    ['object 1 0 null {"m":"}]\\"{\\\\"}', 'object 1 1 null {"n":"\\\\\\""}', 'list 2 0 {"items":[]}'],
  ],
  [
    'an escaped key is followed by another',
    '{"it\\"ems":1,"kind":"List","items":[{"a":"kind"}]}',
    ['object 1 0 List {"a":"kind"}', 'list 1 0 {"it\\"ems":1,"kind":"List","items":[]}'],
  ],
  [
    'text before and after',
    '$ kubectl get pods -o json\n{"a":1}\nError from server (Forbidden): no\n',
    ['text 1 $ kubectl get pods -o json', 'object 2 null null {"a":1}', 'text 3 Error from server (Forbidden): no'],
  ],
  [
    'a syntax error within an item, which is cut like any other',
    '{"items":[{"a":1,,},{"a":tru},{"a":2}]}',
    ['object 1 0 null {"a":1,,}', 'object 1 1 null {"a":tru}', 'object 1 2 null {"a":2}', 'list 3 0 {"items":[]}'],
  ],
  ['a file that ends within an item', '{"items":[\n{"a":1},\n{"a":"2', ['object 2 0 null {"a":1}', 'flaw cut-off 3 1']],
  ['a file that ends between items', '{"items":[{"a":1},\n', ['object 1 0 null {"a":1}', 'flaw cut-off 2 null']],
  ['a file that ends within an object', '{"a":{', ['flaw cut-off 1 null']],
  ['a file that ends after the list', '{"items":[{"a":1}],', ['object 1 0 null {"a":1}', 'flaw cut-off 1 null']],
];

for (const [title, text, expected] of ROWS) {
  test(`cuts ${title}, wherever chunks end`, () => {
    assert.deepEqual(cut(text), expected);
    const length = Buffer.byteLength(text);
    for (let border = 0; border <= length; border += 1) assert.deepEqual(cut(text, [border]), expected, `at ${border}`);
    const each = Array.from({ length }, (_, index) => index);
    assert.deepEqual(cut(text, each), expected, 'byte by byte');
  });
}

const item = (name: string): string =>
  `        {\n            "metadata": {\n                "name": "${name}"\n            }\n        }`;
const list = (items: readonly string[]): string =>
  `{\n    "items": [\n${items.join(',\n')}\n    ],\n    "kind": "List"\n}\n`;

/** Rows: what is wrong with the middle one of three items. */
const BROKEN: readonly (readonly [string, string])[] = [
  ['a closing brace is missing', item('b').replace('            }\n', '')],
  ['its last brace is missing', item('b').replace(/\n {8}\}$/, '')],
  ['a string is not closed', item('b').replace('"b"', '"b')],
];

for (const [title, broken] of BROKEN) {
  test(`loses only the item in which ${title}`, () => {
    const pieces = cut(list([item('a'), broken, item('c')]));
    const whole = pieces.filter((piece) => piece.startsWith('object') && isJson(piece.slice(piece.indexOf('{'))));
    assert.deepEqual(
      whole.map((piece) => [/"name": "(.)"/.exec(piece)?.[1], piece.split(' ')[1]]),
      [
        ['a', '3'],
        ['c', String(8 + broken.split('\n').length)],
      ],
    );
    assert.match(pieces.at(-1) ?? '', /^list 3 0 /);
  });
}

test('an item with an odd indentation is whole all the same', () => {
  const odd = item('b').replace('            "metadata"', '  "metadata"').replace('            }', '    }');
  const pieces = cut(list([item('a'), odd, item('c')]));
  assert.deepEqual(
    pieces.map((piece) => piece.split(' ', 2).join(' ')),
    ['object 3', 'object 8', 'object 13', 'list 3'],
  );
});

test('an item over the bound is left out, and the next one is read', () => {
  const text = `{"items":[{"a":"${'x'.repeat(200)}"},{"a":1}]}`;
  for (const borders of [[], [50, 100, 150]]) {
    const pieces = recordPieces(createJsonCutter, Buffer.from(text), borders, { bytes: 100, depth: 200 });
    assert.deepEqual(pieces, ['flaw too-large 1 0', 'object 1 1 null {"a":1}', 'list 2 0 {"items":[]}']);
  }
});

test('an item that is nested 100,000 levels deep is left out, and the next one is read', () => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  assert.deepEqual(cut(`{"items":[${deep},{"a":1}]}`), [
    'flaw too-deep 1 0',
    'object 1 1 null {"a":1}',
    'list 2 0 {"items":[]}',
  ]);
});

test('100,000 brackets that are never closed are one cut-off object', () => {
  assert.deepEqual(cut('[{"a":'.repeat(100_000)), ['flaw cut-off 1 0']);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
