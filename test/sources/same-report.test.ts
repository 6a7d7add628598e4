import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Report } from '../../src/model/report.ts';
import { analyzePaths } from '../figures/analyze-paths.ts';
import { makeFolder, makeTar, readAll } from './archives.ts';
import { makeZip } from './make-zip.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/a-tag-typo-seen-by-four-sources/input/', import.meta.url));
const DATA = fileURLToPath(new URL('./data/', import.meta.url));
const FILES = readdirSync(FOLDER).sort();

/** The files, in an order that is none of a folder. */
const members = FILES.toReversed().map((name) => ({ name, content: readFileSync(join(FOLDER, name)) }));
const tar = await makeTar(members);

/** Archives of the folder: made here where Node can write them, else packed by the programs themselves (data/README.md). */
const ARCHIVES: readonly (readonly [string, Buffer])[] = [
  ['bundle.tar', tar],
  ['bundle.tar.gz', gzipSync(tar)],
  ['by-node.zip', makeZip(members)],
  ['zip-in-tar.gz', gzipSync(await makeTar([{ name: 'node.zip', content: makeZip(members) }]))],
  ...['bundle.zip', 'bundle-streamed.zip', 'bundle.tar.xz', 'bundle.tar.zst', 'bundle.tar.bz2'].map(
    (name) => [name, readFileSync(join(DATA, name))] as const,
  ),
];

/** A report with all that stands before a file's own name taken off its paths. */
function withoutArchives(report: Report): unknown {
  return JSON.parse(JSON.stringify(report).replaceAll(/[\w.-]+!\//g, ''));
}

suite('a folder and its archives give the same report but for the paths', async () => {
  const expected = await analyzePaths([FOLDER]);

  test('the folder has incidents and all of its files are read', () => {
    assert.ok(expected.incidents.length > 0);
    assert.deepEqual(
      expected.inputs.map(({ path }) => path),
      FILES,
    );
  });

  for (const [name, bytes] of ARCHIVES) {
    test(name, async (context) => {
      const file = join(makeFolder(context), name);
      writeFileSync(file, bytes);
      const { artefacts } = await readAll([file]);
      const contents = artefacts.map(({ path, text }) => [path.replace(/^.*!\//, ''), text]).sort();
      const wanted = members.map(({ name, content }) => [name, content.toString('latin1')]).sort();
      assert.deepEqual(contents, wanted, 'the case was captured anew: run test/sources/data/make.sh');

      const report = await analyzePaths([file]);
      assert.ok(report.inputs.every(({ path }) => path.startsWith(`${name}!/`)));
      assert.deepEqual(withoutArchives(report), withoutArchives(expected));
    });
  }

  test('the folder as PowerShell saves it, in UTF-16, but for the sizes', async (context) => {
    const folder = join(makeFolder(context), 'input');
    mkdirSync(folder);
    for (const { name, content } of members) {
      writeFileSync(join(folder, name), Buffer.from(`\uFEFF${content.toString()}`, 'utf16le'));
    }
    const report = await analyzePaths([folder]);
    const withoutSizes = ({ inputs, ...rest }: Report) => ({
      ...rest,
      inputs: inputs.map(({ bytes: _, ...input }) => input),
    });
    assert.deepEqual(withoutSizes(report), withoutSizes(expected));
  });
});
