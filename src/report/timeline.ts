import type { Evidence } from '../model/evidence.ts';
import type { Incident } from '../model/incident.ts';
import type { PullHistory } from '../model/pull.ts';
import { compareIntervals, type Interval } from '../model/time.ts';

/** One thing that happened, before it is written into the report. */
export interface Happening {
  readonly at: Interval;
  readonly kind:
    | 'change'
    | 'pull-failed'
    | 'pull-succeeded'
    | 'pull-open'
    | 'check-failed'
    | 'recovered'
    | 'pod-deleted';
  readonly history: PullHistory | null;
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly incident: string | null;
}

/** What was observed of the incidents, in order of time. Inferred calls are no observations and stay out. */
export function tellTimeline(incidents: readonly Incident[]): Happening[] {
  const happenings: Happening[] = [];
  for (const { id, triggers, failures } of incidents) {
    for (const { at, statement, evidence } of triggers) {
      happenings.push({ at, kind: 'change', history: null, text: statement, evidence, incident: id });
    }
    for (const { history } of failures) happenings.push(...tellHistory(history, id));
  }
  return happenings.sort((a, b) => compareIntervals(a.at, b.at) || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

function tellHistory(history: PullHistory, incident: string): Happening[] {
  const told: Happening[] = [];
  const tell = (at: Interval, kind: Happening['kind'], text: string, evidence: readonly Evidence[]) =>
    told.push({ at, kind, history, text, evidence, incident });
  const image = history.subject.image ?? 'the image';
  const whose = history.kind === 'sandbox' ? `the pause image ${image}` : image;
  for (const attempt of history.attempts) {
    if (attempt.basis === 'inferred') continue;
    if (attempt.outcome === 'failed') tell(attempt.at, 'pull-failed', `Pull of ${whose} failed`, attempt.evidence);
    else if (attempt.outcome === 'succeeded')
      tell(attempt.at, 'pull-succeeded', `Pull of ${whose} worked`, attempt.evidence);
    else tell(attempt.at, 'pull-open', `Pull of ${whose} began and shows no end`, attempt.evidence);
  }
  if (history.attempts.length === 0) {
    const [first] = history.evidence;
    const last = history.evidence.at(-1);
    const reason = history.reasons[0] ?? 'the check';
    if (first) tell(history.firstFailureAt, 'check-failed', `${image}: ${reason}, seen first`, [first]);
    if (last && last !== first) tell(history.lastFailureAt, 'check-failed', `${image}: ${reason}, seen last`, [last]);
  }
  const worked = history.attempts.some(({ outcome }) => outcome === 'succeeded');
  if (history.recoveredAt && !worked) tell(history.recoveredAt, 'recovered', `${image} is on the node`, []);
  if (history.deletedAt) tell(history.deletedAt, 'pod-deleted', 'The pod was deleted', []);
  return told;
}
