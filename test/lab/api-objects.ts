import type { EventObject } from './event-recorder.ts';
import { formatSeconds } from './go-text.ts';
import type { World } from './kubelet-model.ts';
import { buildPod } from './pod-object.ts';
import type { LabNode, LabWorkload } from './scenario.ts';

/** An object of the Kubernetes API, as JSON. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** All objects that the API server has at the capture, by resource name. */
export type ApiState = Readonly<
  Record<
    'pods' | 'events' | 'nodes' | 'namespaces' | 'replicasets' | 'deployments' | 'secrets' | 'serviceaccounts',
    readonly ApiObject[]
  >
>;

/** The API server's objects at the capture of a run. */
export function buildApiState(world: World): ApiState {
  const { scenario } = world;
  const alive = world.pods.filter(
    ({ pod }) => pod.createdAt <= scenario.captureAt && (pod.deletedAt ?? Infinity) > scenario.captureAt,
  );
  const namespaces = [...new Set(['default', 'kube-system', ...scenario.pods.map(({ namespace }) => namespace)])];
  const workloads = (kind: LabWorkload['kind']) =>
    scenario.workloads.filter((workload) => workload.kind === kind).map(buildWorkload);
  return {
    pods: alive.map((podRun) => buildPod(podRun, world)).sort(byName),
    events: (world.events as readonly (EventObject & ApiObject)[]).toSorted(byName),
    nodes: scenario.nodes.map((node) => buildNode(node, world)).sort(byName),
    namespaces: namespaces
      .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, status: { phase: 'Active' } }))
      .sort(byName),
    replicasets: workloads('ReplicaSet').sort(byName),
    deployments: workloads('Deployment').sort(byName),
    secrets: [],
    serviceaccounts: [],
  };
}

/** The order of storage: by namespace, then by name. */
function byName(a: ApiObject, b: ApiObject): number {
  const key = ({ metadata }: ApiObject) => `${metadata.namespace ?? ''}/${metadata.name}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

function buildNode(node: LabNode, world: World): ApiObject {
  const { captureAt, minor } = world.scenario;
  const condition = (type: string, status: string, reason: string, message: string, since: number) => ({
    lastHeartbeatTime: formatSeconds(captureAt - 41_000),
    lastTransitionTime: formatSeconds(since),
    message,
    reason,
    status,
    type,
  });
  const pressure = node.diskPressureSince !== undefined;
  const capacity = { cpu: '4', 'ephemeral-storage': '50633164Ki', memory: '16265464Ki', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      uid: `00000000-0000-4000-8000-${node.name.length.toString(16).padStart(12, '0')}`,
      creationTimestamp: formatSeconds(node.createdAt),
      labels: { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': node.name, 'kubernetes.io/os': 'linux' },
    },
    spec: {
      podCIDR: '10.244.1.0/24',
      ...(pressure ? { taints: [{ effect: 'NoSchedule', key: 'node.kubernetes.io/disk-pressure' }] } : {}),
    },
    status: {
      addresses: [
        { address: node.address, type: 'InternalIP' },
        { address: node.name, type: 'Hostname' },
      ],
      allocatable: capacity,
      capacity,
      conditions: [
        condition(
          'MemoryPressure',
          'False',
          'KubeletHasSufficientMemory',
          'kubelet has sufficient memory available',
          node.createdAt,
        ),
        pressure
          ? condition(
              'DiskPressure',
              'True',
              'KubeletHasDiskPressure',
              'kubelet has disk pressure',
              node.diskPressureSince!,
            )
          : condition(
              'DiskPressure',
              'False',
              'KubeletHasNoDiskPressure',
              'kubelet has no disk pressure',
              node.createdAt,
            ),
        condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status', node.createdAt + 21_000),
      ],
      nodeInfo: {
        architecture: 'amd64',
        bootID: '34ad3c42-fc49-4ed9-acc5-5818dd1d6e23',
        containerRuntimeVersion: node.runtime,
        kernelVersion: '6.1.0-31-amd64',
        kubeProxyVersion: `v1.${minor}.4`,
        kubeletVersion: `v1.${minor}.4`,
        machineID: '7c693ee6b0b549cdab01d0517fa51d03',
        operatingSystem: 'linux',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        systemUUID: '82f57724-9bb2-4198-a54f-7eb4696c16fd',
      },
    },
  };
}

function buildWorkload(workload: LabWorkload): ApiObject {
  const { kind, namespace, name, uid, createdAt, image, container, deployment, revision = 1, scaledDownAt } = workload;
  const replicas = scaledDownAt === undefined ? workload.replicas : 0;
  const labels = { app: deployment ?? name };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      namespace,
      uid,
      creationTimestamp: formatSeconds(createdAt),
      labels,
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      ...(deployment === undefined
        ? {}
        : { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, kind: 'Deployment', name: deployment }] }),
    },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ image, name: container }] } },
    },
    status: { replicas },
  };
}

/** A core/v1 Event in the form of events.k8s.io/v1, by the conversion of pkg/apis/events/v1 (Kubernetes 1.32). */
export function convertEvent(event: ApiObject): ApiObject {
  const {
    involvedObject,
    message,
    source,
    count,
    firstTimestamp,
    lastTimestamp,
    reportingComponent,
    eventTime,
    ...rest
  } = event;
  return {
    ...rest,
    apiVersion: 'events.k8s.io/v1',
    ...(count === undefined ? {} : { deprecatedCount: count }),
    deprecatedFirstTimestamp: firstTimestamp ?? null,
    deprecatedLastTimestamp: lastTimestamp ?? null,
    deprecatedSource: source,
    eventTime: eventTime ?? null,
    note: message,
    regarding: involvedObject,
    reportingController: reportingComponent,
  };
}
