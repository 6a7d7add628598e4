import type { CauseId, Provenance, Weighed } from './cause.ts';
import type { IncidentStatus, Scope } from './incident.ts';
import type { Basis } from './pull.ts';
import type { ContainerType } from './subject.ts';

/**
 * The report object: `report.json`, and the only thing that renderers know. The public contract describes each field;
 * fields marked "added" go beyond it. Numbers in `evidence` lists index `Report.evidence`.
 */
export interface Report {
  readonly schema: 'pullmortem/report/v1';
  readonly generator: { readonly name: 'pullmortem'; readonly version: string };
  readonly generatedAt: string;
  /** Added: what the user set for this report. */
  readonly title: string | null;
  readonly author: string | null;
  readonly incidentId: string | null;
  /** Added: whether credentials were removed (they are, unless `--no-redact`). */
  readonly redacted: boolean;
  readonly capturedAt: ReportInterval | null;
  readonly inputs: readonly ReportInput[];
  /** Added: the bundles among the inputs, in order of their roots. */
  readonly bundles: readonly ReportBundle[];
  readonly clocks: readonly ReportClock[];
  readonly incidents: readonly ReportIncident[];
  readonly otherProblems: readonly ReportProblem[];
  /** Added: pulls that worked, of pods and registries that did not fail, as far as they say something. */
  readonly goodPulls: readonly ReportGoodPull[];
  readonly gaps: readonly ReportGap[];
  /** Added: errors of failed pulls that no cause explains, the commonest first; left out where there are none. */
  readonly unknownTexts?: readonly ReportUnknownText[];
  readonly timeline: readonly TimelineEntry[];
  readonly evidence: readonly ReportEvidence[];
  readonly warnings: readonly ReportWarning[];
}

/** RFC 3339, UTC, milliseconds. An open end is written as the year 0001 or 9999. */
export interface ReportInterval {
  readonly earliest: string;
  readonly latest: string;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface ReportInput {
  readonly path: string;
  /** Id of the format; null for a file that was skipped. */
  readonly format: string | null;
  readonly bytes: number | null;
  readonly records: number;
  readonly observations: number;
  readonly span: ReportInterval | null;
  readonly status: 'read' | 'partly-read' | 'skipped';
  readonly note: string | null;
  /** Added: node that the file is of, where that is known. */
  readonly node: string | null;
}

/** A bundle that a collector made. */
export interface ReportBundle {
  /** `bundle-1`, in order of the roots. */
  readonly id: string;
  /** Id of the producer: `must-gather`. */
  readonly producer: string;
  /** What a person would call it, with its article: `an OpenShift must-gather`. */
  readonly title: string;
  /** Version of the producer, as the bundle states it. */
  readonly version: string | null;
  /** Path of its folder, archive or file, as in `inputs`; '' where the given argument itself is the bundle. */
  readonly root: string;
  /** When it was collected, where its own metadata says so. */
  readonly capturedAt: ReportInterval | null;
  /** What it lacks that would tell of image pulls: noun phrases. */
  readonly lacks: readonly string[];
  /** How its producer masks names and secrets, in a sentence. */
  readonly masks: string | null;
}

export interface ReportClock {
  readonly id: string;
  readonly inputs: readonly number[];
  readonly node: string | null;
  /** Added: how the source writes its times. */
  readonly notation: string;
  readonly setBy: string;
  /** What the clock showed minus the API server's time. */
  readonly offsetSeconds: Range;
}

export interface ReportReason {
  readonly statement: string;
  readonly supports: readonly CauseId[];
  readonly against: readonly CauseId[];
  readonly evidence: readonly number[];
}

export interface ReportIncident {
  readonly id: string;
  readonly title: string;
  readonly cause: Weighed;
  readonly alternatives: readonly Weighed[];
  readonly reasoning: readonly ReportReason[];
  /** Added: the command that would decide between the alternatives. */
  readonly decidedBy: string | null;
  /** Added: from the cause's file, for readers of the report. */
  readonly causeTitle: string;
  readonly explanation: string;
  readonly whoActs: string;
  readonly transience: 'transient' | 'terminal' | 'depends';
  readonly scope: Scope;
  readonly registry: string | null;
  readonly images: readonly string[];
  readonly nodes: readonly string[];
  readonly namespaces: readonly string[];
  readonly startedAt: ReportInterval;
  readonly endedAt: ReportInterval | null;
  readonly status: IncidentStatus;
  readonly phases: readonly {
    readonly state: 'failing' | 'answering';
    readonly from: ReportInterval;
    readonly to: ReportInterval;
  }[];
  readonly impact: { readonly pods: number; readonly workloads: readonly string[]; readonly podMinutes: Range };
  readonly triggers: readonly {
    readonly at: ReportInterval;
    readonly statement: string;
    readonly evidence: readonly number[];
  }[];
  readonly recoveryLagSeconds: Range | null;
  readonly failures: readonly ReportFailure[];
  readonly remediation: readonly Remediation[];
}

/** One step to take, with commands that are complete but for what only people know (in capitals). */
export interface Remediation {
  readonly action: string;
  readonly commands: readonly string[];
}

/** What the report says of a cause beyond its id: from the cause's own file. */
export interface CauseText {
  readonly title: string;
  readonly explanation: string;
  readonly whoActs: string;
  readonly transience: 'transient' | 'terminal' | 'depends';
  readonly remediation: readonly Remediation[];
}

export interface ReportFailure {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
  readonly container: string | null;
  readonly containerType: ContainerType | null;
  readonly node: string | null;
  readonly image: string | null;
  /** Added: `Kind/name` of the workload. */
  readonly workload: string | null;
  readonly cause: CauseId;
  readonly causeProvenance: Provenance;
  readonly undecidedWith: readonly string[];
  readonly firstFailureAt: ReportInterval;
  readonly lastFailureAt: ReportInterval;
  readonly recoveredAt: ReportInterval | null;
  /** Added: when the pod went away unrecovered. */
  readonly deletedAt: ReportInterval | null;
  readonly attemptCount: Range;
  readonly attempts: readonly ReportAttempt[];
  readonly backoff: readonly {
    readonly from: ReportInterval;
    readonly to: ReportInterval;
    readonly delaySeconds: number;
    readonly basis: Basis;
  }[];
  readonly waitingReasons: readonly {
    readonly reason: string;
    readonly from: ReportInterval;
    readonly to: ReportInterval;
  }[];
  /** Added: contradictions and remarks. */
  readonly remarks: readonly { readonly statement: string; readonly evidence: readonly number[] }[];
  /** Added: evidence of the failure as a whole. */
  readonly evidence: readonly number[];
}

export interface ReportAttempt {
  readonly at: ReportInterval;
  readonly startedAt: ReportInterval | null;
  readonly outcome: 'failed' | 'succeeded' | 'unknown';
  readonly basis: Basis;
  readonly message: string | null;
  readonly evidence: readonly number[];
}

export interface ReportProblem {
  readonly kind: 'crash-loop' | 'scheduling' | 'mount' | 'probe' | 'sandbox' | 'config' | 'other';
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly container: string | null;
  readonly node: string | null;
  readonly reason: string;
  readonly message: string;
  readonly evidence: readonly number[];
}

export interface ReportGoodPull {
  readonly at: ReportInterval;
  readonly image: string;
  readonly registry: string | null;
  readonly node: string | null;
  readonly evidence: readonly number[];
}

/**
 * Something that the evidence cannot tell. Renderers show the statement up to its first colon as a heading and the rest
 * below, then what it hides, the incidents that it matters to, and the commands.
 */
export interface ReportGap {
  readonly id: string;
  readonly statement: string;
  readonly collect: readonly string[];
  /** Added: what may be so without anybody seeing it; one sentence. Reports of version 0.1 have none. */
  readonly hides?: string;
  /** Added: ids of the incidents that it matters to; empty where it is about the claim that nothing failed. */
  readonly incidents?: readonly string[];
}

/** Error texts that differ in names, numbers and addresses only. */
export interface ReportUnknownText {
  /** Their common words, with `*` for what differs: what `contains` in a file of causes takes. */
  readonly pattern: string;
  /** How many pull calls ended with one of them. */
  readonly count: number;
  readonly example: string;
  readonly evidence: readonly number[];
}

export interface TimelineEntry {
  readonly at: ReportInterval;
  readonly kind: string;
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly container: string | null;
  readonly node: string | null;
  readonly text: string;
  readonly evidence: readonly number[];
  /** Added: the incident that it belongs to. */
  readonly incident: string | null;
}

export interface ReportEvidence {
  readonly input: string;
  readonly line: number;
  readonly item: number | null;
  readonly excerpt: string;
}

export interface ReportWarning {
  readonly input: string;
  readonly line: number | null;
  readonly message: string;
}
