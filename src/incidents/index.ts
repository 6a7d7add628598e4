import type { CauseId, Weighed } from '../model/cause.ts';
import { type Incident, type IncidentStatus, type JudgedFailure, quoteErrors, type Reason } from '../model/incident.ts';
import type { GoodPull } from '../model/pull.ts';
import { compareIntervals, firstOf, type Interval, lastOf } from '../model/time.ts';
import { type FaultGroup, familyOf, groupByFault, registryOf, scopeOf } from './grouping.ts';
import { measureImpact } from './impact.ts';
import { recoveryLag } from './lag.ts';
import { episodesOf, phasesOf } from './phases.ts';
import { type Change, findTriggers } from './triggers.ts';

/** What of the whole analysis the grouping must know. */
export interface Surroundings {
  readonly good: readonly GoodPull[];
  readonly changes: readonly Change[];
  readonly capturedAt: Interval;
  /** Whether a workload has a pod that runs and did not fail, so that a failed pod that is gone was replaced. */
  readonly isReplaced: (failure: JudgedFailure) => boolean;
}

const SEVERITY: readonly IncidentStatus[] = ['ongoing', 'unknown', 'replaced', 'recovered'];
const REASONS_PER_INCIDENT = 12;
const EVIDENCE_PER_REASON = 6;

/** Joins failures that share a fault into incidents; the most severe comes first and is `INC-1`. */
export function groupIncidents(failures: readonly JudgedFailure[], surroundings: Surroundings): Incident[] {
  return groupByFault(failures, surroundings.good)
    .flatMap((group) => episodesOf(group.failures).map((episode) => ({ family: group.family, failures: episode })))
    .map((group) => toIncident(group, surroundings))
    .sort(
      (a, b) =>
        SEVERITY.indexOf(a.status) - SEVERITY.indexOf(b.status) ||
        heldBack(b) - heldBack(a) ||
        compareIntervals(a.startedAt, b.startedAt) ||
        (a.cause.id < b.cause.id ? -1 : 1),
    )
    .map((incident, index) => ({ ...incident, id: `INC-${index + 1}` }));
}

function toIncident(group: FaultGroup, surroundings: Surroundings): Incident {
  const { failures } = group;
  const { cause, alternatives } = commonCause(group);
  const startedAt = firstOf(failures.map(startOf))!;
  const status = statusOf(failures, surroundings);
  const registries = new Set(failures.map(registryOf));
  const [registry] = registries;
  const incident = {
    id: '',
    cause,
    alternatives,
    reasoning: reasonsFor(cause.id, failures),
    decidedBy: failures.map(({ verdict }) => verdict.decidedBy).find((command) => command !== null) ?? null,
    scope: scopeOf(group.family, failures),
    registry: registries.size === 1 ? (registry ?? null) : null,
    startedAt,
    endedAt: status === 'recovered' || status === 'replaced' ? lastOf(failures.map(endOf)) : null,
    status,
    phases: phasesOf(failures, surroundings.good, surroundings.capturedAt),
    impact: measureImpact(failures, surroundings.capturedAt),
    recoveryLagSeconds: recoveryLag(group, surroundings.good),
    failures,
  };
  return { ...incident, triggers: findTriggers(incident, surroundings.changes) };
}

/** When the first call of a failure began, where that is seen; else when it failed. */
function startOf({ history }: JudgedFailure): Interval {
  const first = history.attempts.find(({ outcome }) => outcome === 'failed');
  return first?.startedAt ?? history.firstFailureAt;
}

function endOf({ history }: JudgedFailure): Interval {
  return history.recoveredAt ?? history.deletedAt ?? history.lastFailureAt;
}

/** The cause of most pods; where a registry's errors vary so that none is in the majority, `registry-unavailable`. */
function commonCause({ family, failures }: FaultGroup): { cause: Weighed; alternatives: Weighed[] } {
  const sums = new Map<CauseId, { verdicts: number; confidence: number }>();
  const add = ({ id, confidence }: Weighed, verdict: boolean) => {
    const sum = sums.get(id) ?? { verdicts: 0, confidence: 0 };
    sums.set(id, { verdicts: sum.verdicts + (verdict ? 1 : 0), confidence: sum.confidence + confidence });
  };
  for (const { verdict } of failures) {
    add(verdict.cause, true);
    for (const alternative of verdict.alternatives) add(alternative, false);
  }
  const ordered = [...sums]
    .map(([id, sum]) => ({ id, verdicts: sum.verdicts, confidence: round(sum.confidence / failures.length) }))
    .sort((a, b) => b.verdicts - a.verdicts || b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const [commonest, ...others] = ordered as [(typeof ordered)[number], ...typeof ordered];
  if (family === 'reachability' && commonest.verdicts * 2 <= failures.length && others[0]?.verdicts) {
    const certain = ordered.filter(({ id }) => familyOf(id) === 'reachability');
    const confidence = round(
      Math.min(
        0.99,
        certain.reduce((sum, each) => sum + each.confidence, 0),
      ),
    );
    return { cause: { id: 'registry-unavailable', confidence }, alternatives: [] };
  }
  return {
    cause: { id: commonest.id, confidence: commonest.confidence },
    alternatives: others
      .filter(({ confidence }) => confidence >= 0.01)
      .map(({ id, confidence }) => ({ id, confidence })),
  };
}

/** Where errors of several kinds make one cause that none of them names, each of them supports it. */
function reasonsFor(cause: CauseId, failures: readonly JudgedFailure[]): Reason[] {
  const reasons = mergeReasons(failures);
  if (failures.some(({ verdict }) => verdict.cause.id === cause)) return reasons;
  return reasons.map((reason) => (reason.quoted ? { ...reason, supports: [cause, ...reason.supports] } : reason));
}

/** The same statement about several containers is made once, with the evidence of the first few; counts of errors are summed. */
function mergeReasons(failures: readonly JudgedFailure[]): Reason[] {
  const merged = new Map<string, { reason: Reason; failures: number }>();
  for (const { verdict } of failures) {
    for (const reason of verdict.reasoning) {
      const key = reason.quoted ? `quoted ${reason.quoted.words}` : reason.statement;
      const known = merged.get(key);
      merged.set(key, {
        reason: known ? joinReasons(known.reason, reason) : reason,
        failures: (known?.failures ?? 0) + 1,
      });
    }
  }
  return [...merged.values()]
    .sort(
      (a, b) =>
        Number(b.reason.quoted !== undefined) - Number(a.reason.quoted !== undefined) || b.failures - a.failures,
    )
    .slice(0, REASONS_PER_INCIDENT)
    .map(({ reason }) => reason);
}

function joinReasons(first: Reason, second: Reason): Reason {
  const evidence = [...new Set([...first.evidence, ...second.evidence])].slice(0, EVIDENCE_PER_REASON);
  if (!first.quoted || !second.quoted) return { ...first, evidence };
  return quoteErrors(first.quoted.words, first.quoted.calls + second.quoted.calls, first.supports, evidence);
}

function statusOf(failures: readonly JudgedFailure[], { isReplaced }: Surroundings): IncidentStatus {
  const states = failures.map((failure) => {
    const { state } = failure.history;
    return state === 'deleted' || (state === 'unknown' && isReplaced(failure))
      ? isReplaced(failure)
        ? 'replaced'
        : 'gone'
      : state;
  });
  if (states.includes('failing')) return 'ongoing';
  if (states.includes('unknown')) return 'unknown';
  if (states.every((state) => state === 'recovered')) return 'recovered';
  return states.includes('replaced') || states.includes('gone') ? 'replaced' : 'unknown';
}

/** How many pods an incident still holds back. */
function heldBack({ failures }: Incident): number {
  const open = failures.filter(({ history }) => history.state === 'failing' || history.state === 'unknown');
  return new Set(open.map(({ history: { subject } }) => `${subject.namespace}/${subject.pod}/${subject.podUid}`)).size;
}

function round(confidence: number): number {
  return Math.floor(confidence * 100) / 100;
}
