import { addTo } from '../../model/lists.ts';
import type { ReportFailure, ReportGoodPull } from '../../model/report.ts';
import { compareIntervals } from '../../model/time.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { readInterval, readOptionalInterval } from '../read-interval.ts';
import { cutMiddle, showHidden, showName } from '../visible-text.ts';
import {
  count,
  countRange,
  formatClock,
  formatDuration,
  formatLowerBound,
  formatNumber,
  formatTimes,
} from '../wording.ts';
import type { Chart, ChartRow, LegendEntry } from './chart.ts';
import { drawContainerLane, drawFaultBand } from './container-lanes.ts';
import { LEGEND } from './legend.ts';
import { firstFinite } from './phase-bar.ts';
import { drawPullsOverTime } from './pulls-over-time.ts';
import { label } from './svg.ts';
import { drawAxisLabels, makeTimeAxis, type TimeAxis } from './time-axis.ts';

/** More lanes than this make no picture; the CSV has all failures. */
export const LANE_LIMIT = 40;
/** About the width of a remark, as a fraction of a lane. */
const REMARK_WIDTH = 0.25;

/** The lanes of an incident, one per container, grouped by node; null where no time of it is known. */
export function drawIncidentLanes(
  facts: IncidentFacts,
  goodPulls: readonly ReportGoodPull[],
  nameNode: (node: string) => string,
  zone: string,
): Chart | null {
  const axis = makeLaneAxis(facts);
  if (!axis) return null;
  const { failures, registry } = facts.incident;
  const shown = pickLanes(failures);
  const attempts = failures.flatMap((failure) => failure.attempts);
  const sameRegistry = goodPulls.filter((pull) => registry !== null && pull.registry === registry);
  const pulls = drawPullsOverTime(
    [
      ...attempts,
      ...sameRegistry.map((pull) => ({
        ...pull,
        startedAt: null,
        outcome: 'succeeded' as const,
        basis: 'observed' as const,
        message: null,
      })),
    ],
    axis,
  );
  const bars =
    pulls.bucketMinutes === 1 ? 'Pulls per minute' : `Pulls per ${formatLowerBound(pulls.bucketMinutes * 60)}`;
  const rows: ChartRow[] = [
    {
      name: bars,
      nameRest: '',
      note: registry === null ? 'all nodes' : `from ${cutMiddle(showHidden(registry), 32)}`,
      isGroup: false,
      drawing: { ...pulls.drawing, marks: drawRemarks(facts, axis, pulls.peakAt) + pulls.drawing.marks },
    },
  ];
  for (const [node, ofNode] of groupByNode(shown)) {
    const name = node === null ? 'node not known' : showName(nameNode(node), 60);
    rows.push({
      name: `${name} · ${count(countPods(ofNode), 'pod')}`,
      nameRest: '',
      note: '',
      isGroup: true,
      drawing: { height: 36, marks: '', description: '' },
    });
    rows.push(...ofNode.map((failure) => drawLane(failure, facts, axis)));
  }
  const rest = failures.length - shown.length;
  return {
    title: 'Failed pulls and back-off waits per container',
    background: drawFaultBand(facts, axis),
    axis: drawAxisLabels(axis, zone, null),
    rows,
    legend: pickLegend(shown),
    leftOut:
      rest === 0
        ? ''
        : `Drawn are the ${LANE_LIMIT} containers with the most failed pulls; ${formatNumber(rest)} more are in report.json and csv/failures.csv.`,
  };
}

function makeLaneAxis(facts: IncidentFacts): TimeAxis | null {
  const first = firstFinite(facts.started.earliest, facts.started.latest);
  if (first === null) return null;
  const end = facts.over ?? facts.capture ?? facts.lastFailure;
  const last = Math.max((end && firstFinite(end.latest, end.earliest)) ?? first, first + 60_000);
  const room = (last - first) * 0.03;
  return makeTimeAxis(first - room * 1.5, facts.over ? last + room : last, 7);
}

/** Remarks above the bars, where they do not stand on the number of the highest one. */
function drawRemarks(facts: IncidentFacts, axis: TimeAxis, peakAt: number): string {
  const start = axis.place(firstFinite(facts.started.earliest, facts.started.latest) ?? axis.from);
  const isFree = (from: number, to: number): boolean => peakAt < from - 0.02 || peakAt > to;
  const opening = `failing from ${formatTimes(facts.started)}`;
  let marks = isFree(start, start + REMARK_WIDTH) ? label(start, 11, opening, 'axis remark', 'start', 3) : '';
  if (facts.ended && facts.firstSuccess) {
    const text = `answers again by ${formatClock(Math.ceil(facts.ended.latest / 1000) * 1000)}`;
    const place = axis.place(Math.min(facts.ended.latest, axis.to));
    if (place - start > 2 * REMARK_WIDTH && isFree(place - REMARK_WIDTH, place))
      marks += label(place, 11, text, 'axis remark', 'end', -4);
  }
  return marks;
}

function pickLanes(failures: readonly ReportFailure[]): readonly ReportFailure[] {
  if (failures.length <= LANE_LIMIT) return failures;
  const most = [...failures].sort((a, b) => b.attemptCount.min - a.attemptCount.min).slice(0, LANE_LIMIT);
  const chosen = new Set(most);
  return failures.filter((failure) => chosen.has(failure));
}

function groupByNode(failures: readonly ReportFailure[]): [string | null, ReportFailure[]][] {
  const groups = new Map<string | null, ReportFailure[]>();
  for (const failure of failures) addTo(groups, failure.node, failure);
  for (const group of groups.values()) {
    group.sort((a, b) => compareIntervals(readInterval(a.firstFailureAt), readInterval(b.firstFailureAt)));
  }
  return [...groups];
}

function countPods(failures: readonly ReportFailure[]): number {
  return new Set(
    failures.map((failure, index) => (failure.pod === null ? index : JSON.stringify([failure.namespace, failure.pod]))),
  ).size;
}

function drawLane(failure: ReportFailure, facts: IncidentFacts, axis: TimeAxis): ChartRow {
  const name = splitPodName(failure);
  const kind =
    failure.containerType === 'init' || failure.containerType === 'sandbox' ? `, ${failure.containerType}` : '';
  return {
    name: cutMiddle(name.head, 34),
    nameRest: cutMiddle(name.rest, 24),
    note: `${countRange(failure.attemptCount, 'failed pull')}${sayWait(failure, facts)}${kind}`,
    isGroup: false,
    drawing: drawContainerLane(failure, facts, axis),
  };
}

/** A pod's name in two: namespace and workload, which people know, and the rest. */
export function splitPodName(failure: ReportFailure): { head: string; rest: string } {
  if (failure.pod === null) return { head: showHidden(failure.image ?? 'image not known'), rest: '' };
  const namespace = failure.namespace === null ? '' : `${showHidden(failure.namespace)}/`;
  const workload = failure.workload?.split('/').at(-1) ?? '';
  const pod = failure.pod;
  if (workload !== '' && pod.startsWith(`${workload}-`)) {
    return { head: namespace + showHidden(workload), rest: showHidden(pod.slice(workload.length)) };
  }
  return { head: namespace + showHidden(pod), rest: '' };
}

function sayWait(failure: ReportFailure, facts: IncidentFacts): string {
  const first = readInterval(failure.firstFailureAt);
  const end = readOptionalInterval(failure.recoveredAt) ?? readOptionalInterval(failure.deletedAt) ?? facts.capture;
  const seconds = end ? (end.earliest - first.latest) / 1000 : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 1 ? `; waited ${formatDuration(seconds)}` : '';
}

function pickLegend(failures: readonly ReportFailure[]): LegendEntry[] {
  const attempts = failures.flatMap((failure) => failure.attempts);
  const waits = failures.flatMap((failure) => failure.backoff);
  const reasons = failures.flatMap((failure) => failure.waitingReasons);
  const entries: [LegendEntry, boolean][] = [
    [LEGEND.recorded, attempts.some((attempt) => attempt.outcome === 'failed' && attempt.basis === 'observed')],
    [LEGEND.inferred, attempts.some((attempt) => attempt.outcome === 'failed' && attempt.basis === 'inferred')],
    [LEGEND.undecided, attempts.some((attempt) => attempt.outcome === 'unknown')],
    [LEGEND.backoff, waits.length > 0],
    [LEGEND.inferredWait, waits.some((wait) => wait.basis === 'inferred')],
    [LEGEND.lag, failures.some((failure) => failure.recoveredAt !== null)],
    [LEGEND.worked, failures.some((failure) => failure.recoveredAt !== null)],
    [LEGEND.deleted, failures.some((failure) => failure.recoveredAt === null && failure.deletedAt !== null)],
    [LEGEND.errImagePull, reasons.some((span) => span.reason === 'ErrImagePull')],
    [LEGEND.otherReason, reasons.some((span) => span.reason !== 'ErrImagePull')],
  ];
  return entries.flatMap(([entry, isUsed]) => (isUsed ? [entry] : []));
}
