import type { Instant } from '../model/time.ts';
import { UsageError } from '../usage-error.ts';
import type { Environment } from './environment.ts';

/** The time that a report bears: `SOURCE_DATE_EPOCH` (Unix seconds, reproducible-builds.org), else the program's start. */
export function readGenerationTime({ variables, startedAt }: Environment): Instant {
  const given = variables.SOURCE_DATE_EPOCH;
  if (given === undefined || given === '') return startedAt;
  if (!/^\d{1,11}$/.test(given)) throw new UsageError(`SOURCE_DATE_EPOCH: "${given}" is no number of seconds`);
  return Number(given) * 1000;
}
