import type { GoodPull } from '../model/pull.ts';
import { firstOf, type Interval, lastOf } from '../model/time.ts';
import type { FaultGroup } from './grouping.ts';

/**
 * How long the last container still waited in back-off after the fault was gone: from the end of the fault (somewhere
 * between the last failed pull and the first that worked) to the last recovery. Null while it is not over.
 */
export function recoveryLag(group: FaultGroup, good: readonly GoodPull[]): { min: number; max: number } | null {
  const { failures } = group;
  if (!failures.every(({ history }) => history.recoveredAt !== null)) return null;
  const lastFailure = lastOf(failures.map(({ history }) => history.lastFailureAt));
  const lastRecovery = lastOf(failures.map(({ history }) => history.recoveredAt as Interval));
  if (!lastFailure || !lastRecovery) return null;
  const images = new Set(failures.map(({ history }) => history.image));
  const worked = [
    ...failures.map(({ history }) => history.recoveredAt as Interval),
    ...good.filter(({ image, pulled }) => pulled && images.has(image)).map(({ at }) => at),
  ].filter(({ earliest }) => earliest >= lastFailure.latest);
  const firstSuccess = firstOf(worked) ?? lastRecovery;
  const seconds = {
    min: (lastRecovery.earliest - firstSuccess.latest) / 1000,
    max: (lastRecovery.latest - lastFailure.earliest) / 1000,
  };
  if (!Number.isFinite(seconds.max)) return null;
  return { min: Math.max(0, Math.floor(seconds.min)), max: Math.ceil(seconds.max) };
}
