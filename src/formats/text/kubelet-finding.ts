import type { Origin, PullRemark } from '../../model/observation.ts';
import type { Subject } from '../../model/subject.ts';
import { problemOfReason } from '../container-reason.ts';
import { readEventMessage } from '../event-message.ts';
import type { EventClaim } from '../event-text.ts';

/** A side remark on pulls, as a claim. */
type RemarkClaim = Pick<PullRemark, 'kind' | 'remark' | 'host' | 'message'>;

/** What one log line says of one container, pod or image. */
export interface Finding {
  readonly origin: Origin;
  readonly claim: EventClaim | RemarkClaim;
  /** Only what the line shows. */
  readonly subject: Partial<Subject>;
}

/** Sentinel errors of a pull call that failed, and of checks before one: pkg/kubelet/images/types.go, cri-api pkg/errors, 1.13–1.36. */
const PULL_REASONS = new Set(['ErrImagePull', 'RegistryUnavailable', 'SignatureValidationFailed']);
const CHECK_REASONS = new Set(['ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError']);

/** What a container's start error means: its reason, and the message that goes with it. */
export function readStartError(origin: Origin, reason: string, message: string): Finding {
  if (PULL_REASONS.has(reason)) {
    return { origin, claim: { kind: 'pull-failed', reason, message: message || null }, subject: {} };
  }
  if (reason === 'ImagePullBackOff') {
    const inner = readKubeletText(message);
    const earlier = inner?.claim.kind === 'back-off' ? inner.claim.message : message || null;
    return { origin, claim: { kind: 'back-off', message: earlier }, subject: inner?.subject ?? {} };
  }
  if (CHECK_REASONS.has(reason)) {
    const subject = readKubeletText(message)?.subject ?? {};
    return { origin, claim: { kind: 'check-failed', reason, message: message || null }, subject };
  }
  const problem = problemOfReason(reason);
  if (problem) return { origin, claim: { kind: 'other-problem', problem, reason, message }, subject: {} };
  // Kubelets since 1.33 return errors of the credentials and of the pull records as they are: free text.
  const meaning = readKubeletText(`Error: ${reason}`);
  if (meaning?.claim.kind === 'check-failed') return { origin, claim: meaning.claim, subject: meaning.subject };
  const isConfig = meaning?.claim.kind === 'other-problem' && meaning.claim.problem === 'config';
  return {
    origin,
    claim: { kind: 'other-problem', problem: isConfig ? 'config' : 'other', reason, message },
    subject: {},
  };
}

/** Whether a start error is about the image. */
export function isAboutImage({ claim }: Finding): boolean {
  return claim.kind !== 'other-problem';
}

/**
 * A sandbox that was not made. Only where its pause image could not be pulled is that a pull failure; the network or the
 * runtime are other problems.
 */
export function readSandboxError(origin: Origin, message: string): Finding {
  const meaning = readEventMessage({
    type: 'Warning',
    reason: 'FailedCreatePodSandBox',
    message: `Failed to create pod sandbox: ${message}`,
    component: 'kubelet',
    fieldPath: null,
  });
  const image = meaning?.subject.image;
  if (image !== undefined && image !== null)
    return { origin, claim: { kind: 'sandbox-failed', message }, subject: { containerType: 'sandbox', image } };
  const claim = { kind: 'other-problem', problem: 'sandbox', reason: 'FailedCreatePodSandBox', message } as const;
  return { origin, claim, subject: {} };
}

/** Reads one of the kubelet's own texts about images, which its events and its errors share. */
function readKubeletText(message: string) {
  return readEventMessage({ type: null, reason: 'Failed', message, component: 'kubelet', fieldPath: null });
}

/** Takes `name_namespace(uid)` apart (pkg/kubelet/util/format/pod.go); nothing where the text is none. */
export function readPodName(text: string): Partial<Subject> {
  const match = /^([^\s_()]+)_([^\s_()]+)\(([^\s()]*)\)$/.exec(text);
  if (!match) return {};
  const [, pod = null, namespace = null, uid = ''] = match;
  return { pod, namespace, ...(uid === '' ? {} : { podUid: uid }) };
}

/** Takes `namespace/name` apart, as klog's KObj writes it. */
export function readObjectName(text: string | undefined): Partial<Subject> {
  const match = /^([^\s/]+)\/([^\s/]+)$/.exec(text ?? '');
  return match ? { namespace: match[1] ?? null, pod: match[2] ?? null } : {};
}
