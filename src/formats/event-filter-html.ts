import { subject } from '../model/subject.ts';
import { EVENT_FILTER_SAMPLES } from './event-filter-html-samples.ts';
import { readEventMessage } from './event-message.ts';
import type { EventMeaning } from './event-text.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { readWhen } from './kubectl/reading.ts';
import { readStamp } from './kubectl/stamp.ts';
import { cutMessage, writeExcerpt } from './objects/fields.ts';

/** A message is at most a KiB by the API's rules, and its row some hundred bytes more; escaping makes it five times that. */
const ROW_LENGTH = 16 * 1024;
const ROW_START = '<time datetime="';
const ROW_END = '</tr>';
const DATETIME = /datetime="([^"]{1,80})"/;
const FIRST_SEEN = /title="First Seen: ([0-9:]{8})"/;
const COUNT = /\(x([0-9]{1,9})\)/;
const TAG = /<[^<>]{0,200}>/g;
// What Go's html/template writes for the signs that mean something: src/html/template/html.go, htmlReplacementTable.
const ESCAPED = /&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|amp|lt|gt|quot|apos);/g;
const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};
/** Components whose Events are about pods, or about nodes where the message says so. */
const POD_REPORTERS = /^(?:|kubelet|.*scheduler|cluster-autoscaler|attachdetach-controller)$/;

/** The page of Events that `oc adm inspect` and must-gather write. */
export const eventFilterHtml: TextFormat = {
  kind: 'text',
  id: 'event-filter-html',
  title: 'event-filter.html of oc adm inspect',
  description:
    'The page of all Events that `oc adm inspect` and `oc adm must-gather` write beside the objects: times in the zone of the ' +
    'machine where oc ran, which each row states. It shows when something happened last and how often, but neither the ' +
    'first time nor the node, the container or the UID; events.yaml of the same bundle says more.',
  commands: ['oc adm inspect namespace/NAMESPACE', 'oc adm must-gather'],
  sources: ['openshift/oc pkg/cli/admin/inspect/event_filter_html.go, 4.6–4.20'],
  samples: EVENT_FILTER_SAMPLES,
  needles: [ROW_START],
  reader: readPage,
};

function readPage(context: ReadContext): TextReader {
  let row: { readonly line: number; text: string } | null = null;

  const end = () => {
    if (row) readRow(context, row.line, row.text);
    row = null;
  };

  return {
    line({ number, text }: TextLine): LineVerdict {
      if (text.includes(ROW_START)) {
        end();
        row = { line: number, text: text.trim().slice(0, ROW_LENGTH) };
        return 'more';
      }
      if (!row) return 'ignored';
      if (text.includes(ROW_END)) {
        end();
        return 'taken';
      }
      if (row.text.length < ROW_LENGTH) row.text += `\n${text.trim().slice(0, ROW_LENGTH)}`;
      return 'more';
    },
    end,
  };
}

/** Cells: time, namespace, component, the object's name (since 4.7), reason, message. */
function readRow(context: ReadContext, line: number, text: string): void {
  const cells = text.split('</td>').map((cell) => unescapeHtml(cell.replace(TAG, '').trim()));
  const stampText = unescapeHtml(DATETIME.exec(text)?.[1] ?? '');
  const stamp = readStamp(stampText.replace(/ m=[+-][0-9.]+$/, ''));
  const [time = '', namespace = '', component = ''] = cells;
  const isWithObject = cells.length > 6;
  const name = isWithObject ? (cells[3] ?? '') : '';
  const reason = cells[isWithObject ? 4 : 3] ?? '';
  const message = cells[isWithObject ? 5 : 4] ?? '';
  context.record();
  const meaning = readEventMessage({ type: null, reason, message, component: component || null, fieldPath: null });
  if (!meaning) return;
  const isKubelet = component === 'kubelet';
  const keeper = isKubelet
    ? ({ kind: 'node', node: null } as const)
    : ({ kind: 'controller', name: component || 'unknown' } as const);
  const last = readWhen(context, stamp, keeper);
  const count = Number(COUNT.exec(time)?.[1] ?? 1);
  const isOnce = count === 1 && isSameTime(FIRST_SEEN.exec(text)?.[1], stampText);
  context.observe({
    origin: 'event',
    ...meaning.claim,
    subject: subject({
      namespace: namespace || null,
      ...objectOf(meaning, component, name || null),
      ...meaning.subject,
    }),
    first: isOnce ? last : null,
    last,
    count: Math.max(1, count),
    storedAt: null,
    eventUid: null,
    combined: meaning.combined,
    evidence: {
      artefact: context.artefact,
      line,
      item: null,
      excerpt: writeExcerpt([
        `${reason}${count > 1 ? ` (x${count})` : ''}`,
        [namespace, name].filter(Boolean).join('/'),
        stampText,
        cutMessage(message),
      ]),
    },
  });
}

/** A row names an object without its kind: the claim and the component tell whether it is a pod or a node. */
function objectOf(
  { claim }: EventMeaning,
  component: string,
  name: string | null,
): { readonly pod?: string | null; readonly node?: string | null } {
  if (claim.kind === 'changed') {
    const isOfNode = claim.change === 'disk-pressure' || claim.change === 'kubelet-started';
    return component === 'kubelet' && isOfNode ? { node: name } : {};
  }
  return POD_REPORTERS.test(component) ? { pod: name } : {};
}

/** Whether the time of day of the first one is that of the last; Events of the new API have none of the first. */
function isSameTime(first: string | undefined, last: string): boolean {
  return first === undefined || first === '00:00:00' || last.includes(` ${first}`);
}

function unescapeHtml(text: string): string {
  return text.replace(ESCAPED, (all, decimal?: string, hexadecimal?: string) => {
    if (decimal === undefined && hexadecimal === undefined) return NAMED[all] ?? all;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}
