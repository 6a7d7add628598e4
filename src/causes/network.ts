import type { CauseId } from '../model/cause.ts';
import { type CauseMatch, matchOn } from './cause.ts';
import type { FactKind, PullError } from './pull-error.ts';

/** A match on transport words that are about the registry: not its DNS, a proxy, or the runtime's socket. */
export function matchTransport(
  error: PullError,
  kinds: readonly FactKind[],
  specificity: number,
  confidence: number,
  alternatives: readonly (readonly [CauseId, number])[] = [],
): CauseMatch | null {
  const fact = error.find(...kinds);
  if (fact?.scope !== 'registry') return null;
  // A mirror's error hides what the registry behind it would have said.
  const mirror: readonly (readonly [CauseId, number])[] = error.mirror ? [['mirror-misconfigured', 0.15]] : [];
  return matchOn(fact, specificity, error.mirror ? confidence * 0.75 : confidence, [...mirror, ...alternatives]);
}
