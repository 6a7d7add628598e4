import type { ContainerType } from '../../model/subject.ts';
import { problemOfReason } from '../container-reason.ts';
import type { ReadContext } from '../format.ts';
import { dropLingering } from './drop-lingering.ts';
import { type Labels, NAME_LABEL } from './labels.ts';
import { isGrid, type Timing } from './sample-time.ts';
import { type SampleSink, type SeriesHead, type SeriesPlace, sharedOfSeries } from './series-place.ts';
import { imageOfSeries, labelOf, podOfSeries } from './series-subject.ts';
import { createTimeList, type TimeList } from './time-list.ts';

/** A waiting reason of one container. */
interface WaitingHead extends SeriesHead {
  readonly reason: string;
  readonly containerType: ContainerType | null;
}

interface Held {
  readonly head: WaitingHead;
  readonly waiting: TimeList;
  readonly notWaiting: TimeList;
}

/** Reads series of waiting reasons. */
export interface WaitingReader {
  /** `keep` is called as soon as the series says that the container waits: only then it is worth knowing again. */
  open(head: WaitingHead, keep: () => void): SampleSink;
  end(): void;
}

/**
 * Makes a reader of waiting reasons. Series that only say that a container does not wait (kube-state-metrics 1.x has them
 * for all containers and reasons) are not held.
 */
export function createWaitingReader(context: ReadContext): WaitingReader {
  const held: Held[] = [];
  let isAggregated = false;

  const open = (head: WaitingHead, keep: () => void): SampleSink => {
    const waiting = createTimeList();
    const notWaiting = createTimeList();
    const isNameless = !head.labels.has(NAME_LABEL);
    // Of a run of zeros the first and the last sample say all: nothing follows from those between.
    let zeroMs: number | null = null;
    let lastZeroMs: number | null = null;
    const endZeros = (): void => {
      if (lastZeroMs !== null && lastZeroMs !== zeroMs) notWaiting.push(lastZeroMs);
      zeroMs = null;
      lastZeroMs = null;
    };
    let isKept = false;
    const keepFrom = (place: SeriesPlace): void => {
      isKept = true;
      held.push({
        head: { ...head, place },
        waiting,
        get notWaiting() {
          endZeros();
          return notWaiting;
        },
      });
      keep();
    };
    return {
      add(ms, value, place) {
        if (Number.isNaN(value)) return endZeros();
        if (isNameless && value !== 0 && value !== 1) isAggregated = true;
        if (value > 0) {
          endZeros();
          if (!isKept) keepFrom(place);
          waiting.push(ms);
        } else {
          if (zeroMs === null) {
            zeroMs = ms;
            notWaiting.push(ms);
          }
          lastZeroMs = ms;
        }
      },
    };
  };

  const end = (): void => {
    // Where a nameless series has other values, the query counted or summed, and its ones are such numbers too.
    const facts = isAggregated ? held.filter(({ head }) => head.labels.has(NAME_LABEL)) : held;
    const times = facts.map(({ waiting }) => waiting.toSorted());
    keepFacts(context, facts, times);
    const lone = new Set(PANELS.filter((timing) => isLoneInstant(facts, times, timing)));
    facts.forEach(({ head, notWaiting }, index) => {
      const waitingAtMs = times[index] ?? new Float64Array();
      if (waitingAtMs.length === 0) return;
      observe(context, head, waitingAtMs, notWaiting.toSorted(), lone.has(head.timing));
    });
  };
  return { open, end };
}

const PANELS: readonly Timing[] = ['panel', 'panel-local'];

/** A panel that shows one instant only is an instant query. */
function isLoneInstant(held: readonly Held[], times: readonly Float64Array[], timing: Timing): boolean {
  const ends = times.flatMap((list, index) =>
    held[index]?.head.timing === timing && list.length > 0 ? [list[0], list.at(-1)] : [],
  );
  return ends.length > 0 && ends.every((ms) => ms === ends[0]);
}

/** Leaves out of `times` what a query may only have repeated. */
function keepFacts(context: ReadContext, held: readonly Held[], times: Float64Array[]): void {
  const onGrid = [...held.keys()].filter((index) => isGrid(held[index]?.head.timing ?? 'scraped'));
  const facts = dropLingering(
    onGrid.map((index) => ({
      container: keyOfContainer(held[index]?.head.labels ?? new Map()),
      reason: held[index]?.head.reason ?? '',
      atMs: times[index] ?? new Float64Array(),
    })),
  );
  if (facts === null) return;
  let dropped = 0;
  onGrid.forEach((index, at) => {
    const kept = facts[at] ?? new Float64Array();
    dropped += (times[index]?.length ?? 0) - kept.length;
    times[index] = kept;
  });
  context.warn(
    null,
    `the query repeats samples for some minutes after a series has ended (containers wait for several reasons at once), so ${dropped} samples that may be such repeats were left out: a dump of the samples (promtool tsdb dump, or a range selector such as [1h]) tells more`,
  );
}

/** All labels but the reason. */
function keyOfContainer(labels: Labels): string {
  return JSON.stringify([...labels].filter(([key]) => key !== 'reason').sort(([a], [b]) => (a < b ? -1 : 1)));
}

function observe(
  context: ReadContext,
  head: WaitingHead,
  waitingAtMs: Float64Array,
  notWaitingAtMs: Float64Array,
  isLone: boolean,
): void {
  const { labels, reason, containerType, timing } = head;
  const about = podOfSeries(labels, {
    container: labelOf(labels, 'container'),
    containerType,
    // Only joins with kube_pod_container_info have it.
    image: labels.has(NAME_LABEL) ? null : imageOfSeries(labels),
  });
  if (about.pod === null || about.container === null) return;
  const [fromMs = 0, toMs = 0, samples] = [waitingAtMs[0], waitingAtMs.at(-1), waitingAtMs.length];
  const said =
    timing === 'capture' ? 'value 1, without time' : `${samples} samples of 1 from ${fromMs / 1000} to ${toMs / 1000}`;
  const share = (firstMs: number, lastMs: number, count: number) =>
    sharedOfSeries(context, head, about, { firstMs, lastMs, count, isLone }, said);
  const problem = problemOfReason(reason);
  if (problem) {
    const message = `${reason} in ${samples} samples of the metric`;
    context.observe({ ...share(fromMs, toMs, samples), kind: 'other-problem', problem, reason, message });
  } else if (EXACT.has(timing) && !isLone) {
    const shared = share(fromMs, toMs, samples);
    context.observe({ ...shared, kind: 'waiting-series', reason, waitingAtMs, notWaitingAtMs });
  } else {
    // A sample whose instant is known only within bounds is a picture of the status, like that in a pod's object.
    for (const ms of endsOfRuns(waitingAtMs))
      context.observe({ ...share(ms, ms, 1), kind: 'waiting', reason, message: null });
  }
}

/** The timings that give each sample an instant. */
const EXACT: ReadonlySet<Timing> = new Set(['scraped', 'range', 'panel']);

/** The first and last sample of each run of samples that follow each other at the smallest step. */
function endsOfRuns(atMs: Float64Array): number[] {
  let stepMs = Infinity;
  for (let index = 1; index < atMs.length; index += 1) stepMs = Math.min(stepMs, atMs[index]! - atMs[index - 1]!);
  const isApart = (earlier: number | undefined, later: number | undefined): boolean =>
    earlier === undefined || later === undefined || later - earlier > stepMs * 1.5;
  return [...atMs].filter((ms, index) => isApart(atMs[index - 1], ms) || isApart(ms, atMs[index + 1]));
}
