import type { Clock, Reading } from '../../src/model/clock.ts';
import type { Observation, Origin } from '../../src/model/observation.ts';
import { type Subject, subject } from '../../src/model/subject.ts';
import { ALWAYS, type Interval } from '../../src/model/time.ts';
import type { Timed } from '../../src/model/timed.ts';

/** The instant from which the tests count, in seconds: 2024-04-02T17:00:00Z. */
export const NOON = Date.parse('2024-04-02T17:00:00Z');

export const NODE_CLOCK: Clock = {
  id: 'node-1',
  artefact: 0,
  notation: 'absolute',
  keeper: { kind: 'node', node: 'node-1' },
  offsetMinutes: null,
};

/** The interval `[seconds, seconds + width]` after noon. */
export function at(seconds: number, widthSeconds = 0): Interval {
  return { earliest: NOON + seconds * 1000, latest: NOON + (seconds + widthSeconds) * 1000 };
}

export function reading(seconds: number, clock: Clock = NODE_CLOCK): Reading {
  return { clock, valueMs: NOON + seconds * 1000, widthMs: 0 };
}

/** The container that most tests are about. */
export const WEB: Subject = subject({
  namespace: 'shop',
  pod: 'web-0',
  podUid: 'uid-web-0',
  container: 'web',
  containerType: 'regular',
  node: 'node-1',
  image: 'registry.example/shop/web:1.0',
});

let lines = 0;

type Parts = {
  readonly first?: number;
  readonly last?: number;
  readonly widthSeconds?: number;
  readonly count?: number;
  readonly origin?: Origin;
  readonly subject?: Subject;
  readonly artefact?: number;
} & Record<string, unknown>;

/** A timed observation of a kind; times are seconds after noon. */
export function record(kind: Observation['kind'], parts: Parts): Timed {
  const { first, last = first, widthSeconds = 0, count = 1, origin = 'event', artefact = 0, ...rest } = parts;
  lines += 1;
  const firstReading = first === undefined ? null : reading(first);
  const observation = {
    kind,
    origin,
    subject: WEB,
    first: firstReading,
    last: last === first ? firstReading : last === undefined ? null : reading(last),
    count,
    storedAt: null,
    eventUid: null,
    combined: false,
    evidence: { artefact, line: lines, item: null, excerpt: `${kind} ${first ?? ''}` },
    ...rest,
  } as unknown as Observation;
  const ownFirst = first === undefined ? ALWAYS : at(first, widthSeconds);
  const ownLast = last === undefined ? ALWAYS : at(last, widthSeconds);
  return { observation, first: ownFirst, last: ownLast, ownFirst, ownLast };
}
