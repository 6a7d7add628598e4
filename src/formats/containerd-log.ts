import type { TextFormat } from './format.ts';
import { parseGoDuration } from './go-text.ts';
import { CONTAINERD_SAMPLES } from './text/containerd-samples.ts';
import { readGoString } from './text/go-quote.ts';
import { type Finding, isAboutImage, readSandboxError } from './text/kubelet-finding.ts';
import type { LogfmtLine } from './text/logfmt.ts';
import {
  createRuntimeReader,
  imageRemoved,
  pullFailed,
  pullStarted,
  pullSucceeded,
  runtimeRemark,
} from './text/runtime-reader.ts';

export const containerdLog: TextFormat = {
  kind: 'text',
  id: 'containerd-log',
  title: 'containerd log',
  description:
    "containerd's own log, of 1.4 to 2.1, alone or among the lines of other programs in a journal. It shows when each pull " +
    'call began, ended and failed, to the nanosecond and with zone, and which mirror hosts were tried, also of calls that ' +
    'succeeded. It names images and no pods.',
  commands: ['journalctl --unit containerd --output short-iso-precise --utc --no-pager > containerd.log'],
  sources: [
    'containerd/containerd pkg/cri/instrument/instrumented_service.go v1.4–v1.7, internal/cri/instrument v2.0–v2.1',
    'containerd/containerd pkg/cri/server/image_pull.go v1.4–v1.7, internal/cri/server/images/image_pull.go v2.0–v2.1',
    'containerd/containerd rootfs/apply.go v1.4–v1.7, pkg/rootfs/apply.go v2.0–v2.1',
    'containerd/containerd remotes/docker/resolver.go v1.4–v1.7, core/remotes/docker/resolver.go v2.0–v2.1',
  ],
  samples: CONTAINERD_SAMPLES,
  needles: [
    'PullImage ',
    'Pulled image ',
    'trying next host',
    'fetch failed',
    'because of no progress',
    'apply failure, attempting cleanup',
    'RunPodSandbox for &PodSandboxMetadata',
    'RunPodsandbox for &PodSandboxMetadata',
    'RemoveImage ',
    'starting containerd',
    'containerd successfully booted',
  ],
  reader: (context) => createRuntimeReader(context, readContainerdEntry),
};

const PULL = 'PullImage ';
const PULLED = /^Pulled image (".*") with image id .* in ([0-9.a-zµ]+)$/;
const NO_PROGRESS = /^cancel pulling image (\S+) because of no progress in /;
const REMOVED = /^RemoveImage (".*") returns successfully$/;
const SANDBOX =
  /^RunPod[Ss]andbox for &PodSandboxMetadata\{Name:([^,]*),Uid:([^,]*),Namespace:([^,]*),Attempt:[0-9]+,\} failed, error$/;

function readContainerdEntry({ message, level, fields }: LogfmtLine, identifier: string): readonly Finding[] | null {
  const error = fields.get('error') ?? '';
  if (message.startsWith(PULL)) return readPull(message, error);
  const pulled = PULLED.exec(message);
  if (pulled) return [pullSucceeded(unquote(pulled[1]), parseGoDuration(pulled[2] ?? ''))];
  // Until 1.7 a mirror that answers 404 has a line of its own; since 2.0 the status is in the text.
  if (message.startsWith('trying next host') || message.startsWith('fetch failed')) {
    const text = error === '' ? message : error;
    return [runtimeRemark('mirror-failed', text, fields.get('host') ?? null, null)];
  }
  const stalled = NO_PROGRESS.exec(message);
  if (stalled) return [runtimeRemark('no-progress', message, null, stalled[1] ?? null)];
  // Layers are applied for pulls only; the line of the call that failed with it names the image.
  if (message.startsWith('apply failure, attempting cleanup') && error !== '') return [pullFailed(null, error)];
  const removed = REMOVED.exec(message);
  if (removed) return [imageRemoved(unquote(removed[1]), message)];
  const sandbox = SANDBOX.exec(message);
  if (sandbox && level === 'error') {
    const [, pod = null, podUid = null, namespace = null] = sandbox;
    const finding = readSandboxError('runtime', error);
    return isAboutImage(finding) ? [{ ...finding, subject: { ...finding.subject, pod, podUid, namespace } }] : [];
  }
  return identifier.includes('containerd') || /^(?:starting containerd|containerd successfully booted)/.test(message)
    ? []
    : null;
}

/** `PullImage "IMAGE"`, and what became of it. */
function readPull(message: string, error: string): readonly Finding[] | null {
  const image = readGoString(message, PULL.length);
  if (!image) return null;
  const then = message.slice(image.end);
  if (then === '') return [pullStarted(image.value)];
  if (then === ' failed') return [pullFailed(image.value, error)];
  return then.startsWith(' returns image reference') ? [pullSucceeded(image.value, null)] : [];
}

function unquote(text: string | undefined): string {
  return readGoString(text ?? '', 0)?.value ?? '';
}
