import { readEventMessage, readFieldPath } from '../event-message.ts';
import { readGoString } from './go-quote.ts';
import { type Finding, isAboutImage, readPodName, readSandboxError, readStartError } from './kubelet-finding.ts';
import { changed } from './kubelet-messages.ts';
import { readContainerStartError } from './kubelet-start-error.ts';
import { readSyncError } from './kubelet-sync-error.ts';

/** What follows the beginning of a text that a reader is for. */
type RestReader = (rest: string, whole: string) => readonly Finding[] | null;

/**
 * The kubelet's printf-style lines that bear on image pulls, by their beginning: all of them until 1.20, and those of the
 * credential providers and of `start failed` also later.
 * Source: pkg/kubelet/remote/{remote_image,remote_runtime}.go, pkg/kubelet/kuberuntime, pkg/kubelet/{kubelet,kubelet_pods,
 * pod_workers}.go, 1.13–1.20; pkg/credentialprovider/plugin/plugin.go 1.20–1.34; pkg/credentialprovider/keyring.go.
 */
const READERS: readonly (readonly [string, RestReader])[] = [
  ['PullImage "', (rest) => readPullFailed('cri-client', rest, ' from image service failed: ')],
  ['Pull image "', (rest) => readPullFailed('image-manager', rest, ' failed: ')],
  ['Failed to pull image "', readPullForContainer],
  ['Pulling image "', readAnonymousPull],
  ['container ', (_, whole) => orNone(readContainerStartError(whole))],
  ['init container ', (_, whole) => orNone(readContainerStartError(whole))],
  ['ephemeral container ', (_, whole) => orNone(readContainerStartError(whole))],
  ['Error syncing pod ', readSync],
  ['Failed to create pod infra container: ', readInfraContainer],
  ['RunPodSandbox from runtime service failed: ', (rest) => readSandbox('cri-client', rest, {})],
  ['CreatePodSandbox for pod "', (rest) => readPodSandbox(rest)],
  ['createPodSandbox for pod "', (rest) => readPodSandbox(rest)],
  ['ImageStatus "', readImageStatus],
  ['Unable to retrieve pull secret ', readPullSecret],
  ['Unable to mount volumes for pod "', readMount],
  ['Unable to attach or mount volumes for pod "', readMount],
  ['Failed getting credential from external registry credential provider: ', readCredentialProvider],
  ['Failed to get cached docker config: ', readCredentialProvider],
  ['credential provider plugin did not return a valid cacheKeyType: ', readCredentialProvider],
  ['Entry "', (_, whole) => (whole.includes(' in dockercfg invalid') ? readCredentialProvider(whole, whole) : null)],
  ['Event(v1.ObjectReference{', readRecordedEvent],
  ['SyncLoop (DELETE, ', readDeleted],
  ['SyncLoop (REMOVE, ', readDeleted],
  ['Starting kubelet main sync loop', (_, whole) => changed('kubelet-started', whole, [{}])],
  [
    '[imageGCManager]: Removing image ',
    (_, whole) => changed('image-removed', whole.slice('[imageGCManager]: '.length), [{}]),
  ],
  [
    'eviction manager: attempting to reclaim ',
    (rest, whole) => (/storage|fs|inodes/i.test(rest) ? changed('disk-pressure', whole, [{}]) : null),
  ],
];

/** What a printf-style text says; null where it is none that bears on pulls. */
export function readPrintfMessage(text: string): readonly Finding[] | null {
  for (const [beginning, read] of READERS) {
    if (text.startsWith(beginning)) return read(text.slice(beginning.length), text);
  }
  return null;
}

/** Whether the text of such a line may go on below: an error of several lines is printed as it is. */
export function mayGoOnBelow(text: string): boolean {
  return /^(?:Pull[ I]|[cC]reatePodSandbox|RunPodSandbox|(?:init |ephemeral )?container )/.test(text);
}

function orNone(finding: Finding | null): readonly Finding[] | null {
  return finding && [finding];
}

/** A Go-quoted string whose opening quote was in the beginning. */
function readQuoted(rest: string): { value: string; after: string } | null {
  const quoted = readGoString(`"${rest}`, 0);
  return quoted && { value: quoted.value, after: rest.slice(quoted.end - 1) };
}

function readPullFailed(origin: 'cri-client' | 'image-manager', rest: string, then: string): readonly Finding[] | null {
  const image = readQuoted(rest);
  if (!image?.after.startsWith(then)) return null;
  const message = image.after.slice(then.length).trimEnd() || null;
  return [{ origin, claim: { kind: 'pull-failed', reason: null, message }, subject: { image: image.value } }];
}

/** `Failed to pull image "IMAGE" from pod "NAME_NAMESPACE" and container "NAME": ERROR`, manager.go 1.0–1.2. */
function readPullForContainer(rest: string): readonly Finding[] | null {
  const match = /^([^"\s]{1,400})" from pod "([^"_\s]{1,253})_([^"\s]{1,253})" and container "([^"\s]{1,253})": /.exec(
    rest,
  );
  if (!match) return null;
  const [whole, image = null, pod = null, namespace = null, container = null] = match;
  const message = rest.slice(whole.length).trimEnd() || null;
  const claim = { kind: 'pull-failed', reason: null, message } as const;
  return [{ origin: 'image-manager', claim, subject: { image, pod, namespace, container } }];
}

function readAnonymousPull(rest: string, whole: string): readonly Finding[] | null {
  const image = readQuoted(rest);
  if (!image?.after.startsWith(' without credentials')) return null;
  const claim = { kind: 'pull-remark', remark: 'anonymous-pull', host: null, message: whole } as const;
  return [{ origin: 'image-manager', claim, subject: { image: image.value } }];
}

/** `Error syncing pod UID ("NAME_NAMESPACE(UID)"), skipping: ERROR`; without the name until 1.4. */
function readSync(rest: string): readonly Finding[] | null {
  const match = /^([0-9A-Za-z-]+)(?: \("([^"]*)"\))?, skipping: /.exec(rest);
  if (!match) return null;
  const [whole, podUid = '', name = ''] = match;
  const pod = { podUid, ...readPodName(name) };
  return readSyncError(rest.slice(whole.length)).map((finding) => ({
    ...finding,
    subject: { ...finding.subject, ...pod },
  }));
}

/** `Failed to create pod infra container: REASON; Skipping pod "NAME_NAMESPACE(UID)": ERROR`, docker_manager.go 1.2–1.5. */
function readInfraContainer(rest: string): readonly Finding[] | null {
  const match = /^(\w{1,60}); Skipping pod "([^"]{1,600})": ([\s\S]*)$/.exec(rest);
  if (!match) return null;
  const [, reason = '', pod = '', error = ''] = match;
  const finding = readStartError('container-start', reason, error.trimEnd());
  return isAboutImage(finding) ? [{ ...finding, subject: { ...finding.subject, ...readPodName(pod) } }] : [];
}

function readSandbox(origin: Finding['origin'], message: string, pod: Finding['subject']): readonly Finding[] {
  const finding = readSandboxError(origin, message);
  return isAboutImage(finding) ? [{ ...finding, subject: { ...finding.subject, ...pod } }] : [];
}

function readPodSandbox(rest: string): readonly Finding[] | null {
  const pod = readQuoted(rest);
  if (!pod?.after.startsWith(' failed: ')) return null;
  return readSandbox('container-start', pod.after.slice(' failed: '.length).trimEnd(), readPodName(pod.value));
}

function readImageStatus(rest: string): readonly Finding[] | null {
  const then = ' from image service failed: ';
  const image = readQuoted(rest);
  if (!image?.after.startsWith(then)) return null;
  const message = image.after.slice(then.length);
  const claim = { kind: 'pull-remark', remark: 'image-inspect-failed', host: null, message } as const;
  return [{ origin: 'cri-client', claim, subject: { image: image.value } }];
}

/** `Unable to retrieve pull secret NS/SECRET for NS/POD due to ERROR.  The image pull may not succeed.` */
function readPullSecret(rest: string, message: string): readonly Finding[] | null {
  const match = /^([^\s/]+)\/(\S+) for ([^\s/]+)\/(\S+) due to /.exec(rest);
  if (!match) return null;
  const [, , secret = '', namespace = null, pod = null] = match;
  const claim = { kind: 'pull-secret-unreadable', secrets: [secret], message } as const;
  return [{ origin: 'pod-worker', claim, subject: { namespace, pod } }];
}

function readMount(rest: string): readonly Finding[] | null {
  const pod = readQuoted(rest);
  if (!pod) return null;
  const message = pod.after.replace(/^: /, '').replace(/; skipping pod$/, '');
  const claim = { kind: 'other-problem', problem: 'mount', reason: 'FailedMount', message } as const;
  return [{ origin: 'pod-worker', claim, subject: readPodName(pod.value) }];
}

function readCredentialProvider(_: string, message: string): readonly Finding[] {
  const image = /credential provider plugin \S+ for image ([^\s:,]+(?::[^\s:,/]+)?)/.exec(message)?.[1];
  const claim = { kind: 'pull-remark', remark: 'credential-provider-failed', host: null, message } as const;
  return [{ origin: 'image-manager', claim, subject: image === undefined ? {} : { image } }];
}

/** An Event as the recorder logs it at `-v=3` until 1.18: client-go tools/record/event.go StartLogging. */
function readRecordedEvent(rest: string): readonly Finding[] | null {
  const end = rest.indexOf('}): ');
  const match = /^type: '([^']*)' reason: '([^']*)' ([\s\S]*)$/.exec(rest.slice(end + 4));
  if (end < 0 || !match) return null;
  const reference = rest.slice(0, end);
  const [, type = '', reason = '', message = ''] = match;
  const part = (name: string) => new RegExp(`${name}:"([^"]*)"`).exec(reference)?.[1] || null;
  if (part('Kind') !== 'Pod') return [];
  const fieldPath = part('FieldPath');
  const meaning = readEventMessage({ type, reason, message, component: 'kubelet', fieldPath });
  if (!meaning) return [];
  const place = fieldPath === null ? {} : readFieldPath(fieldPath);
  const pod = { namespace: part('Namespace'), pod: part('Name'), podUid: part('UID') };
  return [{ origin: 'event', claim: meaning.claim, subject: { ...meaning.subject, ...place, ...pod } }];
}

/** `SyncLoop (DELETE, "api"): "NAME_NAMESPACE(UID), …"`. */
function readDeleted(rest: string, message: string): readonly Finding[] {
  const pods = [...rest.matchAll(/([^\s_"(]+_[^\s_"(]+\([^\s()]*\))/g)].map((match) => readPodName(match[1] ?? ''));
  return changed('pod-deleted', message.slice(0, message.indexOf(':')), pods);
}
