import type { Report, ReportClock, ReportProblem } from '../../model/report.ts';
import type { Instant } from '../../model/time.ts';
import { drawClockOffset } from '../charts/clock-offset.ts';
import { nameFormat } from '../charts/overview.ts';
import { readInterval, readOptionalInterval } from '../read-interval.ts';
import { cutMiddle, showHidden, showHiddenInLines, showName } from '../visible-text.ts';
import { formatNumber, formatTimes, joinList } from '../wording.ts';
import { type CitationLedger, nameEvidencePlace } from './citation-ledger.ts';
import type { NodeNames } from './node-names.ts';

const ROW_LIMIT = 200;
const PATH_LIMIT = 90;

/** A table cut to what a page can hold, with a sentence on the rest (empty: nothing is left out). */
interface Table<Row> {
  readonly rows: readonly Row[];
  readonly leftOut: string;
}

function makeTable<Item, Row>(
  items: readonly Item[],
  limit: number,
  place: string,
  view: (item: Item) => Row,
): Table<Row> {
  const rest = items.length - limit;
  return {
    rows: items.slice(0, limit).map(view),
    leftOut: rest > 0 ? `${formatNumber(rest)} more are in ${place}.` : '',
  };
}

const PROBLEMS: Readonly<Record<ReportProblem['kind'], readonly [string, string]>> = {
  'crash-loop': ['Crash loop', 'Image present; the process exits and is restarted'],
  scheduling: ['Not scheduled', 'No node fits; it never reached an image pull'],
  mount: ['Mount failed', 'A volume is not ready; no pull was tried'],
  probe: ['Probe failed', 'Image present; the container runs, and a probe fails'],
  sandbox: ['Sandbox failed', 'The pod’s sandbox failed; no pull was tried'],
  config: ['Configuration', 'The configuration is at fault, not the image'],
  other: ['Other', 'No record of it is a pull'],
};

/** Problems that are no image pull failures. */
export function viewProblems(report: Report, nodes: NodeNames, ledger: CitationLedger) {
  return makeTable(report.otherProblems, ROW_LIMIT, 'report.json', (problem) => {
    const [name, why] = PROBLEMS[problem.kind] ?? PROBLEMS.other;
    const pod = [problem.namespace, problem.pod].flatMap((part) => (part === null ? [] : showName(part))).join('/');
    return {
      name,
      pod: pod === '' ? '–' : pod,
      node: problem.node === null ? '–' : nodes.nameNode(problem.node),
      why,
      message: showName(problem.reason === '' ? problem.message : `${problem.reason}: ${problem.message}`, 160),
      citations: ledger.cite(problem.evidence, 'other problems', 1),
    };
  });
}

/** What the files cannot tell, and the commands that would. */
export function viewGaps(report: Report) {
  return report.gaps.map((gap) => ({
    ...splitStatement(showName(gap.statement, 900)),
    hides: showName(gap.hides ?? '', 400),
    incidents: (gap.incidents ?? []).map((id) => showName(id, 40)).join(', '),
    commands: gap.collect.map(showHiddenInLines).join('\n'),
    hasCommands: gap.collect.length > 0,
  }));
}

/** Errors that no cause explains. */
export function viewUnknownTexts(report: Report, ledger: CitationLedger) {
  return (report.unknownTexts ?? []).map(({ pattern, count, example, evidence }) => ({
    pattern: showName(pattern, 300),
    times: formatNumber(count),
    example: showName(example, 400),
    citations: ledger.cite(evidence, 'texts without a cause', 3),
  }));
}

/** A gap's statement in two: what is not known, up to the first colon, and why. */
function splitStatement(statement: string): { title: string; text: string } {
  const colon = statement.indexOf(': ');
  const stop = statement.indexOf('. ');
  const end = [colon, stop].filter((at) => at > 0).reduce((a, b) => Math.min(a, b), Infinity);
  if (!Number.isFinite(end) || end > 160) return { title: statement, text: '' };
  const rest = statement.slice(end + 2);
  return { title: statement.slice(0, end), text: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

const NOTATIONS: Readonly<Record<string, string>> = {
  absolute: 'with zone and year',
  zoneless: 'no zone',
  yearless: 'no year, no zone',
  age: 'age at the capture',
  monotonic: 'since the boot',
};

/** How each clock was set, and how far off it was. */
export function viewClocks(report: Report, nodes: NodeNames) {
  const scale = report.clocks.reduce((most, clock) => Math.max(most, Math.abs(middle(clock)) || 0), 0);
  const isShared = new Set(report.clocks.map(middle).filter((offset) => Math.abs(offset) >= 1)).size;
  return {
    ...makeTable(report.clocks, ROW_LIMIT, 'report.json', (clock) => ({
      name: nameClock(report, clock, nodes),
      notation: NOTATIONS[clock.notation] ?? showName(clock.notation),
      offset: sayOffset(clock),
      bounds: sayBounds(clock),
      drawing: drawClockOffset(clock.offsetSeconds, scale),
      setBy: showName(clock.setBy, 300),
    })),
    summary:
      isShared === 0
        ? 'No clock was found to be off. Excerpts keep the time as written.'
        : 'Times in this report are corrected; excerpts keep the time as written.',
  };
}

function nameClock(report: Report, clock: ReportClock, nodes: NodeNames): string {
  if (clock.node !== null) return nodes.nameNode(clock.node);
  const paths = clock.inputs.flatMap((index) => report.inputs[index]?.path ?? []);
  return paths.length === 0
    ? showName(clock.id, 60)
    : joinList(
        paths.map((path) => cutMiddle(showHidden(path), 48)),
        2,
      );
}

function middle({ offsetSeconds: { min, max } }: ReportClock): number {
  const value = (min + max) / 2;
  return Number.isFinite(value) ? value : 0;
}

function sayOffset(clock: ReportClock): string {
  const { min, max } = clock.offsetSeconds;
  if (min === null || max === null || !Number.isFinite(min + max)) return 'not known';
  if (min <= 0 && max >= 0 && max - min <= 5) return 'on time';
  const seconds = Math.round(Math.abs(middle(clock)) * 10) / 10;
  if (min <= 0 && max >= 0) return 'on time, as far as is known';
  return `${formatNumber(seconds)} s ${middle(clock) > 0 ? 'ahead' : 'behind'}`;
}

function sayBounds({ offsetSeconds: { min, max } }: ReportClock): string {
  if (min === null || max === null || !Number.isFinite(min + max)) return 'not known';
  if (min === max) return min === 0 ? '±0' : `${signed(min)} s`;
  return -min === max ? `±${formatNumber(max)} s` : `${signed(min)} to ${signed(max)} s`;
}

function signed(value: number): string {
  return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value))}`;
}

/** Every input: what it is, how large, what it spans, and whether it was read. */
export function viewInputs(report: Report, day: Instant | null) {
  const style = { day };
  return makeTable(report.inputs, ROW_LIMIT, 'report.json', (input) => {
    const span = readOptionalInterval(input.span);
    return {
      path: cutMiddle(showHidden(input.path), PATH_LIMIT),
      format: input.format === null ? '–' : nameFormat(input.format),
      bytes: input.bytes === null ? '–' : formatNumber(input.bytes),
      records: formatNumber(input.records),
      observations: formatNumber(input.observations),
      span: span ? formatTimes(span, style) : '–',
      status: { read: 'read', 'partly-read': 'read in part', skipped: 'skipped' }[input.status],
      note: input.note === null ? '' : showName(input.note, 300),
    };
  });
}

/** What could not be read as it should. */
export function viewWarnings(report: Report) {
  return makeTable(report.warnings, ROW_LIMIT, 'report.json', (warning) => ({
    place: cutMiddle(showHidden(warning.input), PATH_LIMIT) + (warning.line === null ? '' : `:${warning.line}`),
    message: showName(warning.message, 400),
  }));
}

/** The observed records in order of time, folded away on the page. */
export function viewRecords(report: Report, nodes: NodeNames, day: Instant | null) {
  return makeTable(report.timeline, ROW_LIMIT, 'report.json and csv/timeline.csv', (entry) => {
    const pod = [entry.namespace, entry.pod].flatMap((part) => (part === null ? [] : showName(part))).join('/');
    const [first] = entry.evidence;
    return {
      time: formatTimes(readInterval(entry.at), { day }),
      text: showName(entry.text, 240),
      object: pod + (entry.node === null ? '' : `${pod === '' ? '' : ' on '}${nodes.nameNode(entry.node)}`),
      place: first === undefined ? '–' : nameEvidencePlace(report, first),
    };
  });
}
