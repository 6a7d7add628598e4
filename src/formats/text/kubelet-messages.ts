import type { PullRemark } from '../../model/observation.ts';
import { pulledImageOf } from '../../model/pulled-image.ts';
import { readEventMessage, readFieldPath } from '../event-message.ts';
import { type Finding, isAboutImage, readObjectName, readSandboxError, readStartError } from './kubelet-finding.ts';
import { readContainerStartError } from './kubelet-start-error.ts';
import { readSyncError } from './kubelet-sync-error.ts';

/** Keys and values of a structured line. */
type Keys = ReadonlyMap<string, string>;

type MessageReader = (keys: Keys, message: string) => readonly Finding[];

const NOTHING: readonly Finding[] = [];

/**
 * The kubelet's structured messages that bear on image pulls, by their text.
 * Source: pkg/kubelet/kuberuntime, pkg/kubelet/cri/remote and staging cri-client (remote_image.go, remote_runtime.go),
 * pkg/kubelet/{kubelet,kubelet_pods,pod_workers}.go, pkg/kubelet/images/image_gc_manager.go, pkg/kubelet/eviction,
 * client-go tools/record/event.go; Kubernetes 1.21–1.36.
 */
const READERS: ReadonlyMap<string, MessageReader> = new Map<string, MessageReader>([
  ['PullImage from image service failed', (keys) => [pullFailed('cri-client', keys)]],
  ['Failed to pull image', (keys) => [pullFailed('image-manager', keys)]],
  ['ImageRef of image is not set', readNoReference],
  ['Pulling image without credentials', (keys, message) => [remark('anonymous-pull', keys, message)]],
  [
    'Get ImageStatus from image service failed',
    (keys) => [remark('image-inspect-failed', keys, keys.get('err') ?? '')],
  ],
  ['ImageStatus from image service failed', (keys) => [remark('image-inspect-failed', keys, keys.get('err') ?? '')]],
  ['Unhandled Error', (keys) => orNothing(readContainerStartError(keys.get('err') ?? ''))],
  ['Container start failed in pod', readContainerMessage],
  ['Failed to ensure image', readImageVolume],
  ['Error syncing pod, skipping', (keys) => aboutPod(keys, readSyncError(keys.get('err') ?? ''))],
  ['RunPodSandbox from runtime service failed', (keys) => readSandbox('cri-client', keys)],
  ['Failed to create sandbox for pod', (keys) => readSandbox('container-start', keys)],
  ['CreatePodSandbox for pod failed', (keys) => readSandbox('container-start', keys)],
  ['Unable to retrieve pull secret, the image pull may not succeed.', readPullSecret],
  ['Unable to attach or mount volumes for pod; skipping pod', (keys) => readMount(keys)],
  ['Observed pod startup duration', readStartup],
  ['Event occurred', readRecordedEvent],
  ['SyncLoop DELETE', (keys, message) => changed('pod-deleted', message, readPods(keys))],
  ['SyncLoop REMOVE', (keys, message) => changed('pod-deleted', message, readPods(keys))],
  ['Starting kubelet main sync loop', (_, message) => changed('kubelet-started', message, [{}])],
  [
    'Removing image to free bytes',
    (keys, message) => changed('image-removed', `${message}: ${keys.get('imageID')}`, [{}]),
  ],
  ['Eviction manager: attempting to reclaim', readReclaim],
]);

/** What a structured message says; null where it is none that bears on pulls. */
export function readStructuredMessage(message: string, keys: Keys): readonly Finding[] | null {
  return READERS.get(message)?.(keys, message) ?? null;
}

function orNothing(finding: Finding | null): readonly Finding[] {
  return finding ? [finding] : NOTHING;
}

function imageOf(keys: Keys): { image?: string } {
  const image = keys.get('image');
  return image ? { image } : {};
}

/** The pod that the keys name: `pod="ns/name" podUID=…`. */
function podOf(keys: Keys): Finding['subject'] {
  const podUid = keys.get('podUID');
  return { ...readObjectName(keys.get('pod')), ...(podUid ? { podUid } : {}) };
}

function aboutPod(keys: Keys, findings: readonly Finding[]): readonly Finding[] {
  const pod = podOf(keys);
  const whole = keys.has('pod') ? findings : findings.map(nameByMessage);
  return whole.map((finding) => ({ ...finding, subject: { ...finding.subject, ...pod } }));
}

/** Where a line is cut off before its pod, the image that the error names is all that tells what it is about. */
function nameByMessage(finding: Finding): Finding {
  const { claim, subject } = finding;
  if (claim.kind !== 'pull-failed' || claim.message === null || subject.image) return finding;
  const image = pulledImageOf(claim.message);
  return image === null ? finding : { ...finding, subject: { ...subject, image } };
}

function pullFailed(origin: 'cri-client' | 'image-manager', keys: Keys): Finding {
  return nameByMessage({
    origin,
    claim: { kind: 'pull-failed', reason: null, message: keys.get('err') || null },
    subject: imageOf(keys),
  });
}

function readNoReference(keys: Keys): readonly Finding[] {
  const message = `imageRef of image "${keys.get('image') ?? ''}" is not set`;
  return [{ origin: 'cri-client', claim: { kind: 'pull-failed', reason: null, message }, subject: imageOf(keys) }];
}

function remark(kind: PullRemark['remark'], keys: Keys, message: string): Finding {
  return {
    origin: kind === 'anonymous-pull' ? 'image-manager' : 'cri-client',
    claim: { kind: 'pull-remark', remark: kind, host: null, message },
    subject: imageOf(keys),
  };
}

/** The same at `-v=3`, also for syncs in back-off. */
function readContainerMessage(keys: Keys): readonly Finding[] {
  const finding = readStartError('container-start', keys.get('err') ?? '', keys.get('containerMessage') ?? '');
  // A failed call has the line "start failed" as well.
  if (!isAboutImage(finding) || finding.claim.kind === 'pull-failed') return NOTHING;
  const container = keys.get('container') ?? '';
  const name = container.startsWith('&') || container === '' ? {} : { container };
  return aboutPod(keys, [{ ...finding, subject: { ...finding.subject, ...name } }]);
}

/** An image that is mounted as a volume; the containers that mount it fail with it. */
function readImageVolume(keys: Keys): readonly Finding[] {
  const [reason = '', ...rest] = (keys.get('err') ?? '').split(': ');
  const finding = readStartError('container-start', reason, rest.join(': '));
  return isAboutImage(finding) ? aboutPod(keys, [finding]) : NOTHING;
}

function readSandbox(origin: 'cri-client' | 'container-start', keys: Keys): readonly Finding[] {
  const finding = readSandboxError(origin, keys.get('err') ?? '');
  // The pod worker's line tells of sandboxes that failed for another reason, once per sync.
  return isAboutImage(finding) ? aboutPod(keys, [finding]) : NOTHING;
}

function readPullSecret(keys: Keys, message: string): readonly Finding[] {
  const error = keys.get('err') ?? '';
  const name = /secrets? "([^"]+)"/.exec(error)?.[1] ?? keys.get('secret')?.split('/').pop() ?? '';
  const secrets = name === '' ? [] : [name];
  const text = error === '' ? message : `${message} ${error}`;
  return aboutPod(keys, [
    { origin: 'pod-worker', claim: { kind: 'pull-secret-unreadable', secrets, message: text }, subject: {} },
  ]);
}

function readMount(keys: Keys): readonly Finding[] {
  const message = keys.get('err') ?? '';
  const claim = { kind: 'other-problem', problem: 'mount', reason: 'FailedMount', message } as const;
  return aboutPod(keys, [{ origin: 'pod-worker', claim, subject: {} }]);
}

/**
 * All containers of a pod were seen running, once for each pod, and something was pulled for it. The time of a pull that
 * there was not is `0001-01-01`: a pod whose images were there tells nothing of pulls.
 * Source: pkg/kubelet/util/pod_startup_latency_tracker.go ObservedPodOnWatch and hasPodStartedSLO, 1.23–1.34.
 */
function readStartup(keys: Keys): readonly Finding[] {
  if (!/^2[0-9]{3}-/.test(keys.get('lastFinishedPulling') ?? '')) return NOTHING;
  return aboutPod(keys, [{ origin: 'pod-worker', claim: { kind: 'container-ran', state: 'running' }, subject: {} }]);
}

/** An Event as the recorder logs it at `-v=3`, before its spam filter. */
function readRecordedEvent(keys: Keys): readonly Finding[] {
  if (keys.get('kind') !== 'Pod') return NOTHING;
  const message = keys.get('message') ?? '';
  const fieldPath = keys.get('fieldPath') || null;
  const text = {
    type: keys.get('type') ?? null,
    reason: keys.get('reason') ?? '',
    message,
    component: 'kubelet',
    fieldPath,
  };
  const meaning = readEventMessage(text);
  if (!meaning) return NOTHING;
  const place = fieldPath === null ? {} : readFieldPath(fieldPath);
  const subject = { ...meaning.subject, ...place, ...readObjectName(keys.get('object')) };
  return [{ origin: 'event', claim: meaning.claim, subject }];
}

function readPods(keys: Keys): Finding['subject'][] {
  return [...(keys.get('pods') ?? '').matchAll(/"([^"\s]+)"/g)].map((match) => readObjectName(match[1]));
}

function readReclaim(keys: Keys, message: string): readonly Finding[] {
  const resource = keys.get('resourceName') ?? '';
  return /storage|fs|inodes/i.test(resource) ? changed('disk-pressure', `${message} ${resource}`, [{}]) : NOTHING;
}

/** Something that changed, for each of the pods that it is about. */
export function changed(
  change: 'pod-deleted' | 'kubelet-started' | 'image-removed' | 'disk-pressure',
  message: string,
  subjects: readonly Finding['subject'][],
): readonly Finding[] {
  return subjects.map((subject) => ({ origin: 'pod-worker', claim: { kind: 'changed', change, message }, subject }));
}
