import type { ArtefactFacts, ClockHints } from '../../src/clocks/artefact-facts.ts';
import { NO_HINTS } from '../../src/clocks/artefact-facts.ts';
import { type ClockSettings, setClocks } from '../../src/clocks/set-clocks.ts';
import type { Clock, ClockKeeper, Notation, Reading } from '../../src/model/clock.ts';
import type { Observation, Origin } from '../../src/model/observation.ts';
import { type Subject, subject } from '../../src/model/subject.ts';
import type { Interval } from '../../src/model/time.ts';

/** Evidence written by hand: artefacts with readings on their clocks, as formats would hand it on. */
export interface Evidence {
  artefact(path: string, facts?: Partial<ArtefactFacts>): File;
  set(hints?: Partial<ClockHints>): ClockSettings;
}

/** One artefact. */
export interface File {
  readonly index: number;
  clock(notation: Notation, keeper: ClockKeeper, offsetMinutes?: number | null): Clock;
  /** Adds an observation of one instant, or of what `more` says. */
  observe(kind: 'pull-failed' | 'back-off', about: Partial<Subject>, first: Reading | null, more?: More): Observation;
  add(observation: Observation): void;
}

export interface More {
  readonly origin?: Origin;
  readonly last?: Reading | null;
  readonly count?: number;
  readonly storedAt?: Reading | null;
  readonly eventUid?: string;
}

export const API_SERVER: ClockKeeper = { kind: 'api-server' };

export function node(name: string | null): ClockKeeper {
  return { kind: 'node', node: name };
}

/** Milliseconds of an RFC 3339 time. */
export function utc(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new Error(`not a time: ${text}`);
  return value;
}

/** A yearless value: `12-31 23:59:58.5`. */
export function yearless(text: string): number {
  return utc(`1972-${text.replace(' ', 'T')}Z`);
}

export function reading(clock: Clock, valueMs: number, widthMs = 0): Reading {
  return { clock, valueMs, widthMs };
}

export function makeEvidence(): Evidence {
  const observations: Observation[] = [];
  const artefacts: ArtefactFacts[] = [];
  return {
    artefact(path, facts = {}) {
      const index = artefacts.length;
      artefacts.push({ path, modifiedAt: null, spans: [], capturedAt: null, ...facts, index });
      const clocks = new Map<string, Clock>();
      const file: File = {
        index,
        clock(notation, keeper, offsetMinutes = null) {
          const key = JSON.stringify([notation, keeper, offsetMinutes]);
          const known = clocks.get(key) ?? {
            id: `clock-${index}-${clocks.size}`,
            artefact: index,
            notation,
            keeper,
            offsetMinutes,
          };
          clocks.set(key, known);
          return known;
        },
        observe(kind, about, first, more = {}) {
          const shared = {
            origin: more.origin ?? ('pod-worker' as const),
            subject: subject(about),
            first,
            last: more.last === undefined ? first : more.last,
            count: more.count ?? 1,
            storedAt: more.storedAt ?? null,
            eventUid: more.eventUid ?? null,
            combined: false,
            evidence: { artefact: index, line: observations.length + 1, item: null, excerpt: '' },
          };
          const observation: Observation =
            kind === 'pull-failed'
              ? { ...shared, kind, reason: 'ErrImagePull', message: null }
              : { ...shared, kind, message: null };
          observations.push(observation);
          return observation;
        },
        add(observation) {
          observations.push(observation);
        },
      };
      return file;
    },
    set(hints = {}) {
      return setClocks({ observations, artefacts, hints: { ...NO_HINTS, ...hints } });
    },
  };
}

/** Whether an interval holds an instant. */
export function holds(interval: Interval, instant: number): boolean {
  return interval.earliest <= instant && instant <= interval.latest;
}

/** Seconds of an interval. */
export function widthSeconds({ earliest, latest }: Interval): number {
  return (latest - earliest) / 1000;
}

/** Instants of the failures of one pod on a ladder of back-offs, each some seconds late as syncs are. */
export function ladder(start: number, count: number): number[] {
  const instants: number[] = [];
  let at = start;
  for (let n = 0; n < count; n++) {
    instants.push(at);
    at += Math.min(10 * 2 ** n, 300) * 1000 + 1000 * ((n * 7) % 13) + 217;
  }
  return instants;
}
