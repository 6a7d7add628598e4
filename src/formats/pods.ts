import type { Reading } from '../model/clock.ts';
import { type ContainerSpec, NO_EVENT, type Observation } from '../model/observation.ts';
import { type ContainerType, type Subject, subject } from '../model/subject.ts';
import { problemOfReason } from './container-reason.ts';
import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import {
  cutMessage,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readTime,
  textOf,
  writeExcerpt,
} from './objects/fields.ts';
import { POD_SAMPLES } from './pods-samples.ts';

/** Pod objects in JSON and YAML. */
export const pods: ObjectFormat = {
  id: 'pods',
  kind: 'object',
  title: 'Kubernetes Pod objects (JSON or YAML)',
  description:
    'Saved Pods, singly or in lists. The spec names the images, the pull policies as stored and the pull secrets; the status is a picture of one instant: which containers wait and why. Kubelets since 1.32 repeat the last pull error in the message of ImagePullBackOff; before, only ErrImagePull has it.',
  commands: [
    'kubectl get pods --all-namespaces --output json > pods.json',
    'kubectl get pods --all-namespaces --output yaml > pods.yaml',
    'kubectl cluster-info dump --all-namespaces --output-directory dump',
  ],
  sources: [
    'kubernetes/api core/v1/types.go Pod, v0.34',
    'kubernetes pkg/kubelet/images/image_manager.go and types.go, 1.13–1.36',
  ],
  samples: POD_SAMPLES,
  needles: ['containers'],
  accepts(object, place) {
    const kind = textOf(object['kind']);
    if (kind !== null && kind !== 'Pod') return false;
    // Items of a PodList that a client library wrote carry no kind.
    return kind === 'Pod' || place.listKind === 'PodList' || 'containerStatuses' in fieldsOf(object['status'])
      ? isFields(object['spec'])
      : Array.isArray(fieldsOf(object['spec'])['containers']) && isFields(object['metadata']);
  },
  read: readPod,
};

/** What every observation of one pod shares. */
interface PodAround {
  readonly context: ReadContext;
  readonly place: ObjectPlace;
  readonly about: Partial<Subject>;
  readonly name: string;
  /** The instant of the picture. */
  readonly now: Reading;
}

function readPod(pod: Fields, place: ObjectPlace, context: ReadContext): void {
  const metadata = fieldsOf(pod['metadata']);
  const spec = fieldsOf(pod['spec']);
  const status = fieldsOf(pod['status']);
  const about: Partial<Subject> = {
    namespace: textOf(metadata['namespace']),
    pod: textOf(metadata['name']),
    podUid: readUid(metadata),
    node: textOf(spec['nodeName']),
  };
  const around: PodAround = {
    context,
    place,
    about,
    name: [about.namespace, about.pod].filter((part) => part).join('/'),
    now: { clock: context.clock('age', { kind: 'api-server' }), valueMs: 0, widthMs: 0 },
  };
  const containers = readContainers(spec);
  observeWhole(around, metadata, spec, status, containers);
  observeConditions(around, status, textOf(spec['schedulerName']) ?? 'default-scheduler');
  for (const [key, type] of STATUS_LISTS)
    for (const container of listOf(status[key])) observeContainer(around, container, type, containers);
}

/**
 * The UID that kubelets know the pod by. Static pods stand in the API as mirrors with a UID of their own; events and
 * kubelet logs have the hash of the manifest. Source: pkg/kubelet/types/pod_update.go ConfigMirrorAnnotationKey, 1.13–1.36.
 */
function readUid(metadata: Fields): string | null {
  return textOf(fieldsOf(metadata['annotations'])['kubernetes.io/config.mirror']) ?? textOf(metadata['uid']);
}

const SPEC_LISTS: readonly (readonly [string, ContainerType])[] = [
  ['initContainers', 'init'],
  ['containers', 'regular'],
  ['ephemeralContainers', 'ephemeral'],
];
const STATUS_LISTS: readonly (readonly [string, ContainerType])[] = [
  ['initContainerStatuses', 'init'],
  ['containerStatuses', 'regular'],
  ['ephemeralContainerStatuses', 'ephemeral'],
];

function readContainers(spec: Fields): ContainerSpec[] {
  return SPEC_LISTS.flatMap(([key, type]) =>
    listOf(spec[key]).map((container) => ({
      name: textOf(container['name']) ?? '',
      type,
      image: textOf(container['image']) ?? '',
      pullPolicy: textOf(container['imagePullPolicy']),
    })),
  );
}

function observeWhole(
  around: PodAround,
  metadata: Fields,
  spec: Fields,
  status: Fields,
  containers: readonly ContainerSpec[],
): void {
  const { context, about } = around;
  const phase = textOf(status['phase']);
  const owners = listOf(metadata['ownerReferences']);
  const owner = owners.find((candidate) => candidate['controller'] === true) ?? owners[0];
  const [ownerKind, ownerName] = [textOf(owner?.['kind']), textOf(owner?.['name'])];
  const labels = Object.entries(fieldsOf(metadata['labels'])).map(([key, value]) => [key, textOf(value) ?? '']);
  context.observe({
    ...sharedOf(around, about, [phase && `phase: ${phase}`, about.node ? `node: ${about.node}` : null]),
    kind: 'pod',
    phase,
    createdAt: readTime(metadata['creationTimestamp'], () => context.clock('absolute', { kind: 'api-server' })),
    startedAt: readTime(status['startTime'], () => nodeClock(around)),
    deletedAt: readDeletion(metadata, context),
    owner: ownerKind && ownerName ? { kind: ownerKind, name: ownerName } : null,
    labels: Object.fromEntries(labels),
    pullSecrets: listOf(spec['imagePullSecrets']).flatMap((secret) => textOf(secret['name']) ?? []),
    serviceAccount: textOf(spec['serviceAccountName']) ?? textOf(spec['serviceAccount']),
    containers,
  });
  const reason = textOf(status['reason']);
  if (phase === 'Failed' && reason) {
    const message = textOf(status['message']) ?? '';
    context.observe({
      ...sharedOf(around, about, [`status.reason: ${reason}`, message]),
      kind: 'other-problem',
      problem: problemOfReason(reason) ?? 'other',
      reason,
      message,
    });
  }
}

/** When the deletion was asked for: the stamp is that instant and the grace period after it. */
function readDeletion(metadata: Fields, context: ReadContext): Reading | null {
  const stamp = readTime(metadata['deletionTimestamp'], () => context.clock('absolute', { kind: 'api-server' }));
  const grace = metadata['deletionGracePeriodSeconds'];
  if (!stamp || typeof grace !== 'number' || !Number.isFinite(grace) || grace < 0) return stamp;
  return { ...stamp, valueMs: stamp.valueMs - grace * 1000 };
}

/** A pod without a node has no pull: the scheduler says why. */
function observeConditions(around: PodAround, status: Fields, scheduler: string): void {
  for (const condition of listOf(status['conditions'])) {
    const reason = textOf(condition['reason']);
    if (condition['type'] !== 'PodScheduled' || condition['status'] !== 'False' || reason === null) continue;
    const message = textOf(condition['message']) ?? '';
    const clock = () => around.context.clock('absolute', { kind: 'controller', name: scheduler });
    const shared = sharedOf(around, around.about, [`PodScheduled: False, reason: ${reason}`, message]);
    const first = readTime(condition['lastTransitionTime'], clock) ?? around.now;
    around.context.observe({ ...shared, first, kind: 'other-problem', problem: 'scheduling', reason, message });
  }
}

function observeContainer(
  around: PodAround,
  container: Fields,
  containerType: ContainerType,
  containers: readonly ContainerSpec[],
): void {
  const name = textOf(container['name']);
  // For a running container the status has the runtime's name of the image; only the spec has the pod's own.
  const image = containers.find((spec) => spec.name === name)?.image || textOf(container['image']);
  const about: Partial<Subject> = { ...around.about, container: name, containerType, image };
  const state = fieldsOf(container['state']);
  observeRun(around, about, 'lastState', fieldsOf(container['lastState']));
  observeRun(around, about, 'state', state);
  const isWaiting = isFields(state['waiting']);
  const shown = fieldsOf(isWaiting ? state['waiting'] : state['terminated']);
  const reason = textOf(shown['reason']);
  if (reason === null) return;
  const message = textOf(shown['message']);
  const shared = sharedOf(around, about, [
    `container: ${name}`,
    `state.${isWaiting ? 'waiting' : 'terminated'}.reason: ${reason}`,
    message,
  ]);
  const problem = problemOfReason(reason);
  if (problem) around.context.observe({ ...shared, kind: 'other-problem', problem, reason, message: message ?? '' });
  else if (isWaiting) around.context.observe({ ...shared, kind: 'waiting', reason, message });
}

/** A run proves that the image was there; one that the kubelet lost sight of (no container ID, no times) proves nothing. */
function observeRun(around: PodAround, about: Partial<Subject>, key: 'state' | 'lastState', state: Fields): void {
  const running = state['running'];
  const run = fieldsOf(running ?? state['terminated']);
  const finished = readTime(run['finishedAt'], () => nodeClock(around));
  const started = readTime(run['startedAt'], () => nodeClock(around)) ?? finished;
  if (!started) return;
  const word = isFields(running) ? 'running' : 'terminated';
  around.context.observe({
    ...sharedOf(around, about, [
      `container: ${about.container}`,
      `${key}.${word}.startedAt: ${textOf(run['startedAt'])}`,
      textOf(run['reason']) && `reason: ${textOf(run['reason'])}`,
    ]),
    first: started,
    last: word === 'running' ? around.now : (finished ?? started),
    kind: 'container-ran',
    state: word,
  });
}

function nodeClock({ context, about }: PodAround) {
  return context.clock('absolute', { kind: 'node', node: about.node ?? null });
}

function sharedOf(
  { context, place, name, now }: PodAround,
  about: Partial<Subject>,
  parts: readonly (string | null)[],
) {
  return {
    origin: 'status',
    subject: subject(about),
    first: now,
    last: now,
    ...NO_EVENT,
    evidence: {
      artefact: context.artefact,
      line: place.line,
      item: place.item,
      excerpt: writeExcerpt([`pod ${name}`, ...parts.map(cutMessage)]),
    },
  } satisfies Omit<Observation, 'kind'>;
}
