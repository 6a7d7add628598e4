import type { ReadArtefact } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import type { Interval } from '../../model/time.ts';

/** Everything that was read. */
export interface Inputs {
  readonly artefacts: readonly ReadArtefact[];
  readonly observations: readonly Observation[];
  /** What files named `captured-at` say. */
  readonly capturedAt: readonly { readonly path: string; readonly at: Interval }[];
}
