import type { Reading } from './clock.ts';
import type { Evidence } from './evidence.ts';
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

/** A setting of a node's runtime or kubelet that decides how images are pulled there. */
export type NodeSetting =
  /**
   * Mirrors that are asked first. `registry` is a host, maybe with a path, or `*` for every registry. `isRewritten`: they
   * are asked for other repository names than the image's. `pullsBy`: only pulls by digest, or by tag, ask them.
   */
  | {
      readonly name: 'mirror';
      readonly registry: string;
      readonly mirrors: readonly string[];
      readonly isRewritten?: boolean;
      readonly pullsBy?: 'digest' | 'tag';
    }
  /** Where the runtime looks for mirrors, one folder for each registry. */
  | { readonly name: 'mirror-folders'; readonly paths: readonly string[] }
  /** How a host is asked: over plain HTTP, its certificate not checked, or checked against an authority of its own. */
  | {
      readonly name: 'registry-tls';
      readonly registry: string;
      readonly isPlain: boolean;
      readonly isChecked: boolean;
      /** Path of the file of authorities; null where not set. */
      readonly caFile: string | null;
    }
  /** The runtime has a login of its own for a host. Never the login itself. */
  | { readonly name: 'registry-login'; readonly registry: string }
  /** The runtime does not serve the kubelet at all; the words say why. */
  | { readonly name: 'cri-not-served'; readonly why: string }
  /** The image that every pod's sandbox runs, by the runtime or (`kubelet`) as the kubelet keeps it from being deleted. */
  | { readonly name: 'sandbox-image'; readonly image: string; readonly of: 'runtime' | 'kubelet' }
  /** A pull that receives nothing for so long is cancelled; 0 is never. */
  | { readonly name: 'pull-progress-timeout'; readonly seconds: number }
  | { readonly name: 'registry-blocked'; readonly registry: string }
  /** Where a name without a registry is looked for. */
  | { readonly name: 'unqualified-search'; readonly registries: readonly string[] }
  /** The kubelet's pull limits; null where not set. 0 as QPS is no limit. */
  | {
      readonly name: 'pull-limits';
      readonly registryPullQps: number | null;
      readonly registryBurst: number | null;
      readonly serializeImagePulls: boolean | null;
      readonly maxParallelImagePulls: number | null;
    }
  /** Fill levels of the disk in percent between which the kubelet deletes unused images; null where not set. */
  | { readonly name: 'image-gc'; readonly highPercent: number | null; readonly lowPercent: number | null }
  /** The kubelet asks credential plug-ins for the logins of images that match one of the patterns. */
  | { readonly name: 'credential-provider'; readonly provider: string; readonly matchImages: readonly string[] }
  /** Where the kubelet's command line says that credential plug-ins are; null for a flag that is not given. */
  | { readonly name: 'credential-provider-flags'; readonly configFile: string | null; readonly folder: string | null };

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
