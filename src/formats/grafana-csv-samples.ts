import type { FormatSample } from './format.ts';

/* In the notation of Grafana's toCSV; names are invented. */
export const GRAFANA_CSV_SAMPLES: readonly FormatSample[] = [
  {
    title: 'series joined by time, raw times; an empty cell is no sample',
    text: `"Time","kube_pod_container_status_waiting_reason{container=""web"", namespace=""shop"", pod=""cart-0"", reason=""ErrImagePull""}","{container=""web"", namespace=""shop"", pod=""cart-0"", reason=""ImagePullBackOff""}","Total"
1720998600000,1,,1
1720998630000,,1,1
1720998660000,,1,1`,
    observations: [
      {
        kind: 'waiting-series',
        reason: 'ErrImagePull',
        subject: { namespace: 'shop', pod: 'cart-0', container: 'web', containerType: 'regular' },
        waitingAtMs: Float64Array.of(1720998600000),
        evidence: { line: 2, item: null },
      },
      {
        kind: 'waiting-series',
        reason: 'ImagePullBackOff',
        waitingAtMs: Float64Array.of(1720998630000, 1720998660000),
        evidence: { line: 3 },
      },
    ],
  },
  {
    title: "semicolons and formatted times, which are in the dashboard's zone",
    text: `sep=;
"Time";"{container=""web"", namespace=""shop"", pod=""cart-0"", reason=""ImagePullBackOff""}"
2024-07-14 23:10:00;1
2024-07-14 23:10:30;1
2024-07-14 23:11:00;
2024-07-14 23:11:30;1`,
    observations: [
      {
        kind: 'waiting',
        reason: 'ImagePullBackOff',
        first: {
          clock: { notation: 'zoneless', keeper: { kind: 'monitoring' } },
          valueMs: 1720998600000,
          widthMs: 1000,
        },
      },
      { kind: 'waiting', first: { valueMs: 1720998630000 } },
      { kind: 'waiting', first: { valueMs: 1720998690000 } },
    ],
  },
  {
    title: 'table format of an instant query: a column for each label',
    text: `"Time","__name__","container","namespace","pod","reason","uid","Value"
1720998600000,kube_pod_container_status_waiting_reason,web,shop,cart-0,ImagePullBackOff,u-1,1
1720998600000,kube_pod_container_status_waiting_reason,web,shop,cart-1,ErrImagePull,u-2,0`,
    observations: [
      {
        kind: 'waiting',
        reason: 'ImagePullBackOff',
        subject: { pod: 'cart-0', podUid: 'u-1' },
        first: { valueMs: 1720998300000, widthMs: 300000 },
        evidence: { line: 2 },
      },
    ],
  },
];
