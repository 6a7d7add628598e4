import type { ReportInterval } from '../model/report.ts';
import type { Interval } from '../model/time.ts';

/** How an end that nothing bounds is written: valid RFC 3339, before or after all that can be meant. */
export const OPEN_EARLIEST = '0001-01-01T00:00:00.000Z';
export const OPEN_LATEST = '9999-12-31T23:59:59.999Z';

const FIRST_MS = Date.parse(OPEN_EARLIEST);
const LAST_MS = Date.parse(OPEN_LATEST);

/** An interval as the report writes it: whole milliseconds, rounded outwards. */
export function reportInterval({ earliest, latest }: Interval): ReportInterval {
  return {
    earliest: earliest <= FIRST_MS ? OPEN_EARLIEST : new Date(Math.floor(earliest)).toISOString(),
    latest: latest >= LAST_MS ? OPEN_LATEST : new Date(Math.ceil(latest)).toISOString(),
  };
}
