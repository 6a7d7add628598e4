import type { OtherProblem } from '../model/observation.ts';

/**
 * Waiting reasons that mean that the container's image is not there.
 * Source: pkg/kubelet/images/types.go and cri-api pkg/errors/errors.go, Kubernetes 1.13–1.36.
 */
export const PULL_WAITING_REASONS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/**
 * Reasons of waiting and terminated containers, and of whole pods, that are problems but no image pull failure.
 * Source: pkg/kubelet/container/sync_result.go, pkg/kubelet/kuberuntime, pkg/kubelet/lifecycle and pkg/kubelet/eviction,
 * Kubernetes 1.13–1.36; `ContainerCannotRun` is dockershim's, `StartError` containerd's.
 */
const PROBLEMS: Readonly<Record<string, OtherProblem['problem']>> = {
  CrashLoopBackOff: 'crash-loop',
  CreateContainerConfigError: 'config',
  CreateContainerError: 'other',
  PreCreateHookError: 'other',
  PreStartHookError: 'other',
  PostStartHookError: 'other',
  RunContainerError: 'other',
  StartError: 'other',
  ContainerCannotRun: 'other',
  ContainerStatusUnknown: 'other',
  Error: 'other',
  OOMKilled: 'other',
  DeadlineExceeded: 'other',
  ImageVolumeMountFailed: 'mount',
  Evicted: 'other',
  Preempting: 'scheduling',
  SchedulingGated: 'scheduling',
  Unschedulable: 'scheduling',
  UnexpectedAdmissionError: 'scheduling',
  NodeAffinity: 'scheduling',
  NodeLost: 'other',
  Unknown: 'other',
};

/** The kind of problem that a container's or pod's reason is; null where it is none, or is an image pull failure. */
export function problemOfReason(reason: string): OtherProblem['problem'] | null {
  if (Object.hasOwn(PROBLEMS, reason)) return PROBLEMS[reason] ?? null;
  // The kubelet's admission names the resource: `OutOfcpu`, `OutOfmemory`.
  if (/^OutOf[a-z]/.test(reason)) return 'scheduling';
  // kubectl and the API server print these where a terminated container has no reason: printers.go printPod.
  return /^(?:ExitCode|Signal):[0-9]+$/.test(reason) ? 'other' : null;
}
