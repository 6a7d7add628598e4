import type { Subject } from '../model/subject.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { GET_EVENTS_SAMPLES } from './get-events-table-samples.ts';
import { AGE_CELL_SOURCE, parseAge, parseAgeCell } from './kubectl/age.ts';
import { type EventRow, observeEventRow } from './kubectl/event-row.ts';
import { isForeignLine } from './kubectl/foreign-line.ts';
import { type Column, cutRow, readColumns } from './kubectl/table.ts';

const HEADER = /^\s*(?:NAMESPACE\s+)?(?:LAST ?SEEN|FIRST ?SEEN)\s/;
// `Pod/web` of kubectl events, `pod/web` and `node/n1` of kubectl get events.
const BARE_ROW = new RegExp(
  `^\\s*(?:([a-z0-9][a-z0-9-]{0,62})\\s+)?(${AGE_CELL_SOURCE})\\s+(Normal|Warning)\\s+(\\S+)\\s+([A-Za-z]+)/([a-z0-9][a-z0-9.:-]*)\\s+(.*)$`,
);
const LAST_SEEN = ['LAST SEEN', 'LASTSEEN'];
const FIRST_SEEN = ['FIRST SEEN', 'FIRSTSEEN'];
const MESSAGE_LENGTH = 65_536;

export const getEventsTable: TextFormat = {
  kind: 'text',
  id: 'get-events-table',
  title: 'kubectl get events, kubectl events',
  description:
    'The table that `kubectl get events` prints (plain, wide, of all namespaces, as servers since 1.12 lay it out) and that of ' +
    '`kubectl events` (1.23 and later). The plain `get` table shows when something happened last, but neither how often nor ' +
    'when first, and servers since 1.22 cut messages at their first line break.',
  commands: [
    'kubectl get events --all-namespaces -o wide',
    'kubectl get events --namespace NAMESPACE',
    'kubectl events --all-namespaces',
  ],
  sources: [
    'kubernetes/kubernetes pkg/printers/internalversion/printers.go printEvent, 1.12–1.36',
    'kubernetes/kubectl pkg/cmd/events/event_printer.go, v0.23–v0.36',
  ],
  samples: GET_EVENTS_SAMPLES,
  needles: [
    'LAST SEEN',
    'LASTSEEN',
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
  ],
  reader: readEventsTable,
};

/** A row with what it shows of its object. */
interface ObjectRow {
  readonly row: EventRow;
  readonly subject: Partial<Subject>;
}

function readEventsTable(context: ReadContext): TextReader {
  let columns: readonly Column[] | null = null;
  let held: ObjectRow | null = null;

  function flush(): void {
    if (!held) return;
    context.record();
    observeEventRow(context, held.row, { subject: held.subject, containers: [], waiting: [] });
    held = null;
  }

  function end(): void {
    flush();
    columns = null;
  }

  function line(line: TextLine): LineVerdict {
    const { text } = line;
    if (HEADER.test(text) && text.includes('REASON') && text.includes('MESSAGE')) {
      flush();
      columns = readColumns(text);
      return 'more';
    }
    const next = (columns && readColumnRow(line, columns)) ?? readBareRow(line, columns === null);
    if (next) {
      flush();
      held = next;
      return 'more';
    }
    // `kubectl events` prints line breaks of a message as they are.
    if (held && text.trim() !== '' && !isForeignLine(text)) {
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

  return { line, end };
}

function readColumnRow({ number, text }: TextLine, columns: readonly Column[]): ObjectRow | null {
  const cells = cutRow(text, columns);
  if (!cells) return null;
  const cell = (names: readonly string[]) => names.map((name) => cells.get(name)).find((value) => value !== undefined);
  const seen = parseAgeCell(cell(LAST_SEEN) ?? '');
  const type = cells.get('TYPE');
  if (!seen || (type !== 'Normal' && type !== 'Warning')) return null;
  const firstSeen = cell(FIRST_SEEN);
  const count = Number(cells.get('COUNT') ?? seen.count);
  const [kind, name] = readObject(cells);
  return {
    subject: subjectOf(cells.get('NAMESPACE') ?? null, kind, name),
    row: {
      line: number,
      text,
      type,
      reason: cells.get('REASON') ?? '',
      message: cells.get('MESSAGE') ?? '',
      source: cells.get('SOURCE') ?? null,
      fieldPath: cells.get('SUBOBJECT') || null,
      last: seen.last,
      first: firstSeen === undefined ? (seen.count > 1 ? seen.first : null) : parseAge(firstSeen),
      count: Number.isSafeInteger(count) && count > 0 ? count : 1,
    },
  };
}

/** `OBJECT` is `pod/web`; servers until 1.14 print `KIND`, and in the wide table the Event's own `NAME`. */
function readObject(cells: ReadonlyMap<string, string>): readonly [kind: string, name: string | null] {
  const object = cells.get('OBJECT');
  if (object !== undefined) {
    const slash = object.indexOf('/');
    return slash < 0 ? [object, null] : [object.slice(0, slash), object.slice(slash + 1)];
  }
  return [cells.get('KIND') ?? '', cells.get('NAME')?.replace(/\.[0-9a-f]{12,20}$/, '') || null];
}

/** A row whose header is missing, or that the columns do not fit (`--watch` prints each row with its own widths). */
function readBareRow({ number, text }: TextLine, mustTellOfPull: boolean): ObjectRow | null {
  const match = BARE_ROW.exec(text);
  const seen = match && parseAgeCell(match[2] ?? '');
  if (!match || !seen) return null;
  const [, namespace = null, , type = '', reason = '', kind = '', name = '', message = ''] = match;
  if (mustTellOfPull && !/\b(?:image|Error)\b/.test(message)) return null;
  return {
    subject: subjectOf(namespace, kind, name),
    row: {
      line: number,
      text,
      type,
      reason,
      message,
      source: null,
      fieldPath: null,
      last: seen.last,
      first: seen.count > 1 ? seen.first : null,
      count: seen.count,
    },
  };
}

function subjectOf(namespace: string | null, kind: string, name: string | null): Partial<Subject> {
  const place = { namespace: namespace || null };
  if (/^pods?$/i.test(kind)) return { ...place, pod: name };
  return /^nodes?$/i.test(kind) ? { node: name } : place;
}
