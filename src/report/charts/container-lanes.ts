import type { ReportFailure } from '../../model/report.ts';
import type { Instant, Interval } from '../../model/time.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { middleOf, readInterval, readOptionalInterval } from '../read-interval.ts';
import { firstFinite } from './phase-bar.ts';
import { bar, type Drawing, element, label, level, mark, percent, upright } from './svg.ts';
import { drawBand, drawGrid, type TimeAxis } from './time-axis.ts';

const ROW_HEIGHT = 40;
const BASELINE = 25;
/** Height of a wait by the step of the kubelet's law: 10, 20, 40, 80, 160, 300 seconds. */
const STEP_HEIGHTS = [4, 6.5, 9, 11.5, 14, 17];
/** More marks than this in one lane are thinned to those that lie apart. */
const MARK_LIMIT = 400;

/** The lane of one container: waits, attempts, recovery, and the waiting reasons under it. */
export function drawContainerLane(failure: ReportFailure, facts: IncidentFacts, axis: TimeAxis): Drawing {
  const gone = readOptionalInterval(failure.recoveredAt) ?? readOptionalInterval(failure.deletedAt);
  const marks =
    failure.backoff.map((wait) => drawWait(wait, facts, axis)).join('') +
    drawOutcome(failure, gone, axis) +
    drawAttempts(failure, axis) +
    drawReasons(failure, axis);
  return { height: ROW_HEIGHT, marks, description: 'Failed pulls and back-off waits of this container' };
}

/** What lies behind all lanes: the grid, the fault fading to the first success, and when pulls worked again. */
export function drawFaultBand(facts: IncidentFacts, axis: TimeAxis): Drawing {
  const start = axis.place(firstFinite(facts.started.earliest, facts.started.latest) ?? axis.from);
  const ended = facts.ended;
  if (!ended) {
    const over = facts.over ? axis.place(Math.min(facts.over.latest, axis.to)) : 1;
    return { height: null, marks: drawBand(start, over, 'tint-fail') + drawGrid(axis), description: '' };
  }
  const fadeFrom = axis.place(Math.max(ended.earliest, axis.from));
  const fadeTo = axis.place(Math.min(ended.latest, axis.to));
  const marks =
    drawBand(start, fadeFrom, 'tint-fail') +
    drawBand(fadeFrom, fadeTo, 'fill-fade-tint') +
    drawGrid(axis) +
    (facts.firstSuccess ? upright(fadeTo, 0, '100%', 'stroke-ok-thin') : '');
  return { height: null, marks, description: '' };
}

function drawWait(wait: ReportFailure['backoff'][number], facts: IncidentFacts, axis: TimeAxis): string {
  const start = middleOf(readInterval(wait.from));
  if (start === null) return '';
  const to = readInterval(wait.to);
  const end = Number.isFinite(to.latest) ? (middleOf(to) ?? axis.to) : axis.to;
  const from = axis.place(start);
  const until = axis.place(end);
  if (until <= from) return '';
  const height = STEP_HEIGHTS[lawStep(wait.delaySeconds)] ?? 17;
  const answersAt = facts.ended && facts.firstSuccess ? axis.place(Math.min(facts.ended.latest, axis.to)) : 1;
  const split = Math.min(Math.max(answersAt, from), until);
  const kind = wait.basis === 'inferred' ? 'fill-wait-inferred' : 'fill-wait';
  let marks = split > from ? bar(from, split, BASELINE - height, height, kind) : '';
  if (until > split) marks += bar(split, until, BASELINE - height, height, 'fill-lag');
  if (wait.delaySeconds >= 160 && split - from > 0.05) {
    const text = wait.basis === 'inferred' ? 'in-bar in-bar-pale' : 'in-bar';
    marks += label(from, BASELINE - 4, String(wait.delaySeconds), text, 'start', 9);
  }
  return marks;
}

function lawStep(delaySeconds: number): number {
  return Math.max(0, Math.min(5, Math.round(Math.log2(delaySeconds / 10))));
}

function drawAttempts(failure: ReportFailure, axis: TimeAxis): string {
  const isThinned = failure.attempts.length > MARK_LIMIT;
  let lastPlace = -1;
  let marks = '';
  for (const attempt of failure.attempts) {
    const at = readInterval(attempt.at);
    const middle = middleOf(at);
    if (middle === null) continue;
    const x = axis.place(middle);
    if (isThinned && x - lastPlace < 1 / MARK_LIMIT) continue;
    lastPlace = x;
    if (attempt.outcome === 'succeeded') marks += mark('m-tick', x, BASELINE - 2);
    else if (attempt.outcome === 'unknown') marks += mark('m-open', x, BASELINE - 2);
    else if (attempt.basis === 'inferred') marks += drawWhisker(at, axis) + mark('m-diamond', x, BASELINE - 4);
    else marks += drawWideWhisker(at, axis) + mark('m-cross', x, BASELINE - 2);
  }
  return marks;
}

// A recorded failure needs a whisker only where its record leaves the time open by more than the mark is wide.
function drawWideWhisker(at: Interval, axis: TimeAxis): string {
  return placeOf(at.latest, axis) - placeOf(at.earliest, axis) > 0.012 ? drawWhisker(at, axis) : '';
}

function drawWhisker(at: Interval, axis: TimeAxis): string {
  const from = placeOf(at.earliest, axis);
  const to = placeOf(at.latest, axis);
  const y = BASELINE - 4;
  if (to - from < 0.004) return '';
  return level(from, to, y, 'whisker') + upright(from, y - 3, y + 3, 'whisker') + upright(to, y - 3, y + 3, 'whisker');
}

function drawOutcome(failure: ReportFailure, gone: Interval | null, axis: TimeAxis): string {
  const at = gone && middleOf(gone);
  if (at === null) return '';
  const x = axis.place(at);
  if (!failure.recoveredAt) return mark('m-gone', x, BASELINE - 2);
  const isDrawn = failure.attempts.some((attempt) => attempt.outcome === 'succeeded');
  return level(x, 1, BASELINE - 2, 'stroke-ok') + (isDrawn ? '' : mark('m-tick', x, BASELINE - 2));
}

function drawReasons(failure: ReportFailure, axis: TimeAxis): string {
  let marks = '';
  let lastEnd = -1;
  const isThinned = failure.waitingReasons.length > MARK_LIMIT;
  for (const span of failure.waitingReasons) {
    const from = placeOf(readInterval(span.from).latest, axis);
    const to = placeOf(readInterval(span.to).earliest, axis);
    if (isThinned && from - lastEnd < 0.5 / MARK_LIMIT && to - lastEnd < 0.5 / MARK_LIMIT) continue;
    lastEnd = Math.max(to, from);
    const kind = span.reason === 'ErrImagePull' ? 'fill-fail' : 'fill-mute';
    // A sample proves its instant only: it is drawn as a short block, so that missed samples show.
    const width = Math.max(to - from, 0.005);
    marks += element('rect', { x: percent(from), y: BASELINE + 6, width: percent(width), height: 4, class: kind });
  }
  return marks;
}

function placeOf(instant: Instant, axis: TimeAxis): number {
  return axis.place(Math.min(Math.max(instant, axis.from), axis.to));
}
