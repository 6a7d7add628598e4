import type { BackedOff, CheckFailed, Observation } from '../../model/observation.ts';
import type { Subject } from '../../model/subject.ts';

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
export function createSyncFolder(observations: Observation[]): (observation: Observation) => void {
  const ofWorkers = new Map<string, Run>();
  const ofStarts = new Map<string, Run>();
  // Readers share the subjects of a log: building its key each time takes longer than finding it.
  const keys = new WeakMap<Subject, string>();
  const keyOf = (subject: Subject): string => {
    const known = keys.get(subject);
    if (known !== undefined) return known;
    const key = `${subject.podUid ?? subject.namespace}\n${subject.pod}\n${subject.container}`;
    keys.set(subject, key);
    return key;
  };
  return (observation) => {
    const { subject, origin } = observation;
    const isLine = origin === 'pod-worker' || origin === 'container-start';
    if (!isLine || subject.pod === null) {
      observations.push(observation);
      return;
    }
    const key = keyOf(subject);
    const runs = origin === 'pod-worker' ? ofWorkers : ofStarts;
    const run = runs.get(key);
    if (run && isRepeated(observation) && continues(run.folded, observation)) {
      // One copy of the first for the whole run: a long log repeats itself a hundred thousand times.
      if (run.folded === run.first) observations[run.index] = run.folded = { ...run.first };
      run.folded.last = observation.last;
      run.folded.count += 1;
      run.folded.lastEvidence = observation.evidence;
      return;
    }
    if (isRepeated(observation)) runs.set(key, { index: observations.length, first: observation, folded: observation });
    else runs.delete(key);
    observations.push(observation);
  };
}

function isRepeated(observation: Observation): observation is Repeated {
  return observation.kind === 'back-off' || observation.kind === 'check-failed';
}

function continues(run: Repeated, next: Repeated): boolean {
  if (run.kind !== next.kind || run.message !== next.message || run.subject.image !== next.subject.image) return false;
  if (run.kind === 'check-failed' && next.kind === 'check-failed' && run.reason !== next.reason) return false;
  if (!run.last || !next.first || run.last.clock !== next.first.clock) return false;
  const gap = next.first.valueMs - run.last.valueMs;
  return gap >= 0 && gap <= SAME_RUN_MS;
}
