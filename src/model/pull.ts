import type { Evidence } from './evidence.ts';
import type { Subject } from './subject.ts';
import type { Interval } from './time.ts';

/** `observed`: a record of that very thing. `inferred`: from counts, the back-off law or metric samples. */
export type Basis = 'observed' | 'inferred';

/** One pull call for one container. */
export interface Attempt {
  /** When the call failed or succeeded; for one still running at the capture, when it was last seen running. */
  readonly at: Interval;
  /** When the call began, where the evidence shows that. */
  readonly startedAt: Interval | null;
  readonly outcome: 'failed' | 'succeeded' | 'unknown';
  readonly basis: Basis;
  /** The error text, without the kubelet's own prefix; null where no record has it. */
  readonly message: string | null;
  readonly evidence: readonly Evidence[];
}

/** One wait between pull calls. */
export interface BackoffWait {
  readonly from: Interval;
  /** When the next call was allowed, or the wait ended otherwise. */
  readonly to: Interval;
  /** What the kubelet's law sets: 10, 20, 40, 80, 160 or 300 seconds. */
  readonly delaySeconds: number;
  readonly basis: Basis;
}

/** A span in which the API server showed a waiting reason. */
export interface WaitingSpan {
  readonly reason: string;
  readonly from: Interval;
  readonly to: Interval;
}

/**
 * What kind of failure the history is of. Only `pull` makes pull calls with image back-off; `sandbox` pulls the pause
 * image at every sync; the others fail a check at every sync and make no call.
 */
export type FailureKind = 'pull' | 'sandbox' | 'never-pull' | 'invalid-name' | 'inspect';

/** A distinct error text of a history, with where it stands. */
export interface ErrorText {
  readonly message: string;
  readonly first: Interval;
  readonly last: Interval;
  readonly evidence: readonly Evidence[];
}

/** How a history stands at the capture. `unknown`: nothing proves either. */
export type PullState = 'failing' | 'recovered' | 'deleted' | 'unknown';

/** All that is known of one container's failing image (for a sandbox: of the pause image). */
export interface PullHistory {
  /** Joined from all records; `image` is the spec's text where any record shows it. */
  readonly subject: Subject;
  /** Normalised reference; null where no record shows an image or it cannot be parsed. */
  readonly image: string | null;
  readonly kind: FailureKind;
  /** The waiting reasons and event reasons seen, such as `ErrImagePull`. */
  readonly reasons: readonly string[];
  readonly attempts: readonly Attempt[];
  /** Bounds on the number of failed calls. */
  readonly attemptCount: { readonly min: number; readonly max: number };
  readonly backoff: readonly BackoffWait[];
  readonly waiting: readonly WaitingSpan[];
  /** Error texts that name a cause, in order of first appearance; empty where all records are causeless back-offs. */
  readonly errors: readonly ErrorText[];
  readonly firstFailureAt: Interval;
  readonly lastFailureAt: Interval;
  /** When the image was proved to be there, after the last failure. */
  readonly recoveredAt: Interval | null;
  readonly deletedAt: Interval | null;
  readonly state: PullState;
  /** Containers of the pod with the same image, from which attempts cannot be told apart. */
  readonly undecidedWith: readonly string[];
  /** Controller of the pod, resolved to the workload that people know (a ReplicaSet's Deployment). */
  readonly workload: { readonly kind: string; readonly name: string } | null;
  /** Statements on what contradicts in the evidence, or on what rests on little. */
  readonly remarks: readonly { readonly statement: string; readonly evidence: readonly Evidence[] }[];
  readonly evidence: readonly Evidence[];
}

/** A pull that worked, or an image found present: evidence on registries and nodes, also of pods that never failed. */
export interface GoodPull {
  readonly subject: Subject;
  readonly image: string | null;
  readonly at: Interval;
  readonly pulled: boolean;
  readonly evidence: Evidence;
}
