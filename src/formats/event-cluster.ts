import type { Changed, OtherProblem } from '../model/observation.ts';
import type { Subject } from '../model/subject.ts';
import type { EventMeaning, EventText } from './event-text.ts';

type Meaning = Omit<EventMeaning, 'combined'>;

/** Reasons of Events that tell of a problem which is no image pull, whatever their message. */
const PROBLEMS: Readonly<Record<string, OtherProblem['problem']>> = {
  // kube-scheduler pkg/scheduler/schedule_one.go; cluster-autoscaler processors/status.
  FailedScheduling: 'scheduling',
  NotTriggerScaleUp: 'scheduling',
  // pkg/kubelet/volumemanager, pkg/controller/volume (1.13–1.36).
  FailedMount: 'mount',
  FailedAttachVolume: 'mount',
  FailedMapVolume: 'mount',
  VolumeResizeFailed: 'mount',
  FileSystemResizeFailed: 'mount',
  FailedBinding: 'mount',
  ProvisioningFailed: 'mount',
  // pkg/kubelet/prober/prober.go; ProbeError is OpenShift's.
  Unhealthy: 'probe',
  ProbeWarning: 'probe',
  ProbeError: 'probe',
  // pkg/kubelet/kuberuntime/kuberuntime_manager.go, pkg/kubelet/pod_workers.go.
  FailedPodSandBoxStatus: 'sandbox',
  NetworkNotReady: 'sandbox',
};

/** Reasons of Events that tell of a change, whatever their message. */
const CHANGES: Readonly<Record<string, Changed['change']>> = {
  // pkg/kubelet/nodestatus/setters.go: both are of type Normal.
  NodeHasDiskPressure: 'disk-pressure',
  NodeHasNoDiskPressure: 'disk-pressure-gone',
  // pkg/kubelet/images/image_gc_manager.go.
  FreeDiskSpaceFailed: 'disk-pressure',
  // pkg/kubelet/kubelet_node_status.go.
  Rebooted: 'kubelet-started',
  // pkg/controller/nodelifecycle/node_lifecycle_controller.go.
  RegisteredNode: 'node-joined',
  // pkg/controller/controller_utils.go (ReplicaSet, DaemonSet, Job) and statefulset/stateful_pod_control.go.
  SuccessfulCreate: 'pod-created',
  SuccessfulDelete: 'pod-deleted',
  // pkg/scheduler/framework/preemption; pkg/controller/podautoscaler/horizontal.go.
  Preempted: 'pod-deleted',
  SuccessfulRescale: 'scaled',
  TriggeredScaleUp: 'scaled',
};

const ASSIGNED = /^Successfully assigned (?:([^\s/]+)\/)?(\S+) to (\S+)/;
const POD_OF_CONTROLLER = /^(?:Created|Deleted) pod: (\S+)|^(?:create|delete) Pod (\S+) in /;
// pkg/controller/deployment/sync.go: "from" since 1.26.
const SCALED = /^Scaled (up|down) replica set \S+ (?:to [0-9]+|from ([0-9]+) to [0-9]+)(?: from ([0-9]+))?/;
// pkg/kubelet/images/image_gc_manager.go, in its three wordings of 1.13–1.36.
const TOO_LITTLE_FREED =
  /garbage collect required amount of images|free disk space on the node's image filesystem|wanted to free/i;
const DISK_SIGNAL = /ephemeral-storage|nodefs|imagefs|containerfs|inodes/;

/** Messages that only one reason has, for tables that were asked for without it. Sources as above and below. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [ASSIGNED, 'Scheduled'],
  [SCALED, 'ScalingReplicaSet'],
  [/^Created pod: /, 'SuccessfulCreate'],
  [/^Deleted pod: /, 'SuccessfulDelete'],
  [/^Node \S+ status is now: NodeHasDiskPressure$/, 'NodeHasDiskPressure'],
  [/^Node \S+ status is now: NodeHasNoDiskPressure$/, 'NodeHasNoDiskPressure'],
  [
    /^(?:[Ff]ailed to garbage collect required amount of images|Insufficient free disk space on the node's image filesystem)/,
    'FreeDiskSpaceFailed',
  ],
];

/** The reason that goes with a message, where only one does; '' where the message does not tell. */
function reasonOfMessage(message: string): string {
  return REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? '';
}

/**
 * Reads Events of schedulers, controllers and nodes, and warnings of any other kind: changes that may have set off a
 * fault, and problems that are no image pull. Null for the rest. `message` comes without the recorder's own prefix.
 */
export function readClusterEvent(event: EventText, message: string): Meaning | null {
  const reason = event.reason || reasonOfMessage(message);
  if (reason === 'Scheduled') return readScheduled(message);
  if (reason === 'ScalingReplicaSet') return changed(scalingOf(message), message);
  if (reason === 'Starting') return /kubelet/i.test(message) ? changed('kubelet-started', message) : null;
  if (reason === 'TaintManagerEviction')
    return message.startsWith('Marking for deletion') ? changed('pod-deleted', message) : null;
  if (reason === 'ImageGCFailed' && TOO_LITTLE_FREED.test(message)) return changed('disk-pressure', message);
  if (reason === 'EvictionThresholdMet' && DISK_SIGNAL.test(message)) return changed('disk-pressure', message);
  // Every kubelet says so once when it starts, before the runtime has told of its file system.
  if (reason === 'InvalidDiskCapacity') return null;
  const change = Object.hasOwn(CHANGES, reason) ? CHANGES[reason] : undefined;
  if (change) return changed(change, message, podOfController(message));
  const problem = Object.hasOwn(PROBLEMS, reason) ? PROBLEMS[reason] : undefined;
  if (problem) return otherProblem(problem, reason, message);
  if (reason === 'FailedKillPod' && message.includes('KillPodSandboxError'))
    return otherProblem('sandbox', reason, message);
  return event.type === 'Warning' ? otherProblem('other', reason, message) : null;
}

function readScheduled(message: string): Meaning {
  const match = ASSIGNED.exec(message);
  const subject: Partial<Subject> = match?.[1]
    ? { namespace: match[1], pod: match[2] ?? '', node: match[3] ?? '' }
    : match
      ? { pod: match[2] ?? '', node: match[3] ?? '' }
      : {};
  return changed('scheduled', message, subject);
}

/** A set that grows from none is a new version; what only grows or shrinks is a change of scale. */
function scalingOf(message: string): Changed['change'] {
  const match = SCALED.exec(message);
  const before = match?.[2] ?? match?.[3];
  return match?.[1] === 'up' && (before === undefined || before === '0') ? 'rollout' : 'scaled';
}

function podOfController(message: string): Partial<Subject> {
  const match = POD_OF_CONTROLLER.exec(message);
  const pod = match?.[1] ?? match?.[2];
  return pod ? { pod } : {};
}

function changed(change: Changed['change'], message: string, subject: Partial<Subject> = {}): Meaning {
  return { claim: { kind: 'changed', change, message }, subject };
}

function otherProblem(problem: OtherProblem['problem'], reason: string, message: string): Meaning {
  return { claim: { kind: 'other-problem', problem, reason, message }, subject: {} };
}
