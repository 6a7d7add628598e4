import type { Reading } from './clock.ts';
import type { Evidence } from './evidence.ts';
import type { NodeSetting } from './node-setting.ts';
import type { ContainerType, Subject } from './subject.ts';

/**
 * The writer of a record. Several write about one pull attempt, in this order of closeness to the pull itself:
 * - `runtime`: containerd, CRI-O or dockerd
 * - `cri-client`: the kubelet's "PullImage from image service failed", once per credential that was tried
 * - `image-manager`: the kubelet's "Failed to pull image", only where no credential matched; it names no pod
 * - `container-start`: the kubelet's "… start failed", once per failed attempt
 * - `pod-worker`: the kubelet's "Error syncing pod", once per sync
 * - `event`: an Event object or a row of one (`kubectl describe`, `kubectl get events`)
 * - `status`: the pod's status, a picture of one instant
 * - `metric`: kube-state-metrics, the status sampled
 */
export type Origin =
  | 'runtime'
  | 'cri-client'
  | 'image-manager'
  | 'container-start'
  | 'pod-worker'
  | 'event'
  | 'status'
  | 'metric';

/** What every observation has. */
interface Observed {
  readonly origin: Origin;
  readonly subject: Subject;
  /** When it happened, for the first time where the record stands for several; null where the record shows no time. */
  readonly first: Reading | null;
  /** When it happened last; the same reading as `first` where it stands for one. */
  readonly last: Reading | null;
  /** How often it had happened as of `last`. */
  readonly count: number;
  /** When the API server stored the record (`creationTimestamp`), by its own clock; null where not shown. */
  readonly storedAt: Reading | null;
  /** The Event object's `metadata.uid`, to know the same object in several files; null for all else. */
  readonly eventUid: string | null;
  /** The recorder merged differing texts into this Event ("(combined from similar events)"). */
  readonly combined: boolean;
  readonly evidence: Evidence;
  /** Where the last of several occurrences stands, for lines of a log that are folded into one. */
  readonly lastEvidence?: Evidence;
}

/** What an observation has that is no Event, and says a thing once. */
export const NO_EVENT = {
  count: 1,
  storedAt: null,
  eventUid: null,
  combined: false,
} as const satisfies Partial<Observed>;

/** A pull call began: Event `Pulling`, containerd's `PullImage "…"`. */
export interface PullStarted extends Observed {
  readonly kind: 'pull-started';
}

/**
 * A pull call failed. `message` is the error text with every layer of quoting undone, without the kubelet's own
 * prefix (`Failed to pull image "x": `); null where the record says only that it failed (`Error: ErrImagePull`).
 */
export interface PullFailed extends Observed {
  readonly kind: 'pull-failed';
  /** The kubelet's waiting reason where the record shows it: `ErrImagePull`, `RegistryUnavailable`, … */
  readonly reason: string | null;
  readonly message: string | null;
}

/** A pull call succeeded. */
export interface PullSucceeded extends Observed {
  readonly kind: 'pull-succeeded';
  /** How long the call took, in milliseconds; null where not shown. */
  readonly durationMs: number | null;
}

/** The image was on the node already: nothing was pulled, and nothing had to be. */
export interface ImagePresent extends Observed {
  readonly kind: 'image-present';
}

/** A sync found the image in back-off: no pull call. `message` is the earlier error that newer kubelets repeat. */
export interface BackedOff extends Observed {
  readonly kind: 'back-off';
  readonly message: string | null;
}

/**
 * A sync failed at the image before any pull call: `ErrImageNeverPull`, `InvalidImageName`, `ImageInspectError`, or the
 * free text of newer kubelets.
 */
export interface CheckFailed extends Observed {
  readonly kind: 'check-failed';
  readonly reason: string;
  readonly message: string | null;
}

/** The pod's sandbox was not made: the pause image could not be pulled, or something that is no pull (CNI). */
export interface SandboxFailed extends Observed {
  readonly kind: 'sandbox-failed';
  readonly message: string;
}

/** A container waits, by the pod's status. `first` and `last` are the instant of the picture. */
export interface Waiting extends Observed {
  readonly kind: 'waiting';
  readonly reason: string;
  readonly message: string | null;
}

/** The samples of one waiting-reason series. A sample proves its instant only; a gap is not a zero. */
export interface WaitingSeries extends Observed {
  readonly kind: 'waiting-series';
  readonly reason: string;
  /** Unix milliseconds of the samples with value 1, ascending. */
  readonly waitingAtMs: Float64Array;
  /** Unix milliseconds of samples with value 0 (kube-state-metrics 1.x), ascending: of each run its first and last. */
  readonly notWaitingAtMs: Float64Array;
}

/** A container ran or runs: its image was on the node. `first` is when it started. */
export interface ContainerRan extends Observed {
  readonly kind: 'container-ran';
  readonly state: 'running' | 'terminated';
}

/** What a pod's object or description tells of it. `last` is the instant of the picture. */
export interface PodSeen extends Observed {
  readonly kind: 'pod';
  readonly phase: string | null;
  readonly createdAt: Reading | null;
  readonly startedAt: Reading | null;
  readonly deletedAt: Reading | null;
  readonly owner: { readonly kind: string; readonly name: string } | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Names of the pull secrets; null where the source does not print them. */
  readonly pullSecrets: readonly string[] | null;
  readonly serviceAccount: string | null;
  readonly containers: readonly ContainerSpec[];
}

/** A container of a pod's spec. */
export interface ContainerSpec {
  readonly name: string;
  readonly type: ContainerType;
  readonly image: string;
  /** `Always`, `IfNotPresent` or `Never`; null where the source does not print it. */
  readonly pullPolicy: string | null;
}

/** What a node's object or description tells of it. */
export interface NodeSeen extends Observed {
  readonly kind: 'node';
  readonly os: string | null;
  readonly architecture: string | null;
  readonly kubeletVersion: string | null;
  readonly runtimeVersion: string | null;
  readonly createdAt: Reading | null;
  readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string | null }[];
  /** As `key=value:Effect`; left out where the source does not print them. */
  readonly taints?: readonly string[];
}

/** Images that a node has, by its object or its runtime. */
export interface NodeImages extends Observed {
  readonly kind: 'node-images';
  /** Names as written: with tag or digest; one image may have several. */
  readonly images: readonly string[];
  /** Whether these are all: a Node object lists no more than the kubelet's `nodeStatusMaxImages`. */
  readonly isComplete: boolean;
}

/** A Secret: its name and type, and what a pull secret has logins for. Never a value. `subject` has the namespace. */
export interface SecretSeen extends Observed {
  readonly kind: 'secret';
  readonly name: string;
  /** `kubernetes.io/dockerconfigjson`, `kubernetes.io/dockercfg`, or a type that kubelets do not read for pulls. */
  readonly type: string | null;
  /** Registries that it has an entry for: host, maybe port, path and `*`; null where the source does not show them. */
  readonly registries: readonly string[] | null;
  /** The source keeps some of the registries only, so one that is not among them may have an entry all the same. */
  readonly isPartial?: boolean;
}

/** A ServiceAccount: the pull secrets that admission copies into pods which name none. `subject` has the namespace. */
export interface ServiceAccountSeen extends Observed {
  readonly kind: 'service-account';
  readonly name: string;
  readonly pullSecrets: readonly string[];
}

/** What a configuration file of a node sets. */
export interface NodeConfigured extends Observed {
  readonly kind: 'node-config';
  readonly setting: NodeSetting;
}

/** A pull secret that a pod names could not be read (Event `FailedToRetrieveImagePullSecret`, or the kubelet's line). */
export interface PullSecretUnreadable extends Observed {
  readonly kind: 'pull-secret-unreadable';
  readonly secrets: readonly string[];
  readonly message: string;
}

/**
 * A side remark on pulls that names no attempt: a mirror that was tried, a credential plug-in that failed, a stalled pull, a
 * collector's own check whether a registry has an image.
 */
export interface PullRemark extends Observed {
  readonly kind: 'pull-remark';
  readonly remark:
    | 'mirror-failed'
    | 'credential-provider-failed'
    | 'no-progress'
    | 'anonymous-pull'
    | 'image-inspect-failed'
    | 'registry-has-image'
    | 'registry-lacks-image'
    | 'registry-check-failed';
  /** The registry or mirror host that it is about; null where not shown. */
  readonly host: string | null;
  readonly message: string;
}

/** Something that changed and may have set off a fault: rollout, scale-up, node joined, image removed, disk full. */
export interface Changed extends Observed {
  readonly kind: 'changed';
  readonly change:
    | 'scheduled'
    | 'rollout'
    | 'scaled'
    | 'pod-created'
    | 'pod-deleted'
    | 'node-joined'
    | 'kubelet-started'
    | 'secret-changed'
    | 'image-removed'
    | 'disk-pressure'
    | 'disk-pressure-gone'
    | 'disk-full'
    | 'disk-full-gone';
  /** The object that the record is about, where that is neither a pod nor a node: the Deployment that was scaled. */
  readonly of?: { readonly kind: string; readonly name: string } | null;
  readonly message: string;
}

/** A problem that is no image pull failure. */
export interface OtherProblem extends Observed {
  readonly kind: 'other-problem';
  readonly problem: 'crash-loop' | 'scheduling' | 'mount' | 'probe' | 'sandbox' | 'config' | 'other';
  readonly reason: string;
  readonly message: string;
}

/** One thing that a record of the input says. */
export type Observation =
  | PullStarted
  | PullFailed
  | PullSucceeded
  | ImagePresent
  | BackedOff
  | CheckFailed
  | SandboxFailed
  | Waiting
  | WaitingSeries
  | ContainerRan
  | PodSeen
  | NodeSeen
  | NodeImages
  | NodeConfigured
  | SecretSeen
  | ServiceAccountSeen
  | PullSecretUnreadable
  | PullRemark
  | Changed
  | OtherProblem;

export type { ContainerType };
