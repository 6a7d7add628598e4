import type { FailureKind } from '../model/pull.ts';

/**
 * The waiting reasons of the kubelet's image manager, with what kind of failure each is.
 * Sources: pkg/kubelet/images/types.go and cri-api pkg/errors/errors.go, Kubernetes 1.13–1.36.
 */
const KINDS: Readonly<Record<string, FailureKind>> = {
  ErrImagePull: 'pull',
  ImagePullBackOff: 'pull',
  RegistryUnavailable: 'pull',
  SignatureValidationFailed: 'pull',
  ErrImageNeverPull: 'never-pull',
  InvalidImageName: 'invalid-name',
  ImageInspectError: 'inspect',
};

/** The kind of failure that a waiting reason tells of; null for a reason that is not the image manager's. */
export function failureKindOf(reason: string): FailureKind | null {
  return KINDS[reason] ?? null;
}

// containerd: internal/cri/server/podsandbox/sandbox_run.go v2.1, pkg/cri/server/sandbox_run.go v1.4–1.7.
// CRI-O: internal/lib/sandbox/infra.go v1.34, server/sandbox_run_linux.go v1.20. dockershim, cri-dockerd: docker_sandbox.go.
const PAUSE_IMAGE = [
  /failed to get sandbox image "([^"]+)"/,
  /unable to run pause image "([^"]+)"/,
  /unable to pull sandbox image "([^"]+)"/,
  /failed to pull pause image "([^"]+)"/,
  /failed pulling image "([^"]+)"/,
  /failed to inspect sandbox image "((?:[^"\\]|\\.)+)"/,
];

/** The pause image, where a sandbox was not made because that could not be pulled; null for other sandbox failures. */
export function pauseImageOf(message: string): string | null {
  for (const pattern of PAUSE_IMAGE) {
    const image = pattern.exec(message)?.[1];
    if (image !== undefined) return image;
  }
  return null;
}
