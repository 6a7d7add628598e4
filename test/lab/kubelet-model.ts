import { normaliseImage } from '../../src/model/image-reference.ts';
import {
  buildEvent,
  createEventRecorder,
  createEventStore,
  type EventObject,
  type EventRecorder,
  type EventSource,
  type EventStore,
  type EventSubject,
} from './event-recorder.ts';
import { type Kubelet, podSubject } from './image-manager.ts';
import { createLogWriter, type LogRecord } from './log-lines.ts';
import { addNoise } from './noise.ts';
import { createPodRun, type PodRun, runPodWorker } from './pod-worker.ts';
import { type Random, seedRandom } from './random.ts';
import type { LabNode, Scenario } from './scenario.ts';

/** What a run leaves behind at the capture. */
export interface World {
  readonly scenario: Scenario;
  readonly events: readonly EventObject[];
  readonly pods: readonly PodRun[];
  /** By node name, in order of time. */
  readonly logs: ReadonlyMap<string, readonly LogRecord[]>;
}

/** Runs a scenario from its first pod to the capture. Deterministic by the scenario's seed and instants. */
export function runScenario(scenario: Scenario): World {
  const random = seedRandom(scenario.seed);
  const store = createEventStore();
  const logs = new Map<string, LogRecord[]>(scenario.nodes.map(({ name }) => [name, []]));
  const kubelets = new Map(
    scenario.nodes.map((node) => [node.name, createKubelet(scenario, node, store, random, logs.get(node.name)!)]),
  );
  const pods = scenario.pods.map(createPodRun);
  const scheduler = createEventRecorder(
    { component: 'default-scheduler', clockSkewMs: 0, minor: scenario.minor, style: 'series' },
    store,
    random,
  );

  const agenda = pods.map((podRun) => {
    const lifecycle = runLifecycle(podRun, kubelets, scheduler);
    return { podRun, lifecycle, at: lifecycle.next(0).value as number, gone: false };
  });
  const due = ({ at, gone, podRun }: (typeof agenda)[number]) =>
    gone ? Infinity : Math.min(at, podRun.pod.deletedAt ?? Infinity);
  for (;;) {
    const next = agenda.reduce((first, entry) => (due(entry) < due(first) ? entry : first));
    if (due(next) > scenario.captureAt) break;
    const { pod } = next.podRun;
    if (pod.deletedAt !== undefined && next.at > pod.deletedAt) {
      killPod(next.podRun, kubelets.get(pod.node!)!, pod.deletedAt);
      next.at = Infinity;
      next.gone = true;
      continue;
    }
    const step = next.lifecycle.next(next.at);
    next.at = step.done ? Infinity : step.value;
  }
  recordControllerEvents(scenario, store, random);
  recordNodeEvents(scenario, store, random);
  for (const node of scenario.nodes) addNoise(scenario, node, pods, logs.get(node.name)!, random);
  for (const records of logs.values()) records.sort((a, b) => a.at - b.at);
  return { scenario, pods, logs, events: store.alive(scenario.captureAt) };
}

function createKubelet(
  scenario: Scenario,
  node: LabNode,
  store: EventStore,
  random: Random,
  records: LogRecord[],
): Kubelet {
  const source: EventSource = {
    component: 'kubelet',
    host: node.name,
    clockSkewMs: node.clockSkewMs,
    minor: scenario.minor,
    style: scenario.eventStyle ?? 'core',
  };
  return {
    scenario,
    node,
    random,
    events: createEventRecorder(source, store, random),
    lines: createLogWriter(scenario.minor, node),
    log: (record) => {
      if (record.at >= scenario.from && record.at <= scenario.captureAt) records.push(record);
    },
    images: new Set((node.images ?? []).map((image) => normaliseImage(image) ?? image)),
    backoff: new Map(),
  };
}

/** A pod from its creation: the scheduler first, then its kubelet. */
function* runLifecycle(
  podRun: PodRun,
  kubelets: ReadonlyMap<string, Kubelet>,
  scheduler: EventRecorder,
): Generator<number, void, number> {
  const { pod } = podRun;
  let at = yield pod.createdAt;
  if (pod.node === null) {
    podRun.pictures.push({ at, containers: [] });
    // The scheduler tries again when something changes, and at least every five minutes.
    for (;;) {
      scheduler.record(
        at + 9,
        podSubject(pod),
        'Warning',
        'FailedScheduling',
        pod.unschedulable ?? 'no nodes available to schedule pods',
      );
      at = yield at + 300_000;
    }
  }
  const kubelet = kubelets.get(pod.node)!;
  scheduler.record(
    at + 12,
    podSubject(pod),
    'Normal',
    'Scheduled',
    `Successfully assigned ${pod.namespace}/${pod.name} to ${pod.node}`,
  );
  yield* runPodWorker(kubelet, podRun, at + 15);
}

function killPod(podRun: PodRun, kubelet: Kubelet, at: number): void {
  for (const { container, state } of podRun.runs) {
    const fieldPath = `${container.type === 'init' ? 'spec.initContainers' : 'spec.containers'}{${container.name}}`;
    if (state.kind === 'running') {
      kubelet.events.record(
        at + 30,
        { ...podSubject(podRun.pod), fieldPath },
        'Normal',
        'Killing',
        `Stopping container ${container.name}`,
      );
    }
  }
  kubelet.log(kubelet.lines.syncLoop(at + 25, 'DELETE', podRun.pod));
  kubelet.log(kubelet.lines.syncLoop(at + 60, 'REMOVE', podRun.pod));
}

/** The events of the Deployment and ReplicaSet controllers, whose clock is true time. */
function recordControllerEvents(scenario: Scenario, store: EventStore, random: Random): void {
  const happenings: { at: number; component: string; subject: EventSubject; reason: string; message: string }[] = [];
  for (const { name, namespace, createdAt, deletedAt, owner } of scenario.pods) {
    if (!owner) continue;
    const subject = { apiVersion: 'apps/v1', kind: owner.kind, namespace, name: owner.name, uid: owner.uid };
    const component = `${owner.kind.toLowerCase()}-controller`;
    happenings.push({
      at: createdAt + 2,
      component,
      subject,
      reason: 'SuccessfulCreate',
      message: `Created pod: ${name}`,
    });
    if (deletedAt === undefined) continue;
    happenings.push({ at: deletedAt, component, subject, reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` });
  }
  const deployments = scenario.workloads.filter(({ kind }) => kind === 'Deployment');
  for (const set of scenario.workloads) {
    const owner = deployments.find(({ name, namespace }) => name === set.deployment && namespace === set.namespace);
    if (!owner) continue;
    const subject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: owner.namespace,
      name: owner.name,
      uid: owner.uid,
    };
    const scaled = { component: 'deployment-controller', subject, reason: 'ScalingReplicaSet' };
    happenings.push({ ...scaled, at: set.createdAt, message: `Scaled up replica set ${set.name} to ${set.replicas}` });
    if (set.scaledDownAt === undefined) continue;
    happenings.push({
      ...scaled,
      at: set.scaledDownAt,
      message: `Scaled down replica set ${set.name} to 0 from ${set.replicas}`,
    });
  }
  const recorders = new Map<string, EventRecorder>();
  for (const { at, component, subject, reason, message } of happenings.sort((a, b) => a.at - b.at)) {
    if (at > scenario.captureAt) continue;
    const source: EventSource = { component, clockSkewMs: 0, minor: scenario.minor, style: 'core' };
    const recorder = recorders.get(component) ?? createEventRecorder(source, store, random);
    recorders.set(component, recorder);
    recorder.record(at, subject, 'Normal', reason, message);
  }
}

function recordNodeEvents(scenario: Scenario, store: EventStore, random: Random): void {
  for (const { at, node, type, reason, message, component, count = 1, lastAt = at } of scenario.nodeEvents ?? []) {
    const labNode = scenario.nodes.find(({ name }) => name === node)!;
    const clockSkewMs = component === 'kubelet' ? labNode.clockSkewMs : 0;
    const source: EventSource = {
      component,
      clockSkewMs,
      minor: scenario.minor,
      style: 'core',
      ...(component === 'kubelet' ? { host: node } : {}),
    };
    // A kubelet writes its node's name where the UID belongs.
    const event = buildEvent(source, store, random, at, { kind: 'Node', name: node, uid: node }, type, reason, message);
    event.count = count;
    event.lastTimestamp = new Date(lastAt + clockSkewMs).toISOString().replace(/\.\d+Z$/, 'Z');
    store.write(event, lastAt);
  }
}
