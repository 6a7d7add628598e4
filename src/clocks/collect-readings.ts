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

/** The lines of a log that are of one kind and one pod; of one image, where they name no pod. */
export interface LineGroup {
  readonly clock: Clock;
  readonly kind: Observation['kind'];
  /** Key of the pod (`podKey`); null where the lines name none. */
  readonly pod: string | null;
  /** What the first of them is about. */
  readonly subject: Subject;
  /** When the lines were written, by the clock, in line order. */
  readonly values: number[];
  /** The widest of the readings. */
  widthMs: number;
}

/** All that clocks are set from, gone through once. */
export interface Collected {
  /** All clocks, in order of first use. */
  readonly uses: ReadonlyMap<Clock, ClockUse>;
  readonly lines: readonly LineGroup[];
  /** What is no line of a log: Events, pods, samples. */
  readonly others: readonly Observation[];
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

/** Goes through the artefacts' spans and the observations: all clocks, the lines of logs in groups, and the rest. */
export function collectReadings(observations: readonly Observation[], artefacts: readonly ArtefactFacts[]): Collected {
  const uses = new Map<Clock, ClockUse>();
  const others: Observation[] = [];
  const note = noteReadings(uses);
  const { add, lines } = groupLines();
  for (const { spans } of artefacts) for (const { first } of spans) note(first);
  for (const observation of observations) {
    const { first, last } = observation;
    if (first) note(first);
    if (last && last !== first) note(last);
    if (isLogLine(observation)) {
      if (first) add(observation, first);
      continue;
    }
    others.push(observation);
    if (observation.storedAt) note(observation.storedAt);
    if (observation.kind === 'pod') {
      const { createdAt, startedAt, deletedAt } = observation;
      for (const reading of [createdAt, startedAt, deletedAt]) if (reading) note(reading);
    } else if (observation.kind === 'node' && observation.createdAt) note(observation.createdAt);
  }
  for (const { spans } of artefacts) for (const { last } of spans) note(last);
  return { uses, lines, others };
}

// Logs are long and of few clocks, so the last one is kept at hand.
function noteReadings(uses: Map<Clock, ClockUse>): (reading: Reading) => void {
  let use: ClockUse | undefined;
  return ({ clock, valueMs, widthMs }) => {
    if (use?.clock !== clock) use = uses.get(clock);
    if (!use) {
      use = { clock, least: Infinity, most: -Infinity, leastEnd: Infinity, values: [] };
      uses.set(clock, use);
    }
    const end = valueMs + widthMs;
    if (valueMs < use.least) use.least = valueMs;
    if (end > use.most) use.most = end;
    if (end < use.leastEnd) use.leastEnd = end;
    if (clock.notation === 'yearless') use.values.push(valueMs);
  };
}

function groupLines(): { readonly add: (line: Observation, first: Reading) => void; readonly lines: LineGroup[] } {
  const lines: LineGroup[] = [];
  const groups = new Map<Clock, Map<string, LineGroup[]>>();
  let current: Clock | null = null;
  let ofClock = new Map<string, LineGroup[]>();
  const add = ({ kind, subject }: Observation, { clock, valueMs, widthMs }: Reading): void => {
    if (clock !== current) {
      current = clock;
      ofClock = groups.get(clock) ?? new Map();
      groups.set(clock, ofClock);
    }
    // UIDs and images are looked up as they are: joining texts for each of many lines costs more than all the rest.
    const about = subject.podUid ?? podKey(subject) ?? subject.image ?? '';
    let ofSubject = ofClock.get(about);
    if (!ofSubject) {
      ofSubject = [];
      ofClock.set(about, ofSubject);
    }
    const group = ofSubject.find((known) => known.kind === kind);
    if (group) {
      group.values.push(valueMs);
      if (widthMs > group.widthMs) group.widthMs = widthMs;
      return;
    }
    const made: LineGroup = { clock, kind, pod: podKey(subject), subject, values: [valueMs], widthMs };
    ofSubject.push(made);
    lines.push(made);
  };
  return { add, lines };
}
