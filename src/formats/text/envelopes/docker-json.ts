import { readLeadingTime } from '../timestamps.ts';
import { stripColours } from './colours.ts';
import { bare, type Envelope } from './envelope.ts';

/**
 * Reads a record of Docker's json-file driver (`{"log":…,"stream":…,"time":…}`); null for objects of other kinds.
 * Source: moby daemon/logger/jsonfilelog, v17.03–v28.
 */
export function readDockerObject({ log, stream, time }: Readonly<Record<string, unknown>>): Envelope | null {
  if (typeof log !== 'string' || (typeof stream !== 'string' && typeof time !== 'string')) return null;
  const at = typeof time === 'string' ? (readLeadingTime(time)?.time ?? null) : null;
  return bare(stripColours(log.replace(/\r?\n$/, '')), at);
}
