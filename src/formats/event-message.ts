import type { OtherProblem } from '../model/observation.ts';
import { pulledImageOf } from '../model/pulled-image.ts';
import type { ContainerType, Subject } from '../model/subject.ts';
import { readClusterEvent } from './event-cluster.ts';
import type { EventClaim, EventMeaning, EventText } from './event-text.ts';
import { parseGoDuration, QUOTED, unquoteGo } from './go-text.ts';

// Prefix of the aggregate object: client-go tools/record/events_cache.go EventAggregate, v0.16–v0.34.
const COMBINED = '(combined from similar events): ';

// The kubelet's messages, Kubernetes 1.13–1.36: pkg/kubelet/images/image_manager.go and
// pkg/kubelet/kuberuntime/kuberuntime_{manager,container}.go; lower-case `pulling` until 1.13.
const PULLING = new RegExp(`^[Pp]ulling image ${QUOTED}`);
const PULLED = new RegExp(`^Successfully pulled image ${QUOTED}(?: in (\\S+))?`);
const PRESENT = new RegExp(`^Container image ${QUOTED} already present on machine`);
const PULL_FAILED = new RegExp(`^Failed to pull image ${QUOTED}(?:: ?([\\s\\S]*))?`);
const BACK_OFF = new RegExp(`^Back-off pulling image ${QUOTED}(?:: ?([\\s\\S]*))?`);
/** The end of a paste may cut the image; what is left of it is no name. */
const CUT_IMAGE = /^(Failed to pull|Back-off pulling) image ["“][^"“”]{0,1000}$/;
const NEVER_PULL = new RegExp(`^Container image ${QUOTED} is not present with pull policy of Never`);
const INSPECT_FAILED = new RegExp(`^Failed to inspect image ${QUOTED}`);
const INVALID_NAME = new RegExp(`^Failed to apply default image tag ${QUOTED}`);
const RECORD_FAILED = new RegExp(`^Failed to record image pull intent for container image ${QUOTED}`);
const SANDBOX_PREFIX = /^Failed (?:to )?create pod sandbox: /;
const PULL_SECRETS = /^Unable to retrieve some image pull secrets \(([^)]*)\)/;
const CRASH_LOOP = /^Back-off restarting failed (?:docker )?container(?:[ =](\S+) in pod \S+|=(\S+))?/;
const STARTED = /^Started container(?: (?!with )(\S+))?/;
const KILLED_BY_PROBE = /^Container (\S+) failed (?:liveness|startup) probe/;
const START_FAILED = new RegExp(`^Error: failed to (?:start|create|generate) container ${QUOTED}`);
// The image of the pod's sandbox: containerd's "failed to get sandbox image", CRI-O's "unable to run pause image",
// dockershim's "failed pulling image".
const SANDBOX_IMAGE = new RegExp(`(?:sandbox image|pause image|failed pulling image) ${QUOTED}`);
// Kubernetes until 1.5 told of start errors in FailedSync: kubernetes/kubernetes#30710.
const SYNC_FAILED = new RegExp(`failed to "StartContainer" for ${QUOTED} with ([A-Za-z]+): (?:${QUOTED}|([\\s\\S]*))`);

/** Waiting reasons of a pull call that failed. Source: pkg/kubelet/images/types.go and cri-api pkg/errors. */
const PULL_REASONS = new Set(['ErrImagePull', 'RegistryUnavailable', 'SignatureValidationFailed']);
/** As short as a cut reason may be to be told from an error text. */
const SHORTEST_CUT = 8;
/** Waiting reasons of checks before any pull call. Source: pkg/kubelet/images/types.go. */
const CHECK_REASONS = new Set(['ErrImageNeverPull', 'ImageInspectError', 'InvalidImageName']);
// Kubelets since 1.33 return errors of the credentials and of the pull records unwrapped, before any pull call:
// image_manager.go EnsureImageExists; the texts are encoding/json's, encoding/base64's and pullmanager's.
const CHECK_TEXT =
  /^(?:failed to record image pull intent|invalid character '|unexpected end of JSON input|json: cannot unmarshal|illegal base64 data|unable to parse auth field|couldn't parse image (?:name|reference))/;
// The image went away between the pull and the start: containers/storage (CRI-O), containerd and dockerd.
const IMAGE_GONE_TEXT = /^(?:image not known|(?:.{0,80}: )?No such image: |failed to (?:get|resolve) image )/;
const CONFIG_TEXT =
  /(?:secret|configmap) "[^"]*" not found|couldn't find (?:key|secret|configmap)|cannot find volume|runAsNonRoot|runAsUser|services have not yet been read|subPath/i;

/**
 * Says what an Event means for image pulls: decided by type, reason and message together, since the kubelet uses `Failed`
 * for four and `BackOff` for two different things. Null where it means nothing for pulls and is no problem.
 */
export function readEventMessage(event: EventText): EventMeaning | null {
  const combined = event.message.startsWith(COMBINED);
  const message = (combined ? event.message.slice(COMBINED.length) : event.message).trim();
  if (message === '') return null;
  const meaning = readImageEvent(message) ?? readContainerEvent(event, message) ?? readClusterEvent(event, message);
  if (!meaning) return null;
  const place = event.fieldPath === null ? {} : readFieldPath(event.fieldPath);
  return { claim: meaning.claim, subject: { ...meaning.subject, ...place }, combined };
}

/** What `involvedObject.fieldPath` shows of the container. Source: pkg/kubelet/container/ref.go, 1.34. */
export function readFieldPath(fieldPath: string): { container?: string; containerType?: ContainerType } {
  const match = /^spec\.(containers|initContainers|ephemeralContainers)(?:\{([^}]*)\}|\[)/.exec(fieldPath);
  if (!match) return {};
  const containerType =
    match[1] === 'initContainers' ? 'init' : match[1] === 'ephemeralContainers' ? 'ephemeral' : 'regular';
  return match[2] ? { container: match[2], containerType } : { containerType };
}

type Meaning = Omit<EventMeaning, 'combined'>;

function readImageEvent(message: string): Meaning | null {
  let match = PULLING.exec(message);
  if (match) return { claim: { kind: 'pull-started' }, subject: imageOf(match) };
  match = PULLED.exec(message);
  if (match) {
    const durationMs = match[2] === undefined ? null : parseGoDuration(match[2]);
    return { claim: { kind: 'pull-succeeded', durationMs }, subject: imageOf(match) };
  }
  match = PRESENT.exec(message);
  if (match) return { claim: { kind: 'image-present' }, subject: imageOf(match) };
  match = PULL_FAILED.exec(message);
  if (match) {
    // An empty name is a person's; the error may have it.
    const image = match[1] ? null : pulledImageOf(match[2] ?? '');
    const subject = image === null ? imageOf(match) : { image };
    return { claim: { kind: 'pull-failed', reason: null, message: match[2] || null }, subject };
  }
  match = BACK_OFF.exec(message);
  if (match) {
    // A status of 1.32 and later repeats the last error as `ErrImagePull: …`.
    const earlier = match[2]?.replace(/^(?:ErrImagePull|RegistryUnavailable|SignatureValidationFailed): /, '') || null;
    return { claim: { kind: 'back-off', message: earlier }, subject: imageOf(match) };
  }
  match = CUT_IMAGE.exec(message);
  if (match) {
    const claim: EventClaim =
      match[1] === 'Failed to pull'
        ? { kind: 'pull-failed', reason: null, message: null }
        : { kind: 'back-off', message: null };
    return { claim, subject: {} };
  }
  match = NEVER_PULL.exec(message);
  if (match) return checkFailed('ErrImageNeverPull', message, imageOf(match));
  match = INSPECT_FAILED.exec(message);
  if (match) return checkFailed('ImageInspectError', message, imageOf(match));
  match = INVALID_NAME.exec(message);
  if (match) return checkFailed('InvalidImageName', message, imageOf(match));
  match = RECORD_FAILED.exec(message);
  return match ? checkFailed(message, message, imageOf(match)) : null;
}

function readContainerEvent(event: EventText, message: string): Meaning | null {
  if (message.startsWith('Error: ')) return readStartError(event, message, message.slice('Error: '.length));
  if (event.reason === 'FailedCreatePodSandBox' || SANDBOX_PREFIX.test(message)) {
    const image = SANDBOX_IMAGE.exec(message);
    const subject: Partial<Subject> = { containerType: 'sandbox', ...(image ? imageOf(image) : {}) };
    return { claim: { kind: 'sandbox-failed', message: message.replace(SANDBOX_PREFIX, '') }, subject };
  }
  let match = PULL_SECRETS.exec(message);
  if (match) {
    const secrets = (match[1] ?? '').split(',').map((name) => name.trim());
    return { claim: { kind: 'pull-secret-unreadable', secrets: secrets.filter((name) => name), message }, subject: {} };
  }
  match = CRASH_LOOP.exec(message);
  if (match) return problem('crash-loop', event.reason, message, containerOf(match[1] ?? match[2]));
  match = STARTED.exec(message);
  if (match && (event.reason === 'Started' || (event.reason === '' && match[1] !== undefined)))
    return { claim: { kind: 'container-ran', state: 'running' }, subject: containerOf(match[1]) };
  match = KILLED_BY_PROBE.exec(message);
  if (match) return problem('probe', event.reason, message, containerOf(match[1]));
  match = event.reason === 'FailedSync' || event.reason === '' ? SYNC_FAILED.exec(message) : null;
  return match ? readSyncError(match, event, message) : null;
}

/** `Error: %v` of the status message: kuberuntime_container.go startContainer, 1.13–1.36. */
function readStartError(event: EventText, message: string, error: string): Meaning {
  const [reason = '', ...rest] = error.split(': ');
  const claim = claimOfReason(wholeReason(reason.trim()), rest.join(': ') || null);
  if (claim) return { claim, subject: {} };
  if (CHECK_TEXT.test(error)) return checkFailed(error, error, {});
  if (IMAGE_GONE_TEXT.test(error)) return checkFailed('CreateContainerError', error, {});
  const container = START_FAILED.exec(message);
  const subject = container ? containerOf(unquoteGo(container[1] ?? '')) : {};
  return problem(CONFIG_TEXT.test(error) ? 'config' : 'other', event.reason, message, subject);
}

function readSyncError(match: RegExpExecArray, event: EventText, message: string): Meaning {
  const subject = containerOf(unquoteGo(match[1] ?? ''));
  const reason = match[2] ?? '';
  const error = match[3] === undefined ? (match[4] ?? '').replace(/^"/, '') : unquoteGo(match[3]);
  if (reason === 'ImagePullBackOff' || PULL_REASONS.has(reason) || CHECK_REASONS.has(reason)) {
    const inner = readImageEvent(error);
    if (inner) return { claim: inner.claim, subject: { ...subject, ...inner.subject } };
    return { claim: claimOfReason(reason, error || null) ?? { kind: 'back-off', message: null }, subject };
  }
  const isCrash = reason === 'CrashLoopBackOff';
  return problem(isCrash ? 'crash-loop' : 'other', isCrash ? reason : event.reason, message, subject);
}

/** A reason that the end of a paste has cut (`ImagePullBac`), where only one can be meant. */
function wholeReason(text: string): string {
  if (text.length < SHORTEST_CUT) return text;
  const candidates = [...PULL_REASONS, ...CHECK_REASONS, 'ImagePullBackOff'].filter((reason) =>
    reason.startsWith(text),
  );
  return candidates.length === 1 ? (candidates[0] ?? text) : text;
}

function claimOfReason(reason: string, message: string | null): EventClaim | null {
  if (reason === 'ImagePullBackOff') return { kind: 'back-off', message };
  if (PULL_REASONS.has(reason)) return { kind: 'pull-failed', reason, message };
  if (CHECK_REASONS.has(reason)) return { kind: 'check-failed', reason, message };
  return null;
}

function checkFailed(reason: string, message: string, subject: Partial<Subject>): Meaning {
  return { claim: { kind: 'check-failed', reason, message }, subject };
}

function problem(kind: OtherProblem['problem'], reason: string, message: string, subject: Partial<Subject>): Meaning {
  return { claim: { kind: 'other-problem', problem: kind, reason, message }, subject };
}

function imageOf(match: RegExpExecArray): Partial<Subject> {
  const image = unquoteGo(match[1] ?? '');
  // Kubelets since 1.32 print an empty image in "Failed to inspect image".
  return image === '' ? {} : { image };
}

function containerOf(container: string | undefined): Partial<Subject> {
  return container ? { container } : {};
}
