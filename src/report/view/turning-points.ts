import type { Instant } from '../../model/time.ts';
import { firstOf } from '../../model/time.ts';
import { LEGEND } from '../charts/legend.ts';
import { type Drawing, level, upright } from '../charts/svg.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { readOptionalInterval } from '../read-interval.ts';
import { formatClock, formatTimes } from '../wording.ts';

/** A point under the phase bar, with the swatch of its part of the bar. */
export interface TurningPointView {
  readonly swatch: Drawing;
  readonly time: string;
  readonly text: string;
}

const RUNNING: Drawing = {
  height: 12,
  marks: upright(0.15, 1, 11, 'stroke-ok') + level(0.15, 1, 6, 'stroke-ok'),
  description: '',
};

/** The four turning points of an incident, as an interval each; fewer where they did not happen. */
export function listTurningPoints(facts: IncidentFacts, day: Instant | null): TurningPointView[] {
  const { incident, lastFailure, ended, lastRecovery, capture } = facts;
  const noun = facts.failedPulls.max === 0 ? 'check' : 'pull';
  const points: TurningPointView[] = [
    { swatch: LEGEND.failing.swatch, time: formatTimes(facts.started, { day }), text: `first failed ${noun}` },
  ];
  if (lastFailure) {
    const text = ended ? `last failed ${noun}, then silence` : `last failed ${noun}`;
    points.push({
      swatch: ended ? LEGEND.fading.swatch : LEGEND.failing.swatch,
      time: formatTimes(lastFailure, { day }),
      text,
    });
  }
  const recoveries = incident.failures.flatMap((failure) => readOptionalInterval(failure.recoveredAt) ?? []);
  const firstRecovery = facts.firstSuccess ?? firstOf(recoveries);
  if (firstRecovery && recoveries.length > 1) {
    points.push({
      swatch: LEGEND.lag.swatch,
      time: formatTimes(firstRecovery, { day }),
      text: 'first pull that worked; others still wait',
    });
  }
  const at = capture ? `; capture at ${formatClock(capture.latest).slice(0, 5)}` : '';
  if (lastRecovery) {
    const what = recoveries.length > 1 ? 'last to recover' : 'recovered';
    points.push({ swatch: RUNNING, time: formatTimes(lastRecovery, { day }), text: what + at });
  }
  if (facts.over && !lastRecovery) {
    points.push({
      swatch: LEGEND.waiting.swatch,
      time: formatTimes(facts.over, { day }),
      text: `last pod deleted${at}`,
    });
  }
  if (incident.status === 'ongoing' && capture) {
    points.push({ swatch: LEGEND.waiting.swatch, time: formatTimes(capture, { day }), text: 'capture; still waiting' });
  }
  return points;
}
