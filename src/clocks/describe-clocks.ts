import type { Clock } from '../model/clock.ts';
import type { Capture, CaptureTimes } from './capture-times.ts';
import type { ClockUse } from './collect-readings.ts';
import type { SkewEstimate } from './estimate-skew.ts';
import type { NodeFinder } from './find-nodes.ts';
import type { Skews } from './find-skews.ts';
import type { Zone, Zones } from './find-zones.ts';
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
    const setBy = `${capitalise(clauses.filter((clause) => clause !== '').join('; '))}.`;
    const skew = estimate?.skew ?? skews.ofSubject(null);
    const key = JSON.stringify([keeper, clock.notation, setBy, skew.min, skew.max]);
    const group = groups.get(key);
    if (group) {
      if (!group.inputs.includes(clock.artefact)) group.inputs.push(clock.artefact);
      continue;
    }
    const inputs = [clock.artefact];
    const offsetSeconds = { min: roundDown(skew.min), max: -roundDown(-skew.max) };
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
  if (clock.keeper.kind === 'api-server') return "the API server's own clock, against which all others are set";
  if (estimate === null)
    return 'the node of the clock is not known, so it is taken to be as far off as any node of this evidence may be';
  const { skew, agreeing, minBy, maxBy, remark } = estimate;
  const limit = seconds(Math.max(Math.abs(skew.min), Math.abs(skew.max)));
  const whose = clock.keeper.kind === 'node' ? `${keeper}'s clock` : `the clock of ${keeper}`;
  if (minBy === 'assumed' && maxBy === 'assumed')
    return `nothing shows how far ${whose} is from the API server's, so it is assumed to be within ${limit} s`;
  const signs = [...new Set([minBy, maxBy])].map((sign) => saySign(sign, agreeing));
  return `${whose} ${sayOffset(skew.min, skew.max)}, since ${signs.join(', and ')}${remark === null ? '' : ` (but ${remark})`}`;
}

function saySign(sign: string, agreeing: number): string {
  if (sign === 'assumed') return 'nothing shows more, which is assumed to be within 120 s';
  if (sign !== 'events') return sign;
  return agreeing === 1
    ? 'an Event carries its stamp beside the time at which the API server stored it'
    : `${agreeing} Events carry its stamps beside the times at which the API server stored them`;
}

function sayOffset(min: number, max: number): string {
  if (min <= 0 && max >= 0) return `is from ${seconds(min)} s behind to ${seconds(max)} s ahead of the API server's`;
  const direction = min > 0 ? 'ahead of' : 'behind';
  const [less, more] = [Math.min(Math.abs(min), Math.abs(max)), Math.max(Math.abs(min), Math.abs(max))];
  return `runs ${seconds((less + more) / 2)} s ${direction} the API server's (${seconds(less)} to ${seconds(more)} s)`;
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

/** Milliseconds to seconds, three decimals, never narrower. */
function roundDown(ms: number): number {
  const rounded = Math.floor(ms) / 1000;
  return rounded === 0 ? 0 : rounded;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
