import type { CauseId } from '../../model/cause.ts';
import type { ImageReference } from '../../model/image-reference.ts';
import type { PullHistory } from '../../model/pull.ts';
import type { CaseFile } from './case-file.ts';
import type { Scale } from './scale.ts';

/** What a rule is asked about: a history, the rest of the evidence, and the scale to add to. */
export interface Question {
  readonly history: PullHistory;
  readonly reference: ImageReference | null;
  readonly file: CaseFile;
  readonly scale: Scale;
}

/** A question to the evidence beside the texts. Each adds what it finds to the scale, as a statement with its evidence. */
export type Rule = (question: Question) => void;

/** Causes that are about who may pull. */
export const RIGHTS: readonly CauseId[] = ['credentials-missing', 'credentials-invalid', 'access-denied'];

/** Of records that say the same, so many are cited. */
export const QUOTED = 3;

/** The weight of some causes together. */
export function sumOf({ weights }: Scale, causes: readonly CauseId[]): number {
  return causes.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0);
}

/** Moves a share of the weight of some causes to one that explains them. */
export function move({ weights }: Scale, from: readonly CauseId[], to: CauseId, share: number): void {
  let moved = 0;
  for (const id of from) {
    const weight = weights.get(id);
    if (weight === undefined) continue;
    weights.set(id, weight * (1 - share));
    moved += weight * share;
  }
  if (moved > 0) weights.set(to, (weights.get(to) ?? 0) + moved);
}
