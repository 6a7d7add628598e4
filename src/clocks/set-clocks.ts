import type { Clock, Reading } from '../model/clock.ts';
import type { Observation } from '../model/observation.ts';
import type { Subject } from '../model/subject.ts';
import { ALWAYS, type Instant, type Interval } from '../model/time.ts';
import type { ArtefactFacts, ClockHints } from './artefact-facts.ts';
import { type Capture, findCaptures, refineCapture, summariseCaptures, tellsCapture } from './capture-times.ts';
import { type ClockUse, collectReadings } from './collect-readings.ts';
import { type ClockWarning, describeClocks, type SetClock } from './describe-clocks.ts';
import type { Skew } from './estimate-skew.ts';
import { findNodes } from './find-nodes.ts';
import { findSkews } from './find-skews.ts';
import { findZones } from './find-zones.ts';
import { matchAges } from './gather-evidence.ts';
import { type Notated, readNotation } from './read-notation.ts';
import { findYear, type YearOfClock } from './year-of-clock.ts';

/** What the clocks are set from. */
export interface ClockInput {
  readonly observations: readonly Observation[];
  readonly artefacts: readonly ArtefactFacts[];
  readonly hints: ClockHints;
}

/** All clocks, set. Times are UTC by the API server's clock, in milliseconds. */
export interface ClockSettings {
  /**
   * When a reading was: never narrower than the evidence allows. `subject` is what the record is about; it tells the node
   * where the clock does not (a table of Events of several nodes).
   */
  readonly at: (reading: Reading, subject?: Subject) => Interval;
  /**
   * The same by the keeper's own clock: without its skew, which all records of one node share. Two records of one node
   * compare better so.
   */
  readonly onOwnClock: (reading: Reading) => Interval;
  /** When the evidence as a whole was saved; null where nothing tells. An end that nothing bounds is infinite. */
  readonly capturedAt: Interval | null;
  readonly captureOf: (artefact: number) => Interval | null;
  /** The node of whose log an artefact is; null where that is not known or it is of several. */
  readonly nodeOf: (artefact: number) => string | null;
  /** The node of a host name in a log's lines. */
  readonly nodeOfHost: (host: string) => string;
  readonly clocks: readonly SetClock[];
  /** Capture times turned down, and contradictions between clocks. */
  readonly warnings: readonly ClockWarning[];
}

/**
 * Sets every clock that the observations read: capture times, years, zones, and skews by agreement between sources that
 * saw the same thing. What nothing tells stays open, and each clock says by which sign it was set. Pure; never throws.
 */
export function setClocks({ observations, artefacts, hints }: ClockInput): ClockSettings {
  const collected = collectReadings(observations, artefacts);
  const { uses, others } = collected;
  const nodes = findNodes(collected, artefacts);
  const { of: firstCaptures, rejected } = findCaptures(artefacts, hints, uses.values());
  const ages = matchAges(others);
  const captures = new Map<number, Capture>();
  for (const { index } of artefacts) {
    const capture = refineCapture(firstCaptures.get(index) ?? null, ages.get(index) ?? []);
    if (capture) captures.set(index, capture);
  }
  const captureOf = (artefact: number): Capture | null => captures.get(artefact) ?? null;

  const years = findYears(uses, captureOf);
  const bundleZones = new Map(artefacts.map(({ index, bundleZone }) => [index, bundleZone]));
  const bundleZoneOf = (clock: Clock) => bundleZones.get(clock.artefact);
  const zones = findZones({ collected, nodes, years, captureOf, hints, bundleZoneOf });
  const notations = new Map<Clock, Notated>();
  for (const clock of uses.keys()) {
    const notation = readNotation(
      clock,
      captureOf(clock.artefact),
      years.get(clock) ?? null,
      zones.of.get(clock) ?? null,
    );
    notations.set(clock, notation);
  }
  const onOwnClock = (reading: Reading): Interval => notations.get(reading.clock)?.read(reading) ?? ALWAYS;
  const skews = findSkews({ collected, nodes, captureOf, onOwnClock });

  const skewOf = new Map<Clock, Skew | null>();
  for (const clock of uses.keys()) skewOf.set(clock, skews.ofClock(clock)?.skew ?? null);
  const at = (reading: Reading, subject?: Subject): Interval => {
    const notation = notations.get(reading.clock);
    if (!notation) return ALWAYS;
    const own = notation.read(reading);
    const skew = skewOf.get(reading.clock) ?? skews.ofSubject(subject ?? null);
    const earliest = own.earliest - skew.max;
    const latest = own.latest - skew.min;
    // Also where a hostile value is no number any more.
    if (!(earliest <= latest)) return ALWAYS;
    return latest <= notation.notAfter
      ? { earliest, latest }
      : { earliest, latest: Math.max(earliest, notation.notAfter) };
  };
  return {
    at,
    onOwnClock,
    capturedAt: summariseCaptures(captures.values()),
    captureOf: (artefact) => captures.get(artefact)?.at ?? null,
    nodeOf: nodes.ofArtefact,
    nodeOfHost: nodes.ofHost,
    ...describeClocks({ uses, nodes, captureOf, years, zones, skews, rejected }),
  };
}

/** The years of the year-less clocks. */
function findYears(
  uses: ReadonlyMap<Clock, ClockUse>,
  captureOf: (artefact: number) => Capture | null,
): Map<Clock, YearOfClock> {
  const years = new Map<Clock, YearOfClock>();
  const newestRecord = newestInstant(uses, captureOf);
  for (const use of uses.values()) {
    if (use.clock.notation !== 'yearless') continue;
    const year = findYear(use, captureOf(use.clock.artefact), newestRecord);
    if (year) years.set(use.clock, year);
  }
  return years;
}

/** The newest instant that any source dates in full. */
function newestInstant(
  uses: ReadonlyMap<Clock, ClockUse>,
  captureOf: (artefact: number) => Capture | null,
): Instant | null {
  let newest = -Infinity;
  for (const { clock, most } of uses.values()) {
    if (clock.notation === 'absolute' || clock.notation === 'zoneless') newest = Math.max(newest, most);
    const capture = clock.notation === 'age' ? captureOf(clock.artefact) : null;
    if (capture && tellsCapture(capture.sign)) newest = Math.max(newest, capture.at.latest);
  }
  return Number.isFinite(newest) ? newest : null;
}
