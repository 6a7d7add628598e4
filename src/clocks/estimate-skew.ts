/** How far a clock is from the API server's: what it shows minus the API server's time, milliseconds. */
export interface Skew {
  readonly min: number;
  readonly max: number;
}

/** An Event's own stamp beside the time at which the API server stored it. */
export interface StoredStamp {
  /** The recorder's clock: from `stampMs` to `stampMs + stampWidthMs`. */
  readonly stampMs: number;
  readonly stampWidthMs: number;
  /** The API server's clock, likewise. */
  readonly storedMs: number;
  readonly storedWidthMs: number;
  /**
   * The Event stands for one occurrence, so it was stored when that happened. One that stands for several may be stored
   * long after its first: the spam filter held it back, or it expired and was made again.
   */
  readonly isSingle: boolean;
}

/** What bounds a clock's skew. */
export interface SkewEvidence {
  readonly stored: readonly StoredStamp[];
  /** The skew is at least this: something that the clock stamped was seen by the API server (or saved) by then. */
  readonly atLeast: readonly { readonly ms: number; readonly because: string }[];
  /** The skew is at most this: what the clock stamped came after something that the API server stamped. */
  readonly atMost: readonly { readonly ms: number; readonly because: string }[];
  /** What is taken for a clock of which nothing is known, milliseconds to each side. */
  readonly assumedMs: number;
}

export interface SkewEstimate {
  readonly skew: Skew;
  /** Events that agree. */
  readonly agreeing: number;
  /** What set the lower and the upper end. */
  readonly minBy: 'events' | 'assumed' | string;
  readonly maxBy: 'events' | 'assumed' | string;
  /** What the evidence contradicts itself in; null where it does not. */
  readonly remark: string | null;
}

/** An Event is stored within this time after it happened, where nothing holds it back (a create call takes some 10 ms). */
const USUAL_LATENCY_MS = 1000;
/** An Event stored so soon after its stamp was not held back, unless by chance just as long as the clock runs ahead. */
const PROMPT_MS = 2000;
/** That many Events in one narrow place weigh more than one that is off. */
const CROWD = 3;

/**
 * Bounds a clock's skew. Each Event bounds it from below for certain: it cannot be stored before it happens. Those that
 * agree with the highest such bound were stored at once, and bound it from above by the usual latency; half of them may be
 * later than that. A single late Event proves nothing above.
 */
export function estimateSkew(evidence: SkewEvidence): SkewEstimate {
  const { assumedMs } = evidence;
  const events = boundByEvents(evidence.stored, assumedMs);
  const lower = highest(evidence.atLeast);
  const upper = lowest(evidence.atMost);
  let min = events?.min ?? -Infinity;
  let minBy = 'events';
  if (lower !== null && lower.ms > min) [min, minBy] = [lower.ms, lower.because];
  let max = events?.max ?? Infinity;
  let maxBy = 'events';
  if (upper !== null && upper.ms < max) [max, maxBy] = [upper.ms, upper.because];
  let remark = events?.remark ?? null;
  if (min > max) {
    remark = `its stamps contradict each other by ${seconds(min - max)} s (${minBy} against ${maxBy}), so it was set while it ran, or one of them is wrong`;
    [min, max] = [max, min];
  }
  if (remark === null && events?.isFirm !== true) {
    // A bound that is missing, or far off, says less than the assumption does.
    const [least, most] = [Math.min(-assumedMs, max - assumedMs), Math.max(assumedMs, min + assumedMs)];
    if (min < least) [min, minBy] = [least, 'assumed'];
    if (max > most) [max, maxBy] = [most, 'assumed'];
  }
  return { skew: { min, max }, agreeing: events?.agreeing ?? 0, minBy, maxBy, remark };
}

interface EventBounds extends Skew {
  readonly agreeing: number;
  /** Whether Events bound it from above too. */
  readonly isFirm: boolean;
  readonly remark: string | null;
}

function boundByEvents(stored: readonly StoredStamp[], assumedMs: number): EventBounds | null {
  const bounds = stored
    .map((event) => ({
      stampMs: event.stampMs,
      min: event.stampMs - event.storedMs - event.storedWidthMs,
      max: event.stampMs + event.stampWidthMs - event.storedMs + USUAL_LATENCY_MS,
      isSingle: event.isSingle,
    }))
    .sort((a, b) => b.min - a.min);
  const [top] = bounds;
  if (top === undefined) return null;
  const agreeing = bounds.filter(({ max }) => max >= top.min);
  // Events of one moment are held back together, so they do not confirm each other.
  const isConfirmed = agreeing.some(({ stampMs }) => Math.abs(stampMs - top.stampMs) > PROMPT_MS);
  const min = top.min;
  const isFirm = isConfirmed || top.isSingle || top.max >= -PROMPT_MS;
  if (!isFirm) return { min, max: Infinity, agreeing: agreeing.length, isFirm, remark: null };
  const ends = agreeing.map(({ max }) => max).sort((a, b) => a - b);
  const max = ends[ends.length <= 2 ? ends.length - 1 : Math.floor(ends.length / 2)] ?? top.max;
  const crowd = findCrowd(bounds, agreeing.length);
  if (crowd === null || crowd.max >= min || Math.abs(crowd.min) > assumedMs * 60)
    return { min, max, agreeing: agreeing.length, isFirm, remark: null };
  const remark = `its Events disagree by ${seconds(min - crowd.max)} s on how far it is off: it was set while it ran, or many of them were stored late`;
  return { min: crowd.min, max, agreeing: agreeing.length + crowd.size, isFirm, remark };
}

/** The place where clearly more Events agree than at the top; null where there is none. */
function findCrowd(
  sorted: readonly { readonly min: number; readonly max: number }[],
  atTop: number,
): { readonly min: number; readonly max: number; readonly size: number } | null {
  let best: { readonly min: number; readonly max: number; readonly size: number } | null = null;
  let end = 0;
  for (let start = 0; start < sorted.length; start++) {
    const top = sorted[start]!;
    while (end < sorted.length && sorted[end]!.max >= top.min) end++;
    const size = end - start;
    if (size > (best?.size ?? 0)) best = { min: sorted[end - 1]!.min, max: top.max, size };
  }
  return best !== null && best.size >= CROWD && best.size > atTop * CROWD ? best : null;
}

function highest<T extends { readonly ms: number }>(bounds: readonly T[]): T | null {
  return bounds.reduce<T | null>((best, bound) => (best === null || bound.ms > best.ms ? bound : best), null);
}

function lowest<T extends { readonly ms: number }>(bounds: readonly T[]): T | null {
  return bounds.reduce<T | null>((best, bound) => (best === null || bound.ms < best.ms ? bound : best), null);
}

function seconds(ms: number): string {
  return (Math.abs(ms) / 1000).toFixed(1);
}
