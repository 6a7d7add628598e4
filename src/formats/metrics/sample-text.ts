/** The number of a sample, as Prometheus writes it; null for a text that is none. NaN is a number here: a stale marker. */
export function readValue(text: string): number | null {
  if (text === 'NaN') return Number.NaN;
  if (text === '+Inf' || text === 'Inf') return Infinity;
  if (text === '-Inf') return -Infinity;
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isNaN(value) ? null : value;
}

/** As milliseconds this is in 1973, as seconds in the year 5138, so it tells the two units apart. */
const FIRST_OF_MILLISECONDS = 1e11;
/** No instant of a cluster is later than this (the year 5138): a number beyond it is in another unit. */
const LAST_MS = 1e14;

/**
 * A Unix time in milliseconds from a text in seconds (OpenMetrics) or milliseconds (the classic exposition format), which
 * only the number of digits tells; null for what is neither.
 */
export function readTimestamp(text: string): number | null {
  const value = readValue(text);
  if (value === null || !Number.isFinite(value)) return null;
  const ms = Math.abs(value) < FIRST_OF_MILLISECONDS ? Math.round(value * 1000) : Math.round(value);
  return Math.abs(ms) < LAST_MS ? ms : null;
}
