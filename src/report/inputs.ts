import type { TimedInputs } from '../clocks/time-records.ts';
import type { Inputs } from '../formats/read-inputs.ts';
import type { ReportInput } from '../model/report.ts';
import { reportInterval } from './report-time.ts';

/**
 * The report's list of inputs: one for each format that was found in an artefact.
 *
 * @returns also the index in the list of each artefact's first entry
 */
export function writeInputs(
  inputs: Inputs,
  timed: Pick<TimedInputs, 'artefacts'>,
): { inputs: ReportInput[]; indexOf: number[] } {
  const written: ReportInput[] = [];
  const indexOf: number[] = [];
  for (const { index, inputs: read } of inputs.artefacts) {
    const { node, span } = timed.artefacts[index] ?? { node: null, span: null };
    indexOf.push(written.length);
    for (const input of read) written.push({ ...input, node, span: span && reportInterval(span) });
  }
  return { inputs: written, indexOf };
}
