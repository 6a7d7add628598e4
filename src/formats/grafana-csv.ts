import { PULL_WAITING_REASONS } from './container-reason.ts';
import type { ReadContext, TextFormat, TextReader } from './format.ts';
import { GRAFANA_CSV_SAMPLES } from './grafana-csv-samples.ts';
import { createMetricCollector, type MetricCollector } from './metrics/collector.ts';
import { splitCsvRow } from './metrics/csv-row.ts';
import { type PanelColumn, readPanelColumns, readPanelTime } from './metrics/panel-columns.ts';
import { readValue } from './metrics/sample-text.ts';

/** Panel data as Grafana exports it. */
export const grafanaCsv: TextFormat = {
  id: 'grafana-csv',
  kind: 'text',
  title: 'Grafana panel data (CSV)',
  description:
    "Inspect > Data > Download CSV: a column of times and one for each series, named by its labels, or (table format) a column for each label and the value. Separators are commas, semicolons or tabs. With “Formatted data” the times are in the dashboard's zone, which the file does not state; without it they are Unix milliseconds. An empty cell is no sample. Series that a legend renames cannot be told apart, so keep the legend on Verbose.",
  commands: [],
  sources: [
    'grafana/grafana packages/grafana-data/src/utils/csv.ts toCSV, 7.0–11.0',
    'grafana/grafana public/app/features/inspector/utils/download.ts, 10.0',
  ],
  samples: GRAFANA_CSV_SAMPLES,
  // The head stands at the beginning of a line, so these may be short.
  needles: [
    '\n"Time","',
    '\n"Time";"',
    '\n"Time"\t"',
    ...[...PULL_WAITING_REASONS].map((reason) => `reason=""${reason}""`),
  ],
  reader: createReader,
};

interface Header {
  readonly separator: string;
  readonly columns: readonly PanelColumn[];
}

function createReader(context: ReadContext): TextReader {
  const collector = createMetricCollector(context);
  let header: Header | null = null;
  let unreadRows = 0;
  return {
    line({ number, text }) {
      if (/^sep=.$/.test(text)) return 'taken';
      const started = readHeader(text);
      if (started) {
        header = started;
        context.record();
        return started.columns.some(({ kind }) => kind === 'value') ? 'more' : 'taken';
      }
      if (header === null) return 'ignored';
      const cells = splitCsvRow(text, header.separator);
      const row = cells && readRow(cells, header.columns);
      if (!row) {
        // Exports of several frames have an empty line between them.
        if (text !== '' && cells?.length === header.columns.length) unreadRows += 1;
        header = null;
        return 'ignored';
      }
      context.record();
      addRow(collector, row, header.columns, number, text);
      return 'more';
    },
    end() {
      if (unreadRows > 0)
        context.warn(null, `${unreadRows} rows of panel data have no time that is known, so they were left out`);
      collector.end();
    },
  };
}

/** A line that begins with a column `Time`; null for any other. */
function readHeader(text: string): Header | null {
  const match = /^"?[Tt]ime"?([,;\t])/.exec(text);
  if (!match) return null;
  const separator = match[1] ?? ',';
  const names = splitCsvRow(text, separator);
  return names && { separator, columns: readPanelColumns(names) };
}

interface Row {
  readonly cells: readonly string[];
  readonly ms: number;
  readonly isLocal: boolean;
}

function readRow(cells: readonly string[], columns: readonly PanelColumn[]): Row | null {
  const time = cells.length === columns.length ? readPanelTime(cells[0] ?? '') : null;
  return time && { cells, ...time };
}

function addRow(
  collector: MetricCollector,
  { cells, ms, isLocal }: Row,
  columns: readonly PanelColumn[],
  line: number,
  text: string,
): void {
  const place = { line, item: null, text };
  const timing = isLocal ? 'panel-local' : 'panel';
  const ofRow = columns.flatMap((column, index) =>
    column.kind === 'label' ? [[column.name, cells[index] ?? ''] as const] : [],
  );
  columns.forEach((column, index) => {
    if (column.kind !== 'value') return;
    const value = readValue((cells[index] ?? '').trim());
    if (value === null) return;
    const key = ofRow.length === 0 ? column.key : `${column.key}${JSON.stringify(ofRow)}`;
    const labels = () => new Map([...column.labels, ...ofRow.filter(([, cell]) => cell !== '')]);
    collector.open(key, labels, place, timing)?.add(ms, value, place);
  });
}
