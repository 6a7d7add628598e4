import type { Observation } from './observation.ts';
import type { Interval } from './time.ts';

/** An observation whose clock has been set. */
export interface Timed<O extends Observation = Observation> {
  readonly observation: O;
  /** When it happened first, in UTC; open where the record shows no time. */
  readonly first: Interval;
  /** When it happened last. */
  readonly last: Interval;
  /** The same by the keeper's own clock: records of one node compare better without the skew that they share. */
  readonly ownFirst: Interval;
  readonly ownLast: Interval;
}

/** A span of a node's log without holes: what a kubelet did on that node in it is in the log. */
export interface Coverage {
  readonly node: string;
  readonly artefact: number;
  readonly origin: 'kubelet' | 'runtime';
  readonly from: Interval;
  readonly to: Interval;
}
