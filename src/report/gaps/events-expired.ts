import type { PullHistory } from '../../model/pull.ts';
import { type Evidenced, idsOf, incidentsWhere, isLogged, journalCommand, minuteOf } from './evidenced.ts';

/** kube-apiserver `--event-ttl`: an Event dies so long after its last write. OpenShift sets three hours. */
const TTL_MS = 3_600_000;
const OPENSHIFT_TTL_MS = 3 * TTL_MS;

/** Failures that are older than Events live, and that no log tells of. */
export function findEventsExpired(evidenced: Evidenced) {
  const { records, incidents, capturedAt, coverage } = evidenced;
  if (evidenced.ofOrigin('event').length === 0 || !Number.isFinite(capturedAt.earliest)) return null;
  const isOpenShift = records.some(({ observation: { subject } }) => subject.namespace?.startsWith('openshift-'));
  const ttlMs = isOpenShift ? OPENSHIFT_TTL_MS : TTL_MS;
  const horizon = capturedAt.earliest - ttlMs;
  const life = isOpenShift ? 'three hours after its last write, as OpenShift sets it' : 'an hour after its last write';
  const collect = [
    isOpenShift
      ? 'oc get events -A -o json   # within three hours of the failure'
      : 'kubectl get events -A -o json   # within an hour of the failure',
  ];
  if (incidents.length === 0) {
    if (coverage.some(({ origin, from }) => origin === 'kubelet' && from.earliest <= horizon)) return null;
    return {
      id: 'events-expired',
      statement: `Whether pulls failed before ${minuteOf(horizon)} UTC and recovered: the API server forgets an Event ${life}, and no kubelet log reaches back that far.`,
      hides: 'Earlier failures that were over when the files were saved.',
      incidents: [],
      collect: [
        ...collect,
        'journalctl -u kubelet --since -1d --utc --all --no-pager -o short-iso-precise   # on each node',
      ],
    };
  }
  const isOlder = (history: PullHistory) => history.firstFailureAt.earliest < horizon && !isLogged(evidenced, history);
  const older = incidentsWhere(evidenced, isOlder);
  if (older.length === 0) return null;
  return {
    id: 'events-expired',
    statement: `What Events said before ${minuteOf(horizon)} UTC of ${idsOf(older).join(', ')}: the API server forgets an Event ${life}.`,
    hides: 'The first failures, their texts, and pods that failed and were gone before.',
    incidents: idsOf(older),
    collect: [...collect, journalCommand(older, 'keeps longer; on the nodes of these pods')],
  };
}
