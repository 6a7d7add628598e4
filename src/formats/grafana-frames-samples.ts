import type { FormatSample } from './format.ts';

const LABELS =
  '{"__name__":"kube_pod_container_status_waiting_reason","container":"web","namespace":"shop","pod":"cart-0","reason":"ImagePullBackOff"}';
const SERIES = {
  kind: 'waiting-series',
  reason: 'ImagePullBackOff',
  subject: { namespace: 'shop', pod: 'cart-0', container: 'web', containerType: 'regular' },
  waitingAtMs: Float64Array.of(1720998600000, 1720998660000),
};

/* In the shapes of Grafana's DataFrameJSON.ts and PanelData; names are invented. */
export const GRAFANA_FRAMES_SAMPLES: readonly FormatSample[] = [
  {
    title: 'DataFrame JSON of the inspector: schema and data apart; null is no sample',
    text: `[
  {
    "schema": { "refId": "A", "fields": [
      { "name": "Time", "type": "time", "typeInfo": { "frame": "time.Time" } },
      { "name": "Value", "type": "number", "labels": ${LABELS} } ] },
    "data": { "values": [[1720998600000, 1720998630000, 1720998660000], [1, null, 1]] }
  }
]
`,
    observations: [{ ...SERIES, evidence: { line: 2, item: 0 } }],
  },
  {
    title: 'answer of the data source, compact',
    text: `{"results":{"A":{"status":200,"frames":[{"schema":{"fields":[{"name":"Time","type":"time"},{"name":"Value","type":"number","labels":${LABELS}}]},"data":{"values":[[1720998600000,1720998660000],[1,1]],"nanos":[[0,0],null]}}]}}}
`,
    observations: [{ ...SERIES, evidence: { line: 1, item: null } }],
  },
  {
    title: 'panel data of the inspector: series whose fields hold their values',
    text: `{"state":"Done","series":[{"refId":"A","fields":[{"name":"Time","type":"time","config":{},"values":[1720998600000,1720998660000]},{"name":"Value","type":"number","labels":${LABELS},"values":[1,1]}],"length":2}],"timeRange":{"from":"2024-07-14T23:00:00.000Z"}}
`,
    observations: [SERIES],
  },
  {
    title: 'table format of an instant query: a field for each label',
    text: `[{"schema":{"fields":[{"name":"Time","type":"time"},{"name":"container","type":"string"},{"name":"namespace","type":"string"},{"name":"pod","type":"string"},{"name":"reason","type":"string"},{"name":"Value","type":"number"}]},"data":{"values":[[1720998600000,1720998600000],["web","web"],["shop","shop"],["cart-0","cart-1"],["ErrImagePull","ErrImagePull"],[1,0]]}}]
`,
    observations: [
      {
        kind: 'waiting',
        reason: 'ErrImagePull',
        subject: { pod: 'cart-0', containerType: null },
        first: { valueMs: 1720998300000, widthMs: 300000 },
      },
    ],
  },
  {
    title: 'time series until Grafana 7',
    text: `[{"target":"{container=\\"web\\",namespace=\\"shop\\",pod=\\"cart-0\\",reason=\\"ImagePullBackOff\\"}","datapoints":[[1,1720998600000],[null,1720998630000],[1,1720998660000]]}]
`,
    observations: [{ ...SERIES, subject: { pod: 'cart-0', containerType: null } }],
  },
];
