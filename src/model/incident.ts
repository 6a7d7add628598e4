import type { CauseId, Provenance, Weighed } from './cause.ts';
import type { Evidence } from './evidence.ts';
import type { PullHistory } from './pull.ts';
import type { Interval } from './time.ts';

/** A statement that moved a verdict, with what it rests on. */
export interface Reason {
  readonly statement: string;
  readonly supports: readonly CauseId[];
  readonly against: readonly CauseId[];
  readonly evidence: readonly Evidence[];
  /** Where the statement counts recorded errors that say the same: the words, and how many say them. */
  readonly quoted?: { readonly words: string; readonly calls: number };
}

/** The statement that so many recorded errors say these words. */
export function quoteErrors(
  words: string,
  calls: number,
  supports: readonly CauseId[],
  evidence: readonly Evidence[],
): Reason {
  const many = calls <= 1 ? 'One recorded error says' : `${calls} recorded errors say`;
  return { statement: `${many} “${words}”.`, supports, against: [], evidence, quoted: { words, calls } };
}

/** A cause as judged for one history. Confidences of verdict and alternatives sum to at most 1. */
export interface Verdict {
  readonly cause: Weighed;
  readonly alternatives: readonly Weighed[];
  readonly provenance: Provenance;
  readonly reasoning: readonly Reason[];
  /** Address of the proxy that the texts name; null where they name none. */
  readonly proxy: string | null;
  /** The one command that would decide between the alternatives; null where nothing is open. */
  readonly decidedBy: string | null;
}

/** A history with its verdict. */
export interface JudgedFailure {
  readonly history: PullHistory;
  readonly verdict: Verdict;
}

export type Scope = 'container' | 'image' | 'repository' | 'registry' | 'node' | 'cluster';

export type IncidentStatus = 'ongoing' | 'recovered' | 'replaced' | 'unknown';

export interface Phase {
  readonly state: 'failing' | 'answering';
  readonly from: Interval;
  readonly to: Interval;
}

export interface Trigger {
  readonly at: Interval;
  readonly statement: string;
  readonly evidence: readonly Evidence[];
}

/** One shared fault and everything that it held back. */
export interface Incident {
  readonly id: string;
  readonly cause: Weighed;
  readonly alternatives: readonly Weighed[];
  readonly reasoning: readonly Reason[];
  readonly decidedBy: string | null;
  readonly scope: Scope;
  readonly registry: string | null;
  readonly startedAt: Interval;
  readonly endedAt: Interval | null;
  readonly status: IncidentStatus;
  readonly phases: readonly Phase[];
  readonly impact: {
    readonly pods: number;
    readonly workloads: readonly string[];
    readonly podMinutes: { readonly min: number; readonly max: number };
  };
  readonly triggers: readonly Trigger[];
  readonly recoveryLagSeconds: { readonly min: number; readonly max: number } | null;
  readonly failures: readonly JudgedFailure[];
}
