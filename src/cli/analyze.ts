import { join } from 'node:path';
import { analyze } from '../analyze.ts';
import type { Warning } from '../model/evidence.ts';
import type { Report } from '../model/report.ts';
import { renderSummary } from '../report/summary.ts';
import { showHidden } from '../report/visible-text.ts';
import { count } from '../report/wording.ts';
import { isReportFile, writeReport } from '../report/write-report.ts';
import { DEFAULT_LIMITS } from '../sources/limits.ts';
import { openSources } from '../sources/open-sources.ts';
import { UsageError } from '../usage-error.ts';
import { defineCommand } from './command.ts';
import type { Environment } from './environment.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { ANALYZE_OPTIONS, REPORT_FORMATS, type Settings } from './options.ts';
import { openProgressBar } from './progress.ts';
import { renderFormats, renderSingleFile } from './render-formats.ts';
import { readConfig } from './settings-file.ts';
import { readGenerationTime } from './source-date.ts';
import { hasColors, openTerminal, type Terminal } from './terminal.ts';
import { readUserCauses } from './user-causes.ts';

const DEFAULT_OUT = './pullmortem-report';

type AnalyzeSettings = Settings<typeof ANALYZE_OPTIONS>;

/** `pullmortem [analyze] <path..>`: the main job. */
export const analyzeCommand = defineCommand({
  name: 'analyze',
  usage: '<path..>',
  summary: 'Files, folders, archives or - (stdin) into one post-mortem; the default',
  details: [
    'Reads tar, zip, gzip, xz, zstd and bzip2, told by content, nested too. Files need no particular names; one named',
    'captured-at that holds a time (2026-01-30T10:02:07Z) says when the evidence beside it was saved.',
    'Options can stand in pullmortem.yaml, by their long names.',
  ].join('\n'),
  options: ANALYZE_OPTIONS,
  async work(environment, paths, flags) {
    const settings: AnalyzeSettings = { ...(await readConfig(flags.config, ANALYZE_OPTIONS)), ...flags };
    if (paths.length === 0) throw new UsageError('analyze wants at least one file, folder or archive, or - for stdin');
    const target = chooseTarget(settings);
    const terminal = openTerminal(environment, settings);
    const report = await analyzePaths(paths, settings, environment, terminal);
    if (settings.verbose === true) listInputs(report, terminal);
    await target(report, environment);
    return judge(report, settings['fail-on'] ?? 'never');
  },
});

type Target = (report: Report, environment: Environment) => Promise<void>;

const DEFAULT_WIDTH = 100;

/** Where the reports go; decided before anything is read. */
function chooseTarget(settings: AnalyzeSettings): Target {
  const out = settings.out ?? DEFAULT_OUT;
  const style = { timeZone: settings['report-timezone'] ?? 'UTC' };
  if (out !== '-') {
    return async (report, environment) => {
      const files = renderFormats(report, settings.format ?? REPORT_FORMATS, style);
      await writeReport(out, files, environment.aborted);
      if (settings.quiet === true) return;
      const { stdout } = environment;
      const color = hasColors(stdout, environment, settings);
      await stdout.write(renderSummary(report, { ...style, color, width: stdout.columns ?? DEFAULT_WIDTH }));
      await stdout.write(
        `\nWritten: ${showHidden(join(out, files[0]?.path ?? ''))}${files.length > 1 ? ` and ${files.length - 1} more` : ''}\n`,
      );
    };
  }
  const [format, ...others] = settings.format ?? [];
  if (format === undefined || others.length > 0 || format === 'csv') {
    throw new UsageError('--out -: wants exactly one format that is a single file: --format html, md or json');
  }
  return async (report, { stdout }) => {
    for (const piece of renderSingleFile(report, format, style)) await stdout.write(piece);
  };
}

async function analyzePaths(
  paths: readonly string[],
  settings: AnalyzeSettings,
  environment: Environment,
  terminal: Terminal,
): Promise<Report> {
  const sourceWarnings: Warning[] = [];
  const isBarWanted = settings.quiet !== true && settings.verbose !== true && settings['no-progress'] !== true;
  const bar = openProgressBar(isBarWanted ? environment.progress : null);
  const warn = (warning: Warning): void => {
    bar.hide();
    terminal.warn(warning);
  };
  const artefacts = openSources(paths, {
    limits: {
      members: settings['max-members'] ?? DEFAULT_LIMITS.members,
      depth: settings['max-depth'] ?? DEFAULT_LIMITS.depth,
      bytes: settings['max-bytes'] ?? DEFAULT_LIMITS.bytes,
      ratio: settings['max-ratio'] ?? DEFAULT_LIMITS.ratio,
    },
    stdin: environment.stdin,
    exclude: (location) => isReportFile(settings.out ?? DEFAULT_OUT, location),
    warn: (warning) => {
      sourceWarnings.push(warning);
      warn(warning);
    },
    onRead: bar.show,
  });
  const { report, readable } = await analyze(artefacts, {
    capturedAt: settings['captured-at'] ?? [],
    timezones: settings.timezone ?? [],
    since: settings.since ?? null,
    until: settings.until ?? null,
    namespaces: settings.namespace ?? [],
    pods: settings.pod ?? [],
    images: settings.image ?? [],
    nodes: settings.node ?? [],
    redact: settings['no-redact'] !== true,
    userCauses: settings.causes === undefined ? [] : await readUserCauses(settings.causes),
    title: settings.title ?? null,
    author: settings.author ?? null,
    incidentId: settings['incident-id'] ?? null,
    generatedAt: readGenerationTime(environment),
    version: environment.version,
    sourceWarnings,
    warn,
    ...(settings.verbose === true ? { onProgress: (path) => terminal.note(`reading ${path}`) } : {}),
  }).finally(bar.end);
  terminal.finishWarnings('the report lists all');
  if (!readable) throw new UsageError(describeUnreadable(report, paths));
  return report;
}

/** Why nothing came of the input, in one line. */
function describeUnreadable({ inputs }: Report, paths: readonly string[]): string {
  const [input] = inputs;
  if (!input) return `nothing to read in ${paths.join(', ')}: no file is there`;
  if (inputs.length === 1) return `nothing readable: ${input.path}: ${input.note ?? 'of no known format'}`;
  return `nothing readable in ${inputs.length} files of ${paths.join(', ')}; "pullmortem formats" lists what is known`;
}

function listInputs({ inputs }: Report, terminal: Terminal): void {
  for (const { path, format, status, records, observations, note } of inputs) {
    const read =
      format === null
        ? status
        : `${status} as ${format}, since ${count(records, 'record')} in it ${records === 1 ? 'is' : 'are'} of that form; ${count(observations, 'observation')}`;
    terminal.note(`${path}: ${read}${note === null ? '' : ` (${note})`}`);
  }
}

function judge({ incidents }: Report, failOn: 'never' | 'ongoing' | 'any'): ExitStatus {
  const counted = failOn === 'ongoing' ? incidents.filter(({ status }) => status === 'ongoing') : incidents;
  return failOn !== 'never' && counted.length > 0 ? EXIT.failedOn : EXIT.done;
}
