import { type ObjectRow, readEventCells } from './event-cells.ts';
import { readStamp } from './stamp.ts';

/** More cells are no row of Events that somebody has asked for with a template. */
const MOST_CELLS = 12;
const CELL_LENGTH = 400;
/** A time that is not set, and any other field that is not: kubectl 1.21 and later print `null` and nothing. */
const UNSET_TIMES: ReadonlySet<string> = new Set(['null', '<nil>']);
const UNSET: ReadonlySet<string> = new Set(['', '<none>', '<no value>']);
/** What else a cell can be, by the heading that it would have. */
const CELLS: readonly (readonly [string, RegExp])[] = [
  ['COUNT', /^[0-9]{1,9}$/],
  ['TYPE', /^(?:Normal|Warning)$/],
  ['OBJECT', /^[A-Za-z]{2,40}\/[a-z0-9][a-z0-9.:-]{0,252}$/],
  ['FIELDPATH', /^spec\.(?:containers|initContainers|ephemeralContainers)\{[^{}]{0,253}\}$/],
  ['KIND', /^(?:Pod|Node|Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob)$/],
  ['REASON', /^[A-Z][A-Za-z]{2,60}$/],
  ['SOURCE', /^(?:kubelet|default-scheduler)$/],
];
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/**
 * Reads a row of Events whose cells are parted by tabs and have no headings, as `-o jsonpath` and `-o go-template` print
 * what a template names. The last cell is the message; the others are told by what they look like: a time and a name must
 * be among them, the names in the order in which tables have them. Null where the line is none.
 * Source: kubernetes/client-go util/jsonpath/jsonpath.go evalToText, v0.20–v0.32.
 */
export function readTabbedEventRow(line: number, text: string): ObjectRow | null {
  const written = text.split('\t', MOST_CELLS + 1).map((cell) => cell.trim());
  const message = written.pop() ?? '';
  if (written.length < 2 || written.length >= MOST_CELLS || message === '') return null;
  const cells = new Map<string, string>([['MESSAGE', message]]);
  const names: string[] = [];
  const times: string[] = [];
  let hasTime = false;
  for (const cell of written) {
    if (UNSET.has(cell)) continue;
    if (cell.length > CELL_LENGTH) return null;
    const heading = CELLS.find(([name, pattern]) => !cells.has(name) && pattern.test(cell))?.[0];
    if (UNSET_TIMES.has(cell)) hasTime = true;
    else if (readStamp(cell)) times.push(cell);
    else if (heading !== undefined) cells.set(heading, cell);
    else if (NAME.test(cell)) names.push(cell);
    else return null;
  }
  if (!hasTime && times.length === 0) return null;
  return nameCells(cells, times, names) ? readEventCells({ line, text }, cells) : null;
}

/** Of two names the first is the namespace, as is one beside `pod/web`. Of two times the later is the last. */
function nameCells(cells: Map<string, string>, times: readonly string[], names: readonly string[]): boolean {
  const inOrder = [...times].sort((a, b) => (readStamp(a)?.stampMs ?? 0) - (readStamp(b)?.stampMs ?? 0));
  cells.set('LAST SEEN', inOrder.at(-1) ?? '');
  if (inOrder.length === 2) cells.set('FIRST SEEN', inOrder[0] ?? '');
  const hasObject = cells.has('OBJECT');
  const [one, two] = hasObject ? [names[0], undefined] : names.length > 1 ? names : [undefined, names[0]];
  if (one !== undefined) cells.set('NAMESPACE', one);
  if (two !== undefined) cells.set('OBJECT', two);
  return inOrder.length <= 2 && names.length <= (hasObject ? 1 : 2) && cells.has('OBJECT');
}
