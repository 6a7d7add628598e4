import type { LineVerdict, ReadContext, TextFormat, TextReader } from './format.ts';
import { createMetricCollector } from './metrics/collector.ts';
import { splitCsvRow } from './metrics/csv-row.ts';
import { NAME_LABEL } from './metrics/labels.ts';
import { METRIC_NEEDLES } from './metrics/meaning.ts';
import { readValue } from './metrics/sample-text.ts';
import { VICTORIAMETRICS_CSV_SAMPLES } from './victoriametrics-csv-samples.ts';

/** Rows of VictoriaMetrics' `/api/v1/export/csv`. */
export const victoriametricsCsv: TextFormat = {
  id: 'victoriametrics-csv',
  kind: 'text',
  title: 'VictoriaMetrics exports (CSV)',
  description:
    'One stored sample on each line, in the columns that the query asked for. Releases from 2026 on write them as a header; before, only the query tells them, so it is read where it stands before the rows (a pasted curl with format=…). Rows without either are not guessed at: nothing in them says which of three names is the namespace, the pod and the container. Times are Unix seconds, milliseconds or nanoseconds, told by their digits, or RFC 3339.',
  commands: [
    "curl --get http://VICTORIAMETRICS:8428/api/v1/export/csv --data-urlencode 'format=__name__,namespace,pod,container,reason,__value__,__timestamp__:unix_ms' --data-urlencode 'match[]=kube_pod_container_status_waiting_reason' > waiting.csv",
  ],
  sources: [
    'VictoriaMetrics docs/README.md "How to export CSV data", 1.44–1.120',
    'VictoriaMetrics issue 10666 and pull request 10706 (header), 2026',
  ],
  samples: VICTORIAMETRICS_CSV_SAMPLES,
  needles: ['__timestamp__', ...METRIC_NEEDLES],
  reader: createReader,
};

const VALUE = '__value__';
const TIME = '__timestamp__';
const COLUMN = /^(?:__timestamp__(?::.{1,60})?|[A-Za-z_][A-Za-z0-9_.]{0,200})$/;
/** The columns in a query, as a shell or a browser has it: commas and colons may be written as `%2C` and `%3A`. */
const QUERY = /export\/csv\b.{0,400}?\bformat=([^&'"\s]{5,400})/;
const METRIC = /^kube_pod_(?:init_)?container_status_waiting_reason$/;

function createReader(context: ReadContext): TextReader {
  const collector = createMetricCollector(context);
  let columns: readonly string[] | null = null;
  let unread = 0;
  let firstUnread: number | null = null;

  const takeRow = (cells: readonly string[], of: readonly string[], number: number, text: string): boolean => {
    if (cells.length !== of.length) return false;
    const cellOf = (name: string): string | undefined => cells[of.indexOf(name)];
    const ms = readTime(cells[of.findIndex(isTime)] ?? '');
    const value = of.includes(VALUE) ? readValue(cellOf(VALUE) ?? '') : null;
    if (ms === null || value === null) return false;
    context.record();
    const place = { line: number, item: null, text };
    const labels = of.flatMap((name, index) => {
      const cell = cells[index] ?? '';
      return name === VALUE || isTime(name) || cell === '' ? [] : [[name, cell] as const];
    });
    collector.open(JSON.stringify(labels), () => new Map(labels), place, 'scraped')?.add(ms, value, place);
    return true;
  };

  return {
    line({ number, text }): LineVerdict {
      const header = readHeader(text) ?? readQuery(text);
      if (header) {
        columns = header;
        context.record();
        return 'more';
      }
      if (!text.includes(',')) return 'ignored';
      const cells = splitCsvRow(text, ',');
      if (!cells) return 'ignored';
      if (columns && takeRow(cells, columns, number, text)) return 'more';
      if (!isRowWithoutHeader(cells)) return 'ignored';
      context.record();
      unread += 1;
      firstUnread ??= number;
      return 'taken';
    },
    end() {
      collector.end();
      if (unread === 0) return;
      const what = columns
        ? 'do not fit the columns that are told before them'
        : 'are not told their columns: only the query says which is the namespace, the pod and the container';
      context.warn(
        firstUnread,
        `${unread} rows of VictoriaMetrics' CSV export ${what}, so they were left out; put the export's format=… before them, or export JSON lines (/api/v1/export)`,
      );
    },
  };
}

function isTime(column: string): boolean {
  return column === TIME || column.startsWith(`${TIME}:`);
}

function readColumns(text: string): readonly string[] | null {
  const columns = splitCsvRow(text, ',')?.map((name) => name.trim()) ?? [];
  const isHeader = columns.length > 1 && columns.every((name) => COLUMN.test(name)) && columns.some(isTime);
  return isHeader ? columns : null;
}

function readHeader(text: string): readonly string[] | null {
  return text.includes(TIME) ? readColumns(text) : null;
}

function readQuery(text: string): readonly string[] | null {
  const format = QUERY.exec(text)?.[1];
  return format === undefined ? null : readColumns(format.replace(/%2C/gi, ',').replace(/%3A/gi, ':'));
}

/** A metric's name, a time and a number in one row: another kind of CSV has none of them so. */
function isRowWithoutHeader(cells: readonly string[]): boolean {
  return (
    cells.some((cell) => METRIC.test(cell)) &&
    cells.some((cell) => readTime(cell) !== null) &&
    cells.some((cell) => /^[01]$/.test(cell)) &&
    cells.every((cell) => /^[\w.:+-]*$/.test(cell) && cell !== NAME_LABEL)
  );
}

const RFC_3339 = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;

/** Unix milliseconds of a time; the unit of a bare number is told by its digits. Null for other layouts. */
function readTime(cell: string): number | null {
  if (/^[0-9]{9,10}$/.test(cell)) return Number(cell) * 1000;
  if (/^[0-9]{12,13}$/.test(cell)) return Number(cell);
  // Nanoseconds are more digits than a number holds; the last six are below a millisecond.
  if (/^[0-9]{18,19}$/.test(cell)) return Number(cell.slice(0, -6));
  const ms = RFC_3339.test(cell) ? Date.parse(cell) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
