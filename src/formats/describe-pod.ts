import { DESCRIBE_POD_SAMPLES } from './describe-pod-samples.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { type EventTable, isEventsHeader, isEventsRow, readEventTable } from './kubectl/describe-events.ts';
import { type EventRow, observeEventRow, type PodAround, readEventRow } from './kubectl/event-row.ts';
import { observePod } from './kubectl/observe-pod.ts';
import { pairRows } from './kubectl/pair-rows.ts';
import { readPodDescription, type Shown } from './kubectl/pod-description.ts';

const NAME = /^\s*Name:\s+(\S+)\s*$/;
const NAMESPACE = /^\s*Namespace:\s+\S+\s*$/;
// PodDescriber.Describe of kubectl, where the pod is gone and its events are not.
const GONE = /^\s*Pod '([^']{1,253})': error .*, but found events\.\s*$/;
const ASSIGNED = /Successfully assigned (?:([^\s/]+)\/)?(\S+) to (\S+)/;
/** Rows of a table without description are held until one names the pod; a longer table is handed on in parts. */
const ROWS_HELD = 1000;
/** `Events:` and its header follow at once, or after a blank line. */
const LINES_BEFORE_TABLE = 4;

export const describePod: TextFormat = {
  kind: 'text',
  id: 'describe-pod',
  title: 'kubectl describe pod',
  description:
    'The text that `kubectl describe pod` prints, for one pod or many, of kubectl 1.13 to 1.36, also cut out of a terminal. ' +
    'It shows states, reasons and the events with their ages relative to the capture. It shows neither pull policies, nor ' +
    'pull secrets, nor the messages of waiting containers, and before 1.35 not the container of an event.',
  commands: ['kubectl describe pods --all-namespaces', 'kubectl describe pod NAME --namespace NAMESPACE'],
  sources: [
    'kubernetes/kubectl pkg/describe/describe.go describePod and DescribeEvents, v0.16–v0.36',
    'kubernetes/apimachinery pkg/util/duration/duration.go HumanDuration, v0.13–v0.36',
  ],
  samples: DESCRIBE_POD_SAMPLES,
  needles: [
    '\nName:',
    '\nNamespace:',
    'but found events.',
    'Type    Reason',
    'Type     Reason',
    'Type\tReason',
    'Type Reason Age',
    '\nFirstSeen',
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
  ],
  reader: readDescribedPods,
};

/** What the reader is in the middle of. */
type Block =
  | { readonly in: 'description'; readonly description: ReturnType<typeof readPodDescription> }
  | { readonly in: 'events'; readonly table: EventTable }
  | { readonly in: 'bare-events'; readonly table: EventTable };

function readDescribedPods(context: ReadContext): TextReader {
  // `Name:` begins many descriptions; it stays unclaimed, and the line after it tells whose it is.
  let name: Shown | null = null;
  let block: Block | null = null;
  let held: EventRow[] = [];
  // The pod of which only the events are left, and the line that said so.
  let gone: Shown | null = null;

  function end(): void {
    if (block?.in === 'description') finishDescription(block.description);
    else if (block) block.table.end();
    if (block?.in === 'bare-events') flushHeld();
    block = null;
    gone = null;
  }

  function finishDescription({ pod }: ReturnType<typeof readPodDescription>): PodAround | null {
    if (!pod.facts.has('Node')) return null;
    context.record();
    return observePod(context, pod);
  }

  function flushHeld(): void {
    const around = podOfRows(held, gone?.value ?? null);
    const rows = held.flatMap((row) => readEventRow(context, row, around) ?? []);
    for (const row of pairRows(rows)) context.observe(row);
    held = [];
  }

  function readBlock(open: Block, line: TextLine): LineVerdict {
    if (open.in !== 'description') {
      if (open.table.line(line)) return 'more';
      end();
      return start(line);
    }
    const verdict = open.description.line(line);
    if (verdict === 'taken') return 'more';
    if (verdict === 'events') {
      const around = finishDescription(open.description);
      const hand = (row: EventRow) => {
        context.record();
        if (around) observeEventRow(context, row, around);
      };
      block = { in: 'events', table: readEventTable(hand) };
      return 'more';
    }
    if (verdict === 'foreign') block = null;
    end();
    return start(line);
  }

  function start(line: TextLine): LineVerdict {
    const { text, number } = line;
    const named = NAME.exec(text);
    if (named) {
      name = { value: named[1] ?? '', line: number, text };
      return 'ignored';
    }
    if (name?.line === number - 1 && NAMESPACE.test(text)) {
      const description = readPodDescription(name);
      description.line(line);
      block = { in: 'description', description };
      return 'more';
    }
    const isGone = GONE.exec(text);
    if (isGone) {
      gone = { value: isGone[1] ?? '', line: number, text };
      return 'taken';
    }
    if (gone && number - gone.line > LINES_BEFORE_TABLE) gone = null;
    if (!isEventsHeader(text) && !isEventsRow(text)) return 'ignored';
    const table = readEventTable((row) => {
      context.record();
      held.push(row);
      if (held.length >= ROWS_HELD) flushHeld();
    });
    table.line(line);
    block = { in: 'bare-events', table };
    return 'more';
  }

  return { line: (line) => (block ? readBlock(block, line) : start(line)), end };
}

/** A table cut out of its description still names the pod where the scheduler's row is among its rows. */
function podOfRows(rows: readonly EventRow[], pod: string | null): PodAround {
  for (const { reason, message } of rows) {
    const match = reason === 'Scheduled' ? ASSIGNED.exec(message) : null;
    if (!match) continue;
    const subject = { namespace: match[1] ?? null, pod: match[2] ?? null, node: match[3] ?? null };
    return { subject, containers: [], waiting: [] };
  }
  return { subject: { pod }, containers: [], waiting: [] };
}
