import type { Clock, Reading } from '../model/clock.ts';
import type { Observation, Origin } from '../model/observation.ts';
import type { Subject } from '../model/subject.ts';
import type { ArtefactFacts } from './artefact-facts.ts';

/** What the readings of one clock span. */
export interface ClockUse {
  readonly clock: Clock;
  /** Smallest and largest end of its readings, in the clock's own unit. */
  least: number;
  most: number;
  /** Smallest late end of a reading: of ages, the youngest. */
  leastEnd: number;
  /** Of year-less clocks: the values in line order. */
  readonly values: number[];
}

/** The writers of nodes' logs. */
const LOG_ORIGINS: ReadonlySet<Origin> = new Set([
  'runtime',
  'cri-client',
  'image-manager',
  'container-start',
  'pod-worker',
]);

/** Whether an observation is a line of a node's log. */
export function isLogLine(observation: Observation): boolean {
  return LOG_ORIGINS.has(observation.origin);
}

/** Key of a pod: namespace and name, else the UID; null where no pod is named. */
export function podKey({ namespace, pod, podUid }: Subject): string | null {
  if (pod !== null) return `${namespace ?? ''}/${pod}`;
  return podUid;
}

/** All clocks that the artefacts and observations read, in order of first use, with what their readings span. */
export function collectUses(
  observations: readonly Observation[],
  artefacts: readonly ArtefactFacts[],
): Map<Clock, ClockUse> {
  const uses = new Map<Clock, ClockUse>();
  const note = (reading: Reading | null): void => {
    if (reading === null) return;
    const { clock, valueMs, widthMs } = reading;
    let use = uses.get(clock);
    if (!use) {
      use = { clock, least: Infinity, most: -Infinity, leastEnd: Infinity, values: [] };
      uses.set(clock, use);
    }
    if (valueMs < use.least) use.least = valueMs;
    const end = valueMs + widthMs;
    if (end > use.most) use.most = end;
    if (end < use.leastEnd) use.leastEnd = end;
    if (clock.notation === 'yearless') use.values.push(valueMs);
  };
  for (const { spans } of artefacts) for (const { first } of spans) note(first);
  for (const observation of observations) {
    note(observation.first);
    if (observation.last !== observation.first) note(observation.last);
    note(observation.storedAt);
    if (observation.kind === 'pod') {
      note(observation.createdAt);
      note(observation.startedAt);
      note(observation.deletedAt);
    } else if (observation.kind === 'node') {
      note(observation.createdAt);
    }
  }
  for (const { spans } of artefacts) for (const { last } of spans) note(last);
  return uses;
}
