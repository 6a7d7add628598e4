import { NO_EVENT, type NodeSeen } from '../model/observation.ts';
import { subject } from '../model/subject.ts';
import { DESCRIBE_NODE_SAMPLES } from './describe-node-samples.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { type EventTable, readEventTable } from './kubectl/describe-events.ts';
import { type EventRow, observeEventRow } from './kubectl/event-row.ts';
import { cutExcerpt } from './kubectl/excerpt.ts';
import { isForeignLine } from './kubectl/foreign-line.ts';
import { readPicture, readTime } from './kubectl/reading.ts';

const NAME = /^\s*Name:\s+(\S+)\s*$/;
const ROLES = /^\s*Roles:\s+\S/;
const KEY = /^([A-Z][A-Za-z -]{0,60}):(?:\s+(.*))?$/;
const FACTS: ReadonlySet<string> = new Set([
  'Operating System',
  'Architecture',
  'Container Runtime Version',
  'Kubelet Version',
]);
const TIME = '(?:[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [+-][0-9]{4}|<unknown>)';
// describe.go describeNode prints Type, Status, LastHeartbeatTime, LastTransitionTime, Reason and Message.
const CONDITION = new RegExp(`^\\s*([A-Za-z]+)\\s+(True|False|Unknown)\\s+${TIME}\\s+(${TIME})\\s+(\\S+)\\s+(.*)$`);
const LIMIT = 10_000;

export const describeNode: TextFormat = {
  kind: 'text',
  id: 'describe-node',
  title: 'kubectl describe node',
  description:
    'The text that `kubectl describe node` prints, for one node or many, of kubectl 1.13 to 1.36: operating system, ' +
    'architecture, versions of kubelet and container runtime, conditions such as DiskPressure with the time of their last ' +
    'change, and the events of the node itself, such as image garbage collection that freed too little.',
  commands: ['kubectl describe nodes', 'kubectl describe node NAME'],
  sources: ['kubernetes/kubectl pkg/describe/describe.go describeNode and DescribeEvents, v0.16–v0.36'],
  samples: DESCRIBE_NODE_SAMPLES,
  needles: ['\nName:', '\nRoles:'],
  reader: readDescribedNodes,
};

/** A line that shows a fact. */
interface Shown {
  readonly value: string;
  readonly line: number;
  readonly text: string;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly since: string;
  readonly message: string;
  readonly shown: Shown;
}

/** What has been read of the node so far. */
interface NodeDraft {
  readonly name: Shown;
  readonly indentation: number;
  readonly facts: Map<string, string>;
  readonly conditions: Condition[];
  section: string;
  blanks: number;
  lines: number;
}

function readDescribedNodes(context: ReadContext): TextReader {
  // `Name:` begins many descriptions and stays unclaimed; only a node's goes on with `Roles:`.
  let name: Shown | null = null;
  let node: NodeDraft | null = null;
  let table: EventTable | null = null;

  function end(): void {
    if (node) observeNode(context, node);
    table?.end();
    node = null;
    table = null;
  }

  function start({ number, text }: TextLine): LineVerdict {
    const named = NAME.exec(text);
    if (named) name = { value: named[1] ?? '', line: number, text };
    if (!name || name.line !== number - 1 || !ROLES.test(text)) return 'ignored';
    context.record();
    const indentation = name.text.length - name.text.trimStart().length;
    node = { name, indentation, facts: new Map(), conditions: [], section: 'Roles', blanks: 0, lines: 0 };
    return 'more';
  }

  function openTable(draft: NodeDraft): void {
    observeNode(context, draft);
    const around = { subject: { node: draft.name.value }, containers: [], waiting: [] };
    table = readEventTable((row: EventRow) => {
      context.record();
      observeEventRow(context, row, around);
    });
    node = null;
  }

  function line(read: TextLine): LineVerdict {
    if (table?.line(read)) return 'more';
    if (node && readLine(node, read)) {
      if (node.section === 'Events') openTable(node);
      return 'more';
    }
    end();
    return start(read);
  }

  return { line, end };
}

/** Whether the line belongs to the description. */
function readLine(node: NodeDraft, { number, text }: TextLine): boolean {
  node.lines += 1;
  const body = text.slice(0, node.indentation).trim() === '' ? text.slice(node.indentation) : text;
  if (body.trim() === '') {
    node.blanks += 1;
    return node.blanks < 2;
  }
  if (node.lines > LIMIT) return false;
  const isIndented = body.startsWith(' ') || body.startsWith('\t');
  const key = KEY.exec(body.trim());
  if (!isIndented && (!key || isForeignLine(body) || node.blanks > 0)) return false;
  if (isIndented && node.blanks > 0) return false;
  if (!isIndented) {
    node.section = key?.[1] ?? '';
    if (key && node.section === 'CreationTimestamp') node.facts.set(node.section, (key[2] ?? '').trim());
    return true;
  }
  const condition = node.section === 'Conditions' ? CONDITION.exec(body.trimEnd()) : null;
  if (condition) {
    const [, type = '', status = '', since = '', reason = '', message = ''] = condition;
    const shown = { value: status, line: number, text };
    node.conditions.push({ type, status, reason, since, message, shown });
  }
  if (key && node.section === 'System Info' && FACTS.has(key[1] ?? ''))
    node.facts.set(key[1] ?? '', (key[2] ?? '').trim());
  return true;
}

function observeNode(context: ReadContext, node: NodeDraft): void {
  const fact = (key: string): string | null => node.facts.get(key) || null;
  context.observe({
    ...sharedOf(context, node, node.name),
    kind: 'node',
    os: fact('Operating System'),
    architecture: fact('Architecture'),
    kubeletVersion: fact('Kubelet Version'),
    runtimeVersion: fact('Container Runtime Version'),
    createdAt: readTime(fact('CreationTimestamp') ?? '', context.clock('absolute', { kind: 'api-server' })),
    conditions: node.conditions.map(({ type, status, reason }) => ({ type, status, reason })),
  });
  const pressure = node.conditions.find(({ type, status }) => type === 'DiskPressure' && status === 'True');
  if (!pressure) return;
  const shared = sharedOf(context, node, pressure.shown);
  const since = readTime(pressure.since, context.clock('absolute', { kind: 'node', node: node.name.value }));
  const at = since ?? shared.first;
  const message = pressure.message || pressure.reason;
  context.observe({ ...shared, first: at, last: at, kind: 'changed', change: 'disk-pressure', message });
}

function sharedOf(context: ReadContext, node: NodeDraft, shown: Shown) {
  const picture = readPicture(context);
  return {
    origin: 'status',
    subject: subject({ node: node.name.value }),
    first: picture,
    last: picture,
    ...NO_EVENT,
    evidence: { artefact: context.artefact, line: shown.line, item: null, excerpt: cutExcerpt(shown.text) },
  } satisfies Omit<
    NodeSeen,
    'kind' | 'os' | 'architecture' | 'kubeletVersion' | 'runtimeVersion' | 'createdAt' | 'conditions'
  >;
}
