import { scaleUtc } from 'd3-scale';
import type { Instant, Interval } from '../../model/time.ts';
import { formatClock, formatDay } from '../wording.ts';
import { type Drawing, element, label, percent, upright } from './svg.ts';

/** A span of time that drawings share. */
export interface TimeAxis {
  readonly from: Instant;
  readonly to: Instant;
  readonly ticks: readonly Tick[];
  /** Round times between the ticks, which have a line and no label. */
  readonly minorTicks: readonly Instant[];
  /** Where an instant lies, as a fraction of the width; what is outside lies on the edge. */
  place(instant: Instant): number;
}

interface Tick {
  readonly at: Instant;
  readonly text: string;
}

const AXIS_HEIGHT = 20;
/** About so many parts has the time between two labelled ticks. */
const MINOR_PARTS = 3;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** An axis from one instant to another, with about `tickCount` ticks at round times. */
export function makeTimeAxis(from: Instant, to: Instant, tickCount = 6): TimeAxis {
  const end = to > from ? to : from + MINUTE;
  const scale = scaleUtc([new Date(from), new Date(end)], [0, 1]).clamp(true);
  const dates = scale.ticks(tickCount).map((date) => date.getTime());
  const step = (dates[1] ?? end) - (dates[0] ?? from);
  const major = new Set(dates);
  const minor = scale.ticks(tickCount * MINOR_PARTS).map((date) => date.getTime());
  return {
    from,
    to: end,
    minorTicks: minor.filter((at) => !major.has(at)),
    ticks: dates.map((at) => ({ at, text: nameTick(at, step) })),
    place: (instant) => scale(instant),
  };
}

/** The same, begun at a round time before the first instant, so that what begins there is seen to begin. */
export function makeRoomyAxis(first: Instant, last: Instant, tickCount = 6): TimeAxis {
  const span = Math.max(last - first, MINUTE);
  const rough = scaleUtc([new Date(first - span * 0.1), new Date(last)], [0, 1]);
  const round = rough
    .ticks(tickCount * MINOR_PARTS)
    .map((date) => date.getTime())
    .findLast((at) => at <= first - span * 0.01);
  return makeTimeAxis(round ?? first - span * 0.05, Math.max(last, first + MINUTE), tickCount);
}

function nameTick(at: Instant, step: number): string {
  if (step >= DAY || at % DAY === 0) return formatDay(at);
  return step < MINUTE ? formatClock(at) : formatClock(at).slice(0, 5);
}

/** The capture as a mark on an axis: its latest instant, with "by" where that is not known to the second or two. */
export function nameCapture(capture: Interval | null, word: string): { at: Instant; text: string } | null {
  if (!capture) return null;
  const at = Number.isFinite(capture.latest) ? capture.latest : capture.earliest;
  if (!Number.isFinite(at)) return null;
  return { at, text: `${word}${capture.latest - capture.earliest > 2000 ? ' by' : ''} ${formatClock(at)}` };
}

/** The row of tick labels, the zone behind the first. `capture` is written at its place in bold; labels that would touch it are left out. */
export function drawAxisLabels(axis: TimeAxis, zone: string, capture: { at: Instant; text: string } | null): Drawing {
  const captureAt = capture && axis.place(capture.at);
  let marks = '';
  axis.ticks.forEach((tick, index) => {
    const x = axis.place(tick.at);
    if (captureAt !== null && captureAt - x < 0.17) return;
    if (x > 0.97) return;
    const isNear = captureAt !== null && captureAt - x < 0.4;
    const kind = `axis${index % 2 === 0 ? '' : ' every-second'}${isNear ? ' near-capture' : ''}`;
    const text = index === 0 ? `${tick.text} ${zone}` : tick.text;
    marks += label(x, 14, text, kind, x < 0.04 ? 'start' : 'middle');
  });
  if (capture && captureAt !== null) {
    marks += label(captureAt, 14, capture.text, 'axis strong', captureAt > 0.85 ? 'end' : 'middle');
  }
  return { height: AXIS_HEIGHT, marks, description: '' };
}

/** Upright grid lines at the ticks, from top to bottom. */
export function drawGrid(axis: TimeAxis): string {
  const minor = axis.minorTicks.map((at) => upright(axis.place(at), 0, '100%', 'grid'));
  const major = axis.ticks.map((tick) => upright(axis.place(tick.at), 0, '100%', 'grid-major'));
  return minor.join('') + major.join('');
}

/** A band over the whole height. */
export function drawBand(from: number, to: number, kind: string): string {
  if (to <= from) return '';
  return element('rect', { x: percent(from), y: 0, width: percent(to - from), height: '100%', class: kind });
}
