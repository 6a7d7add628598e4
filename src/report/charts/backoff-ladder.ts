import type { ReportFailure, ReportIncident } from '../../model/report.ts';
import { middleOf, readInterval } from '../read-interval.ts';
import { type Drawing, element, label, level, percent } from './svg.ts';

const HEIGHT = 236;
const TOP = 12;
const FLOOR = 196;
const MAX_SECONDS = 340;
const MAX_STEPS = 12;
const LEFT = 0.1;
/** The kubelet looks at a pod again at most this long after a wait is over: a sync every 10 to 15 s, on ticks of 1 s. */
export const SYNC_SECONDS = 17;
/** Wider than this, a wait says nothing about the law. */
const MAX_DOUBT_SECONDS = 30;
const DOTS_PER_STEP = 60;

/** One wait between two pull calls, with what the kubelet's law sets for it. Seconds. */
export interface LadderWait {
  /** Number of the failure before it, counted since the law began at 10 s. The last step of the picture takes all later ones. */
  readonly step: number;
  readonly lawSeconds: number;
  readonly seconds: number;
  readonly basis: 'observed' | 'inferred';
}

/** The waits of an incident that can be held against the law: those between attempts whose times are known well. */
export function collectLadderWaits(incident: ReportIncident): LadderWait[] {
  return incident.failures.flatMap(collectWaits);
}

function collectWaits(failure: ReportFailure): LadderWait[] {
  const waits: LadderWait[] = [];
  let step = 0;
  let next = 0;
  for (const wait of failure.backoff) {
    step = wait.delaySeconds <= 10 ? 1 : step + 1;
    const from = readInterval(wait.from);
    const before = middleOf(from);
    if (before === null) continue;
    // Attempts and waits are in order of time. The call after a wait never comes much before its end; half of it is room
    // for the doubt in both times, and tells that call from the one before the wait.
    const notBefore = before + wait.delaySeconds * 500;
    while (next < failure.attempts.length && endOf(failure, next) < notBefore) next += 1;
    const after = failure.attempts[next];
    if (!after) break;
    const to = readInterval(after.startedAt ?? after.at);
    const seconds = ((middleOf(to) ?? Number.NaN) - before) / 1000;
    const doubt = (to.latest - to.earliest + from.latest - from.earliest) / 1000;
    if (!(seconds > 0) || doubt > MAX_DOUBT_SECONDS) continue;
    const isObserved = wait.basis === 'observed' && after.basis === 'observed';
    waits.push({ step, lawSeconds: wait.delaySeconds, seconds, basis: isObserved ? 'observed' : 'inferred' });
  }
  return waits;
}

function endOf(failure: ReportFailure, index: number): number {
  const attempt = failure.attempts[index];
  return (attempt && middleOf(readInterval(attempt.at))) ?? Number.NEGATIVE_INFINITY;
}

/** The ladder: the law as steps, and each wait as a dot on or above its step. */
export function drawBackoffLadder(waits: readonly LadderWait[]): Drawing {
  const steps = Math.min(MAX_STEPS, Math.max(6, ...waits.map((wait) => wait.step)));
  const stepWidth = (1 - LEFT) / steps;
  let marks = '';
  for (let seconds = 0; seconds <= 300; seconds += 60) {
    marks += level(LEFT, 1, yOf(seconds), 'grid') + label(LEFT, yOf(seconds) + 4, `${seconds} s`, 'axis', 'end', -8);
  }
  for (let step = 1; step <= steps; step += 1) {
    const law = Math.min(300, 10 * 2 ** (step - 1));
    const x = LEFT + (step - 1) * stepWidth;
    const shape = { x: percent(x + stepWidth * 0.05), width: percent(stepWidth * 0.9) };
    marks += element('rect', {
      ...shape,
      y: yOf(law + SYNC_SECONDS),
      height: yOf(law) - yOf(law + SYNC_SECONDS),
      class: 'tint-wait',
    });
    marks += level(x + stepWidth * 0.05, x + stepWidth * 0.95, yOf(law), 'stroke-law');
    if (step <= 6)
      marks += label(x + stepWidth / 2, step < 4 ? yOf(law) - 16 : yOf(law) + 14, String(law), 'axis strong', 'middle');
    const hasLater = step === MAX_STEPS && waits.some((wait) => wait.step > MAX_STEPS);
    marks += label(x + stepWidth / 2, FLOOR + 18, hasLater ? `${step}+` : String(step), 'axis', 'middle');
    marks += drawDots(pickStep(waits, step), x, stepWidth);
  }
  marks += label(LEFT + (1 - LEFT) / 2, FLOOR + 35, 'wait after failure number', 'axis', 'middle');
  return { height: HEIGHT, marks, description: 'Waits between pulls, against the back-off law of the kubelet' };
}

function pickStep(waits: readonly LadderWait[], step: number): LadderWait[] {
  return waits.filter((wait) => Math.min(wait.step, MAX_STEPS) === step && wait.seconds <= MAX_SECONDS);
}

function drawDots(waits: readonly LadderWait[], x: number, stepWidth: number): string {
  const stride = Math.ceil(waits.length / DOTS_PER_STEP);
  const shown = waits.filter((_, index) => index % stride === 0);
  return shown
    .map((wait, index) => {
      const place = x + stepWidth * (0.12 + (0.76 * (index + 0.5)) / shown.length);
      const isObserved = wait.basis === 'observed';
      return element('circle', {
        cx: percent(place),
        cy: yOf(wait.seconds),
        r: isObserved ? 2.6 : 2.4,
        class: isObserved ? 'fill-ink' : 'open',
      });
    })
    .join('');
}

function yOf(seconds: number): number {
  return FLOOR - (seconds / MAX_SECONDS) * (FLOOR - TOP);
}

/** How many waits the picture leaves out: too long for it, or more than fit in a step. */
export function countUndrawnWaits(waits: readonly LadderWait[]): number {
  return waits.length - countDrawn(waits);
}

function countDrawn(waits: readonly LadderWait[]): number {
  let drawn = 0;
  for (let step = 1; step <= MAX_STEPS; step += 1) {
    const inStep = pickStep(waits, step).length;
    drawn += inStep === 0 ? 0 : Math.ceil(inStep / Math.ceil(inStep / DOTS_PER_STEP));
  }
  return drawn;
}
