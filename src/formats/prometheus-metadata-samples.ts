import type { FormatSample } from './format.ts';

/* As Prometheus 2.42 answers and promtool 3.5 prints; names are invented. */
export const PROMETHEUS_METADATA_SAMPLES: readonly FormatSample[] = [
  {
    title: 'a list of series: none of them says when it was there',
    text: `{"status":"success","data":[{"__name__":"kube_pod_container_status_waiting_reason","container":"app","namespace":"batch","pod":"mail-0","reason":"ImagePullBackOff"}]}
`,
    observations: [],
  },
  {
    title: 'metadata without a metric',
    text: `{"status":"success","data":{}}
`,
    observations: [],
  },
  {
    title: 'promtool tsdb dump --format=seriesjson',
    text: `{"__name__":"kube_pod_container_status_waiting_reason","container":"app","pod":"mail-0","reason":"ErrImagePull"}
{"__name__":"up","job":"kubelet"}
`,
    observations: [],
  },
];
