import type { Clock, Reading } from '../model/clock.ts';
import type { Observation } from '../model/observation.ts';
import type { Interval } from '../model/time.ts';
import type { AgeMatch } from './capture-times.ts';
import { podKey } from './collect-readings.ts';
import type { StoredStamp } from './estimate-skew.ts';

const SECOND = 1000;

/** For each artefact with ages: those of Events whose stamps stand in another file, as instants of the capture. */
export function matchAges(observations: readonly Observation[]): Map<number, AgeMatch[]> {
  const stamps = new Map<string, number | null>();
  const note = (key: string, { clock, valueMs, widthMs }: Reading): void => {
    if (clock.notation !== 'absolute' || widthMs > SECOND) return;
    const known = stamps.get(key);
    // Two Events that look alike in a table (two containers, one image) cannot be told apart there.
    stamps.set(key, known === undefined || known === valueMs ? valueMs : null);
  };
  const aged: Observation[] = [];
  for (const observation of observations) {
    if (observation.origin !== 'event') continue;
    const { first, last } = observation;
    if (first?.clock.notation === 'age' || last?.clock.notation === 'age') aged.push(observation);
    else {
      if (first) note(eventKey(observation, 'first'), first);
      if (last) note(eventKey(observation, 'last'), last);
    }
  }
  const matches = new Map<number, AgeMatch[]>();
  if (stamps.size === 0) return matches;
  for (const observation of aged) {
    for (const end of ['first', 'last'] as const) {
      const reading = observation[end];
      const stamp = reading && stamps.get(eventKey(observation, end));
      if (!reading || stamp === null || stamp === undefined || reading.clock.notation !== 'age') continue;
      const { artefact } = reading.clock;
      const ofArtefact = matches.get(artefact) ?? [];
      ofArtefact.push({ at: captureBy(reading, stamp) });
      matches.set(artefact, ofArtefact);
    }
  }
  return matches;
}

/**
 * The capture by one age. The age was counted from the stamp as stored: whole seconds for most, so the second that the
 * reading leaves for what was cut off falls away at its early end.
 */
function captureBy({ valueMs, widthMs }: Reading, stamp: number): Interval {
  const stored = Math.floor(stamp / SECOND) * SECOND;
  return {
    earliest: Math.min(stored + valueMs + SECOND, stamp + valueMs + widthMs),
    latest: stamp + valueMs + widthMs,
  };
}

/** An Event as a table shows it: its first stamp never changes, its last belongs to the count. */
function eventKey(observation: Observation, end: 'first' | 'last'): string {
  const { kind, subject, count } = observation;
  const message = 'message' in observation ? (observation.message ?? '') : '';
  const reason = 'reason' in observation ? (observation.reason ?? '') : '';
  const which = end === 'first' ? '' : ` ${count}`;
  return `${end}${which} ${podKey(subject) ?? subject.node ?? ''} ${kind} ${reason} ${subject.image ?? ''} ${message}`;
}

/** Events with their own stamp and the API server's, by the keeper of their clock (`keeperOf` names it). */
export function collectStoredStamps(
  observations: readonly Observation[],
  keeperOf: (clock: Clock) => string | null,
): Map<string, StoredStamp[]> {
  const stamps = new Map<string, Map<string, StoredStamp>>();
  for (const { first, storedAt, count, origin, eventUid } of observations) {
    if (origin !== 'event' || first === null || storedAt === null) continue;
    if (first.clock.notation !== 'absolute' || storedAt.clock.notation !== 'absolute') continue;
    const keeper = keeperOf(first.clock);
    if (keeper === null) continue;
    const ofKeeper = stamps.get(keeper) ?? new Map<string, StoredStamp>();
    ofKeeper.set(eventUid ?? `${first.valueMs} ${storedAt.valueMs}`, {
      stampMs: first.valueMs,
      stampWidthMs: first.widthMs,
      storedMs: storedAt.valueMs,
      storedWidthMs: storedAt.widthMs,
      isSingle: count === 1,
    });
    stamps.set(keeper, ofKeeper);
  }
  return new Map([...stamps].map(([keeper, ofKeeper]) => [keeper, [...ofKeeper.values()]]));
}

/**
 * For each pod UID, when the API server made it or the scheduler placed it, at the earliest: what a kubelet says of it
 * comes later. Pods made anew under one name have other UIDs. `at` sets a reading.
 */
export function collectPodStarts(
  observations: readonly Observation[],
  at: (reading: Reading) => Interval | null,
): Map<string, number> {
  const starts = new Map<string, number>();
  for (const observation of observations) {
    const uid = observation.subject.podUid;
    if (uid === null) continue;
    // A static pod runs before the API server knows of it; its mirror pod is owned by the node.
    const reading =
      observation.kind === 'pod'
        ? observation.owner?.kind === 'Node'
          ? null
          : observation.createdAt
        : observation.kind === 'changed' && observation.change === 'scheduled' && observation.count === 1
          ? observation.first
          : null;
    const start = reading && reading.clock.keeper.kind !== 'node' ? at(reading) : null;
    if (start && Number.isFinite(start.earliest))
      starts.set(uid, Math.max(start.earliest, starts.get(uid) ?? -Infinity));
  }
  return starts;
}
