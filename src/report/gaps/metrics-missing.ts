import { type Evidenced, idsOf, incidentsWhere, isLogged, minuteOf } from './evidenced.ts';

/** Incidents whose course between the records only metrics would tell. */
export function findMetricsMissing(evidenced: Evidenced) {
  // What a metric says of a node tells nothing of its pods.
  if (evidenced.ofOrigin('metric').some(({ kind }) => kind !== 'changed')) return null;
  const incidents = incidentsWhere(evidenced, (history) => !isLogged(evidenced, history));
  const [first] = incidents;
  if (!first) return null;
  const start = minuteOf(Math.min(...incidents.map(({ startedAt }) => startedAt.earliest)) - 600_000);
  const end = minuteOf(evidenced.capturedAt.latest);
  return {
    id: 'metrics-missing',
    statement:
      'How the waiting went on between the records, and whether an alert could have fired: no metrics are among the files.',
    hides: 'Recoveries and relapses that left no Event.',
    incidents: idsOf(incidents),
    collect: [
      `curl -sG PROMETHEUS/api/v1/query_range --data-urlencode 'query=kube_pod_container_status_waiting_reason' -d start=${start === null ? 'START' : `${start}:00Z`} -d end=${end === null ? 'END' : `${end}:00Z`} -d step=30`,
    ],
  };
}
