import type { Clock } from '../model/clock.ts';
import type { Capture, CaptureTimes } from './capture-times.ts';
import type { ClockUse } from './collect-readings.ts';
import type { Skew, SkewEstimate } from './estimate-skew.ts';
import type { NodeFinder } from './find-nodes.ts';
import type { Skews } from './find-skews.ts';
import type { Zones } from './find-zones.ts';
import type { Zone } from './read-notation.ts';
import type { YearOfClock } from './year-of-clock.ts';

/** A clock of the report: what it is, of which inputs, and by which signs it was set. */
export interface SetClock {
  /** Unique in an analysis. */
  readonly id: string;
  /** Indexes of the artefacts that read it. */
  readonly inputs: readonly number[];
  readonly node: string | null;
  readonly notation: string;
  /** One plain sentence: which signs set it, and what stays open. */
  readonly setBy: string;
  /** What the clock showed (once its zone is undone) minus the API server's time. */
  readonly offsetSeconds: { readonly min: number; readonly max: number };
}

/** What is wrong with a clock or a capture time; `artefact` is the input that it is about, null for several. */
export interface ClockWarning {
  readonly artefact: number | null;
  readonly message: string;
}

interface Settled {
  readonly uses: ReadonlyMap<Clock, ClockUse>;
  readonly nodes: NodeFinder;
  readonly captureOf: (artefact: number) => Capture | null;
  readonly years: ReadonlyMap<Clock, YearOfClock>;
  readonly zones: Zones;
  readonly skews: Skews;
  readonly rejected: CaptureTimes['rejected'];
}

/** Says how each clock was set; clocks that are alike in all that is said are one, with all their inputs. */
export function describeClocks(settled: Settled): {
  readonly clocks: readonly SetClock[];
  readonly warnings: readonly ClockWarning[];
} {
  const { uses, nodes, captureOf, years, zones, skews, rejected } = settled;
  const groups = new Map<string, { clock: SetClock; inputs: number[] }>();
  const ids = new Map<string, number>();
  const warnings: ClockWarning[] = [...rejected, ...zones.remarks];
  const remarked = new Set<string>();
  for (const clock of uses.keys()) {
    const node = nodes.ofClock(clock);
    const estimate = skews.ofClock(clock);
    const keeper = nameKeeper(clock, node);
    const clauses = [
      saySkew(keeper, clock, estimate),
      sayNotation(clock, captureOf(clock.artefact), years.get(clock) ?? null, zones.of.get(clock) ?? null),
    ];
    const reason = clock.keeper.kind === 'node' && clock.keeper.node === null ? nodes.reasonFor(clock.artefact) : null;
    if (reason !== null) clauses.push(`the log is ${node}'s, since ${reason}`);
    const setBy = `${clauses.filter((clause) => clause !== '').join('; ')}.`;
    const skew = estimate?.skew ?? skews.ofSubject(null);
    const key = JSON.stringify([keeper, clock.notation, setBy, skew.min, skew.max]);
    const group = groups.get(key);
    if (group) {
      if (!group.inputs.includes(clock.artefact)) group.inputs.push(clock.artefact);
      continue;
    }
    const inputs = [clock.artefact];
    const offsetSeconds = { min: roundDown(skew.min), max: roundUp(skew.max) };
    const id = numberId(ids, `${keeper}/${clock.notation}`);
    groups.set(key, { inputs, clock: { id, inputs, node, notation: clock.notation, setBy, offsetSeconds } });
    if (estimate?.remark && !remarked.has(keeper)) {
      remarked.add(keeper);
      warnings.push({ artefact: null, message: `The clock of ${keeper} is doubtful: ${estimate.remark}.` });
    }
  }
  return { clocks: [...groups.values()].map(({ clock }) => clock), warnings };
}

function nameKeeper({ keeper }: Clock, node: string | null): string {
  if (keeper.kind === 'node') return node ?? 'unknown node';
  return keeper.kind === 'controller' ? keeper.name : keeper.kind;
}

function numberId(ids: Map<string, number>, id: string): string {
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : `${id}/${count}`;
}

function saySkew(keeper: string, clock: Clock, estimate: SkewEstimate | null): string {
  if (clock.keeper.kind === 'api-server') return "The API server's own clock, against which all others are set";
  if (estimate === null)
    return 'The node of the clock is not known, so it is taken to be as far off as any node of this evidence may be';
  const { skew, agreeing, minBy, maxBy, remark } = estimate;
  const doubt = remark === null ? '' : ` (but ${remark})`;
  if (minBy === 'assumed' && maxBy === 'assumed')
    return `Nothing shows how far the clock of ${keeper} is from the API server's, so it is assumed to be ${sayRange(skew)}`;
  const signs = [...new Set([minBy, maxBy])].map((sign) => saySign(sign, agreeing));
  return `The clock of ${keeper} ${sayOffset(skew)}, since ${signs.join(', and ')}${doubt}`;
}

function saySign(sign: string, agreeing: number): string {
  if (sign === 'assumed') return 'it is assumed to be no further off on the other side';
  if (sign !== 'events') return sign;
  const stamps = 'beside the time at which the API server stored';
  return agreeing === 1 ? `an Event bears its stamp ${stamps} it` : `${agreeing} Events bear its stamps ${stamps} them`;
}

/** Less than that is what a clock kept by a time service, and the rounding of stamps, leave. */
const CLOSE_MS = 3000;

function sayOffset({ min, max }: Skew): string {
  if (min > 0 || max < 0) {
    const direction = min > 0 ? 'ahead of' : 'behind';
    const [less, more] = [Math.min(Math.abs(min), Math.abs(max)), Math.max(Math.abs(min), Math.abs(max))];
    return `runs ${seconds((less + more) / 2)} s ${direction} the API server's (${seconds(less)} to ${seconds(more)} s)`;
  }
  const most = Math.max(-min, max);
  return most <= CLOSE_MS ? `agrees with the API server's within ${seconds(most)} s` : `is ${sayRange({ min, max })}`;
}

function sayRange({ min, max }: Skew): string {
  return -min === max
    ? `within ${seconds(max)} s of it`
    : `between ${seconds(min)} s behind and ${seconds(max)} s ahead of the API server's`;
}

function sayNotation(clock: Clock, capture: Capture | null, year: YearOfClock | null, zone: Zone | null): string {
  switch (clock.notation) {
    case 'absolute':
      return '';
    case 'age':
      return capture === null
        ? 'its ages stay open, since nothing tells when the file was saved (--captured-at tells)'
        : `its ages count back from the capture time, ${capture.said}`;
    case 'monotonic':
      return zone === null ? 'the boot that it counts from is not known' : zone.said;
    case 'zoneless':
      return sayZone(zone);
    case 'yearless':
      return year === null
        ? 'its year is not known (--captured-at tells), so its times stay open'
        : `year ${year.year}, ${year.said}; ${sayZone(zone)}`;
  }
}

function sayZone(zone: Zone | null): string {
  return zone === null ? 'zone not known' : `zone ${zone.said}`;
}

function seconds(ms: number): string {
  return (Math.abs(ms) / 1000).toFixed(1);
}

/** Milliseconds to seconds, three decimals, never narrower; adding zero makes no minus before a zero. */
function roundDown(ms: number): number {
  return Math.floor(ms) / 1000 + 0;
}

function roundUp(ms: number): number {
  return Math.ceil(ms) / 1000 + 0;
}
