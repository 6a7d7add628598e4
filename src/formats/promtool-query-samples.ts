import type { FormatSample } from './format.ts';

/* As promtool 2.42 prints; names are invented. */
export const PROMTOOL_QUERY_SAMPLES: readonly FormatSample[] = [
  {
    title: 'promtool query range: a series and its samples, a join without name, a sum',
    text: `kube_pod_container_status_waiting_reason{container="app", namespace="prod", pod="live-0", reason="ErrImagePull", uid="0000-0"} =>
1 @[1795261545]
1 @[1795261590.5]
{container="app", image="registry.corp.example/team/app:2.0", namespace="prod", pod="live-1", reason="ImagePullBackOff"} =>
1 @[1795261545]
{namespace="prod", reason="ErrImagePull"} =>
7 @[1795261545]`,
    observations: [
      {
        kind: 'waiting-series',
        reason: 'ErrImagePull',
        subject: { pod: 'live-0', containerType: 'regular', image: null },
        waitingAtMs: Float64Array.of(1795261545000, 1795261590500),
        evidence: { line: 1 },
      },
      {
        kind: 'waiting-series',
        subject: { pod: 'live-1', containerType: null, image: 'registry.corp.example/team/app:2.0' },
        evidence: { line: 4 },
      },
    ],
  },
  {
    title: 'promtool query instant: the time is that of the query, not of the sample',
    text: `kube_pod_container_status_waiting_reason{container="app", namespace="prod", pod="live-1", reason="ImagePullBackOff", uid="0000-1"} => 1 @[1795261891.172]
kube_pod_info{created_by_kind="<none>", created_by_name="<none>", namespace="prod", node="node-a", pod="live-1", uid="0000-1"} => 1 @[1795261891.172]`,
    observations: [
      {
        kind: 'waiting',
        reason: 'ImagePullBackOff',
        subject: { pod: 'live-1' },
        first: { valueMs: 1795261591172, widthMs: 300000 },
        evidence: { line: 1 },
      },
      { kind: 'pod', subject: { pod: 'live-1', node: 'node-a' }, owner: null, evidence: { line: 2 } },
    ],
  },
  {
    title: 'promtool query series: no samples, so nothing',
    text: `{__name__="kube_pod_container_status_waiting_reason", container="app", namespace="batch", pod="mail-0", reason="ErrImagePull"}`,
    observations: [],
  },
];
