import { addTo } from '../../model/lists.ts';
import type { Observation } from '../../model/observation.ts';
import { type Evidenced, historiesOf, idsOf, incidentsWhere, isLogged } from './evidenced.ts';

/** A pod in back-off is synced every 10 to 15 seconds, and each sync counts its BackOff Event up. */
const MUST_REPEAT_MS = 90_000;

/**
 * Event logs by exporters that write an Event when it is made and not when it is counted up: every BackOff stands once,
 * though the pod went on failing long after.
 */
export function findEventUpdatesDropped(evidenced: Evidenced) {
  const backoffs = new Map<string, Observation[]>();
  for (const observation of evidenced.ofOrigin('event')) {
    if (observation.kind !== 'back-off' || observation.combined) continue;
    addTo(backoffs, `${observation.subject.namespace}/${observation.subject.pod}`, observation);
  }
  const isSingle = (events: readonly Observation[] | undefined) =>
    events !== undefined && events.length === 1 && events[0]?.count === 1;
  const incidents = incidentsWhere(evidenced, (history) => {
    const { namespace, pod } = history.subject;
    const lasted = history.lastFailureAt.earliest - history.firstFailureAt.latest;
    return lasted > MUST_REPEAT_MS && isSingle(backoffs.get(`${namespace}/${pod}`)) && !isLogged(evidenced, history);
  });
  if (incidents.length === 0) return null;
  const pods = new Set(incidents.flatMap(historiesOf).map(({ subject }) => `${subject.namespace}/${subject.pod}`));
  // One pod alone can have lost its count to a restart of the kubelet; several have not.
  const all = [...pods].flatMap((pod) => (backoffs.has(pod) ? [backoffs.get(pod)] : []));
  if (!all.every(isSingle)) return null;
  return {
    id: 'event-updates-dropped',
    statement:
      'How often the pods tried: every BackOff Event among the files stands there once, though the pods went on failing, so these Events were written when they were made and not when they were counted up.',
    hides: 'Repeats, and when a failure was seen last.',
    incidents: idsOf(incidents),
    collect: [
      'kubectl get events -A -o json   # has the counts',
      'kubectl get events -A -o json --watch   # as an exporter must follow them: updates too',
    ],
  };
}
