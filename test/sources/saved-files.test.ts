import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertGolden } from '../golden.ts';
import { buildSummary, buildTable, findMiscounts } from './saved-files/build-table.ts';
import { IS_NOTE } from './saved-files/count-held.ts';
import { readSavedFiles, type SavedFile } from './saved-files/read-files.ts';

/**
 * Folders of saved files that are not part of the project: `kubectl`, `prometheus`, `journald` and `real` in the folder
 * that this variable names. Without it, only the sample is read.
 */
const FOLDER = process.env['PULLMORTEM_SAVED_FILES'] ?? '';
const HERE = fileURLToPath(new URL('saved-files/', import.meta.url));

function checkFolder(name: string, folder: string, buildGolden: (files: readonly SavedFile[]) => string): void {
  const skip = existsSync(folder) ? false : 'PULLMORTEM_SAVED_FILES names no folder with it';
  suite(name, { skip }, async () => {
    const files = skip ? [] : await readSavedFiles(folder);

    test('each file gives what the table says', () => {
      assertGolden(buildGolden(files), join(HERE, `${name}.tsv`));
    });

    test('as many records are counted as each file holds', () => {
      assert.ok(files.some(({ held }) => held !== null && held.count > 0));
      assert.deepEqual(findMiscounts(files), []);
    });

    test('what is skipped says why, and what is read in part says of what', () => {
      const mute = files.filter(({ inputs, warnings }) =>
        inputs.some(({ status, note }) => status !== 'read' && note === null && warnings.length === 0),
      );
      assert.deepEqual(
        mute.map(({ path }) => path),
        [],
      );
    });

    // Bundles hold pages on operators and alerts, which speak of pulls in general: there the table names each.
    test('nothing is skipped that speaks of pulls', { skip: buildGolden === buildSummary }, () => {
      const missed = files.filter(
        ({ path, inputs, mentions }) =>
          mentions > 0 && !IS_NOTE.test(path) && inputs.every(({ status }) => status === 'skipped'),
      );
      assert.deepEqual(
        missed.map(({ path }) => path),
        [],
      );
    });
  });
}

checkFolder('sample', join(HERE, 'sample'), buildTable);
for (const name of ['kubectl', 'prometheus', 'journald']) checkFolder(name, join(FOLDER, name), buildTable);
checkFolder('real', join(FOLDER, 'real'), buildSummary);
