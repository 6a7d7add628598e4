import type { Clock, Reading } from '../model/clock.ts';
import type { Interval } from '../model/time.ts';
import { agreeOnBoot, agreeOnZoneBySamples } from './agree-on-shift.ts';
import { agreeOnZone, listZones, type Pairing, type ZoneAgreement, type ZoneRange } from './agree-on-zone.ts';
import { MOST_SKEW_MS as SAMPLES_SKEW_MS } from './agree-with-samples.ts';
import type { ArtefactFacts, ClockHints } from './artefact-facts.ts';
import { boundZones } from './bound-zones.ts';
import { type Capture, tellsCapture } from './capture-times.ts';
import type { ClockUse, Collected } from './collect-readings.ts';
import type { NodeFinder } from './find-nodes.ts';
import { pairLines } from './pair-lines.ts';
import { localTime, type Zone } from './read-notation.ts';
import type { YearOfClock } from './year-of-clock.ts';
import { LEAST_ZONE_MINUTES, MOST_ZONE_MINUTES, nameOffset, spansOfZone, type ZoneSpan } from './zones.ts';

export interface Zones {
  readonly of: ReadonlyMap<Clock, Zone>;
  /** Zones that users gave and that stamps of the same failures contradict. */
  readonly remarks: readonly { readonly artefact: number; readonly message: string }[];
}

/** Finds the zones: stated in the file, given by the user, agreed on with stamps of the same failures, or a bundle's. */
export function findZones(input: {
  readonly collected: Collected;
  readonly nodes: NodeFinder;
  readonly years: ReadonlyMap<Clock, YearOfClock>;
  readonly captureOf: (artefact: number) => Capture | null;
  readonly hints: ClockHints;
  readonly bundleZoneOf: (clock: Clock) => ArtefactFacts['bundleZone'];
}): Zones {
  const { collected, nodes, years, captureOf, hints, bundleZoneOf } = input;
  const of = new Map<Clock, Zone>();
  const remarks: { artefact: number; message: string }[] = [];
  const locals = new Map<Clock, (valueMs: number) => number>();
  const open = new Set<Clock>();
  for (const use of collected.uses.values()) {
    const { clock } = use;
    const local = localTime(clock, years.get(clock) ?? null);
    if (clock.notation === 'absolute' || clock.notation === 'age' || local === null) continue;
    locals.set(clock, local);
    const zone = statedZone(clock) ?? givenZone(use, local, nodes.ofClock(clock), hints);
    if (zone) of.set(clock, zone);
    if (clock.offsetMinutes === null && clock.keeper.kind === 'node') open.add(clock);
  }
  const pinned = (reading: Reading): Interval | null => {
    const { clock, valueMs, widthMs } = reading;
    if (clock.notation === 'absolute') return { earliest: valueMs, latest: valueMs + widthMs };
    const capture = clock.notation === 'age' ? captureOf(clock.artefact) : null;
    if (capture && tellsCapture(capture.sign))
      return { earliest: capture.at.earliest - valueMs - widthMs, latest: capture.at.latest - valueMs };
    const zone = of.get(clock);
    const local = locals.get(clock);
    if (clock.offsetMinutes === null || zone?.kind !== 'spans' || !local) return null;
    const earliest = local(valueMs) - clock.offsetMinutes * 60_000;
    return { earliest, latest: earliest + widthMs };
  };
  const local = ({ clock, valueMs }: Reading): number => locals.get(clock)?.(valueMs) ?? valueMs;
  const ranges = boundZones(collected, open, captureOf, local, pinned);
  const allPairings = pairLines(collected, open, nodes, local, pinned);
  for (const clock of open) {
    const { stamps, samples } = allPairings.get(clock) ?? { stamps: [], samples: [] };
    if (clock.notation === 'monotonic') {
      const boot = agreeOnBoot(stamps);
      if (boot)
        of.set(clock, { kind: 'boot', at: boot.at, said: `counted from a boot found by ${sayAgreement(boot)}` });
      continue;
    }
    const given = of.get(clock);
    const range = ranges.get(clock) ?? ALL_ZONES;
    const agreed = agreeOnZone(stamps, given ? ALL_ZONES : range);
    if (agreed === null) {
      if (!given)
        of.set(clock, zoneOfBundle(bundleZoneOf(clock)) ?? zoneBySamples(samples, range) ?? zoneInRange(range));
      continue;
    }
    if (!given) of.set(clock, { kind: 'spans', spans: agreed.spans, said: sayZone(agreed) });
    else if (given.kind === 'spans' && !hasOffsets(given.spans, agreed.spans))
      remarks.push({
        artefact: clock.artefact,
        message: `The zone ${given.said} does not fit: stamps of the same failures say ${sayZone(agreed)}. The given zone is used.`,
      });
  }
  return { of, remarks };
}

/** What a bundle says of its zone counts where no agreement tells it: it may be the collector's and not the node's. */
function zoneOfBundle(zone: ArtefactFacts['bundleZone']): Zone | null {
  if (!zone) return null;
  const spans = [{ fromLocal: -Infinity, toLocal: Infinity, minutes: zone.minutes }];
  return { kind: 'spans', spans, said: `${nameOffset(zone.minutes)}, from ${zone.statedBy} of the bundle` };
}

function zoneBySamples(samples: readonly Pairing[], range: ZoneRange): Zone | null {
  const rule = { lineBeforeMs: 0, lineAfterMs: 0, mostMs: SAMPLES_SKEW_MS };
  const agreed = agreeOnZoneBySamples(samples, listZones(range), rule);
  if (agreed === null) return null;
  const { minutes, matched, expected } = agreed;
  const said = `${nameOffset(minutes)}, by agreement of its lines with ${matched} of ${expected} metric samples of the same failures`;
  return { kind: 'spans', spans: [{ fromLocal: -Infinity, toLocal: Infinity, minutes }], said };
}

/** What only the bounds tell: one zone where no other is between them. */
function zoneInRange(range: ZoneRange): Zone {
  const zones = listZones(range);
  const [first] = zones;
  const last = zones.at(-1);
  const why = 'since its lines are neither later than the capture nor earlier than the pods that they name';
  if (first === undefined || last === undefined) return { kind: 'range', range: ALL_ZONES, said: NOT_KNOWN };
  if (first === last) {
    const spans = [{ fromLocal: -Infinity, toLocal: Infinity, minutes: first }];
    return { kind: 'spans', spans, said: `${nameOffset(first)}, ${why}` };
  }
  if (first === LEAST_ZONE_MINUTES && last === MOST_ZONE_MINUTES) return { kind: 'range', range, said: NOT_KNOWN };
  const said = `${NOT_KNOWN} further than ${nameOffset(first)} to ${nameOffset(last)}, ${why}`;
  return { kind: 'range', range: { min: first, max: last }, said };
}

const NOT_KNOWN = 'not known (--timezone NODE=ZONE tells)';
const ALL_ZONES: ZoneRange = { min: LEAST_ZONE_MINUTES, max: MOST_ZONE_MINUTES };

function statedZone({ offsetMinutes }: Clock): Zone | null {
  if (offsetMinutes === null) return null;
  const spans = [{ fromLocal: -Infinity, toLocal: Infinity, minutes: offsetMinutes }];
  return { kind: 'spans', spans, said: `${nameOffset(offsetMinutes)}, which the file states` };
}

function givenZone(
  { clock, least, most }: ClockUse,
  local: (valueMs: number) => number,
  node: string | null,
  hints: ClockHints,
): Zone | null {
  const ofNode = node === null ? undefined : hints.timezoneOfNodes.get(node);
  const text = ofNode ?? hints.timezone;
  if (text === null || clock.notation === 'monotonic') return null;
  const ends = [local(least), local(most)];
  const spans = spansOfZone(text, Math.min(...ends), Math.max(...ends));
  return spans && { kind: 'spans', spans, said: `${text}, given with --timezone` };
}

function sayZone(agreed: ZoneAgreement): string {
  const names = agreed.spans.map(({ minutes }) => nameOffset(minutes)).join(' and then ');
  return `${names}, by ${sayAgreement(agreed)}`;
}

function sayAgreement({ matched, expected }: { readonly matched: number; readonly expected: number }): string {
  return `agreement of its lines with ${matched} of ${expected} stamps of the same failures from other sources`;
}

function hasOffsets(given: readonly ZoneSpan[], agreed: readonly ZoneSpan[]): boolean {
  return agreed.every(({ minutes }) => given.some((span) => span.minutes === minutes));
}
