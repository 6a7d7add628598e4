import { normaliseImage } from '../../src/model/image-reference.ts';
import type { EventRecorder, EventSubject } from './event-recorder.ts';
import { quote } from './go-text.ts';
import { formatPulled, type LogRecord, type LogWriter } from './log-lines.ts';
import type { Random } from './random.ts';
import type { LabContainer, LabNode, LabPod, Scenario } from './scenario.ts';

/** One kubelet: its node, what it writes with, and what it remembers. */
export interface Kubelet {
  readonly scenario: Scenario;
  readonly node: LabNode;
  readonly random: Random;
  readonly events: EventRecorder;
  readonly lines: LogWriter;
  readonly log: (record: LogRecord) => void;
  /** Normalised references of the images on the node. */
  readonly images: Set<string>;
  /** Keyed by pod UID and the spec's image text, as the kubelet's own. */
  readonly backoff: Map<string, Backoff>;
}

interface Backoff {
  delayMs: number;
  failedAt: number;
  /** What newer kubelets repeat in the waiting message. */
  error: string;
}

/** What the model keeps of one container's pulls; the truth of the README. */
export interface PullRecord {
  calls: { startedAt: number; endedAt: number; failed: boolean; message: string | null }[];
  checks: { at: number; reason: string; message: string }[];
  /** When the image was found or pulled, for the first time after a failure. */
  readyAt: number | null;
}

/** `null`: the image is there. Else the kubelet's waiting reason and message. */
export type ImageOutcome = { readonly reason: string; readonly message: string } | null;

// pkg/kubelet/kubelet.go: imageBackOffPeriod, MaxImageBackOff; client-go util/flowcontrol/backoff.go.
const FIRST_DELAY_MS = 10_000;
const LONGEST_DELAY_MS = 300_000;

/**
 * EnsureImageExists of pkg/kubelet/images/image_manager.go: events and log lines of one look at one container's image.
 * Yields the instant at which a pull call ends. The order of checks is that of Kubernetes 1.20 to 1.32.
 */
export function* ensureImage(
  kubelet: Kubelet,
  pod: LabPod,
  container: LabContainer,
  record: PullRecord,
  at: number,
): Generator<number, ImageOutcome, number> {
  const { image } = container;
  const { events, images, scenario } = kubelet;
  const subject = containerSubject(pod, container);
  const normalised = normaliseImage(image);
  if (normalised === null) return refuseName(kubelet, subject, record, image, at);

  const present = images.has(normalised);
  if (present && container.pullPolicy !== 'Always') {
    record.readyAt ??= at;
    events.record(at, subject, 'Normal', 'Pulled', `Container image ${quote(image)} already present on machine`);
    return null;
  }
  if (!present && container.pullPolicy === 'Never') {
    const message = `Container image ${quote(image)} is not present with pull policy of Never`;
    record.checks.push({ at, reason: 'ErrImageNeverPull', message });
    events.record(at, subject, 'Warning', 'ErrImageNeverPull', message);
    return { reason: 'ErrImageNeverPull', message };
  }

  const key = `${pod.uid}_${image}`;
  const wait = kubelet.backoff.get(key);
  if (wait && at - wait.failedAt < wait.delayMs) {
    const text = `Back-off pulling image ${quote(image)}`;
    events.record(at, subject, 'Normal', 'BackOff', text);
    return {
      reason: 'ImagePullBackOff',
      message: scenario.minor >= 32 ? `${text}: ErrImagePull: ${wait.error}` : text,
    };
  }
  return yield* pullImage(kubelet, pod, container, record, at, key);
}

function* pullImage(
  kubelet: Kubelet,
  pod: LabPod,
  container: LabContainer,
  record: PullRecord,
  at: number,
  key: string,
): Generator<number, ImageOutcome, number> {
  const { image } = container;
  const { events, lines, log, node, scenario } = kubelet;
  const subject = containerSubject(pod, container);
  const normalised = normaliseImage(image)!;
  events.record(at, subject, 'Normal', 'Pulling', `Pulling image ${quote(image)}`);
  log(lines.runtime(at + 1.2, 'info', `PullImage ${quote(image)}`));
  const result = scenario.pull({ image, node: node.name, pod, at, attempt: record.calls.length + 1 });
  const call = { startedAt: at, endedAt: Infinity, failed: !result.ok, message: result.ok ? null : result.message };
  record.calls.push(call);
  const endedAt = yield at + result.durationMs;
  call.endedAt = endedAt;

  if (result.ok) {
    kubelet.images.add(normalised);
    record.readyAt ??= endedAt;
    log(
      lines.runtime(
        endedAt - 0.4,
        'info',
        `PullImage ${quote(image)} returns image reference ${quote(`sha256:${kubelet.random.hex(64)}`)}`,
      ),
    );
    events.record(
      endedAt,
      subject,
      'Normal',
      'Pulled',
      formatPulled(scenario.minor, image, result.durationMs, result.bytes),
    );
    return null;
  }
  const full = `rpc error: code = ${result.code} desc = ${result.message}`;
  // From 1.28 the CRI client's caller sees the text without the prefix where the code is Unknown.
  const error = scenario.minor >= 28 && result.code === 'Unknown' ? result.message : full;
  log(
    lines.runtime(
      endedAt - 0.4,
      'error',
      `PullImage ${quote(image)} failed`,
      result.code === 'Unknown' ? result.message : full,
    ),
  );
  log(lines.pullCallFailed(endedAt, image, full));
  // Only where no credential matched; a pod with a readable pull secret takes the other branch.
  if (pod.pullSecrets.length === (pod.missingSecrets?.length ?? 0))
    log(lines.imageManagerFailed(endedAt + 0.1, image, error));
  events.record(endedAt, subject, 'Warning', 'Failed', `Failed to pull image ${quote(image)}: ${error}`);
  const before = kubelet.backoff.get(key);
  const expired = !before || endedAt - before.failedAt > 2 * LONGEST_DELAY_MS;
  const delayMs = expired ? FIRST_DELAY_MS : Math.min(before.delayMs * 2, LONGEST_DELAY_MS);
  kubelet.backoff.set(key, { delayMs, failedAt: endedAt, error });
  return { reason: 'ErrImagePull', message: error };
}

function refuseName(
  kubelet: Kubelet,
  subject: EventSubject,
  record: PullRecord,
  image: string,
  at: number,
): ImageOutcome {
  // pkg/util/parsers ParseImageName; the inner text is distribution/reference's.
  const wording = kubelet.scenario.minor >= 28 ? "couldn't parse image name" : "couldn't parse image reference";
  const inner =
    /[A-Z]/.test(image.split(':')[0]!) && normaliseImage(image.toLowerCase()) !== null
      ? 'invalid reference format: repository name must be lowercase'
      : 'invalid reference format';
  const message = `Failed to apply default image tag ${quote(image)}: ${wording} ${quote(image)}: ${inner}`;
  record.checks.push({ at, reason: 'InvalidImageName', message });
  kubelet.events.record(at, subject, 'Warning', 'InspectFailed', message);
  return { reason: 'InvalidImageName', message };
}

/** The container as an event's `involvedObject`. */
export function containerSubject(pod: LabPod, container: LabContainer): EventSubject {
  const list = container.type === 'init' ? 'spec.initContainers' : 'spec.containers';
  return { ...podSubject(pod), fieldPath: `${list}{${container.name}}` };
}

/** The pod as an event's `involvedObject`. */
export function podSubject(pod: LabPod): EventSubject {
  return { kind: 'Pod', namespace: pod.namespace, name: pod.name, uid: pod.uid };
}
