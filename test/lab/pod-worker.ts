import { formatDuration, quote } from './go-text.ts';
import { containerSubject, ensureImage, type Kubelet, type PullRecord, podSubject } from './image-manager.ts';
import { formatSyncFailure } from './log-lines.ts';
import { fullName, type LabContainer, type LabPod } from './scenario.ts';

export type ContainerState =
  | { readonly kind: 'waiting'; readonly reason: string; readonly message: string | null }
  | { readonly kind: 'running'; readonly startedAt: number; readonly exitsAt: number; readonly id: string }
  | {
      readonly kind: 'exited';
      readonly startedAt: number;
      readonly finishedAt: number;
      readonly exitCode: number;
      readonly id: string;
    };

/** A container of a pod as its kubelet knows it. */
export interface ContainerRun {
  readonly container: LabContainer;
  readonly record: PullRecord;
  state: ContainerState;
  lastExit: Extract<ContainerState, { kind: 'exited' }> | null;
  restarts: number;
  crashDelayMs: number;
}

/** What the API server shows of the containers from an instant on. */
export interface Picture {
  readonly at: number;
  readonly containers: readonly Pick<ContainerRun, 'container' | 'state' | 'lastExit' | 'restarts'>[];
}

/** A pod on its node, and what has become of it so far. */
export interface PodRun {
  readonly pod: LabPod;
  readonly runs: readonly ContainerRun[];
  readonly pictures: Picture[];
  readonly sandboxFailures: { readonly at: number; readonly error: string }[];
  sandboxReadyAt: number | null;
}

export function createPodRun(pod: LabPod): PodRun {
  const hasInit = pod.containers.some(({ type }) => type === 'init');
  return {
    pod,
    pictures: [],
    sandboxFailures: [],
    sandboxReadyAt: null,
    runs: pod.containers.map((container) => ({
      container,
      record: { calls: [], checks: [], readyAt: null },
      state: { kind: 'waiting', reason: hasInit ? 'PodInitializing' : 'ContainerCreating', message: null },
      lastExit: null,
      restarts: 0,
      crashDelayMs: 0,
    })),
  };
}

/**
 * One pod worker (pkg/kubelet/pod_workers.go, kuberuntime_manager.go SyncPod): yields the instant of its next step and
 * is resumed then. The status that the API shows is that of the start of each sync, so it lags one sync behind.
 */
export function* runPodWorker(kubelet: Kubelet, podRun: PodRun, from: number): Generator<number, void, number> {
  const { lines, log, random } = kubelet;
  const { pod } = podRun;
  let at = yield from + random.between(20, 90);
  log(lines.syncLoop(at, 'ADD', pod));
  at = yield at + random.between(400, 1400);
  for (;;) {
    settleExits(podRun, at);
    takePicture(podRun, at);
    const hadSandbox = podRun.sandboxReadyAt !== null;
    const startedBefore = podRun.runs.filter(({ state }) => state.kind === 'running').length;
    warnOfSecrets(kubelet, pod, at);
    const failures: string[] = [];
    if (!hadSandbox) makeSandbox(kubelet, podRun, at, failures);
    if (podRun.sandboxReadyAt !== null) at = yield* startContainers(kubelet, podRun, at + 4, failures);
    if (failures.length > 0) log(lines.syncFailed(at + 0.3, pod, failures));
    const started = podRun.runs.filter(({ state }) => state.kind === 'running').length > startedBefore;
    at = yield nextSync(
      kubelet,
      podRun,
      at,
      failures.length > 0,
      started,
      !hadSandbox && podRun.sandboxReadyAt !== null,
    );
  }
}

function nextSync(
  kubelet: Kubelet,
  podRun: PodRun,
  at: number,
  failed: boolean,
  started: boolean,
  newSandbox: boolean,
): number {
  const { random } = kubelet;
  // A failed sync comes back after Jitter(10 s, 0.5), another after Jitter(60 s, 0.5); the queue is polled once a second.
  const regular =
    Math.ceil((at + (failed ? random.between(10_000, 15_000) : random.between(60_000, 90_000))) / 1000) * 1000;
  const candidates = [regular + 100 * (podRun.pod.uid.charCodeAt(0) % 10) + random.between(1, 9)];
  // The PLEG relists every second and wakes the worker for a new sandbox or container, and for one that exits.
  if (started) candidates.push(at + random.between(500, 1500));
  else if (newSandbox)
    candidates.push(Math.max(at + random.between(50, 300), podRun.sandboxReadyAt! + random.between(1000, 2000)));
  for (const { state } of podRun.runs) {
    if (state.kind === 'running' && Number.isFinite(state.exitsAt))
      candidates.push(state.exitsAt + random.between(200, 1100));
  }
  return Math.max(at + 10, Math.min(...candidates));
}

function settleExits(podRun: PodRun, at: number): void {
  for (const run of podRun.runs) {
    if (run.state.kind !== 'running' || run.state.exitsAt > at) continue;
    const { startedAt, exitsAt, id } = run.state;
    run.state = { kind: 'exited', startedAt, finishedAt: exitsAt, exitCode: run.container.exitCode ?? 0, id };
  }
}

function takePicture(podRun: PodRun, at: number): void {
  podRun.pictures.push({
    at,
    containers: podRun.runs.map(({ container, state, lastExit, restarts }) => ({
      container,
      state,
      lastExit,
      restarts,
    })),
  });
}

function warnOfSecrets(kubelet: Kubelet, pod: LabPod, at: number): void {
  const missing = pod.missingSecrets ?? [];
  if (missing.length === 0) return;
  for (const secret of missing) kubelet.log(kubelet.lines.pullSecretMissing(at + 1, pod, secret));
  // An event since 1.28 (pkg/kubelet/kubelet_pods.go).
  if (kubelet.scenario.minor < 28) return;
  const text = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
  kubelet.events.record(at + 1.5, podSubject(pod), 'Warning', 'FailedToRetrieveImagePullSecret', text);
}

function makeSandbox(kubelet: Kubelet, podRun: PodRun, at: number, failures: string[]): void {
  const { events, lines, log, random } = kubelet;
  const { pod } = podRun;
  const id = random.hex(64);
  const error = pod.sandboxFault?.error(at, id) ?? null;
  const metadata = `&PodSandboxMetadata{Name:${pod.name},Uid:${pod.uid},Namespace:${pod.namespace},Attempt:0,}`;
  log(lines.runtime(at + 1, 'info', `RunPodSandbox for ${metadata}`));
  if (error === null) {
    podRun.sandboxReadyAt = at;
    log(lines.runtime(at + 3, 'info', `RunPodSandbox for ${metadata} returns sandbox id ${quote(id)}`));
    return;
  }
  const full = `rpc error: code = Unknown desc = ${error}`;
  podRun.sandboxFailures.push({ at, error });
  log(lines.runtime(at + 2, 'error', `RunPodSandbox for ${metadata} failed, error`, error));
  for (const record of lines.sandboxFailed(at + 2.4, pod, full)) log(record);
  events.record(
    at + 2.8,
    podSubject(pod),
    'Warning',
    'FailedCreatePodSandBox',
    `Failed to create pod sandbox: ${full}`,
  );
  const message = `Failed to create sandbox for pod ${quote(fullName(pod))}: ${full}`;
  failures.push(formatSyncFailure('CreatePodSandbox', fullName(pod), 'CreatePodSandboxError', message));
}

function* startContainers(
  kubelet: Kubelet,
  podRun: PodRun,
  from: number,
  failures: string[],
): Generator<number, number, number> {
  let at = from;
  const init = podRun.runs.find(
    ({ container, state }) => container.type === 'init' && !(state.kind === 'exited' && state.exitCode === 0),
  );
  const wanted = init ? [init] : podRun.runs.filter(({ container }) => container.type === 'regular');
  for (const run of wanted) {
    if (run.state.kind === 'running') continue;
    at = yield* startContainer(kubelet, podRun.pod, run, at, failures);
    at += kubelet.random.between(2, 5);
  }
  return at;
}

function* startContainer(
  kubelet: Kubelet,
  pod: LabPod,
  run: ContainerRun,
  from: number,
  failures: string[],
): Generator<number, number, number> {
  const { events, lines, log, random, scenario } = kubelet;
  const { container } = run;
  const subject = containerSubject(pod, container);
  let at = from;
  if (run.state.kind === 'exited') run.lastExit = run.state;
  if (run.lastExit && at < run.lastExit.finishedAt + run.crashDelayMs) {
    const message = `back-off ${formatDuration(run.crashDelayMs)} restarting failed container=${container.name} pod=${fullName(pod)}`;
    // The event names container and pod since 1.26.
    const named = scenario.minor >= 26 ? ` ${container.name} in pod ${fullName(pod)}` : '';
    events.record(at, subject, 'Warning', 'BackOff', `Back-off restarting failed container${named}`);
    run.state = { kind: 'waiting', reason: 'CrashLoopBackOff', message };
    failures.push(formatSyncFailure('StartContainer', container.name, 'CrashLoopBackOff', message));
    return at;
  }
  const before = run.record.calls.length;
  const outcome = yield* ensureImage(kubelet, pod, container, run.record, at);
  if (run.record.calls.length > before) at = run.record.calls.at(-1)!.endedAt;
  if (outcome) {
    run.state = { kind: 'waiting', ...outcome };
    events.record(at + 0.4, subject, 'Warning', 'Failed', `Error: ${outcome.reason}`);
    if (outcome.reason !== 'ImagePullBackOff')
      log(lines.containerStartFailed(at + 0.2, pod, container, outcome.reason, outcome.message));
    failures.push(formatSyncFailure('StartContainer', container.name, outcome.reason, outcome.message));
    return at + 0.5;
  }
  const id = random.hex(64);
  at += random.between(60, 240);
  // The wording got a colon with 1.32.
  events.record(
    at,
    subject,
    'Normal',
    'Created',
    `Created container${scenario.minor >= 32 ? ':' : ''} ${container.name}`,
  );
  at += random.between(40, 160);
  events.record(at, subject, 'Normal', 'Started', `Started container ${container.name}`);
  log(lines.runtime(at - 1, 'info', `StartContainer for ${quote(id)} returns successfully`));
  if (run.lastExit) {
    run.restarts += 1;
    run.crashDelayMs = run.crashDelayMs === 0 ? 10_000 : Math.min(run.crashDelayMs * 2, 300_000);
  }
  run.state = { kind: 'running', startedAt: at, exitsAt: at + (container.exitsAfterMs ?? Infinity), id };
  return at;
}
