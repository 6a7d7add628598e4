import { isInUse, LEAST_ZONE_MINUTES, MOST_ZONE_MINUTES, ZONE_STEP_MINUTES, type ZoneSpan } from './zones.ts';

const MINUTE = 60_000;

/** A stamp whose instant on the node's clock is known in UTC: in `[earliest, latest]`. */
export interface Pin {
  readonly earliest: number;
  readonly latest: number;
}

/**
 * How close lines and stamps are: of the `same` failures, so that each stamp has its line; both of `problems` of one pod,
 * which a sync often tells at once; or only of one `pod`.
 */
export type Relation = 'same' | 'problems' | 'pod';

/** Lines and stamps of the same thing. `lines` are local times, ascending. */
export interface Pairing {
  readonly relation: Relation;
  readonly lines: readonly number[];
  /** How far a line may be after its value (the seconds of a journal). */
  readonly lineWidthMs: number;
  readonly pins: readonly Pin[];
}

/** A zone that lines and stamps agree on. */
export interface ZoneAgreement {
  readonly spans: readonly ZoneSpan[];
  /** Stamps that have a line, and stamps within the log's span that should have one. */
  readonly matched: number;
  readonly expected: number;
}

/** Zones that are possible by other signs, in minutes; both included. */
export interface ZoneRange {
  readonly min: number;
  readonly max: number;
}

/**
 * A line stands at most this long before or after the stamp of the same failure, as both read one physical clock: nearly
 * always within a few milliseconds, later where the pod's other containers come between.
 */
const BEFORE_MS = 300;
const AFTER_MS = 1500;
const AT_ONCE_MS = 150;
/** How often a stamp has its line at once, later, or not at all, in the right zone. */
const ODDS: Readonly<Record<Relation, { atOnce: number; later: number; never: number }>> = {
  same: { atOnce: 0.75, later: 0.2, never: 0.05 },
  problems: { atOnce: 0.5, later: 0.2, never: 0.3 },
  pod: { atOnce: 0.25, later: 0.15, never: 0.6 },
};

/** Odds (natural logarithm) of the zone against all other zones together: about 55 to 1. */
const ENOUGH = 4;
/** And it must be likelier than chance by itself. */
const ENOUGH_ALONE = 2;
const MOST_PINS_PER_PAIRING = 60;
const MOST_PINS = 600;

type Nearness = 'at-once' | 'later' | 'never';

interface Stamp extends Pin {
  readonly pairing: Pairing;
  /** Logarithm of how much likelier each nearness is in the right zone than by chance. */
  readonly weights: Readonly<Record<Nearness, number>>;
}

/**
 * Finds the zone of a log: stamps and lines of the same failures read the same clock, so they differ by the zone alone,
 * a multiple of 15 minutes. Each stamp votes for the zones in which a line of its pairing stands beside it, the stronger
 * the nearer and the rarer such lines are. A second offset (an hour or half an hour aside) is found where one side of the
 * log has it, as when summer time begins or ends. Null where nothing is decisive.
 */
export function agreeOnZone(pairings: readonly Pairing[], range: ZoneRange): ZoneAgreement | null {
  const stamps = weighStamps(pairings);
  if (stamps.length === 0) return null;
  let least = Infinity;
  let most = -Infinity;
  for (const { lines } of pairings) {
    least = Math.min(least, lines[0] ?? Infinity);
    most = Math.max(most, lines.at(-1) ?? -Infinity);
  }
  const isCovered = (stamp: Stamp, minutes: number): boolean =>
    stamp.earliest + minutes * MINUTE >= least && stamp.latest + minutes * MINUTE <= most;
  const weigh = (stamp: Stamp, minutes: number): number => {
    const nearness = nearestLine(stamp, minutes);
    return nearness !== 'never' || isCovered(stamp, minutes) ? stamp.weights[nearness] : 0;
  };

  const scores = listZones(range).map((minutes) => ({
    minutes,
    score: stamps.reduce((total, stamp) => total + weigh(stamp, minutes), 0),
  }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a), { minutes: 0, score: -Infinity });
  const { minutes } = best;
  const others = scores.reduce((total, { score }) => total + Math.exp(score - best.score), 0) - 1;
  const hits = stamps.filter((stamp) => nearestLine(stamp, minutes) !== 'never');
  const misses = stamps.filter((stamp) => nearestLine(stamp, minutes) === 'never' && isCovered(stamp, minutes));
  const change = findChange(hits, misses, minutes);
  const isClear = best.score >= ENOUGH_ALONE && others <= Math.exp(-ENOUGH);
  if (!isClear && (change === null || sum(hits, minutes) < ENOUGH)) return null;
  const spans = change?.spans ?? [{ fromLocal: -Infinity, toLocal: Infinity, minutes }];
  const matched = hits.length + (change?.matched ?? 0);
  return { spans, matched, expected: hits.length + misses.length };
}

/** The zones of a range that are in use somewhere. */
export function listZones({ min, max }: ZoneRange): number[] {
  const zones: number[] = [];
  const first = Math.ceil(Math.max(min, LEAST_ZONE_MINUTES) / ZONE_STEP_MINUTES) * ZONE_STEP_MINUTES;
  for (let minutes = first; minutes <= Math.min(max, MOST_ZONE_MINUTES); minutes += ZONE_STEP_MINUTES)
    if (isInUse(minutes)) zones.push(minutes);
  return zones;
}

function weighStamps(pairings: readonly Pairing[]): Stamp[] {
  const stamps: Stamp[] = [];
  for (const pairing of pairings) {
    const { lines, lineWidthMs } = pairing;
    const [first] = lines;
    if (first === undefined) continue;
    // Lines repeat every few seconds in a loop, so one beside a stamp may be chance: as likely as the share of time near one.
    const span = Math.max((lines.at(-1) ?? first) - first, ZONE_STEP_MINUTES * MINUTE);
    const chanceOf = (windowMs: number): number => Math.min(0.94, (lines.length * windowMs) / (span + windowMs));
    for (const pin of thin(pairing.pins, MOST_PINS_PER_PAIRING)) {
      const width = pin.latest - pin.earliest + lineWidthMs;
      const near = chanceOf(width + 2 * AT_ONCE_MS);
      const wide = Math.max(chanceOf(width + BEFORE_MS + AFTER_MS), near + 0.001);
      const { atOnce, later, never } = ODDS[pairing.relation];
      const weights = {
        'at-once': Math.log(atOnce / near),
        later: Math.min(Math.log(later / (wide - near)), Math.log(atOnce / near)),
        never: Math.min(0, Math.log(never / (1 - wide))),
      };
      stamps.push({ ...pin, pairing, weights });
    }
  }
  return thin(stamps, MOST_PINS);
}

function thin<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  const thinned: T[] = [];
  for (let i = 0; i < items.length; i += step) thinned.push(items[Math.floor(i)]!);
  return thinned;
}

function nearestLine(stamp: Stamp, minutes: number): Nearness {
  const { lines, lineWidthMs } = stamp.pairing;
  const earliest = stamp.earliest + minutes * MINUTE - lineWidthMs;
  const latest = stamp.latest + minutes * MINUTE;
  const first = lines[findFirst(lines, earliest - BEFORE_MS)];
  if (first === undefined || first > latest + AFTER_MS) return 'never';
  const near = lines[findFirst(lines, earliest - AT_ONCE_MS)];
  return near !== undefined && near <= latest + AT_ONCE_MS ? 'at-once' : 'later';
}

/** Index of the first line that is not before `from`. */
function findFirst(lines: readonly number[], from: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sum(stamps: readonly Stamp[], minutes: number): number {
  return stamps.reduce((total, stamp) => total + stamp.weights[nearestLine(stamp, minutes)], 0);
}

/** Whether stamps that the zone leaves without a line have one in a neighbouring offset, all before or all after the rest. */
function findChange(
  hits: readonly Stamp[],
  misses: readonly Stamp[],
  minutes: number,
): { readonly spans: readonly ZoneSpan[]; readonly matched: number } | null {
  let best: { readonly spans: readonly ZoneSpan[]; readonly matched: number; readonly score: number } | null = null;
  let from = Infinity;
  let to = -Infinity;
  for (const { earliest, latest } of hits) {
    from = Math.min(from, earliest);
    to = Math.max(to, latest);
  }
  for (const other of [minutes - 60, minutes - 30, minutes + 30, minutes + 60]) {
    for (const isBefore of [true, false]) {
      const explained = misses.filter(
        (stamp) => (isBefore ? stamp.latest < from : stamp.earliest > to) && nearestLine(stamp, other) !== 'never',
      );
      const score = sum(explained, other);
      if (score < ENOUGH || (best !== null && score <= best.score)) continue;
      const earlier = isBefore ? { stamps: explained, minutes: other } : { stamps: hits, minutes };
      const later = isBefore ? { stamps: hits, minutes } : { stamps: explained, minutes: other };
      const lastOfEarlier = Math.max(...earlier.stamps.map(({ latest }) => latest));
      const firstOfLater = Math.min(...later.stamps.map(({ earliest }) => earliest));
      best = {
        score,
        matched: explained.length,
        // The change itself lies anywhere between the two; a time there may have either offset.
        spans: [
          { fromLocal: -Infinity, toLocal: firstOfLater + earlier.minutes * MINUTE, minutes: earlier.minutes },
          { fromLocal: lastOfEarlier + later.minutes * MINUTE, toLocal: Infinity, minutes: later.minutes },
        ],
      };
    }
  }
  return best;
}
