import type { Interval } from '../model/time.ts';
import type { Pairing } from './agree-on-zone.ts';

/** What most stamps and lines differ by, in milliseconds (stamp minus line). */
export interface ShiftAgreement {
  readonly at: Interval;
  readonly matched: number;
  readonly expected: number;
}

/** How far from its stamp a line may stand, and how large a shift may be. */
export interface ShiftRule {
  readonly lineBeforeMs: number;
  readonly lineAfterMs: number;
  readonly mostMs: number;
}

const MINUTE = 60_000;
const MOST_ENDS = 200_000;

interface End {
  readonly at: number;
  readonly step: number;
}

/** Every shift at which a stamp has a line of its pairing beside it, as ends of spans; and how many stamps have any. */
function collectEnds(pairings: readonly Pairing[], rule: ShiftRule): { readonly ends: End[]; readonly stamps: number } {
  const ends: End[] = [];
  let stamps = 0;
  const hold = (span: readonly [number, number] | null): void => {
    if (span) ends.push({ at: span[0], step: 1 }, { at: span[1], step: -1 });
  };
  for (const { lines, lineWidthMs, pins, relation } of pairings) {
    if (relation !== 'same') continue;
    for (const pin of pins) {
      if (ends.length + 2 * lines.length > MOST_ENDS) continue;
      const before = ends.length;
      // Lines stand in ascending order, so spans do in descending; those that overlap are one: a stamp votes once.
      let open: [number, number] | null = null;
      for (let i = lines.length - 1; i >= 0; i--) {
        const from = pin.earliest - lines[i]! - lineWidthMs - rule.lineAfterMs;
        const to = pin.latest - lines[i]! + rule.lineBeforeMs;
        if (to < -rule.mostMs || from > rule.mostMs) continue;
        if (open && from <= open[1]) open[1] = to;
        else {
          hold(open);
          open = [from, to];
        }
      }
      hold(open);
      if (ends.length > before) stamps++;
    }
  }
  ends.sort((a, b) => a.at - b.at || b.step - a.step);
  return { ends, stamps };
}

/** The spans of shifts at which at least `least` stamps have a line, and the greatest number that any shift gives. */
function findDepths(ends: readonly End[], least: (deepest: number) => number): { spans: Interval[]; deepest: number } {
  let depth = 0;
  let deepest = 0;
  for (const { step } of ends) {
    depth += step;
    deepest = Math.max(deepest, depth);
  }
  const wanted = Math.max(1, least(deepest));
  const spans: Interval[] = [];
  let from: number | null = null;
  depth = 0;
  for (const { at, step } of ends) {
    depth += step;
    if (from === null && depth >= wanted) from = at;
    else if (from !== null && depth < wanted) {
      spans.push({ earliest: from, latest: at });
      from = null;
    }
  }
  return { spans, deepest };
}

/** So many stamps must agree before a boot or a skew is taken from them. */
const ENOUGH = 3;
/** Shifts within this time of each other are one place. */
const ONE_PLACE_MS = 5000;

/**
 * Finds the boot that a monotonic clock counts from: stamps of the same failures read the same physical clock, so they
 * differ from the lines by one shift. Null where too few agree, or another boot explains half as many (several boots).
 */
export function agreeOnBoot(pairings: readonly Pairing[]): ShiftAgreement | null {
  const { ends, stamps } = collectEnds(pairings, { lineBeforeMs: 300, lineAfterMs: 1500, mostMs: Infinity });
  const best = findDepths(ends, (deepest) => deepest);
  const [at] = best.spans;
  if (at === undefined || best.deepest < ENOUGH) return null;
  const rivals = findDepths(ends, (deepest) => Math.ceil(deepest / 2)).spans;
  const isAlone = rivals.every(
    ({ earliest, latest }) => latest >= at.earliest - ONE_PLACE_MS && earliest <= at.latest + ONE_PLACE_MS,
  );
  if (!isAlone) return null;
  const last = best.spans.at(-1) ?? at;
  return { at: { earliest: at.earliest, latest: last.latest }, matched: best.deepest, expected: stamps };
}

/** Share of the samples that must agree on a skew; those that nearly as many agree on stay possible. */
const AGREEING_SHARE = 0.8;
const NEARLY = 0.9;

/**
 * Bounds a shift by samples that each prove a line shortly before: all shifts that nearly as many samples allow as the
 * best does. Null where fewer than four of five agree.
 */
export function agreeOnSamples(pairings: readonly Pairing[], rule: ShiftRule): ShiftAgreement | null {
  const { ends, stamps } = collectEnds(pairings, rule);
  const { spans, deepest } = findDepths(ends, (most) => Math.ceil(most * NEARLY));
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last || deepest < ENOUGH || deepest < stamps * AGREEING_SHARE) return null;
  return { at: { earliest: first.earliest, latest: last.latest }, matched: deepest, expected: stamps };
}

/** By so many samples, and this share of them, a zone must be ahead of every other. */
const AHEAD = 3;
const AHEAD_SHARE = 0.15;

/**
 * Finds the zone (minutes) at which the samples have their lines, at some skew within `rule.mostMs`. Null where fewer than
 * four of five samples do, or another zone has nearly as many: at the longest wait, attempts look alike when shifted.
 */
export function agreeOnZoneBySamples(
  pairings: readonly Pairing[],
  zones: readonly number[],
  rule: ShiftRule,
): { readonly minutes: number; readonly matched: number; readonly expected: number } | null {
  const { ends, stamps } = collectEnds(pairings, { ...rule, mostMs: Infinity });
  const depths = zones.map((minutes) => ({ minutes, depth: deepestWithin(ends, -minutes * MINUTE, rule.mostMs) }));
  depths.sort((a, b) => b.depth - a.depth);
  const [best, second] = depths;
  if (!best || best.depth < ENOUGH || best.depth < stamps * AGREEING_SHARE) return null;
  if (second && best.depth - second.depth < Math.max(AHEAD, stamps * AHEAD_SHARE)) return null;
  return { minutes: best.minutes, matched: best.depth, expected: stamps };
}

/** The most spans that any shift within `around ± withinMs` is in. */
function deepestWithin(ends: readonly End[], around: number, withinMs: number): number {
  let depth = 0;
  let deepest = 0;
  for (const { at, step } of ends) {
    if (at > around + withinMs) break;
    const before = depth;
    depth += step;
    if (at >= around - withinMs) deepest = Math.max(deepest, before, depth);
  }
  return Math.max(deepest, depth);
}
