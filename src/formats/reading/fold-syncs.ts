import type { Reading } from '../../model/clock.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { BackedOff, CheckFailed, Observation } from '../../model/observation.ts';
import type { ReadContext } from '../format.ts';

/** A kubelet syncs a waiting pod every 10 to 15 s; after a longer silence a new run begins. */
const SAME_RUN_MS = 60_000;

type Repeated = BackedOff | CheckFailed;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Run {
  /** Where it stands among the observations. */
  readonly index: number;
  readonly first: Repeated;
  folded: Mutable<Repeated>;
}

/**
 * Collects the observations of one artefact, and folds what a kubelet repeats at every sync (back-off, a check that fails)
 * into one observation with its first and last time and its count: nine of ten lines about pulls say nothing else. What
 * else is said of the container in between ends the run.
 */
export function createSyncFolder(observations: Observation[]): ReadContext['observe'] {
  const ofWorkers = new Map<string, Run>();
  const ofStarts = new Map<string, Run>();

  const extend = (run: Run, at: Reading | null, evidence: Evidence): boolean => {
    if (!follows(run.folded.last, at)) return false;
    // One copy of the first for the whole run: a long log repeats itself a hundred thousand times.
    if (run.folded === run.first) observations[run.index] = run.folded = { ...run.first };
    run.folded.last = at;
    run.folded.count += 1;
    run.folded.lastEvidence = evidence;
    return true;
  };
  return (observation) => {
    const { subject, origin } = observation;
    const isLine = origin === 'pod-worker' || origin === 'container-start';
    if (!isLine || subject.pod === null) {
      observations.push(observation);
      return null;
    }
    const runs = origin === 'pod-worker' ? ofWorkers : ofStarts;
    const key = `${subject.podUid ?? subject.namespace}\n${subject.pod}\n${subject.container}`;
    if (!isRepeated(observation)) {
      runs.delete(key);
      observations.push(observation);
      return null;
    }
    const before = runs.get(key);
    let run = before;
    if (!before || !isSame(before.first, observation) || !extend(before, observation.first, observation.evidence)) {
      run = { index: observations.length, first: observation, folded: observation };
      runs.set(key, run);
      observations.push(observation);
    }
    return { again: (at, evidence) => run !== undefined && runs.get(key) === run && extend(run, at, evidence) };
  };
}

function isRepeated(observation: Observation): observation is Repeated {
  return observation.kind === 'back-off' || observation.kind === 'check-failed';
}

function isSame(one: Repeated, other: Repeated): boolean {
  if (one.kind !== other.kind || one.message !== other.message || one.subject.image !== other.subject.image)
    return false;
  return one.kind !== 'check-failed' || other.kind !== 'check-failed' || one.reason === other.reason;
}

function follows(last: Reading | null, next: Reading | null): boolean {
  if (!last || !next || last.clock !== next.clock) return false;
  const gap = next.valueMs - last.valueMs;
  return gap >= 0 && gap <= SAME_RUN_MS;
}
