import type { ReportIncident } from '../../model/report.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { middleOf, readInterval } from '../read-interval.ts';
import { firstFinite } from './phase-bar.ts';
import { bar, type Drawing, upright } from './svg.ts';
import { drawGrid, type TimeAxis } from './time-axis.ts';

const ROW_HEIGHT = 20;
/** A thousandth of the width is about a pixel: marks closer than that would be one mark anyway. */
const PLACES = 1000;

/** All attempts of an incident as uprights on an axis that several incidents share. */
export function drawAttemptStrip(facts: IncidentFacts, axis: TimeAxis): Drawing {
  const start = firstFinite(facts.started.earliest, facts.started.latest) ?? axis.from;
  const end =
    facts.ended?.latest ?? facts.over?.latest ?? facts.capture?.latest ?? facts.lastFailure?.latest ?? axis.to;
  let marks = drawGrid(axis);
  marks += bar(axis.place(start), axis.place(Math.min(end, axis.to)), 3, 14, 'tint-fail');
  for (const [kind, places] of collectPlaces(facts.incident, axis)) {
    for (const place of places) marks += upright(place / PLACES, 3, 17, kind);
  }
  if (facts.capture) marks += upright(axis.place(facts.capture.latest), 0, ROW_HEIGHT, 'stroke-ink');
  return { height: ROW_HEIGHT, marks, description: 'Every pull of this incident' };
}

function collectPlaces(incident: ReportIncident, axis: TimeAxis): Map<string, Set<number>> {
  const places = new Map([
    ['stroke-fail-thin', new Set<number>()],
    ['stroke-ok-thin', new Set<number>()],
  ]);
  for (const failure of incident.failures) {
    for (const attempt of failure.attempts) {
      const at = middleOf(readInterval(attempt.at));
      if (at === null || attempt.outcome === 'unknown') continue;
      const kind = attempt.outcome === 'failed' ? 'stroke-fail-thin' : 'stroke-ok-thin';
      places.get(kind)?.add(Math.round(axis.place(at) * PLACES));
    }
  }
  return places;
}
