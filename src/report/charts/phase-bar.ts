import type { Instant } from '../../model/time.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { bar, type Drawing, level, upright } from './svg.ts';
import { drawAxisLabels, drawGrid, makeRoomyAxis, nameCapture, type TimeAxis } from './time-axis.ts';

const ROW_HEIGHT = 36;

/** The phase bar of a card: one axis from before the first failure to the capture. */
export interface PhaseBar {
  readonly axis: Drawing;
  readonly bar: Drawing;
}

/** Draws the phase bar of an incident; null where no time of it is known. */
export function drawPhaseBar(facts: IncidentFacts, zone: string): PhaseBar | null {
  const first = firstFinite(facts.started.earliest, facts.started.latest);
  const last = lastInstant(facts);
  if (first === null || last === null) return null;
  const axis = makeRoomyAxis(first, Math.max(last, first), 5);
  const capture = facts.capture && firstFinite(facts.capture.latest, facts.capture.earliest);
  const marks =
    drawGrid(axis) +
    drawPhases(facts, axis, (ROW_HEIGHT - 18) / 2, 18) +
    (capture === null ? '' : upright(axis.place(capture), 0, ROW_HEIGHT, 'stroke-ink'));
  return {
    axis: drawAxisLabels(axis, zone, nameCapture(facts.capture, 'captured')),
    bar: {
      height: ROW_HEIGHT,
      marks,
      description: 'When the fault was seen, when it ended, and how long pods waited after it',
    },
  };
}

/** The phases of an incident as bars on a given axis: fault, fade-out, lag, running. `y` and `height` in CSS pixels. */
export function drawPhases(facts: IncidentFacts, axis: TimeAxis, y: number, height: number): string {
  if (isFlapping(facts)) return drawFlapping(facts, axis, y, height);
  const start = axis.place(firstFinite(facts.started.earliest, facts.started.latest) ?? axis.from);
  const capture = facts.capture ? axis.place(facts.capture.latest) : 1;
  if (!facts.ended) {
    const seen = facts.lastFailure ? axis.place(Math.min(facts.lastFailure.latest, axis.to)) : start;
    const over = facts.over ? axis.place(clampTo(axis, facts.over.latest)) : capture;
    const rest = facts.incident.status === 'unknown' ? 'fill-no-evidence' : 'tint-fail';
    return bar(start, seen, y, height, 'fill-fail') + (over > seen ? bar(seen, over, y, height, rest) : '');
  }
  const fadeFrom = axis.place(Math.max(facts.ended.earliest, axis.from));
  const fadeTo = axis.place(Math.min(facts.ended.latest, axis.to));
  let marks = bar(start, fadeFrom, y, height, 'fill-fail');
  if (fadeTo > fadeFrom) marks += bar(fadeFrom, fadeTo, y, height, 'fill-fade');
  return marks + drawRecovery(facts, axis, fadeTo, y, height);
}

function drawRecovery(facts: IncidentFacts, axis: TimeAxis, ended: number, y: number, height: number): string {
  if (!facts.lastRecovery) return '';
  const recovered = axis.place(Math.min(facts.lastRecovery.latest, axis.to));
  const capture = facts.capture ? axis.place(facts.capture.latest) : 1;
  const lag = recovered > ended ? bar(ended, recovered, y, height, 'fill-lag') : '';
  if (facts.incident.status !== 'recovered') return lag;
  const running = capture > recovered ? level(recovered, capture, y + height / 2, 'stroke-ok') : '';
  return lag + running + upright(recovered, y - 4, y + height + 4, 'stroke-ok');
}

/** Whether the fault came back after pulls had worked. */
export function isFlapping({ phases }: IncidentFacts): boolean {
  return phases.filter((phase) => phase.state === 'failing').length > 1;
}

function drawFlapping(facts: IncidentFacts, axis: TimeAxis, y: number, height: number): string {
  const place = (instant: Instant): number => axis.place(clampTo(axis, instant));
  const marks = facts.phases.map(({ state, from, to }, index) => {
    const next = facts.phases[index + 1];
    if (state === 'answering') {
      return next ? level(place(from.latest), place(next.from.earliest), y + height / 2, 'stroke-ok') : '';
    }
    const sure = place(to.earliest);
    const fault = bar(place(from.latest), sure, y, height, 'fill-fail');
    return next ? fault + bar(sure, place(next.from.latest), y, height, 'fill-fade') : fault;
  });
  const ended = facts.ended ? place(facts.ended.latest) : 1;
  return marks.join('') + drawRecovery(facts, axis, ended, y, height);
}

/** The first of the instants that is one. */
export function firstFinite(...instants: readonly Instant[]): Instant | null {
  return instants.find((instant) => Number.isFinite(instant)) ?? null;
}

function clampTo(axis: TimeAxis, instant: Instant): Instant {
  return Math.min(Math.max(instant, axis.from), axis.to);
}

function lastInstant(facts: IncidentFacts): Instant | null {
  const candidates = [facts.capture, facts.lastRecovery, facts.lastFailure, facts.ended, facts.started].flatMap((at) =>
    at ? (firstFinite(at.latest, at.earliest) ?? []) : [],
  );
  return candidates.length === 0 ? null : Math.max(...candidates);
}
