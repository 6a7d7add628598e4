import type { Range, Report, ReportFailure, ReportIncident } from '../model/report.ts';
import { firstOf, type Interval, lastOf } from '../model/time.ts';
import { readInterval, readOptionalInterval } from './read-interval.ts';

/** What renderers derive from an incident of the report: its turning points and its sums. */
export interface IncidentFacts {
  readonly incident: ReportIncident;
  readonly started: Interval;
  /** When the fault ended, unseen as a rule: from the last failure to the first pull that worked. Null where none did. */
  readonly ended: Interval | null;
  /** When the incident was over: the last pod had recovered or was deleted. Null while it is not. */
  readonly over: Interval | null;
  /** Times in which pulls failed or worked, each proved to follow the one before. */
  readonly phases: readonly FaultPhase[];
  readonly lastFailure: Interval | null;
  /** The first proof that pulls work again after the fault ended, and the last one. */
  readonly firstSuccess: Interval | null;
  readonly lastRecovery: Interval | null;
  readonly capture: Interval | null;
  readonly failedPulls: Range;
  /** How many of the failed pulls a record shows; the others are inferred. */
  readonly recordedPulls: number;
  readonly pods: PodStates;
  /** How long the fault held at least, in seconds. */
  readonly atLeastSeconds: number;
}

/** A run of failed pulls, or of such that worked. */
export interface FaultPhase {
  readonly state: 'failing' | 'answering';
  readonly from: Interval;
  readonly to: Interval;
}

/** Affected pods by how they stand at the capture. */
export interface PodStates {
  readonly all: number;
  readonly recovered: number;
  readonly deleted: number;
  /** Neither proved recovered nor deleted. */
  readonly waiting: number;
}

/** Derives the facts of each incident of a report, in its order. */
export function deriveIncidentFacts(report: Report): IncidentFacts[] {
  const capture = readOptionalInterval(report.capturedAt);
  return report.incidents.map((incident) => deriveFacts(incident, capture));
}

function deriveFacts(incident: ReportIncident, capture: Interval | null): IncidentFacts {
  const started = readInterval(incident.startedAt);
  const lastFailure = lastOf(incident.failures.map((failure) => readInterval(failure.lastFailureAt)));
  const recoveries = incident.failures.flatMap((failure) => readOptionalInterval(failure.recoveredAt) ?? []);
  const phases = readPhases(incident);
  const answering = phases.at(-1)?.state === 'answering' ? phases.at(-1) : undefined;
  const worked = [...recoveries, ...(answering ? [answering.from] : [])];
  const firstSuccess = firstOf(worked.filter((at) => !lastFailure || at.earliest >= lastFailure.latest));
  const lastRecovery = lastOf(recoveries);
  const over = readOptionalInterval(incident.endedAt);
  const success = firstSuccess ?? lastRecovery;
  const ended = over && success ? { earliest: (lastFailure ?? success).earliest, latest: success.latest } : null;
  return {
    incident,
    started,
    ended,
    lastFailure,
    over,
    phases,
    firstSuccess: ended && success,
    lastRecovery,
    capture,
    failedPulls: sumAttempts(incident.failures),
    recordedPulls: incident.failures.reduce((sum, failure) => sum + countRecorded(failure), 0),
    pods: countPodStates(incident),
    atLeastSeconds: lowerBound(started, lastFailure),
  };
}

/** A success whose time is so wide that it may lie in or behind the failures after it proves no phase of its own. */
function readPhases(incident: ReportIncident): FaultPhase[] {
  const phases: FaultPhase[] = [];
  const read = incident.phases.map(({ state, from, to }) => ({
    state,
    from: readInterval(from),
    to: readInterval(to),
  }));
  read.forEach((phase, index) => {
    const next = read[index + 1];
    if (phase.state === 'answering' && next && phase.from.latest > next.from.earliest) return;
    const last = phases.at(-1);
    if (last?.state === phase.state) phases[phases.length - 1] = { ...last, to: phase.to };
    else phases.push(phase);
  });
  return phases;
}

function countRecorded(failure: ReportFailure): number {
  return failure.attempts.reduce(
    (sum, attempt) => sum + (attempt.outcome === 'failed' && attempt.basis === 'observed' ? 1 : 0),
    0,
  );
}

function sumAttempts(failures: readonly ReportFailure[]): Range {
  let min = 0;
  let max = 0;
  for (const { attemptCount } of failures) {
    min += attemptCount.min;
    max += attemptCount.max ?? Infinity;
  }
  return { min, max };
}

function lowerBound(started: Interval, end: Interval | null): number {
  if (!end) return 0;
  const seconds = (end.earliest - started.latest) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

/** Counts pods, not containers: a pod has recovered when each of its failures has. */
function countPodStates(incident: ReportIncident): PodStates {
  const states = new Map<string, 'recovered' | 'deleted' | 'waiting'>();
  incident.failures.forEach((failure, index) => {
    const key = failure.pod === null ? `#${index}` : JSON.stringify([failure.namespace, failure.pod, failure.podUid]);
    const state = failure.recoveredAt ? 'recovered' : failure.deletedAt ? 'deleted' : 'waiting';
    const other = states.get(key);
    states.set(
      key,
      other === undefined || other === 'recovered' ? state : other === 'waiting' ? other : combine(state),
    );
  });
  const counted = { recovered: 0, deleted: 0, waiting: 0 };
  for (const state of states.values()) counted[state] += 1;
  return { all: Math.max(states.size, incident.impact.pods), ...counted };
}

function combine(state: 'recovered' | 'deleted' | 'waiting'): 'deleted' | 'waiting' {
  return state === 'waiting' ? 'waiting' : 'deleted';
}
