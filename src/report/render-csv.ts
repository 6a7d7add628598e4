import { stringify } from 'csv-stringify/sync';
import type { Range, Report, ReportAttempt, ReportFailure, ReportIncident, ReportInterval } from '../model/report.ts';
import type { RenderedFile } from './rendered-file.ts';
import { showHiddenInLines } from './visible-text.ts';

type Cell = string | number | null;

/** A column: its head, and what it holds for a row. */
type Columns<Row> = readonly (readonly [string, (row: Row) => Cell])[];

interface FailureRow {
  readonly incident: ReportIncident;
  readonly failure: ReportFailure;
}

interface AttemptRow extends FailureRow {
  readonly attempt: ReportAttempt;
  /** Counted from 1 within the container. */
  readonly number: number;
}

const ROWS_PER_PIECE = 100;

const earliest = (interval: ReportInterval | null): Cell => interval?.earliest ?? null;
const latest = (interval: ReportInterval | null): Cell => interval?.latest ?? null;
const min = (range: Range | null): Cell => range?.min ?? null;
const max = (range: Range | null): Cell => range?.max ?? null;
const list = (items: readonly (string | number)[]): Cell => items.join(' ');

const INCIDENTS: Columns<ReportIncident> = [
  ['incident', (row) => row.id],
  ['title', (row) => row.title],
  ['cause', (row) => row.cause.id],
  ['confidence', (row) => row.cause.confidence],
  ['scope', (row) => row.scope],
  ['status', (row) => row.status],
  ['registry', (row) => row.registry],
  ['images', (row) => list(row.images)],
  ['nodes', (row) => list(row.nodes)],
  ['namespaces', (row) => list(row.namespaces)],
  ['workloads', (row) => list(row.impact.workloads)],
  ['started_earliest', (row) => earliest(row.startedAt)],
  ['started_latest', (row) => latest(row.startedAt)],
  ['ended_earliest', (row) => earliest(row.endedAt)],
  ['ended_latest', (row) => latest(row.endedAt)],
  ['pods', (row) => row.impact.pods],
  ['pod_minutes_min', (row) => min(row.impact.podMinutes)],
  ['pod_minutes_max', (row) => max(row.impact.podMinutes)],
  ['recovery_lag_seconds_min', (row) => min(row.recoveryLagSeconds)],
  ['recovery_lag_seconds_max', (row) => max(row.recoveryLagSeconds)],
  ['containers', (row) => row.failures.length],
  ['failed_pulls_min', (row) => row.failures.reduce((sum, { attemptCount }) => sum + attemptCount.min, 0)],
  ['failed_pulls_max', (row) => row.failures.reduce((sum, { attemptCount }) => sum + attemptCount.max, 0)],
];

const CONTAINER: Columns<FailureRow> = [
  ['incident', ({ incident }) => incident.id],
  ['namespace', ({ failure }) => failure.namespace],
  ['pod', ({ failure }) => failure.pod],
  ['pod_uid', ({ failure }) => failure.podUid],
  ['container', ({ failure }) => failure.container],
  ['container_type', ({ failure }) => failure.containerType],
  ['node', ({ failure }) => failure.node],
  ['image', ({ failure }) => failure.image],
];

const FAILURES: Columns<FailureRow> = [
  ...CONTAINER,
  ['workload', ({ failure }) => failure.workload],
  ['cause', ({ failure }) => failure.cause],
  ['cause_provenance', ({ failure }) => failure.causeProvenance],
  ['undecided_with', ({ failure }) => list(failure.undecidedWith)],
  ['first_failure_earliest', ({ failure }) => earliest(failure.firstFailureAt)],
  ['first_failure_latest', ({ failure }) => latest(failure.firstFailureAt)],
  ['last_failure_earliest', ({ failure }) => earliest(failure.lastFailureAt)],
  ['last_failure_latest', ({ failure }) => latest(failure.lastFailureAt)],
  ['recovered_earliest', ({ failure }) => earliest(failure.recoveredAt)],
  ['recovered_latest', ({ failure }) => latest(failure.recoveredAt)],
  ['deleted_earliest', ({ failure }) => earliest(failure.deletedAt)],
  ['deleted_latest', ({ failure }) => latest(failure.deletedAt)],
  ['failed_pulls_min', ({ failure }) => failure.attemptCount.min],
  ['failed_pulls_max', ({ failure }) => failure.attemptCount.max],
  ['evidence', ({ failure }) => list(failure.evidence)],
];

const ATTEMPTS: Columns<AttemptRow> = [
  ...CONTAINER,
  ['attempt', ({ number }) => number],
  ['at_earliest', ({ attempt }) => attempt.at.earliest],
  ['at_latest', ({ attempt }) => attempt.at.latest],
  ['started_earliest', ({ attempt }) => earliest(attempt.startedAt)],
  ['started_latest', ({ attempt }) => latest(attempt.startedAt)],
  ['outcome', ({ attempt }) => attempt.outcome],
  ['basis', ({ attempt }) => attempt.basis],
  ['message', ({ attempt }) => attempt.message],
  ['evidence', ({ attempt }) => list(attempt.evidence)],
];

const TIMELINE: Columns<Report['timeline'][number]> = [
  ['at_earliest', (row) => row.at.earliest],
  ['at_latest', (row) => row.at.latest],
  ['kind', (row) => row.kind],
  ['incident', (row) => row.incident],
  ['namespace', (row) => row.namespace],
  ['pod', (row) => row.pod],
  ['container', (row) => row.container],
  ['node', (row) => row.node],
  ['text', (row) => row.text],
  ['evidence', (row) => list(row.evidence)],
];

const EVIDENCE: Columns<readonly [number: number, evidence: Report['evidence'][number]]> = [
  ['evidence', ([number]) => number],
  ['input', ([, row]) => row.input],
  ['line', ([, row]) => row.line],
  ['item', ([, row]) => row.item],
  ['excerpt', ([, row]) => row.excerpt],
];

/**
 * The tables of a report: `csv/incidents.csv`, `failures.csv`, `attempts.csv`, `timeline.csv`, `evidence.csv`. With a head,
 * UTF-8, line feeds; times as in report.json; lists with a space between their items; numbers of evidence as in
 * report.json. No cell begins a formula: such texts get a `'` before them.
 */
export function renderCsv(report: Report): RenderedFile[] {
  return [
    { path: 'csv/incidents.csv', content: table(INCIDENTS, () => report.incidents) },
    { path: 'csv/failures.csv', content: table(FAILURES, () => listFailures(report)) },
    { path: 'csv/attempts.csv', content: table(ATTEMPTS, () => listAttempts(report)) },
    { path: 'csv/timeline.csv', content: table(TIMELINE, () => report.timeline) },
    { path: 'csv/evidence.csv', content: table(EVIDENCE, () => report.evidence.entries()) },
  ];
}

function table<Row>(columns: Columns<Row>, rows: () => Iterable<Row>): Iterable<string> {
  return { [Symbol.iterator]: () => writeTable(columns, rows()) };
}

function* writeTable<Row>(columns: Columns<Row>, rows: Iterable<Row>): Generator<string> {
  let waiting: Cell[][] = [columns.map(([head]) => head)];
  for (const row of rows) {
    waiting.push(columns.map(([, read]) => cleanCell(read(row))));
    if (waiting.length < ROWS_PER_PIECE) continue;
    yield writeRows(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield writeRows(waiting);
}

function writeRows(rows: readonly Cell[][]): string {
  return stringify(rows as Cell[][], { escape_formulas: true, record_delimiter: 'unix' });
}

function cleanCell(cell: Cell): Cell {
  return typeof cell === 'string' ? showHiddenInLines(cell) : cell;
}

function* listFailures({ incidents }: Report): Generator<FailureRow> {
  for (const incident of incidents) for (const failure of incident.failures) yield { incident, failure };
}

function* listAttempts(report: Report): Generator<AttemptRow> {
  for (const row of listFailures(report)) {
    let number = 0;
    for (const attempt of row.failure.attempts) yield { ...row, attempt, number: ++number };
  }
}
