import { analyze } from '../../../src/analyze.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Artefact } from '../../../src/sources/artefact.ts';
import type { FoundBundles } from '../../../src/sources/bundles/describe-bundles.ts';
import { PRODUCERS } from '../../../src/sources/bundles/index.ts';
import { createBundleScout } from '../../../src/sources/bundles/scout.ts';
import { PLAIN_OPTIONS } from '../../plain-options.ts';

/** Files by path, archives as `name!/member`. */
export type Files = Readonly<Record<string, string>>;

const HEAD_BYTES = 64 * 1024;

/** Shows the files to a scout, as reading does. */
export function findBundles(files: Files): FoundBundles {
  const scout = createBundleScout(PRODUCERS);
  for (const [path, text] of Object.entries(files)) scout.see(path, Buffer.from(text).subarray(0, HEAD_BYTES));
  return scout.find();
}

/** The same files below a folder or in an archive (`name!`). */
export function placeBelow(root: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]));
}

/** Analyses the files as `pullmortem analyze` does. `times` are those of members in their archive's headers. */
export async function analyzeFiles(files: Files, times: Files = {}): Promise<Report> {
  const { report } = await analyze(toArtefacts(files, times), PLAIN_OPTIONS);
  return report;
}

async function* toArtefacts(files: Files, times: Files): AsyncGenerator<Artefact> {
  for (const [path, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    yield {
      path,
      bytes: bytes.length,
      modifiedAt: times[path] === undefined ? null : { instant: Date.parse(times[path]), by: 'archive-header' },
      async *chunks() {
        if (bytes.length > 0) yield bytes;
      },
    };
  }
}
