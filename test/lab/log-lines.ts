import { formatDuration, fraction, quote } from './go-text.ts';
import { fullName, type LabContainer, type LabNode, type LabPod } from './scenario.ts';

/** What a daemon wrote at one instant: one entry of the journal, or one line of a file (line breaks within it stay). */
export interface LogRecord {
  /** True time; the text has the node's. */
  readonly at: number;
  readonly unit: 'kubelet' | 'containerd' | 'systemd';
  readonly text: string;
}

export const KUBELET_PID = 1184;
export const RUNTIME_PID = 877;

/** Source places of the messages by minor; they are those of one patch level each and shift by a few lines in others. */
const PLACES: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  20: {
    pullCall: 'remote_image.go:113',
    imageManager: 'kuberuntime_image.go:51',
    start: 'kuberuntime_manager.go:829',
    sync: 'pod_workers.go:191',
    sandboxCall: 'remote_runtime.go:116',
    sandbox: 'kuberuntime_sandbox.go:70',
    sandboxManager: 'kuberuntime_manager.go:755',
  },
  28: {
    pullCall: 'remote_image.go:180',
    imageManager: 'kuberuntime_image.go:53',
    start: 'kuberuntime_manager.go:1271',
    sync: 'pod_workers.go:1300',
    sandboxCall: 'remote_runtime.go:193',
    sandbox: 'kuberuntime_sandbox.go:72',
    sandboxManager: 'kuberuntime_manager.go:1119',
  },
  30: {
    pullCall: 'remote_image.go:180',
    imageManager: 'kuberuntime_image.go:55',
    start: 'kuberuntime_manager.go:1258',
    sync: 'pod_workers.go:1298',
    sandboxCall: 'remote_runtime.go:193',
    sandbox: 'kuberuntime_sandbox.go:72',
    sandboxManager: 'kuberuntime_manager.go:1166',
  },
  // From 1.31 the CRI client logs through a helper, so its own place shows.
  32: {
    pullCall: 'log.go:32',
    imageManager: 'kuberuntime_image.go:55',
    start: 'kuberuntime_manager.go:1341',
    sync: 'pod_workers.go:1301',
    sandboxCall: 'log.go:32',
    sandbox: 'kuberuntime_sandbox.go:72',
    sandboxManager: 'kuberuntime_manager.go:1237',
  },
};

/** Builds the log lines of one node's daemons in the words of one minor version. */
export interface LogWriter {
  kubelet(at: number, severity: 'I' | 'W' | 'E', place: string, message: string, keys?: Keys): LogRecord;
  runtime(at: number, level: string, message: string, error?: string): LogRecord;
  pullCallFailed(at: number, image: string, grpcError: string): LogRecord;
  imageManagerFailed(at: number, image: string, error: string): LogRecord;
  containerStartFailed(at: number, pod: LabPod, container: LabContainer, reason: string, message: string): LogRecord;
  syncFailed(at: number, pod: LabPod, failures: readonly string[]): LogRecord;
  sandboxFailed(at: number, pod: LabPod, grpcError: string): LogRecord[];
  pullSecretMissing(at: number, pod: LabPod, secret: string): LogRecord;
  syncLoop(
    at: number,
    verb: 'ADD' | 'DELETE' | 'REMOVE' | 'RECONCILE',
    pod: Pick<LabPod, 'namespace' | 'name' | 'uid'>,
  ): LogRecord;
}

/** Keys and values of a structured line; `raw` values are printed as they are. */
export type Keys = Readonly<Record<string, string | { readonly raw: string }>>;

export function createLogWriter(minor: number, node: LabNode): LogWriter {
  const places = PLACES[minor];
  if (!places) throw new Error(`no log places for Kubernetes 1.${minor}`);
  const structured = minor >= 21;

  const line = (at: number, severity: string, place: string, body: string): LogRecord => ({
    at,
    unit: 'kubelet',
    text: `${severity}${klogTime(at, node)} ${String(KUBELET_PID).padStart(7)} ${place}] ${body}`,
  });
  const kubelet: LogWriter['kubelet'] = (at, severity, place, message, keys) =>
    line(at, severity, place, keys === undefined ? message : `${quote(message)}${formatKeys(keys, minor)}`);
  const place = (name: string) => places[name]!;
  const podUid = (pod: LabPod) => (minor >= 28 ? pod.uid : { raw: pod.uid });

  return {
    kubelet,
    runtime: (at, level, message, error) => ({
      at,
      unit: 'containerd',
      text: `time="${runtimeTime(at, node)}" level=${level} msg=${quote(message)}${error === undefined ? '' : ` error=${quote(error)}`}`,
    }),
    pullCallFailed: (at, image, error) =>
      structured
        ? kubelet(at, 'E', place('pullCall'), 'PullImage from image service failed', { err: error, image })
        : kubelet(at, 'E', place('pullCall'), `PullImage "${image}" from image service failed: ${error}`),
    imageManagerFailed: (at, image, error) =>
      structured
        ? kubelet(at, 'E', place('imageManager'), 'Failed to pull image', { err: error, image })
        : kubelet(at, 'E', place('imageManager'), `Pull image "${image}" failed: ${error}`),
    containerStartFailed(at, pod, container, reason, message) {
      const type = container.type === 'init' ? 'init container' : 'container';
      const text = `${type} ${formatContainer(container)} start failed in pod ${fullName(pod)}: ${reason}: ${message}`;
      return minor >= 31
        ? kubelet(at, 'E', place('start'), 'Unhandled Error', { err: text, logger: 'UnhandledError' })
        : line(at, 'E', place('start'), text);
    },
    syncFailed(at, pod, failures) {
      const error = failures.length === 1 ? failures[0]! : `[${failures.join(', ')}]`;
      return structured
        ? kubelet(at, 'E', place('sync'), 'Error syncing pod, skipping', {
            err: error,
            pod: `${pod.namespace}/${pod.name}`,
            podUID: podUid(pod),
          })
        : kubelet(at, 'E', place('sync'), `Error syncing pod ${pod.uid} ("${fullName(pod)}"), skipping: ${error}`);
    },
    sandboxFailed(at, pod, error) {
      const name = `${pod.namespace}/${pod.name}`;
      return structured
        ? [
            kubelet(at, 'E', place('sandboxCall'), 'RunPodSandbox from runtime service failed', { err: error }),
            kubelet(at, 'E', place('sandbox'), 'Failed to create sandbox for pod', { err: error, pod: name }),
            kubelet(at, 'E', place('sandboxManager'), 'CreatePodSandbox for pod failed', { err: error, pod: name }),
          ]
        : [
            kubelet(at, 'E', place('sandboxCall'), `RunPodSandbox from runtime service failed: ${error}`),
            kubelet(at, 'E', place('sandbox'), `CreatePodSandbox for pod "${fullName(pod)}" failed: ${error}`),
            kubelet(at, 'E', place('sandboxManager'), `createPodSandbox for pod "${fullName(pod)}" failed: ${error}`),
          ];
    },
    syncLoop: (at, verb, pod) =>
      structured
        ? kubelet(at, 'I', 'kubelet.go:2407', `SyncLoop ${verb}`, {
            source: 'api',
            pods: { raw: `["${pod.namespace}/${pod.name}"]` },
          })
        : kubelet(at, 'I', 'kubelet.go:1888', `SyncLoop (${verb}, "api"): "${pod.name}_${pod.namespace}(${pod.uid})"`),
    pullSecretMissing: (at, pod, secret) =>
      structured
        ? kubelet(at, 'I', 'kubelet_pods.go:1007', 'Unable to retrieve pull secret, the image pull may not succeed.', {
            pod: `${pod.namespace}/${pod.name}`,
            secret: '',
            err: `secret "${secret}" not found`,
          })
        : kubelet(
            at,
            'W',
            'kubelet_pods.go:880',
            `Unable to retrieve pull secret ${pod.namespace}/${secret} for ${pod.namespace}/${pod.name} due to secret "${secret}" not found.  The image pull may not succeed.`,
          ),
  };
}

/** klog's key="value" list: error texts with line breaks become blocks since klog 2.40 (Kubernetes 1.24). */
function formatKeys(keys: Keys, minor: number): string {
  return Object.entries(keys)
    .map(([key, value]) => {
      if (typeof value !== 'string') return ` ${key}=${value.raw}`;
      if (minor < 24 || !value.includes('\n')) return ` ${key}=${quote(value)}`;
      return ` ${key}=<\n${value
        .split('\n')
        .map((text) => `\t${text}`)
        .join('\n')}\n >`;
    })
    .join('');
}

/** The container's struct as `%+v`-like text, which kubelets 1.19 to 1.33 print whole. */
function formatContainer({ name, image, pullPolicy }: LabContainer): string {
  return `&Container{Name:${name},Image:${image},Command:[],Args:[],WorkingDir:,Ports:[]ContainerPort{},Env:[]EnvVar{EnvVar{Name:LOG_LEVEL,Value:info,ValueFrom:nil,},},Resources:ResourceRequirements{Limits:ResourceList{},Requests:ResourceList{},},VolumeMounts:[]VolumeMount{},LivenessProbe:nil,ReadinessProbe:nil,Lifecycle:nil,TerminationMessagePath:/dev/termination-log,ImagePullPolicy:${pullPolicy},SecurityContext:nil,Stdin:false,StdinOnce:false,TTY:false,EnvFrom:[]EnvFromSource{},TerminationMessagePolicy:File,VolumeDevices:[]VolumeDevice{},StartupProbe:nil,}`;
}

/** What the wall clock of the node shows, as if it were UTC. */
function nodeClock(at: number, node: LabNode): number {
  return at + node.clockSkewMs + node.zoneOffsetMinutes * 60_000;
}

function klogTime(at: number, node: LabNode): string {
  const clock = nodeClock(at, node);
  const text = new Date(clock).toISOString();
  return `${text.slice(5, 7)}${text.slice(8, 10)} ${text.slice(11, 19)}.${fraction(clock, 6)}`;
}

function runtimeTime(at: number, node: LabNode): string {
  const clock = nodeClock(at, node);
  return `${new Date(clock).toISOString().slice(0, 19)}.${fraction(clock, 9)}${formatZone(node.zoneOffsetMinutes)}`;
}

/** `Z` or `+05:30`. */
function formatZone(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The text of a back-off that the kubelet quotes: `failed to "StartContainer" for "app" with ErrImagePull: "…"`. */
export function formatSyncFailure(action: string, target: string, reason: string, message: string): string {
  return `failed to "${action}" for ${quote(target)} with ${reason}: ${quote(message)}`;
}

/** Event text of a pull that worked, which grew with the versions (pkg/kubelet/images/image_manager.go 1.13–1.36). */
export function formatPulled(minor: number, image: string, durationMs: number, bytes: number): string {
  const text = `Successfully pulled image ${quote(image)}`;
  if (minor < 19) return text;
  const duration = formatDuration(durationMs);
  if (minor < 25) return `${text} in ${duration}`;
  const waited = `${text} in ${duration} (${duration} including waiting)`;
  return minor < 30 ? waited : `${waited}. Image size: ${bytes} bytes.`;
}
