import { readGoString } from './go-quote.ts';
import { readCutString } from './klog.ts';
import { type Finding, readPodName, readSandboxError, readStartError } from './kubelet-finding.ts';

/** One `failed to "ACTION" for "TARGET" with REASON: "MESSAGE"` of a sync. */
interface FailedAction {
  readonly action: string;
  readonly target: string;
  readonly reason: string;
  readonly message: string;
}

const FAILED_TO = 'failed to "';

/**
 * Reads the error of the pod worker's line: one finding per container that failed, each with its own message, or what
 * else kept the pod from being synced.
 * Source: pkg/kubelet/container/sync_result.go PodSyncResult.Error and pkg/kubelet/pod_workers.go, 1.13–1.36.
 */
export function readSyncError(error: string): Finding[] {
  const actions = readActions(error);
  if (actions.length === 0) return [readOtherError(error)];
  return actions.map(({ action, target, reason, message }) => {
    if (action === 'StartContainer') {
      const finding = readStartError('pod-worker', reason, message);
      return { ...finding, subject: { ...finding.subject, container: target } };
    }
    const pod = readPodName(target);
    if (action === 'CreatePodSandbox') {
      const finding = readSandboxError('pod-worker', message);
      return { ...finding, subject: { ...finding.subject, ...pod } };
    }
    const problem = action.includes('Sandbox') ? 'sandbox' : 'other';
    const container = action === 'KillContainer' ? { container: target } : pod;
    return { origin: 'pod-worker', claim: { kind: 'other-problem', problem, reason, message }, subject: container };
  });
}

function readActions(error: string): FailedAction[] {
  const actions: FailedAction[] = [];
  let at = error.startsWith(`[${FAILED_TO}`) ? 1 : 0;
  while (error.startsWith(FAILED_TO, at)) {
    const read = readAction(error, at);
    if (!read) break;
    actions.push(read.action);
    at = error.startsWith(`, ${FAILED_TO}`, read.end) ? read.end + 2 : error.length;
  }
  return actions;
}

function readAction(error: string, start: number): { action: FailedAction; end: number } | null {
  const action = readGoString(error, start + FAILED_TO.length - 1);
  if (!action || !error.startsWith(' for ', action.end)) return null;
  const target = readGoString(error, action.end + 5);
  if (!target || !error.startsWith(' with ', target.end)) return null;
  const from = target.end + 6;
  const parts = { action: action.value, target: target.value };
  // A reason may be free text with colons and quotes of its own: the message is what ends the action.
  let colon = error.indexOf(': "', from);
  const firstColon = colon;
  while (colon >= 0) {
    const message = readGoString(error, colon + 2);
    if (message && isEndOfAction(error, message.end)) {
      return { action: { ...parts, reason: error.slice(from, colon), message: message.value }, end: message.end };
    }
    colon = error.indexOf(': "', colon + 3);
  }
  if (firstColon < 0) return { action: { ...parts, reason: error.slice(from), message: '' }, end: error.length };
  const message = readCutString(error, firstColon + 2);
  return { action: { ...parts, reason: error.slice(from, firstColon), message }, end: error.length };
}

function isEndOfAction(error: string, end: number): boolean {
  const rest = error.slice(end, end + FAILED_TO.length + 2);
  return rest === '' || rest === ']' || rest === `, ${FAILED_TO}`;
}

function readOtherError(error: string): Finding {
  const problem = /unmounted volumes|unattached volumes|MountVolume|attach or mount/.test(error)
    ? 'mount'
    : /network is not ready|NetworkPluginNotReady|CNI/i.test(error)
      ? 'sandbox'
      : 'other';
  const reason = problem === 'mount' ? 'FailedMount' : problem === 'sandbox' ? 'NetworkNotReady' : 'FailedSync';
  return { origin: 'pod-worker', claim: { kind: 'other-problem', problem, reason, message: error }, subject: {} };
}
