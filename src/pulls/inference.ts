import type { Attempt } from '../model/pull.ts';
import type { Timed } from '../model/timed.ts';
import { shortestSpan } from './backoff-law.ts';

/** More than these are told by their count alone: hours on the last step of the ladder say nothing one by one. */
const MOST_INFERRED = 60;

/**
 * Adds the calls that an Event counted between the first and the last that are known, where nothing in between is
 * observed: the law leaves each of them a span of time. Where the counts do not fit, nothing is invented.
 */
export function inferBetween(attempts: readonly Attempt[], records: readonly Timed[]): Attempt[] {
  const failed = attempts.filter(({ outcome }) => outcome === 'failed');
  const [first, last] = failed;
  if (!first || !last || failed.length !== 2) return [...attempts];
  const event = records.find(
    ({ observation }) =>
      observation.kind === 'pull-failed' &&
      observation.origin === 'event' &&
      !observation.combined &&
      observation.count > 2 &&
      first.evidence.includes(observation.evidence) &&
      last.evidence.includes(observation.evidence),
  );
  if (!event) return [...attempts];
  const missing = event.observation.count - 2;
  if (missing > MOST_INFERRED) return [...attempts];
  const inferred: Attempt[] = [];
  for (let index = 1; index <= missing; index++) {
    const at = {
      earliest: first.at.earliest + shortestSpan(index + 1) * 1000,
      latest: last.at.latest - shortestSpan(missing + 2 - index) * 1000,
    };
    if (at.earliest > at.latest) return [...attempts];
    inferred.push({
      at,
      startedAt: null,
      outcome: 'failed',
      basis: 'inferred',
      message: null,
      evidence: [event.observation.evidence],
    });
  }
  return [...attempts, ...inferred].sort((a, b) => a.at.earliest - b.at.earliest || a.at.latest - b.at.latest);
}
