import { analyze } from '../../src/analyze.ts';
import type { Report } from '../../src/model/report.ts';
import type { Artefact } from '../../src/sources/artefact.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { PLAIN_OPTIONS } from '../plain-options.ts';

/** Analyses files as the command line does, but for the members of archives that are not to be seen. */
export async function analyzePaths(
  paths: readonly string[],
  keep: (path: string) => boolean = () => true,
): Promise<Report> {
  const sources = openSources(paths, {
    limits: DEFAULT_LIMITS,
    stdin: nothing(),
    exclude: () => false,
    warn: () => {},
  });
  const { report } = await analyze(filter(sources, keep), PLAIN_OPTIONS);
  return report;
}

async function* filter(artefacts: AsyncIterable<Artefact>, keep: (path: string) => boolean): AsyncGenerator<Artefact> {
  for await (const artefact of artefacts) if (keep(artefact.path)) yield artefact;
}

async function* nothing(): AsyncGenerator<Buffer> {}
