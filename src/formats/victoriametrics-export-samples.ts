import type { FormatSample } from './format.ts';

/* In the shape of VictoriaMetrics' documentation; names are invented. */
export const VICTORIAMETRICS_EXPORT_SAMPLES: readonly FormatSample[] = [
  {
    title: 'one series on two lines, with a null between; another series between them',
    text: `{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"web","namespace":"shop","pod":"cart-0","reason":"ImagePullBackOff"},"values":[1,null,1],"timestamps":[1720998600010,1720998630010,1720998660010]}
{"metric":{"__name__":"up","job":"kubelet"},"values":[1],"timestamps":[1720998600010]}
{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"web","namespace":"shop","pod":"cart-0","reason":"ImagePullBackOff"},"values":[1,0],"timestamps":[1720998690010,1720998720010]}
`,
    observations: [
      {
        kind: 'waiting-series',
        reason: 'ImagePullBackOff',
        subject: { namespace: 'shop', pod: 'cart-0', container: 'web', containerType: 'regular' },
        waitingAtMs: Float64Array.of(1720998600010, 1720998660010, 1720998690010),
        notWaitingAtMs: Float64Array.of(1720998720010),
        count: 3,
        evidence: { line: 1, item: null },
      },
    ],
  },
];
