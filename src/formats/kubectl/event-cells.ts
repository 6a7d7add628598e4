import type { Subject } from '../../model/subject.ts';
import { readEventMessage } from '../event-message.ts';
import { type AgeCell, parseAge, parseAgeCell } from './age.ts';
import type { EventRow } from './event-row.ts';
import { controllerOf } from './object-kind.ts';
import { readStamp, type Stamp } from './stamp.ts';

/** A row with what it shows of its object. */
export interface ObjectRow {
  readonly row: EventRow;
  readonly subject: Partial<Subject>;
  /** The controller that the row is about, where it is about neither a pod nor a node. */
  readonly of: { readonly kind: string; readonly name: string } | null;
}

/** Where a row stands, and its text. */
interface RowPlace {
  readonly line: number;
  readonly text: string;
}

// What servers and kubectl call the columns, and what people call them in `custom-columns`.
const LAST_SEEN = [
  'LAST SEEN',
  'LASTSEEN',
  'LAST',
  'LAST_SEEN',
  'LASTTIMESTAMP',
  'LAST TIMESTAMP',
  'TIME',
  'TIMESTAMP',
  'WHEN',
  'AGE',
  'DATE',
  'SEEN',
];
const FIRST_SEEN = ['FIRST SEEN', 'FIRSTSEEN', 'FIRST', 'FIRST_SEEN', 'FIRSTTIMESTAMP', 'FIRST TIMESTAMP'];
const CREATED = ['CREATED', 'CREATIONTIMESTAMP', 'EVENTTIME', 'EVENT TIME'];
const NAMESPACE = ['NAMESPACE', 'NS', 'PROJECT'];
const KIND = ['KIND', 'OBJECT KIND', 'OBJECTKIND', 'OBJKIND'];
const OBJECT = [
  'OBJECT',
  'OBJ',
  'INVOLVED OBJECT',
  'INVOLVEDOBJECT',
  'INVOLVED',
  'POD',
  'POD NAME',
  'PODNAME',
  'OBJECT NAME',
  'OBJECTNAME',
  'RESOURCE',
  'TARGET',
];
const POD_ONLY = ['POD', 'POD NAME', 'PODNAME'];
const MESSAGE = ['MESSAGE', 'MSG', 'NOTE', 'DESCRIPTION', 'TEXT'];
const SOURCE = ['SOURCE', 'FROM', 'COMPONENT'];
const HOST = ['HOST', 'NODE'];
const FIELD_PATH = ['SUBOBJECT', 'FIELDPATH', 'FIELD PATH', 'FIELD'];
const COUNT = ['COUNT', 'CNT', 'TIMES'];
const TYPES: ReadonlySet<string | undefined> = new Set(['Normal', 'Warning', undefined, '']);

/** Whether headings are those of a table of Events: a message, and an object or a reason beside it. */
export function isEventsHeading(names: readonly string[]): boolean {
  const has = (aliases: readonly string[]) => aliases.some((alias) => names.includes(alias));
  return has(MESSAGE) && (has(OBJECT) || names.includes('REASON') || (has(KIND) && names.includes('NAME')));
}

/** Reads a row of Events from its cells by heading (upper case); null where it is none. */
export function readEventCells(place: RowPlace, cells: ReadonlyMap<string, string>): ObjectRow | null {
  const cell = (aliases: readonly string[]): string | undefined => {
    const value = aliases.map((alias) => cells.get(alias)).find((found) => found !== undefined);
    return value === '<none>' || value === '<nil>' ? '' : value;
  };
  const lastText = cell(LAST_SEEN) || cell(CREATED);
  const last = lastText === undefined || lastText === '' ? UNKNOWN : readTimes(lastText);
  const type = cell(['TYPE']);
  const message = cell(MESSAGE) ?? '';
  if (last === null || message === '' || !TYPES.has(type)) return null;
  const firstText = cell(FIRST_SEEN);
  const first = firstText === undefined ? null : (parseAge(firstText) ?? readStamp(firstText));
  // Without a count, two times are of two occurrences at the least.
  const count = Number(cell(COUNT) || (isLater(last.last, first) ? 2 : last.count));
  const host = cell(HOST);
  const source = cell(SOURCE);
  const reason = cell(['REASON']) ?? '';
  const row: EventRow = {
    ...place,
    type: type || null,
    reason,
    message,
    source:
      source && host && !source.includes(',') ? `${source}, ${host}` : (source ?? (host ? `kubelet, ${host}` : null)),
    fieldPath: cell(FIELD_PATH) || null,
    last: last.last,
    first: firstText === undefined && last.count > 1 ? last.first : first,
    count: Number.isSafeInteger(count) && count > 0 ? count : 1,
  };
  return { row, ...readObject(cells, cell, row) };
}

function isLater(last: AgeCell['last'] | Stamp, first: EventRow['first']): boolean {
  if (typeof last === 'string' || first === null || typeof first === 'string') return false;
  return 'stampMs' in last && 'stampMs' in first && last.stampMs > first.stampMs;
}

/** What a table shows of the object of a row; `kind` may be empty. */
export function objectOf(namespace: string | null, kind: string, name: string | null): Omit<ObjectRow, 'row'> {
  const place = { namespace: namespace || null };
  if (/^pods?$/i.test(kind)) return { subject: { ...place, pod: name }, of: null };
  return { subject: /^nodes?$/i.test(kind) ? { node: name } : place, of: controllerOf(kind, name) };
}

const UNKNOWN: AgeCell = { last: 'unknown', first: 'unknown', count: 1 };

function readTimes(
  text: string,
): { last: AgeCell['last'] | Stamp; first: AgeCell['first'] | Stamp; count: number } | null {
  const age = parseAgeCell(text);
  if (age) return age;
  const stamp = readStamp(text);
  return stamp && { last: stamp, first: stamp, count: 1 };
}

/** `OBJECT` is `pod/web`; servers until 1.14 print `KIND`, and in the wide table the Event's own `NAME`. */
function readObject(
  cells: ReadonlyMap<string, string>,
  cell: (aliases: readonly string[]) => string | undefined,
  row: EventRow,
): Omit<ObjectRow, 'row'> {
  const namespace = cell(NAMESPACE) ?? null;
  const object = cell(OBJECT);
  const slash = object?.indexOf('/') ?? -1;
  if (object !== undefined && slash >= 0) return objectOf(namespace, object.slice(0, slash), object.slice(slash + 1));
  const kind = cell(KIND);
  const ownName = cells.get('NAME')?.replace(/\.[0-9a-f]{12,20}$/, '') || null;
  if (kind !== undefined) return objectOf(namespace, kind, object || ownName);
  if (object !== undefined && POD_ONLY.some((alias) => cells.has(alias)))
    return objectOf(namespace, 'pod', object || null);
  // Servers until 1.14 print the kind alone where newer ones print kind and name.
  if (cells.has('OBJECT') && /^[A-Z][a-z]/.test(object ?? '')) return objectOf(namespace, object ?? '', ownName);
  return objectOf(namespace, kindOf(row), object || ownName);
}

/** The kind of a name without one: a pod's or a node's where only those have such Events. */
function kindOf(row: EventRow): string {
  const claim = readEventMessage({ ...row, component: null })?.claim;
  if (claim?.kind !== 'changed') return claim ? 'pod' : '';
  return claim.change === 'disk-pressure' || claim.change === 'disk-pressure-gone' ? 'node' : '';
}
