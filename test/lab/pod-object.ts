import { normaliseImage } from '../../src/model/image-reference.ts';
import type { ApiObject } from './api-objects.ts';
import { formatSeconds } from './go-text.ts';
import type { World } from './kubelet-model.ts';
import type { ContainerState, Picture, PodRun } from './pod-worker.ts';

/** The Pod object at the capture: its spec, and the status of the last picture. */
export function buildPod(podRun: PodRun, world: World): ApiObject {
  const { pod } = podRun;
  const picture = podRun.pictures.at(-1) ?? { at: pod.createdAt, containers: [] };
  const token = `kube-api-access-${pod.uid.slice(0, 5)}`;
  const spec = (type: 'init' | 'regular') =>
    pod.containers
      .filter((container) => container.type === type)
      .map(({ name, image, pullPolicy }) => ({
        image,
        imagePullPolicy: pullPolicy,
        name,
        resources: { requests: { cpu: '100m', memory: '128Mi' } },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: token, readOnly: true }],
      }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      uid: pod.uid,
      creationTimestamp: formatSeconds(pod.createdAt),
      labels: pod.labels,
      ...(pod.annotations ? { annotations: pod.annotations } : {}),
      ...(pod.owner
        ? {
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                blockOwnerDeletion: true,
                controller: true,
                kind: pod.owner.kind,
                name: pod.owner.name,
                uid: pod.owner.uid,
              },
            ],
          }
        : {}),
      resourceVersion: String(300_000 + pod.uid.charCodeAt(3)),
    },
    spec: {
      containers: spec('regular'),
      ...(spec('init').length > 0 ? { initContainers: spec('init') } : {}),
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      ...(pod.pullSecrets.length > 0 ? { imagePullSecrets: pod.pullSecrets.map((name) => ({ name })) } : {}),
      ...(pod.node === null ? {} : { nodeName: pod.node }),
      priority: 0,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      tolerations: ['not-ready', 'unreachable'].map((key) => ({
        effect: 'NoExecute',
        key: `node.kubernetes.io/${key}`,
        operator: 'Exists',
        tolerationSeconds: 300,
      })),
      volumes: [
        {
          name: token,
          projected: {
            defaultMode: 420,
            sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }],
          },
        },
      ],
    },
    status: buildPodStatus(podRun, picture, world),
  };
}

function buildPodStatus({ pod }: PodRun, picture: Picture, world: World): object {
  const created = formatSeconds(pod.createdAt);
  const condition = (type: string, status: boolean, rest: object = {}) => ({
    lastProbeTime: null,
    lastTransitionTime: created,
    ...rest,
    status: status ? 'True' : 'False',
    type,
  });
  if (pod.node === null) {
    return {
      conditions: [condition('PodScheduled', false, { message: pod.unschedulable, reason: 'Unschedulable' })],
      phase: 'Pending',
      qosClass: 'Burstable',
    };
  }
  const node = world.scenario.nodes.find(({ name }) => name === pod.node)!;
  const of = (type: 'init' | 'regular') => picture.containers.filter(({ container }) => container.type === type);
  const initialised = of('init').every(({ state }) => state.kind === 'exited' && state.exitCode === 0);
  const unready = of('regular')
    .filter(({ state }) => state.kind !== 'running')
    .map(({ container }) => container.name);
  const ready = initialised && unready.length === 0 && picture.containers.length > 0;
  const reason = ready
    ? {}
    : { message: `containers with unready status: [${unready.join(' ')}]`, reason: 'ContainersNotReady' };
  const running = of('regular').some(({ state, restarts }) => state.kind === 'running' || restarts > 0);
  return {
    conditions: [
      condition('Initialized', initialised),
      condition('Ready', ready, reason),
      condition('ContainersReady', ready, reason),
      condition('PodScheduled', true),
    ],
    containerStatuses: of('regular').map((run) => buildContainerStatus(run, node.clockSkewMs)),
    hostIP: node.address,
    ...(of('init').length > 0
      ? { initContainerStatuses: of('init').map((run) => buildContainerStatus(run, node.clockSkewMs)) }
      : {}),
    phase: running ? 'Running' : 'Pending',
    podIP: `10.244.${world.scenario.nodes.indexOf(node) + 1}.${10 + (Number.parseInt(pod.uid.slice(0, 2), 16) % 200)}`,
    qosClass: 'Burstable',
    startTime: formatSeconds(pod.createdAt + node.clockSkewMs),
  };
}

/** A container's status; its times are the node's clock. */
function buildContainerStatus(run: Picture['containers'][number], clockSkewMs: number): object {
  const { container, state, lastExit, restarts } = run;
  const known = state.kind !== 'waiting' || lastExit !== null;
  return {
    ...(known ? { containerID: `containerd://${state.kind === 'waiting' ? lastExit!.id : state.id}` } : {}),
    image: known ? (normaliseImage(container.image) ?? container.image) : container.image,
    imageID: known
      ? `${(normaliseImage(container.image) ?? container.image).replace(/:[^/:]*$/, '')}@sha256:${'5e'.repeat(32)}`
      : '',
    lastState: lastExit ? buildState(lastExit, clockSkewMs) : {},
    name: container.name,
    ready: state.kind === 'running' || (container.type === 'init' && state.kind === 'exited'),
    restartCount: restarts,
    started: state.kind === 'running',
    state: buildState(state, clockSkewMs),
  };
}

function buildState(state: ContainerState, clockSkewMs: number): object {
  switch (state.kind) {
    case 'waiting':
      return { waiting: { ...(state.message === null ? {} : { message: state.message }), reason: state.reason } };
    case 'running':
      return { running: { startedAt: formatSeconds(state.startedAt + clockSkewMs) } };
    case 'exited':
      return {
        terminated: {
          containerID: `containerd://${state.id}`,
          exitCode: state.exitCode,
          finishedAt: formatSeconds(state.finishedAt + clockSkewMs),
          reason: state.exitCode === 0 ? 'Completed' : 'Error',
          startedAt: formatSeconds(state.startedAt + clockSkewMs),
        },
      };
  }
}
