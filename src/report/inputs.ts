import type { ReadArtefact } from '../model/input.ts';
import type { ReportInput } from '../model/report.ts';
import type { Interval } from '../model/time.ts';
import { reportInterval } from './report-time.ts';

/**
 * The report's list of inputs: one for each format that was found in an artefact.
 *
 * @returns also the index in the list of each artefact's first entry
 */
export function writeInputs(
  artefacts: readonly ReadArtefact[],
  timed: readonly { readonly node: string | null; readonly span: Interval | null }[],
): { inputs: ReportInput[]; indexOf: number[] } {
  const written: ReportInput[] = [];
  const indexOf: number[] = [];
  for (const { index, inputs: read } of artefacts) {
    const { node, span } = timed[index] ?? { node: null, span: null };
    indexOf.push(written.length);
    for (const input of read) written.push({ ...input, node, span: span && reportInterval(span) });
  }
  return { inputs: written, indexOf };
}
