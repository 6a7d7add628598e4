import type { AnalyzeOptions, AnalyzeResult } from './analyze-options.ts';
import { describeCause } from './causes/describe.ts';
import { CAUSES } from './causes/index.ts';
import { createJudges } from './causes/judges.ts';
import { gatherUnknownTexts } from './causes/unknown-texts.ts';
import { openCaseFile } from './causes/weigh/case-file.ts';
import { judgeFailures } from './causes/weigh/index.ts';
import { parseInstant } from './clocks/instant-text.ts';
import { clockHints, timeRecords } from './clocks/time-records.ts';
import { FORMATS } from './formats/index.ts';
import { orderWarnings } from './formats/reading/order-inputs.ts';
import { readInputs } from './formats/reading/read-inputs.ts';
import { groupIncidents } from './incidents/index.ts';
import { createReplacementCheck } from './incidents/replacement.ts';
import { isChange } from './incidents/triggers.ts';
import type { Warning } from './model/evidence.ts';
import { reconstructPulls } from './pulls/index.ts';
import { buildReport } from './report/build.ts';
import { createFilter } from './report/filter.ts';
import { findGaps } from './report/gaps/index.ts';
import { writeInputs } from './report/inputs.ts';
import { gatherProblems } from './report/problems.ts';
import type { Artefact } from './sources/artefact.ts';
import { PRODUCERS } from './sources/bundles/index.ts';
import { createBundleScout } from './sources/bundles/scout.ts';

/**
 * The whole pipeline: artefacts → observations → clocks set → pull histories → causes → incidents → one report object.
 * Reads nothing but the artefacts and the options, so the same of both give the same report.
 */
export async function analyze(artefacts: AsyncIterable<Artefact>, options: AnalyzeOptions): Promise<AnalyzeResult> {
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => {
    warnings.push(warning);
    options.warn(warning);
  };
  const onProgress = options.onProgress ?? (() => {});
  const onlooker = createBundleScout(PRODUCERS);
  const inputs = await readInputs(onlooker.follow(artefacts), {
    formats: FORMATS,
    warn,
    onProgress,
    parseInstant,
    onlooker,
  });
  const found = onlooker.find();
  const empty = inputs.artefacts.filter((artefact) => artefact.inputs.every(({ status }) => status === 'skipped'));
  const bundles = found.withoutEmpty(empty.map(({ path }) => path));

  const timed = timeRecords(inputs, clockHints(options, found), warn);
  const { records, capturedAt, coverage } = timed;

  const pulls = reconstructPulls(records, { capturedAt, coverage }, timed.at);
  const keeps = createFilter(options);
  const histories = pulls.histories.filter(keeps);

  const causes = [...options.userCauses, ...CAUSES];
  const caseFile = openCaseFile(records, pulls.good, pulls.pods);
  const judges = createJudges(causes);
  const failures = judgeFailures(histories, caseFile, judges);

  const incidents = groupIncidents(failures, {
    good: pulls.good,
    changes: records.filter(isChange),
    capturedAt,
    isReplaced: createReplacementCheck(pulls.pods, records),
  });

  const written = writeInputs(inputs.artefacts, timed.artefacts);
  const report = buildReport({
    ...options,
    paths: inputs.artefacts.map(({ path }) => path),
    capturedAt: timed.isCaptureKnown ? capturedAt : null,
    inputs: written.inputs,
    bundles,
    clocks: timed.clocks.map((clock) => ({
      ...clock,
      inputs: clock.inputs.map((index) => written.indexOf[index] ?? 0),
    })),
    incidents,
    problems: gatherProblems(records, pulls.pods, failures, pulls.good),
    good: pulls.good,
    gaps: findGaps({
      records,
      incidents,
      coverage,
      capturedAt,
      clocks: timed.clocks,
      inputs: written.inputs,
      warnings,
      bundles,
    }),
    unknownTexts: gatherUnknownTexts(histories, judges),
    warnings: [...options.sourceWarnings, ...orderWarnings(warnings, inputs)],
    describeCause: (id, incident) =>
      describeCause(causes, id, incident, ({ failures: [first] }) => (first ? caseFile.podOf(first.history) : null)),
  });
  const readable = inputs.artefacts.some((artefact) => artefact.inputs.some(({ format }) => format !== null));
  return { report, readable };
}
