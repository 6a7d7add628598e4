import type { FormatSample } from './format.ts';

/* As Prometheus 2.42 answers, on one line; names are invented. */
export const PROMETHEUS_RANGE_SAMPLES: readonly FormatSample[] = [
  {
    title: 'query_range answer, kube-state-metrics 2.x without honor_labels, and its init twin',
    text: `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"kube-state-metrics","exported_container":"web","exported_namespace":"shop","exported_pod":"cart-8kl7z","namespace":"monitoring","pod":"kube-state-metrics-0","reason":"ErrImagePull","uid":"f74c673d"},"values":[[1720998600,"1"],[1720998780,"1"]]},{"metric":{"__name__":"kube_pod_init_container_status_waiting_reason","container":"init-db","namespace":"shop","pod":"db-0","reason":"ImagePullBackOff"},"values":[[1720998630.5,"1"]]},{"metric":{"__name__":"up","job":"kube-state-metrics"},"values":[[1720998600,"1"]]}]}}
`,
    observations: [
      {
        kind: 'waiting-series',
        origin: 'metric',
        reason: 'ErrImagePull',
        waitingAtMs: Float64Array.of(1720998600000, 1720998780000),
        notWaitingAtMs: Float64Array.of(),
        subject: {
          namespace: 'shop',
          pod: 'cart-8kl7z',
          podUid: 'f74c673d',
          container: 'web',
          containerType: 'regular',
          image: null,
        },
        first: { clock: { notation: 'absolute', keeper: { kind: 'monitoring' } }, valueMs: 1720998600000, widthMs: 0 },
        last: { valueMs: 1720998780000, widthMs: 0 },
        count: 2,
        evidence: { line: 1, item: 0 },
      },
      {
        kind: 'waiting-series',
        reason: 'ImagePullBackOff',
        subject: { pod: 'db-0', podUid: null, containerType: 'init' },
        waitingAtMs: Float64Array.of(1720998630500),
        evidence: { line: 1, item: 1 },
      },
    ],
  },
  {
    title: 'kube-state-metrics 1.x: a series for every reason, with zeros; the bare list that promtool prints',
    text: `[{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"app","namespace":"prod","pod":"a-0","reason":"ImagePullBackOff"},"values":[[1720998600,"0"],[1720998630,"1"],[1720998660,"0"]]},{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"app","namespace":"prod","pod":"b-0","reason":"ImagePullBackOff"},"values":[[1720998600,"0"],[1720998630,"0"]]},{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"app","namespace":"prod","pod":"c-0","reason":"CrashLoopBackOff"},"values":[[1720998600,"1"]]}]
`,
    observations: [
      {
        kind: 'waiting-series',
        waitingAtMs: Float64Array.of(1720998630000),
        notWaitingAtMs: Float64Array.of(1720998600000, 1720998660000),
        subject: { pod: 'a-0' },
      },
      { kind: 'other-problem', problem: 'crash-loop', reason: 'CrashLoopBackOff', subject: { pod: 'c-0' } },
    ],
  },
  {
    title: 'a join with kube_pod_container_info, which has the image and no name; a sum, which is of no container',
    text: `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"container":"app","image":"registry.corp.example/team/app:2.0","namespace":"prod","pod":"live-0","reason":"ErrImagePull","uid":"0000-0"},"values":[[1795261545,"1"]]},{"metric":{"namespace":"prod","reason":"ErrImagePull"},"values":[[1795261545,"7"]]}]}}
`,
    observations: [
      {
        kind: 'waiting-series',
        subject: { pod: 'live-0', containerType: null, image: 'registry.corp.example/team/app:2.0' },
        evidence: {
          excerpt:
            'series prod/live-0 · container: app · reason: ErrImagePull · 1 samples of 1 from 1795261545 to 1795261545',
        },
      },
    ],
  },
];
