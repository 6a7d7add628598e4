import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { makeFolder, makeTar, readAll, streamOf } from './archives.ts';

/** Characters of one, two, three and four bytes, and of two words in UTF-16. */
const TEXT = 'NAME  READY\r\nweb-0 0/1 – “Zürich” 名前 🐳\r\n'.repeat(500);

const LITTLE = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');
const BIG = Buffer.from(LITTLE).swap16();

const ROWS: readonly (readonly [string, Buffer])[] = [
  ['UTF-16 with the low byte first, as PowerShell writes', LITTLE],
  ['UTF-16 with the high byte first', BIG],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-8', Buffer.from(TEXT)],
];

for (const [title, bytes] of ROWS) {
  test(`${title} is given as UTF-8 without a mark, wherever chunks end`, async () => {
    for (const pieceBytes of [1, 2, 3, 7, 4096, bytes.length]) {
      const { artefacts } = await readAll(['-'], { stdin: streamOf(bytes, pieceBytes) });
      assert.equal(Buffer.from(artefacts[0]?.text ?? '', 'latin1').toString(), TEXT, `in pieces of ${pieceBytes}`);
    }
  });
}

test('UTF-16 is decoded on disk, compressed and in archives', async (context) => {
  const folder = makeFolder(context);
  writeFileSync(join(folder, 'a.log'), LITTLE);
  writeFileSync(join(folder, 'b.log.gz'), gzipSync(BIG));
  writeFileSync(join(folder, 'c.tar'), await makeTar([{ name: 'c.log', content: LITTLE }]));
  const { artefacts } = await readAll([folder]);
  assert.equal(artefacts.length, 3);
  for (const { text, path } of artefacts) assert.equal(Buffer.from(text, 'latin1').toString(), TEXT, path);
});

test('UTF-16 that is cut within a character shows that', async () => {
  const bytes = Buffer.from('\uFEFFab🐳', 'utf16le');
  const { artefacts } = await readAll(['-'], { stdin: streamOf(bytes.subarray(0, -1)) });
  assert.equal(Buffer.from(artefacts[0]?.text ?? '', 'latin1').toString(), 'ab\uFFFD');
});
