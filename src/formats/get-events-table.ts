import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { GET_EVENTS_SAMPLES } from './get-events-table-samples.ts';
import { AGE_CELL_SOURCE, parseAge, parseAgeCell } from './kubectl/age.ts';
import { isEventsHeading, type ObjectRow, objectOf, readEventCells } from './kubectl/event-cells.ts';
import { observeEventRow } from './kubectl/event-row.ts';
import { isForeignLine } from './kubectl/foreign-line.ts';
import { isOldEventsHeader, readOldListedRow } from './kubectl/old-event-row.ts';
import { readTabbedEventRow } from './kubectl/tabbed-event-row.ts';
import { type Column, cutRow, readColumns } from './kubectl/table.ts';

/** Headings are in capitals, as those of `custom-columns` nearly always are. */
const HEADER = /^\s*[A-Z][A-Z_]*(?:[ \t]+[A-Z][A-Z_]*){1,12}\s*$/;
// `Pod/web` of kubectl events, `pod/web` and `node/n1` of kubectl get events.
const BARE_ROW = new RegExp(
  `^\\s*(?:([a-z0-9][a-z0-9-]{0,62})\\s+)?(${AGE_CELL_SOURCE})\\s+(Normal|Warning)\\s+(\\S+)\\s+([A-Za-z]+)/([a-z0-9][a-z0-9.:-]*)\\s+(.*)$`,
);
/** What follows the object in a row of the wide table: field path, source, message, first seen, count, the Event's name. */
const WIDE_REST =
  /^(?:(spec\.\S{1,300})\s{2,})?([a-z][\w-]{0,62}(?:, \S{1,253})?)\s{2,}(\S.*?)\s{2,}(\S{1,12})\s{2,}([0-9]{1,9})\s{2,}\S+\.[0-9a-f]{12,20}\s*$/;
const MESSAGE_LENGTH = 65_536;
/** What tables and templates print for a time that is not set. */
const SHOWS_NO_TIME = /<(?:unknown|none|nil)>|\bnull\b/;
/** Cells without headings are a row of Events only where it, or one above it, says what Events of pods say. */
const TELLS_OF_POD = /\b(?:image|container|Error:|Successfully assigned)/;

export const getEventsTable: TextFormat = {
  kind: 'text',
  id: 'get-events-table',
  title: 'kubectl get events, kubectl events',
  description:
    'The table that `kubectl get events` prints (plain, wide, of all namespaces, as servers since 1.12 lay it out) and that of ' +
    '`kubectl events` (1.23 and later). The plain `get` table shows when something happened last, but neither how often nor ' +
    'when first, and servers since 1.22 cut messages at their first line break. Also read: the tables of kubectl 1.0 to 1.7, ' +
    'which have both ages and the count, `custom-columns` whose headings say what they are, and rows without headings: those of ' +
    '`--no-headers`, and cells parted by tabs, as `jsonpath` and `go-template` print them.',
  commands: [
    'kubectl get events --all-namespaces -o wide',
    'kubectl get events --namespace NAMESPACE',
    'kubectl events --all-namespaces',
  ],
  sources: [
    'kubernetes/kubernetes pkg/printers/internalversion/printers.go printEvent, 1.12–1.36',
    'kubernetes/kubectl pkg/cmd/events/event_printer.go, v0.23–v0.36',
    'kubernetes/kubernetes pkg/kubectl/resource_printer.go printEvent, 1.0–1.7',
  ],
  samples: GET_EVENTS_SAMPLES,
  needles: [
    '\nLAST',
    '\nTIME ',
    '\nNAMESPACE',
    '\nFIRSTSEEN',
    'Error syncing pod',
    'Failed to pull image ',
    'Back-off pulling image ',
    'Error: ErrImage',
    'Error: ImagePullBackOff',
    'ulling image "',
    'Successfully pulled image ',
    ' is not present with pull policy of Never',
    'Failed to apply default image tag ',
    'Failed to inspect image ',
    'create pod sandbox: ',
    // What a table without headings may begin with.
    'Successfully assigned ',
    'Started container ',
  ],
  reader: readEventsTable,
};

function readEventsTable(context: ReadContext): TextReader {
  let columns: readonly Column[] | null = null;
  let held: ObjectRow | null = null;
  let isTabbed = false;
  let isBelowGap = false;

  function flush(): void {
    if (!held) return;
    context.record();
    observeEventRow(context, held.row, { subject: held.subject, containers: [], waiting: [], of: held.of });
    held = null;
  }

  function end(): void {
    flush();
    columns = null;
    isTabbed = false;
    isBelowGap = false;
  }

  function line(line: TextLine): LineVerdict {
    const { text } = line;
    const header = HEADER.test(text) ? readColumns(text) : [];
    if (isEventsHeading(header.map(({ name }) => name))) {
      flush();
      // Columns of the old tables are mostly lost, and their rows are known without.
      columns = isOldEventsHeader(text) ? [] : header;
      return 'more';
    }
    const next = readRow(line);
    if (next && !(isBelowGap && next.row.last === 'unknown' && !SHOWS_NO_TIME.test(text))) {
      flush();
      held = next;
      isBelowGap = false;
      return 'more';
    }
    // A message may end in a line break: then the rest of its table stands below an empty line.
    if (held && text.trim() === '') {
      isBelowGap = true;
      return 'more';
    }
    // `kubectl events` prints line breaks of a message as they are.
    if (held && !isBelowGap && !isForeignLine(text)) {
      if (held.row.message.length < MESSAGE_LENGTH) {
        const { row } = held;
        const added = `\n${text.slice(0, MESSAGE_LENGTH)}`;
        held = { ...held, row: { ...row, message: row.message + added, text: row.text + added } };
      }
      return 'more';
    }
    end();
    return 'ignored';
  }

  function readRow(line: TextLine): ObjectRow | null {
    const { number, text } = line;
    const known = columns && columns.length > 0 ? readColumnRow(line, columns) : null;
    const row = known ?? readBareRow(line) ?? readOldRow(line);
    if (row || columns) return row;
    const tabbed = text.includes('\t') ? readTabbedEventRow(number, text) : null;
    if (tabbed && !isTabbed && !TELLS_OF_POD.test(tabbed.row.message)) return null;
    if (tabbed) isTabbed = true;
    return tabbed;
  }

  return { line, end };
}

function readColumnRow({ number, text }: TextLine, columns: readonly Column[]): ObjectRow | null {
  const cells = cutRow(text, columns);
  return cells && readEventCells({ line: number, text }, cells);
}

/** A row whose header is missing, or that the columns do not fit (`--watch` prints each row with its own widths). */
function readBareRow({ number, text }: TextLine): ObjectRow | null {
  const match = BARE_ROW.exec(text);
  const seen = match && parseAgeCell(match[2] ?? '');
  if (!match || !seen) return null;
  const [, namespace = null, , type = '', reason = '', kind = '', name = '', message = ''] = match;
  const row = { line: number, text, type, reason, last: seen.last };
  const object = objectOf(namespace, kind, name);
  const wide = WIDE_REST.exec(message);
  const first = wide && parseAge(wide[4] ?? '');
  if (wide && first !== null) {
    const [, fieldPath = null, source = null, text = '', , count] = wide;
    return { ...object, row: { ...row, message: text, source, fieldPath, first, count: Math.max(1, Number(count)) } };
  }
  const { count } = seen;
  return {
    ...object,
    row: { ...row, message, source: null, fieldPath: null, first: count > 1 ? seen.first : null, count },
  };
}

/** A row as kubectl 1.0 to 1.7 printed it. */
function readOldRow({ number, text }: TextLine): ObjectRow | null {
  const read = readOldListedRow(number, text);
  return read && { row: read.row, ...objectOf(read.namespace, read.kind, read.name) };
}
