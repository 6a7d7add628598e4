import type { ApiObject } from './api-objects.ts';

/** A column of a server-side table; priority 1 shows with `-o wide` only. */
interface Column {
  readonly name: string;
  readonly priority: 0 | 1;
}

interface Printer {
  readonly columns: readonly Column[];
  cells(object: ApiObject, now: number): readonly (string | number)[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The server's answer to `Accept: application/json;as=Table`, which kubectl prints as it is. Columns and rules are those
 * of pkg/printers/internalversion/printers.go, Kubernetes 1.31.
 */
export function printTable(resource: string, objects: readonly ApiObject[], now: number): object {
  const printer = PRINTERS[resource] ?? OTHER;
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: '400000' },
    columnDefinitions: printer.columns.map(({ name, priority }) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority,
    })),
    rows: objects.map((object) => ({
      cells: printer.cells(object, now),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}

function columns(normal: readonly string[], wide: readonly string[] = []): Column[] {
  return [
    ...normal.map((name) => ({ name, priority: 0 as const })),
    ...wide.map((name) => ({ name, priority: 1 as const })),
  ];
}

const PRINTERS: Readonly<Record<string, Printer>> = {
  pods: {
    columns: columns(
      ['Name', 'Ready', 'Status', 'Restarts', 'Age'],
      ['IP', 'Node', 'Nominated Node', 'Readiness Gates'],
    ),
    cells(pod, now) {
      const spec = pod['spec'] as Json;
      const status = pod['status'] as Json;
      const statuses = (status['containerStatuses'] ?? []) as readonly Json[];
      const total = (spec['containers'] as readonly Json[]).length;
      const ready = statuses.filter(
        (container) => container['ready'] && (container['state'] as Json)['running'],
      ).length;
      return [
        pod.metadata.name,
        `${ready}/${total}`,
        podStatus(status),
        restarts(statuses, now),
        age(pod.metadata['creationTimestamp'], now),
        (status['podIP'] as string | undefined) ?? '<none>',
        (spec['nodeName'] as string | undefined) ?? '<none>',
        '<none>',
        '<none>',
      ];
    },
  },
  events: {
    // With -o wide the columns of priority 1 stand between the others.
    columns: [
      { name: 'Last Seen', priority: 0 },
      { name: 'Type', priority: 0 },
      { name: 'Reason', priority: 0 },
      { name: 'Object', priority: 0 },
      { name: 'Subobject', priority: 1 },
      { name: 'Source', priority: 1 },
      { name: 'Message', priority: 0 },
      { name: 'First Seen', priority: 1 },
      { name: 'Count', priority: 1 },
      { name: 'Name', priority: 1 },
    ],
    cells(event, now) {
      const object = (event['involvedObject'] ?? event['regarding']) as Json;
      const source = (event['source'] ?? event['deprecatedSource'] ?? {}) as Json;
      const series = event['series'] as Json | undefined;
      const first = event['firstTimestamp'] ?? event['deprecatedFirstTimestamp'] ?? event['eventTime'];
      const last = series?.['lastObservedTime'] ?? event['lastTimestamp'] ?? event['deprecatedLastTimestamp'] ?? first;
      const component = source['component'] ?? event['reportingComponent'] ?? event['reportingController'] ?? '';
      const host = source['host'] ?? event['reportingInstance'];
      return [
        age(last, now),
        event['type'] as string,
        event['reason'] as string,
        `${String(object['kind']).toLowerCase()}/${object['name']}`,
        String(object['fieldPath'] ?? ''),
        host ? `${component}, ${host}` : String(component),
        String(event['message'] ?? event['note']).trim(),
        age(first, now),
        Number(series?.['count'] ?? event['count'] ?? event['deprecatedCount'] ?? 1),
        event.metadata.name,
      ];
    },
  },
};

const OTHER: Printer = {
  columns: columns(['Name', 'Age']),
  cells: (object, now) => [object.metadata.name, age(object.metadata['creationTimestamp'], now)],
};

/** The STATUS cell (printPod): the first unfinished init container, else the lowest waiting or ended container. */
function podStatus(status: Json): string {
  const inits = (status['initContainerStatuses'] ?? []) as readonly Json[];
  for (const [index, container] of inits.entries()) {
    const { terminated, waiting } = container['state'] as { terminated?: Json; waiting?: Json };
    if (terminated && terminated['exitCode'] === 0) continue;
    if (terminated) return `Init:${terminated['reason'] ?? `ExitCode:${terminated['exitCode']}`}`;
    if (waiting && waiting['reason'] !== 'PodInitializing') return `Init:${waiting['reason']}`;
    return `Init:${index}/${inits.length}`;
  }
  let text = String(status['reason'] ?? status['phase']);
  for (const container of ((status['containerStatuses'] ?? []) as readonly Json[]).toReversed()) {
    const { terminated, waiting } = container['state'] as { terminated?: Json; waiting?: Json };
    if (waiting?.['reason']) text = String(waiting['reason']);
    else if (terminated) text = String(terminated['reason'] ?? `ExitCode:${terminated['exitCode']}`);
  }
  return text;
}

function restarts(statuses: readonly Json[], now: number): string {
  const count = statuses.reduce((sum, container) => sum + Number(container['restartCount']), 0);
  const exits = statuses.flatMap(
    (container) => (container['lastState'] as { terminated?: Json }).terminated?.['finishedAt'] ?? [],
  );
  return count > 0 && exits.length > 0 ? `${count} (${age(exits.toSorted().at(-1), now)} ago)` : String(count);
}

function age(time: unknown, now: number): string {
  return typeof time === 'string' ? humanDuration(Math.floor((now - Date.parse(time)) / 1000)) : '<unknown>';
}

/** duration.HumanDuration of k8s.io/apimachinery 0.34: cuts, never rounds. */
export function humanDuration(seconds: number): string {
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  const rest = (value: number, unit: string) => (value === 0 ? '' : `${value}${unit}`);
  if (minutes < 10) return `${minutes}m${rest(seconds % 60, 's')}`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return `${hours}h${rest(minutes % 60, 'm')}`;
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return `${days}d${rest(hours % 24, 'h')}`;
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return days < 2920 ? `${years}y${rest(days % 365, 'd')}` : `${years}y`;
}
