import type { FormatSample } from './format.ts';

/* As Prometheus 2.42 answers, on one line; names are invented. */
export const PROMETHEUS_QUERY_SAMPLES: readonly FormatSample[] = [
  {
    title: 'a vector of waiting reasons: each held at some instant of the five minutes before the query',
    text: `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"app","instance":"10.244.0.9:8080","job":"kube-state-metrics","namespace":"batch","pod":"mail-0","reason":"ImagePullBackOff","uid":"0000100b"},"value":[1795255410.250,"1"]},{"metric":{"__name__":"kube_pod_container_status_waiting_reason","container":"app","namespace":"batch","pod":"mail-1","reason":"ErrImagePull"},"value":[1795255410.250,"0"]},{"metric":{"__name__":"kube_pod_init_container_status_waiting_reason","container":"init","namespace":"batch","pod":"mail-2","reason":"CrashLoopBackOff"},"value":[1795255410.250,"1"]}]}}
`,
    observations: [
      {
        kind: 'waiting',
        origin: 'metric',
        reason: 'ImagePullBackOff',
        message: null,
        subject: { namespace: 'batch', pod: 'mail-0', podUid: '0000100b', container: 'app', containerType: 'regular' },
        first: {
          clock: { notation: 'absolute', keeper: { kind: 'monitoring' } },
          valueMs: 1795255110250,
          widthMs: 300000,
        },
        last: { valueMs: 1795255110250, widthMs: 300000 },
        evidence: { line: 1, item: 0 },
      },
      { kind: 'other-problem', problem: 'crash-loop', subject: { pod: 'mail-2', containerType: 'init' } },
    ],
  },
  {
    title: 'a pod by four metrics: its containers, node, owner and creation',
    text: `[{"metric":{"__name__":"kube_pod_container_info","container":"app","image":"","image_id":"","image_spec":"ghcr.io/acme/mail:1.4.2","namespace":"prod","pod":"mail-0","uid":"u-1"},"value":[1795260810,"1"]},{"metric":{"__name__":"kube_pod_init_container_info","container":"init-db","image":"docker.io/library/busybox:1.36","namespace":"prod","pod":"mail-0","uid":"u-1"},"value":[1795260810,"1"]},{"metric":{"__name__":"kube_pod_info","created_by_kind":"ReplicaSet","created_by_name":"mail-7d9c","host_ip":"10.0.0.1","namespace":"prod","node":"node-a","pod":"mail-0","uid":"u-1"},"value":[1795260810,"1"]},{"metric":{"__name__":"kube_pod_created","namespace":"prod","pod":"mail-0","uid":"u-1"},"value":[1795260810,"1795250000"]},{"metric":{"__name__":"kube_pod_status_phase","namespace":"prod","phase":"Pending","pod":"mail-0","uid":"u-1"},"value":[1795260810,"1"]},{"metric":{"__name__":"kube_pod_status_phase","namespace":"prod","phase":"Running","pod":"mail-0","uid":"u-1"},"value":[1795260810,"0"]}]
`,
    observations: [
      {
        kind: 'pod',
        origin: 'metric',
        subject: { namespace: 'prod', pod: 'mail-0', podUid: 'u-1', node: 'node-a' },
        phase: 'Pending',
        owner: { kind: 'ReplicaSet', name: 'mail-7d9c' },
        createdAt: { valueMs: 1795250000000, widthMs: 1000 },
        containers: [
          { name: 'app', type: 'regular', image: 'ghcr.io/acme/mail:1.4.2', pullPolicy: null },
          { name: 'init-db', type: 'init', image: 'docker.io/library/busybox:1.36', pullPolicy: null },
        ],
        last: { valueMs: 1795260510000, widthMs: 300000 },
        evidence: { line: 1, item: 0 },
      },
    ],
  },
  {
    title: 'counts over time: where one of them is more than one, the ones are counts too',
    text: `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"container":"app","namespace":"batch","pod":"mail-0","reason":"ErrImagePull"},"value":[1795260810,"1"]},{"metric":{"container":"app","namespace":"batch","pod":"mail-0","reason":"ImagePullBackOff"},"value":[1795260810,"331"]}]}}
`,
    observations: [],
  },
];
