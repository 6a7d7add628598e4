import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutRow, readColumns } from '../../../src/formats/kubectl/table.ts';

const HEADER = 'LAST SEEN   TYPE      OBJECT      MESSAGE             COUNT   NAME';
const columns = readColumns(HEADER);

test('columns begin where their headings do, which may hold a space', () => {
  assert.deepEqual(
    columns.map(({ name, start }) => [name, start]),
    [
      ['LAST SEEN', 0],
      ['TYPE', 12],
      ['OBJECT', 22],
      ['MESSAGE', 34],
      ['COUNT', 54],
      ['NAME', 62],
    ],
  );
});

/** Rows: what it shows, the row, the cells in the order of the columns; null where it is no row of the table. */
const ROWS: readonly (readonly [string, string, readonly string[] | null])[] = [
  [
    'a row as printed',
    '3s          Warning   pod/web-0   a  message          4       web-0.1',
    ['3s', 'Warning', 'pod/web-0', 'a  message', '4', 'web-0.1'],
  ],
  [
    'an empty cell',
    '3s          Warning               a message           4       web-0.1',
    ['3s', 'Warning', '', 'a message', '4', 'web-0.1'],
  ],
  ['a row that is cut off', '3s          Warning   pod/web-0', ['3s', 'Warning', 'pod/web-0', '', '', '']],
  [
    'a message whose edited text has moved what follows',
    '3s          Warning   pod/web-0   a  longer message than its column   4       web-0.1',
    ['3s', 'Warning', 'pod/web-0', 'a  longer message than its column', '4', 'web-0.1'],
  ],
  ['another line', 'The quick brown fox jumps over the lazy dog and on.', null],
  ['a row with tabs', '3s\tWarning\tpod/web-0\ta message\t4\tweb-0.1', null],
];

for (const [title, row, cells] of ROWS)
  test(`a table's row is cut by its columns: ${title}`, () => {
    const cut = cutRow(row, columns);
    assert.deepEqual(cut && [...cut.values()], cells);
  });
