import type { Clock, Reading } from '../model/clock.ts';
import type { Subject } from '../model/subject.ts';
import type { Interval } from '../model/time.ts';
import { agreeWithSamples } from './agree-with-samples.ts';
import { type Capture, tellsCapture } from './capture-times.ts';
import type { ClockUse, Collected } from './collect-readings.ts';
import { estimateSkew, type Skew, type SkewEstimate, type SkewEvidence } from './estimate-skew.ts';
import type { NodeFinder } from './find-nodes.ts';
import { collectPodStarts, collectStoredStamps } from './gather-evidence.ts';

/** Truth for the skews: what every other clock is measured against. */
const REFERENCE: SkewEstimate = {
  skew: { min: 0, max: 0 },
  agreeing: 0,
  minBy: 'reference',
  maxBy: 'reference',
  remark: null,
};

/**
 * What is taken for clocks of which nothing is known. A node whose time service fails drifts by a second or two a day and
 * is noticed when certificates and leases fail, so two minutes hold for nearly all. What runs beside the API server, and
 * monitoring, is taken as kept.
 */
const ASSUMED_OF_NODE_MS = 120_000;
const ASSUMED_BESIDE_MS = 5000;
/** The collecting machine's clock against the API server's, where a capture time bounds a node's clock. */
const COLLECTOR_MS = 2000;
const SECOND = 1000;

/** The skew of each clock, and of the nodes of pods. */
export interface Skews {
  /** Null where the clock is of a node that is not known. */
  readonly ofClock: (clock: Clock) => SkewEstimate | null;
  /** For a reading of a node's clock where only the subject tells the node: that node's, else what holds for all. */
  readonly ofSubject: (subject: Subject | null) => Skew;
}

/** Finds how far each clock is from the API server's, by everything that saw the same thing with both. */
export function findSkews(input: {
  readonly collected: Collected;
  readonly nodes: NodeFinder;
  readonly captureOf: (artefact: number) => Capture | null;
  readonly onOwnClock: (reading: Reading) => Interval;
}): Skews {
  const { collected, nodes, captureOf, onOwnClock } = input;
  const { uses, others } = collected;
  const keepers = new Map<Clock, string | null>();
  for (const clock of uses.keys()) keepers.set(clock, nameKeeper(clock, nodes));
  const keeperOf = (clock: Clock): string | null => keepers.get(clock) ?? null;
  const evidence = new Map<string, Gathered>();
  const of = (keeper: string): Gathered => {
    let known = evidence.get(keeper);
    if (!known) {
      known = { stored: [], atLeast: [], atMost: [] };
      evidence.set(keeper, known);
    }
    return known;
  };
  for (const keeper of new Set(keepers.values())) if (keeper !== null) of(keeper);
  for (const [keeper, stored] of collectStoredStamps(others, keeperOf))
    for (const stamp of stored) of(keeper).stored.push(stamp);
  for (const use of uses.values()) {
    const keeper = keeperOf(use.clock);
    const capture = captureOf(use.clock.artefact);
    if (keeper === null || capture === null || !boundsRecords(use.clock, capture)) continue;
    const ms = newestAgainst(use, capture, onOwnClock) - COLLECTOR_MS;
    if (Number.isFinite(ms)) of(keeper).atLeast.push({ ms, because: 'its newest record was there when it was saved' });
  }

  const estimates = new Map<string, SkewEstimate>();
  const estimate = (isNode: boolean): void => {
    for (const [keeper, gathered] of evidence) {
      if (isNodeKeeper(keeper) !== isNode) continue;
      const assumedMs = isNode ? ASSUMED_OF_NODE_MS : ASSUMED_BESIDE_MS;
      estimates.set(keeper, keeper === API_SERVER ? REFERENCE : estimateSkew({ ...gathered, assumedMs }));
    }
  };
  estimate(false);
  const besideNodes = (reading: Reading): Interval | null => {
    const skew = estimates.get(keeperOf(reading.clock) ?? '')?.skew;
    const own = onOwnClock(reading);
    return skew ? { earliest: own.earliest - skew.max, latest: own.latest - skew.min } : null;
  };
  boundByPodStarts(collected, collectPodStarts(others, besideNodes), keeperOf, onOwnClock, of);
  const monitoring = estimates.get(MONITORING)?.skew ?? { min: -ASSUMED_BESIDE_MS, max: ASSUMED_BESIDE_MS };
  for (const [keeper, skew] of agreeWithSamples(collected, keeperOf, onOwnClock)) {
    const because = 'its log changes as the metric samples do';
    of(keeper).atLeast.push({ ms: skew.min - monitoring.max, because });
    of(keeper).atMost.push({ ms: skew.max - monitoring.min, because });
  }
  estimate(true);

  const nodeSkews = [...estimates].filter(([keeper]) => isNodeKeeper(keeper)).map(([, { skew }]) => skew);
  const anyNode = {
    min: Math.min(-ASSUMED_OF_NODE_MS, ...nodeSkews.map(({ min }) => min)),
    max: Math.max(ASSUMED_OF_NODE_MS, ...nodeSkews.map(({ max }) => max)),
  };
  return {
    ofClock: (clock) => estimates.get(keeperOf(clock) ?? '') ?? null,
    ofSubject: (subject) => {
      const node = subject && (subject.node ?? nodes.ofPod(subject));
      return (node && estimates.get(`node ${node}`)?.skew) || anyNode;
    },
  };
}

interface Gathered {
  readonly stored: SkewEvidence['stored'][number][];
  readonly atLeast: SkewEvidence['atLeast'][number][];
  readonly atMost: SkewEvidence['atMost'][number][];
}

const API_SERVER = 'api-server';
const MONITORING = 'monitoring';

function isNodeKeeper(keeper: string): boolean {
  return keeper.startsWith('node ');
}

/** Names the physical clock that a clock of a file reads; null where its node is not known. */
function nameKeeper(clock: Clock, nodes: NodeFinder): string | null {
  const { keeper } = clock;
  if (keeper.kind === 'controller') return `controller ${keeper.name}`;
  if (keeper.kind !== 'node') return keeper.kind;
  const node = nodes.ofClock(clock);
  return node === null ? null : `node ${node}`;
}

/** Whether a capture bounds a clock's records: a log's time in an archive may be by the very clock that wrote its lines. */
function boundsRecords({ notation }: Clock, { sign }: Capture): boolean {
  return notation === 'age' ? tellsCapture(sign) : tellsCapture(sign) && sign !== 'archive-header' && sign !== 'name';
}

/** How far the clock's newest record is after the capture: it was stamped before the file was saved. */
function newestAgainst(use: ClockUse, capture: Capture, onOwnClock: (reading: Reading) => Interval): number {
  // Ages and capture are of one clock, so the capture's own width falls out.
  if (use.clock.notation === 'age') return -use.leastEnd;
  if (use.values.length > 0) {
    let newest = -Infinity;
    for (const valueMs of use.values)
      newest = Math.max(newest, onOwnClock({ clock: use.clock, valueMs, widthMs: 0 }).earliest);
    return newest - capture.at.latest;
  }
  return onOwnClock({ clock: use.clock, valueMs: use.most - SECOND, widthMs: 0 }).earliest - capture.at.latest;
}

function boundByPodStarts(
  { lines, others }: Collected,
  starts: ReadonlyMap<string, number>,
  keeperOf: (clock: Clock) => string | null,
  onOwnClock: (reading: Reading) => Interval,
  of: (keeper: string) => Gathered,
): void {
  if (starts.size === 0) return;
  const least = new Map<string, number>();
  const note = (reading: Reading, { podUid }: Subject): void => {
    const start = podUid === null ? undefined : starts.get(podUid);
    const keeper = start === undefined ? null : keeperOf(reading.clock);
    if (start === undefined || keeper === null) return;
    const ms = onOwnClock(reading).latest - start;
    if (ms < (least.get(keeper) ?? Infinity)) least.set(keeper, ms);
  };
  for (const { first, subject } of others) if (first?.clock.keeper.kind === 'node') note(first, subject);
  for (const { clock, values, widthMs, subject } of lines)
    for (const valueMs of values) note({ clock, valueMs, widthMs }, subject);
  for (const [keeper, ms] of least)
    if (Number.isFinite(ms))
      of(keeper).atMost.push({ ms, because: 'what it says of a pod came after that pod was made' });
}
