import type { FormatSample } from './format.ts';

/* As promtool 2.42 prints; names are invented. */
export const TSDB_DUMP_SAMPLES: readonly FormatSample[] = [
  {
    title: 'a series that ends twice (NaN is the staleness marker), and one that is none of ours',
    text: `{__name__="kube_pod_container_status_waiting_reason", container="app", namespace="prod", pod="live-0", reason="ErrImagePull", uid="0000-0"} 1 1795261543019
{__name__="kube_pod_container_status_waiting_reason", container="app", namespace="prod", pod="live-0", reason="ErrImagePull", uid="0000-0"} NaN 1795261548022
{__name__="kube_pod_container_status_waiting_reason", container="app", namespace="prod", pod="live-0", reason="ErrImagePull", uid="0000-0"} 1 1795261588021
{__name__="kube_pod_container_status_waiting_reason", container="app", namespace="prod", pod="live-0", reason="ErrImagePull", uid="0000-0"} NaN 1795261593022
{__name__="up", job="kubelet"} 1 1795261588021
{__name__="kube_pod_container_info", container="app", image="", image_spec="a\\\\b:1", namespace="prod", pod="live-0", uid="0000-0"} 1 1795261588021`,
    observations: [
      {
        kind: 'waiting-series',
        reason: 'ErrImagePull',
        subject: { namespace: 'prod', pod: 'live-0', container: 'app' },
        waitingAtMs: Float64Array.of(1795261543019, 1795261588021),
        notWaitingAtMs: Float64Array.of(),
        first: { valueMs: 1795261543019, widthMs: 0 },
        last: { valueMs: 1795261588021, widthMs: 0 },
        evidence: { line: 1, item: null },
      },
      { kind: 'pod', containers: [{ image: 'a\\b:1' }], evidence: { line: 6 } },
    ],
  },
];
