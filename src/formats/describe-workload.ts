import { DESCRIBE_WORKLOAD_SAMPLES } from './describe-workload-samples.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { type EventTable, readEventTable } from './kubectl/describe-events.ts';
import { type EventRow, observeEventRow } from './kubectl/event-row.ts';
import { isForeignLine } from './kubectl/foreign-line.ts';

const NAME = /^(\s*)Name:\s+(\S+)\s*$/;
const NAMESPACE = /^\s*Namespace:\s+(\S+)\s*$/;
const KEY = /^([A-Z][\w %()/.-]{0,60}):(?:\s+(.*))?$/;
/** The first key of its own that tells a workload's description from those of other kinds. */
const FIRST_KEYS: ReadonlySet<string> = new Set(['CreationTimestamp', 'Selector', 'Labels', 'Image(s)', 'Annotations']);

/**
 * Keys that only the description of one kind has. Source: kubectl pkg/describe/describe.go describeDeployment,
 * describeReplicaSet, describeReplicationController, describeJob, describeCronJob, describeStatefulSet and
 * describeDaemonSet, v0.16–v0.36.
 */
const KIND_OF_KEY: Readonly<Record<string, string>> = {
  StrategyType: 'Deployment',
  Parallelism: 'Job',
  Completions: 'Job',
  Schedule: 'CronJob',
  'Update Strategy': 'StatefulSet',
  'Desired Number of Nodes Scheduled': 'DaemonSet',
};
const LINES = 10_000;

export const describeWorkload: TextFormat = {
  kind: 'text',
  id: 'describe-workload',
  title: 'kubectl describe deployment, replicaset, statefulset, daemonset, job, cronjob',
  description:
    'The text that `kubectl describe` prints for the objects that make pods, alone or among the descriptions of pods. Only ' +
    'its events are read: when a version was rolled out or scaled, which pods were made or deleted, and why none could be made.',
  commands: ['kubectl describe deployments,replicasets,statefulsets,daemonsets,jobs --all-namespaces'],
  sources: ['kubernetes/kubectl pkg/describe/describe.go, v0.16–v0.36'],
  samples: DESCRIBE_WORKLOAD_SAMPLES,
  needles: ['\nName:'],
  reader: readDescribedWorkloads,
};

/** What has been read of the description so far. */
interface WorkloadDraft {
  readonly name: string;
  readonly namespace: string | null;
  readonly indentation: number;
  kind: string | null;
  blanks: number;
  lines: number;
}

function readDescribedWorkloads(context: ReadContext): TextReader {
  // `Name:` and `Namespace:` begin many descriptions; they stay unclaimed, and the line after them tells whose they are.
  let name: { readonly value: string; readonly indentation: number; readonly line: number } | null = null;
  let namespace: { readonly value: string; readonly line: number } | null = null;
  let workload: WorkloadDraft | null = null;
  let table: EventTable | null = null;

  function end(): void {
    table?.end();
    table = null;
    workload = null;
  }

  function start({ number, text }: TextLine): LineVerdict {
    const named = NAME.exec(text);
    if (named) {
      name = { value: named[2] ?? '', indentation: (named[1] ?? '').length, line: number };
      namespace = null;
      return 'ignored';
    }
    if (!name) return 'ignored';
    const inNamespace = name.line === number - 1 ? NAMESPACE.exec(text) : null;
    if (inNamespace) {
      namespace = { value: inNamespace[1] ?? '', line: number };
      return 'ignored';
    }
    if ((namespace?.line ?? name.line) !== number - 1) return 'ignored';
    const key = KEY.exec(text.slice(name.indentation))?.[1] ?? '';
    if (!FIRST_KEYS.has(key)) return 'ignored';
    const { value, indentation } = name;
    workload = { name: value, namespace: namespace?.value ?? null, indentation, kind: null, blanks: 0, lines: 0 };
    return 'more';
  }

  function openTable(draft: WorkloadDraft): void {
    const { namespace: space, kind } = draft;
    const of = kind === null ? null : { kind, name: draft.name };
    const around = { subject: { namespace: space }, containers: [], waiting: [], of };
    table = readEventTable((row: EventRow) => observeEventRow(context, row, around));
    workload = null;
  }

  /** Whether the line belongs to the description of a workload. */
  function readLine(draft: WorkloadDraft, text: string): boolean {
    draft.lines += 1;
    const body = text.slice(draft.indentation);
    if (body.trim() === '') {
      draft.blanks += 1;
      return draft.blanks < 2;
    }
    if (draft.lines > LINES) return false;
    const isIndented = /^\s/.test(body);
    const match = isIndented ? null : KEY.exec(body.trimEnd());
    if (!isIndented && (!match || isForeignLine(body) || draft.blanks > 0)) return false;
    draft.blanks = 0;
    const [, key = '', value = ''] = match ?? [];
    if (KIND_OF_KEY[key] !== undefined) draft.kind = KIND_OF_KEY[key];
    // Replica sets and replication controllers print the same keys; the API calls the former a Deployment's.
    else if (key === 'Replicas' && / current \//.test(value)) draft.kind ??= 'ReplicaSet';
    if (key === 'Events') {
      if (draft.kind === null) return false;
      context.record();
      openTable(draft);
    }
    return true;
  }

  function line(read: TextLine): LineVerdict {
    if (table?.line(read)) return 'more';
    if (workload && readLine(workload, read.text)) return 'more';
    end();
    return start(read);
  }

  return { line, end };
}
