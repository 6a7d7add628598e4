import { parseAge } from './age.ts';
import type { EventRow } from './event-row.ts';
import { readStamp, type Stamp } from './stamp.ts';

// Rows of kubectl 1.0 to 1.7, which print both ages and the count as cells of their own. Since their columns are often
// lost, rows are told by their cells alone. Source: kubernetes pkg/kubectl/describe.go DescribeEvents and
// pkg/kubectl/resource_printer.go printEvent, v1.0–v1.7; `{kubelet node}` until 1.5, `kubelet, node` since.
const AGE = '<unknown>|<invalid>|[0-9]{1,6}[ydhms](?:[0-9]{1,2}[dhms])?';
const STAMP =
  '[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4} [A-Z]{3,5}|[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}';
const TIMES = `(${AGE}|${STAMP})\\s+(${AGE}|${STAMP})\\s+([0-9]{1,9})\\s+`;
const SOURCE = '\\{[^{}]{0,300}\\}|[a-z][\\w-]{0,62}(?:, [\\w.-]{1,253})?';
const FIELD_PATH = 'spec\\.\\w{1,30}\\{[^}]{0,253}\\}|implicitly required container \\S{1,253}';
// Versions until 1.1 print no type; then the braces tell the source from a name.
const DESCRIBED = new RegExp(
  `^\\s*${TIMES}(?:(${SOURCE})\\s+(?:(${FIELD_PATH})\\s+)?(Normal|Warning)|(\\{[^{}]{0,300}\\})(?:\\s+(${FIELD_PATH}))?)\\s+([A-Za-z]\\w{1,60})\\s+(\\S.*)$`,
);
const LISTED = new RegExp(
  `^\\s*(?:([a-z0-9][a-z0-9-]{0,62})\\s+)?${TIMES}([a-z0-9][\\w.:-]{0,252})\\s+([A-Z][A-Za-z]{1,60})\\s+(?:(${FIELD_PATH})\\s+)?(?:(Normal|Warning)\\s+)?([A-Za-z]\\w{1,60})\\s+(${SOURCE})\\s+(\\S.*)$`,
);
/** A quick look: two ages or times and a count begin the row. */
const BEGINNING = new RegExp(`^\\s*(?:[a-z0-9][a-z0-9-]{0,62}\\s+)?${TIMES}`);

/** Whether a line is the header of an events table of those versions. */
export function isOldEventsHeader(text: string): boolean {
  return /^\s*(?:FirstSeen\s+LastSeen\s+Count\s+From\s|(?:NAMESPACE\s+)?(?:FIRST ?SEEN\s+LAST ?SEEN|LAST ?SEEN\s+FIRST ?SEEN)\s+COUNT\s)/.test(
    text,
  );
}

/** Reads a row of the events table of `kubectl describe`, 1.0–1.7; null where the line is none. */
export function readOldDescribedRow(line: number, text: string): EventRow | null {
  if (!BEGINNING.test(text)) return null;
  const match = DESCRIBED.exec(text);
  const times = match && readTimes(match[1], match[2], match[3]);
  if (!match || !times) return null;
  const source = readSource(match[4] ?? match[7] ?? '');
  const fieldPath = match[5] ?? match[8] ?? null;
  const [, , , , , , type = null, , , reason = '', message = ''] = match;
  return { line, text, type, reason, message: message.trim(), source, fieldPath, ...times };
}

/** Reads a row of `kubectl get events`, 1.0–1.7, with what it shows of its object; null where the line is none. */
export function readOldListedRow(
  line: number,
  text: string,
): { readonly row: EventRow; readonly namespace: string | null; readonly kind: string; readonly name: string } | null {
  if (!BEGINNING.test(text)) return null;
  const match = LISTED.exec(text);
  const times = match && readTimes(match[2], match[3], match[4]);
  if (!match || !times) return null;
  const [, namespace = null, , , , name = '', kind = '', fieldPath = null, type = null, reason = '', source = ''] =
    match;
  const message = (match[11] ?? '').trim();
  const row = { line, text, type, reason, message, source: readSource(source), fieldPath, ...times };
  return { row, namespace, kind, name: name.replace(/\.[0-9a-f]{12,20}$/, '') };
}

/** The two times stand in either order: the table has been turned round once. What is longer ago came first. */
function readTimes(one: string | undefined, two: string | undefined, count: string | undefined) {
  const [a, b] = [readWhen(one ?? ''), readWhen(two ?? '')];
  if (a === null || b === null) return null;
  const isTurned = distance(a) < distance(b);
  return { first: isTurned ? b : a, last: isTurned ? a : b, count: Math.max(1, Number(count)) };
}

function readWhen(text: string) {
  return parseAge(text) ?? readStamp(text);
}

/** How long ago, or for times of a calendar in that order. */
function distance(when: NonNullable<ReturnType<typeof readWhen>>): number {
  if (typeof when === 'string') return when === 'unknown' ? Infinity : -Infinity;
  return isStamp(when) ? -when.stampMs : when.minMs;
}

function isStamp(when: object): when is Stamp {
  return 'stampMs' in when;
}

/** `{kubelet node-1}` as newer versions write it: `kubelet, node-1`. */
function readSource(text: string): string {
  const [component = '', ...host] = text.replace(/[{}]/g, ' ').trim().split(/,?\s+/);
  return host.length > 0 ? `${component}, ${host.join(' ')}` : component;
}
