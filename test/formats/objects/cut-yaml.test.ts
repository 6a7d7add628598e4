import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createYamlCutter } from '../../../src/formats/objects/cut-yaml.ts';
import { recordPieces } from './record-pieces.ts';

const cut = (text: string, borders?: readonly number[]): string[] =>
  recordPieces(createYamlCutter, Buffer.from(text), borders);

/** Rows: what it shows, the text, the pieces. */
const ROWS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a document that stands alone',
    'kind: Pod\nmetadata:\n  a: 1\n',
    ['object 1 null null kind: Pod\nmetadata:\n  a: 1\n'],
  ],
  ['a document without a last line break', 'kind: Pod', ['object 1 null null kind: Pod']],
  [
    'documents, comments and directives',
    '# saved\n%YAML 1.2\n---\na: 1\n...\n---\n# nothing\n--- # two\n\nb: 2\n',
    ['object 4 null null a: 1\n', 'object 10 null null b: 2\n'],
  ],
  [
    'a list with its dashes at the margin',
    'apiVersion: v1\nitems:\n- a: 1\n  b:\n  - c\n- a: 2\nkind: List\n',
    [
      'object 3 0 null - a: 1\n  b:\n  - c\n',
      'object 6 1 null - a: 2\n',
      'list 2 0 apiVersion: v1\nitems:\nkind: List\n',
    ],
  ],
  [
    'a list with its dashes indented, and kind before it',
    'kind: PodList\nitems:\n\n  - a: 1\n    b: 2\n  - a: 2\n',
    ['object 4 0 PodList   - a: 1\n    b: 2\n', 'object 6 1 PodList   - a: 2\n', 'list 2 0 kind: PodList\nitems:\n\n'],
  ],
  [
    'block texts and blank lines in items',
    'items:\n- text: |\n    - a: 1\n\n    kind: Pod\n\n- a: 2\nkind: List\n',
    [
      'object 2 0 null - text: |\n    - a: 1\n\n    kind: Pod\n\n',
      'object 7 1 null - a: 2\n',
      'list 2 0 items:\nkind: List\n',
    ],
  ],
  ['a bare sequence', '- a: 1\n- a: 2\n', ['object 1 0 null - a: 1\n', 'object 2 1 null - a: 2\n', 'list 2 0 null']],
  [
    'a byte order mark and CRLF',
    '\uFEFFitems:\r\n- a: 1\r\nkind: List\r\n',
    ['object 2 0 null - a: 1\r\n', 'list 1 0 \uFEFFitems:\r\nkind: List\r\n'],
  ],
  ['an empty list', 'items: []\nkind: List\n', ['object 1 null null items: []\nkind: List\n']],
  ['items that are nothing', 'items:\nkind: List\n', ['object 1 null null items:\nkind: List\n']],
  [
    'two lists in one file',
    'items:\n- a: 1\nkind: List\n---\nitems:\n- a: 2\nkind: List\n',
    [
      'object 2 0 null - a: 1\n',
      'list 1 0 items:\nkind: List\n',
      'object 6 0 null - a: 2\n',
      'list 1 0 items:\nkind: List\n',
    ],
  ],
  [
    'prompts and messages around',
    '$ kubectl get pods -o yaml\nkind: Pod\nError from server (Forbidden): no\n[me@host ~]$ exit\n',
    [
      'text 1 $ kubectl get pods -o yaml',
      'text 3 Error from server (Forbidden): no',
      'text 4 [me@host ~]$ exit',
      'object 2 null null kind: Pod\n',
    ],
  ],
  [
    'a list that breaks off: the last item may be cut',
    'apiVersion: v1\nitems:\n- a: 1\n- a: 2\n  b: tex',
    ['object 3 0 null - a: 1\n', 'flaw cut-off 4 1'],
  ],
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

test('an item over the bound is left out, and the next one is read', () => {
  const long = 'x'.repeat(200);
  const rows = [
    `items:\n- a: ${long}\n- a: 1\nkind: List\n`,
    `items:\n- a: |\n${`    ${'x'.repeat(20)}\n`.repeat(20)}- a: 1\nkind: List\n`,
  ];
  for (const text of rows) {
    for (const borders of [[], [30, 60, 90, 120, 150, 180, 210]]) {
      const pieces = recordPieces(createYamlCutter, Buffer.from(text), borders, { bytes: 100, depth: 100 });
      assert.deepEqual(pieces[0], 'flaw too-large 2 0');
      assert.match(pieces[1] ?? '', /^object \d+ 1 null - a: 1\n$/);
      assert.equal(pieces.length, 3);
    }
  }
});
