import { parseImageReference } from '../model/image-reference.ts';
import type { JudgedFailure, Phase } from '../model/incident.ts';
import type { GoodPull } from '../model/pull.ts';
import { compareIntervals, type Interval } from '../model/time.ts';

/** A fault that is back within this time flaps: it is one incident with phases, not two incidents. */
const FLAP_MS = 30 * 60_000;

/** Splits failures that share a fault where all had recovered and the fault came back only much later. */
export function episodesOf(failures: readonly JudgedFailure[]): JudgedFailure[][] {
  const ordered = [...failures].sort((a, b) => compareIntervals(a.history.firstFailureAt, b.history.firstFailureAt));
  const episodes: JudgedFailure[][] = [];
  let until = -Infinity;
  for (const failure of ordered) {
    const { history } = failure;
    const current = episodes.at(-1);
    if (current && history.firstFailureAt.earliest <= until + FLAP_MS) current.push(failure);
    else episodes.push([failure]);
    const end = history.recoveredAt ?? history.deletedAt;
    const lasts = end ? end.latest : history.state === 'failing' ? Infinity : history.lastFailureAt.latest;
    until = Math.max(until, lasts);
  }
  return episodes;
}

interface Sign {
  readonly good: boolean;
  readonly at: Interval;
}

/** The fault's phases: from the first failed pull of a run to its last, and of successes in between from the same registry. */
export function phasesOf(failures: readonly JudgedFailure[], good: readonly GoodPull[], capturedAt: Interval): Phase[] {
  const signs = signsOf(failures, good);
  const phases: { state: Phase['state']; from: Interval; to: Interval }[] = [];
  for (const { good: answered, at } of signs) {
    const state = answered ? 'answering' : 'failing';
    const phase = phases.at(-1);
    if (phase?.state === state) phase.to = at;
    else if (phase || !answered) phases.push({ state, from: at, to: at });
  }
  const last = phases.at(-1);
  if (last?.state === 'failing' && failures.some(({ history }) => history.state === 'failing')) last.to = capturedAt;
  return phases;
}

/** Failed and worked pulls of the incident's images and registry, in order of time. */
function signsOf(failures: readonly JudgedFailure[], good: readonly GoodPull[]): Sign[] {
  const signs: Sign[] = [];
  const registries = new Set<string>();
  for (const { history } of failures) {
    const registry = history.image === null ? null : parseImageReference(history.image)?.registry;
    if (registry) registries.add(registry);
    for (const attempt of history.attempts) {
      if (attempt.outcome !== 'unknown') signs.push({ good: attempt.outcome === 'succeeded', at: attempt.at });
    }
    if (history.attempts.length === 0)
      signs.push({ good: false, at: history.firstFailureAt }, { good: false, at: history.lastFailureAt });
    if (history.recoveredAt) signs.push({ good: true, at: history.recoveredAt });
  }
  const nodes = new Set(failures.map(({ history }) => history.subject.node));
  const images = new Set(failures.map(({ history }) => history.image));
  for (const { image, pulled, subject, at } of good) {
    if (pulled && image !== null && images.has(image) && nodes.has(subject.node)) signs.push({ good: true, at });
  }
  return signs.sort((a, b) => compareIntervals(a.at, b.at) || Number(a.good) - Number(b.good));
}
