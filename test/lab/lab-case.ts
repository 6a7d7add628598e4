import type { World } from './kubelet-model.ts';
import type { Random } from './random.ts';
import type { LabContainer, LabNode, LabPod, LabWorkload, PullCall, PullResult, Scenario } from './scenario.ts';
import type { Truth, TruthFailure, TruthIncident } from './truth.ts';

/** A case under `fixtures/`: its folder name is a sentence. */
export interface LabCase {
  readonly name: string;
  /** What it shows, for its README. */
  readonly shows: string;
  /** The scenario that ends at the capture, in milliseconds since 1970. */
  scenario(captureAt: number): Scenario;
  readonly files: readonly LabFile[];
  /** Puts all files in one archive of this name. */
  readonly archive?: string;
  /** Folder that `captured-at` lies in; left out: beside the files. */
  readonly folder?: string;
  readonly incidents: readonly IncidentRule[];
  readonly decoys?: (world: World) => readonly string[];
  readonly otherProblems?: (world: World) => Truth['otherProblems'];
  readonly warnedInputs?: readonly string[];
}

/** Which failures of the run are one incident, and what is right about it. */
export interface IncidentRule extends Pick<TruthIncident, 'causes' | 'registry' | 'statuses' | 'widest'> {
  holds(failure: TruthFailure): boolean;
  /** Milliseconds before the capture at which the fault was gone; left out where it lasts. */
  readonly goneBefore?: number;
}

export interface LabFile {
  readonly path: string;
  /** The program and its command line, or how else it came about. */
  readonly source: string;
  readonly by:
    | {
        readonly kind: 'kubectl';
        readonly old: boolean;
        readonly parameters: readonly string[];
        readonly both: boolean;
        readonly zone: string;
      }
    | { readonly kind: 'journal'; readonly node: string; readonly form: 'short' | 'short-iso' | 'short-precise' }
    | { readonly kind: 'klog'; readonly node: string }
    | { readonly kind: 'metrics'; readonly query: string; readonly gaps: readonly (readonly [number, number])[] }
    | { readonly kind: 'written'; readonly content: string | Buffer };
  /** Done to what the program wrote, as the README says. */
  readonly change?: (content: string) => string | Buffer;
}

/** What kubectl writes to standard output (`both`: and to standard error, as a terminal shows it). */
export function kubectl(
  path: string,
  command: string,
  { old = false, both = false, zone = 'UTC' }: { old?: boolean; both?: boolean; zone?: string } = {},
): LabFile {
  const parameters = command.split(' ');
  return { path, source: `\`kubectl ${command}\``, by: { kind: 'kubectl', old, parameters, both, zone } };
}

/** A node's journal, printed by journalctl. */
export function journal(path: string, node: string, form: 'short' | 'short-iso' | 'short-precise'): LabFile {
  return {
    path,
    source: `\`journalctl -o ${form}\` of a real journal file; its entries are the model's`,
    by: { kind: 'journal', node, form },
  };
}

/** The kubelet's own log file: klog lines without an envelope. */
export function klog(path: string, node: string): LabFile {
  return { path, source: 'the model, in the words of the kubelet', by: { kind: 'klog', node } };
}

/** Prometheus' answer to a range query; gaps are minutes before the capture in which no scrape worked. */
export function metrics(path: string, query: string, gaps: readonly (readonly [number, number])[] = []): LabFile {
  return { path, source: `\`GET /api/v1/query_range?query=${query}&step=30\``, by: { kind: 'metrics', query, gaps } };
}

/** A file that no program of ours writes. */
export function written(path: string, content: string | Buffer, source: string): LabFile {
  return { path, source, by: { kind: 'written', content } };
}

export const MINUTE = 60_000;

/** A node with a correct clock in UTC, up for twenty days. */
export function labNode(name: string, captureAt: number, more: Partial<LabNode> = {}): LabNode {
  const digits = Number(name.replace(/\D/g, '')) || 1;
  return {
    name,
    address: `10.0.12.${10 + digits}`,
    zoneOffsetMinutes: 0,
    clockSkewMs: 0,
    runtime: 'containerd://1.7.24',
    createdAt: captureAt - 20 * 24 * 60 * MINUTE,
    ...more,
  };
}

export interface DeployOptions {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly container?: string;
  /** One pod for each, on that node. */
  readonly nodes: readonly (string | null)[];
  readonly createdAt: number;
  readonly pullPolicy?: LabContainer['pullPolicy'];
  readonly beside?: readonly LabContainer[];
  readonly exits?: Pick<LabContainer, 'exitsAfterMs' | 'exitCode'>;
  readonly pod?: Partial<LabPod>;
  readonly revision?: number;
  readonly scaledDownAt?: number;
}

/** A Deployment's ReplicaSet with its pods. */
export function deploy(random: Random, options: DeployOptions): { workloads: LabWorkload[]; pods: LabPod[] } {
  const {
    namespace,
    name,
    image,
    container = 'app',
    nodes,
    createdAt,
    pullPolicy = 'IfNotPresent',
    revision = 1,
  } = options;
  const hash = random.suffix(9);
  const setName = `${name}-${hash}`;
  const setUid = random.uid();
  const common = { namespace, image, container, replicas: nodes.length };
  const gone = options.scaledDownAt === undefined ? {} : { scaledDownAt: options.scaledDownAt };
  const workloads: LabWorkload[] = [
    { ...common, kind: 'ReplicaSet', name: setName, uid: setUid, createdAt, deployment: name, revision, ...gone },
  ];
  if (revision === 1)
    workloads.push({ ...common, kind: 'Deployment', name, uid: random.uid(), createdAt: createdAt - 200 });
  const pods = nodes.map((node): LabPod => {
    return {
      namespace,
      name: `${setName}-${random.suffix(5)}`,
      uid: random.uid(),
      node,
      createdAt: createdAt + random.between(20, 300),
      owner: { kind: 'ReplicaSet', name: setName, uid: setUid },
      labels: { app: name, 'pod-template-hash': hash },
      containers: [
        ...(options.beside ?? []),
        { name: container, type: 'regular', image, pullPolicy, ...options.exits },
      ],
      pullSecrets: [],
      ...(options.scaledDownAt === undefined ? {} : { deletedAt: options.scaledDownAt + random.between(50, 400) }),
      ...options.pod,
    };
  });
  return { workloads, pods };
}

/** Joins the parts of a scenario. */
export function joinWorkloads(...parts: readonly { workloads: LabWorkload[]; pods: LabPod[] }[]): {
  workloads: LabWorkload[];
  pods: LabPod[];
} {
  return { workloads: parts.flatMap(({ workloads }) => workloads), pods: parts.flatMap(({ pods }) => pods) };
}

/** A pull that works. */
export function pulled(random: Random, seconds: readonly [number, number] = [1.2, 6]): PullResult {
  return {
    ok: true,
    durationMs: Math.round(random.between(seconds[0], seconds[1]) * 1000),
    bytes: random.integer(20_000_000, 180_000_000),
  };
}

/** A pull that fails. */
export function failed(
  random: Random,
  message: string,
  code: 'Unknown' | 'NotFound' = 'Unknown',
  seconds: readonly [number, number] = [0.15, 0.9],
): PullResult {
  return { ok: false, durationMs: Math.round(random.between(seconds[0], seconds[1]) * 1000), message, code };
}

export type Pull = (call: PullCall) => PullResult;

/** Names of the pods whose workload has one of these names. */
export function podsOf(...workloads: readonly string[]): (world: World) => string[] {
  return ({ scenario }) =>
    scenario.pods
      .filter(({ labels }) => workloads.includes(labels['app'] ?? ''))
      .map(({ namespace, name }) => `${namespace}/${name}`);
}

/** The problem that each pod of a workload has. */
export function problemsOf(
  kind: string,
  ...workloads: readonly string[]
): (world: World) => { kind: string; namespace: string; pod: string }[] {
  return ({ scenario }) =>
    scenario.pods
      .filter(({ labels }) => workloads.includes(labels['app'] ?? ''))
      .map(({ namespace, name }) => ({ kind, namespace, pod: name }));
}
