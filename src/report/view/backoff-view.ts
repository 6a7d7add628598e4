import type { ReportIncident } from '../../model/report.ts';
import { collectLadderWaits, countUndrawnWaits, drawBackoffLadder, SYNC_SECONDS } from '../charts/backoff-ladder.ts';
import { LEGEND } from '../charts/legend.ts';
import { count, formatNumber } from '../wording.ts';

const FEWEST_WAITS = 3;

/** The back-off ladder of an incident and what it shows; null where too few waits are known well. */
export function viewBackoff(incident: ReportIncident) {
  const waits = collectLadderWaits(incident);
  if (waits.length < FEWEST_WAITS) return null;
  const observed = waits.filter((wait) => wait.basis === 'observed');
  const fitting = observed.filter(
    ({ seconds, lawSeconds }) => seconds >= lawSeconds - 1 && seconds <= lawSeconds + SYNC_SECONDS,
  );
  const undrawn = countUndrawnWaits(waits);
  const fit =
    observed.length === 0
      ? 'None of them is recorded at both ends.'
      : fitting.length === observed.length
        ? `All ${formatNumber(observed.length)} observed ones fall within ${SYNC_SECONDS} s after the law allows a retry.`
        : `${formatNumber(fitting.length)} of ${formatNumber(observed.length)} observed ones fall within ${SYNC_SECONDS} s after the law allows a retry.`;
  return {
    text: `${count(waits.length, 'wait')}. ${fit}${undrawn > 0 ? ` ${formatNumber(undrawn)} are not drawn: longer than the scale, or too many for one step.` : ''}`,
    drawing: drawBackoffLadder(waits),
    legend: [LEGEND.law, LEGEND.observedWait, ...(observed.length < waits.length ? [LEGEND.workedOut] : [])],
  };
}
