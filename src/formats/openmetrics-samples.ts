import type { FormatSample } from './format.ts';

/* As Prometheus 2.42 and kube-state-metrics 2.x and 1.x print; names are invented. */
export const OPENMETRICS_SAMPLES: readonly FormatSample[] = [
  {
    title: '/federate of Prometheus 2.42, milliseconds; the same series in a second answer appended',
    text: `# TYPE kube_pod_container_status_waiting_reason untyped
kube_pod_container_status_waiting_reason{container="app",instance="127.0.0.1:19100",job="kube-state-metrics",namespace="prod",pod="live-0",reason="ErrImagePull",uid="0000-0"} 1 1795261888021
# TYPE kube_pod_container_status_waiting_reason untyped
kube_pod_container_status_waiting_reason{container="app",instance="127.0.0.1:19100",job="kube-state-metrics",namespace="prod",pod="live-0",reason="ErrImagePull",uid="0000-0"} 1 1795261893021`,
    observations: [
      {
        kind: 'waiting-series',
        origin: 'metric',
        reason: 'ErrImagePull',
        subject: { namespace: 'prod', pod: 'live-0', podUid: '0000-0', container: 'app', containerType: 'regular' },
        waitingAtMs: Float64Array.of(1795261888021, 1795261893021),
        evidence: {
          line: 2,
          item: null,
          excerpt:
            'kube_pod_container_status_waiting_reason{container="app",instance="127.0.0.1:19100",job="kube-state-metrics",namespace="prod",pod="live-0",reason="ErrImagePull",uid="0000-0"} 1 1795261888021',
        },
      },
    ],
  },
  {
    title: 'promtool tsdb dump-openmetrics, seconds; zeros of kube-state-metrics 1.x before and after',
    text: `kube_pod_init_container_status_waiting_reason{container="init-db",namespace="prod",pod="db-0",reason="ImagePullBackOff"} 0 1795261770.000
kube_pod_init_container_status_waiting_reason{container="init-db",namespace="prod",pod="db-0",reason="ImagePullBackOff"} 0 1795261800.000
kube_pod_init_container_status_waiting_reason{container="init-db",namespace="prod",pod="db-0",reason="ImagePullBackOff"} 1 1795261830.500
kube_pod_init_container_status_waiting_reason{container="init-db",namespace="prod",pod="db-0",reason="ImagePullBackOff"} 0 1795261860
kube_pod_init_container_status_waiting_reason{container="init-db",namespace="prod",pod="db-1",reason="ImagePullBackOff"} 0 1795261830.500
# EOF`,
    observations: [
      {
        kind: 'waiting-series',
        subject: { pod: 'db-0', containerType: 'init' },
        waitingAtMs: Float64Array.of(1795261830500),
        notWaitingAtMs: Float64Array.of(1795261770000, 1795261800000, 1795261860000),
        evidence: { line: 3 },
      },
    ],
  },
  {
    title: 'a bare scrape of /metrics has no time, so it is a picture of the capture',
    text: `# HELP kube_pod_container_status_waiting_reason [STABLE] Describes the reason the container is currently in waiting state.
# TYPE kube_pod_container_status_waiting_reason gauge
kube_pod_container_status_waiting_reason{namespace="prod",pod="live-0",uid="0000-0",container="app",reason="ErrImagePull"} 1
kube_pod_container_info{namespace="prod",pod="live-0",uid="0000-0",container="app",image_spec="registry.corp.example/team/app:2.0",image="",image_id="",container_id=""} 1`,
    observations: [
      {
        kind: 'waiting',
        reason: 'ErrImagePull',
        subject: { pod: 'live-0' },
        first: { clock: { notation: 'age' }, valueMs: 0, widthMs: 0 },
        last: { clock: { notation: 'age' }, valueMs: 0, widthMs: 0 },
        evidence: { line: 3 },
      },
      {
        kind: 'pod',
        containers: [{ name: 'app', type: 'regular', image: 'registry.corp.example/team/app:2.0', pullPolicy: null }],
        last: { clock: { notation: 'age' }, valueMs: 0 },
        evidence: { line: 4 },
      },
    ],
  },
  {
    title: 'a container that came to run, a node under disk pressure for a while, and a kubelet whose counters fell',
    text: `kube_pod_container_status_running{namespace="prod",pod="web-0",uid="u-1",container="app"} 0 1795261800000
kube_pod_container_status_running{namespace="prod",pod="web-0",uid="u-1",container="app"} 1 1795261830000
kube_pod_container_state_started{namespace="prod",pod="web-1",uid="u-2",container="app"} 1795261817 1795261830000
kube_node_status_condition{node="node-a",condition="DiskPressure",status="true"} 0 1795261800000
kube_node_status_condition{node="node-a",condition="DiskPressure",status="true"} 1 1795261830000
kube_node_status_condition{node="node-a",condition="DiskPressure",status="true"} 0 1795261890000
kube_node_status_condition{node="node-a",condition="DiskPressure",status="false"} 1 1795261890000
kubelet_runtime_operations_errors_total{node="node-b",operation_type="pull_image"} 17 1795261800000
kubelet_runtime_operations_errors_total{node="node-b",operation_type="pull_image"} 2 1795261830000
kubelet_started_containers_errors_total{node="node-b",code="ErrImagePull",container_type="container"} 9 1795261800000
kubelet_started_containers_errors_total{node="node-b",code="ErrImagePull",container_type="container"} 1 1795261830000`,
    observations: [
      { kind: 'pod', subject: { pod: 'web-0' } },
      {
        kind: 'container-ran',
        subject: { pod: 'web-0', container: 'app' },
        first: { valueMs: 1795261800000, widthMs: 30000 },
        last: { valueMs: 1795261830000 },
      },
      { kind: 'pod', subject: { pod: 'web-1' } },
      { kind: 'container-ran', subject: { pod: 'web-1' }, first: { valueMs: 1795261817000, widthMs: 1000 } },
      {
        kind: 'changed',
        change: 'disk-pressure',
        subject: { node: 'node-a', pod: null },
        first: { valueMs: 1795261800000, widthMs: 30000 },
        evidence: { line: 5 },
      },
      { kind: 'changed', change: 'disk-pressure-gone', first: { valueMs: 1795261830000, widthMs: 60000 } },
      {
        kind: 'changed',
        change: 'kubelet-started',
        subject: { node: 'node-b' },
        first: { valueMs: 1795261800000, widthMs: 30000 },
        evidence: { line: 9 },
      },
    ],
  },
  {
    title: 'other metrics, a query on one that matters, and an exemplar',
    text: `cluster_installer{endpoint="metrics",instance="10.0.0.4:9099",type="openshift-install"} 1 1592829361218
kube_pod_container_status_waiting_reason{reason=~"ErrImagePull|ImagePullBackOff"} > 0
kubelet_runtime_operations_total{operation_type="pull_image"} 17 1520879607.789 # {trace_id="x"} 0.67`,
    observations: [],
  },
];
