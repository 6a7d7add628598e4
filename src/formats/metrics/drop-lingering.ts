import { addTo } from '../../model/lists.ts';
import { LOOKBACK_MS } from './sample-time.ts';

/** The samples of 1 of a series, on the grid of a query. */
export interface GridSeries {
  /** The same for all series of one container. */
  readonly container: string;
  readonly reason: string;
  /** Ascending. */
  readonly atMs: Float64Array;
}

/** The kubelet shows this reason for a minute at most: until the sync after the failed call (pkg/kubelet/pod_workers.go). */
const SHORT_REASON = 'ErrImagePull';
/** Between samples further apart than this many steps, the series was absent. */
const RUN_STEPS = 1.5;

/**
 * Leaves out the samples that a query may only have repeated. Prometheus shows a series for the look-back after its last
 * sample, unless a staleness marker ends it; where none was written (backfilled data, timestamps in expositions, some
 * storages) a reason lingers. That shows where a container has two reasons at once, or where `ErrImagePull` never ends
 * before the look-back. Of each run there remain what is fresh (the series was absent one step before) and what a later
 * sample bears out; null where nothing lingers.
 * Source: prometheus/prometheus promql/engine.go, docs/querying/basics.md "Staleness", 2.42 and 3.5.
 */
export function dropLingering(series: readonly GridSeries[]): Float64Array[] | null {
  const grid = measureGrid(series);
  const runs = series.map(({ atMs }) => cutRuns(atMs, grid.stepMs * RUN_STEPS));
  const inner = (run: Run): boolean => run.fromMs > grid.fromMs && run.toMs < grid.toMs;
  const innerOf = (index: number): readonly Run[] => (runs[index] ?? []).filter(inner);
  const shortest = (lengths: readonly Run[]): number =>
    lengths.reduce((least, { fromMs, toMs }) => Math.min(least, toMs - fromMs + grid.stepMs), Infinity);
  const short = series.flatMap(({ reason }, index) => (reason === SHORT_REASON ? innerOf(index) : []));
  const neverEnds = short.length > 0 && grid.stepMs * 2 <= LOOKBACK_MS && shortest(short) >= LOOKBACK_MS - grid.stepMs;
  if (!neverEnds && !holdsContradiction(series)) return null;

  // No run can be shorter than the look-back, so a shorter one shows that the look-back is set shorter.
  const lookbackMs = Math.min(LOOKBACK_MS, shortest(runs.flat().filter(inner)) + grid.stepMs);
  const fresh = runs.map((ofSeries) => new Set(ofSeries.map(({ fromMs }) => fromMs).filter((ms) => ms > grid.fromMs)));
  const borneOut = series.map(({ atMs }, index) => {
    const ofSeries = runs[index] ?? [];
    let at = 0;
    return atMs.filter((ms) => {
      while ((ofSeries[at]?.toMs ?? Infinity) < ms) at += 1;
      return fresh[index]?.has(ms) || ms <= (ofSeries[at]?.toMs ?? 0) - lookbackMs;
    });
  });
  const kept = [...borneOut];
  for (const indexes of groupByContainer(series)) {
    const doubtful = findRepeated(indexes.map((index) => borneOut[index] ?? new Float64Array()));
    if (doubtful.size === 0) continue;
    for (const index of indexes)
      kept[index] = (borneOut[index] ?? new Float64Array()).filter((ms) => !doubtful.has(ms) || fresh[index]?.has(ms));
  }
  return kept;
}

interface Run {
  readonly fromMs: number;
  toMs: number;
}

function cutRuns(atMs: Float64Array, gapMs: number): Run[] {
  const runs: Run[] = [];
  for (const ms of atMs) {
    const run = runs.at(-1);
    if (run && ms - run.toMs <= gapMs) run.toMs = ms;
    else runs.push({ fromMs: ms, toMs: ms });
  }
  return runs;
}

function measureGrid(series: readonly GridSeries[]): { stepMs: number; fromMs: number; toMs: number } {
  let stepMs = Infinity;
  let fromMs = Infinity;
  let toMs = -Infinity;
  for (const { atMs } of series) {
    for (let index = 1; index < atMs.length; index += 1) stepMs = Math.min(stepMs, atMs[index]! - atMs[index - 1]!);
    fromMs = Math.min(fromMs, atMs[0] ?? Infinity);
    toMs = Math.max(toMs, atMs.at(-1) ?? -Infinity);
  }
  return { stepMs: Number.isFinite(stepMs) ? stepMs : 0, fromMs, toMs };
}

/** Whether a container has two reasons at one instant, which cannot be. */
function holdsContradiction(series: readonly GridSeries[]): boolean {
  return groupByContainer(series).some((indexes) => {
    return findRepeated(indexes.map((index) => series[index]?.atMs ?? new Float64Array())).size > 0;
  });
}

/** The indexes of the series of each container that has several. */
function groupByContainer(series: readonly GridSeries[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, { container }] of series.entries()) addTo(groups, container, index);
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** The instants that are in more than one of the lists. */
function findRepeated(lists: readonly Float64Array[]): Set<number> {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const list of lists) {
    all.set(list, length);
    length += list.length;
  }
  all.sort();
  const repeated = new Set<number>();
  for (let index = 1; index < all.length; index += 1) if (all[index] === all[index - 1]) repeated.add(all[index]!);
  return repeated;
}
