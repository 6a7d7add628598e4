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
    title: 'disks of nodes: full for a while, out of inodes at the last sample, and full by nature or elsewhere',
    text: `node_uname_info{instance="10.0.0.5:9100",nodename="node-a",sysname="Linux"} 1 1795261800000
node_filesystem_size_bytes{device="/dev/sdb",fstype="xfs",instance="10.0.0.5:9100",mountpoint="/var/lib/containerd"} 107374182400 1795261800000
node_filesystem_avail_bytes{device="/dev/sdb",fstype="xfs",instance="10.0.0.5:9100",mountpoint="/var/lib/containerd"} 5368709120 1795261800000
node_filesystem_avail_bytes{device="/dev/sdb",fstype="xfs",instance="10.0.0.5:9100",mountpoint="/var/lib/containerd"} 20971520 1795261830000
node_filesystem_avail_bytes{device="/dev/sdb",fstype="xfs",instance="10.0.0.5:9100",mountpoint="/var/lib/containerd"} 0 1795261860000
node_filesystem_avail_bytes{device="/dev/sdb",fstype="xfs",instance="10.0.0.5:9100",mountpoint="/var/lib/containerd"} 53687091200 1795261890000
node_filesystem_avail_bytes{device="/dev/sda1",fstype="ext4",instance="10.0.0.5:9100",mountpoint="/"} 0 1795261860000
node_filesystem_avail_bytes{device="/dev/sdc",fstype="ext4",instance="10.0.0.5:9100",mountpoint="/data"} 0 1795261860000
node_filesystem_avail_bytes{device="tmpfs",fstype="tmpfs",instance="10.0.0.5:9100",mountpoint="/var"} 0 1795261860000
node_filesystem_files{device="/dev/vda1",fstype="ext4",mountpoint="/",node="node-b"} 6553600 1795261860000
node_filesystem_files_free{device="/dev/vda1",fstype="ext4",mountpoint="/",node="node-b"} 14 1795261860000
node_filesystem_avail_bytes{device="/dev/vda1",fstype="ext4",mountpoint="/",node="node-b"} 53687091200 1795261860000
node_filesystem_files{device="/dev/vdb",fstype="btrfs",mountpoint="/var",node="node-c"} 0 1795261860000
node_filesystem_files_free{device="/dev/vdb",fstype="btrfs",mountpoint="/var",node="node-c"} 0 1795261860000
container_fs_limit_bytes{device="/dev/nvme0n1p1",id="/",node="node-d"} 85899345920 1795261860000
container_fs_usage_bytes{device="/dev/nvme0n1p1",id="/",node="node-d"} 42949672960 1795261830000
container_fs_usage_bytes{device="/dev/nvme0n1p1",id="/",node="node-d"} 85899345920 1795261860000
container_fs_usage_bytes{device="/dev/nvme0n1p1",id="/kubepods/pod1",node="node-d"} 1 1795261860000
container_fs_limit_bytes{device="/dev/nvme0n1p15",id="/",node="node-d"} 109422592 1795261860000
container_fs_usage_bytes{device="/dev/nvme0n1p15",id="/",node="node-d"} 109422592 1795261860000`,
    observations: [
      {
        kind: 'changed',
        change: 'disk-full',
        subject: { node: 'node-a' },
        message: '/var/lib/containerd of node-a had 0 bytes of 100.0 GiB free',
        first: { valueMs: 1795261800000, widthMs: 30000 },
        last: { valueMs: 1795261860000, widthMs: 0 },
        count: 2,
        evidence: { line: 4 },
      },
      {
        change: 'disk-full-gone',
        message: '/var/lib/containerd of node-a has space again',
        first: { valueMs: 1795261860000, widthMs: 30000 },
        evidence: { line: 6 },
      },
      {
        change: 'disk-full',
        subject: { node: 'node-b' },
        message: '/ of node-b had 14 of 6553600 inodes free',
        first: { valueMs: 1795261860000, widthMs: 0 },
        evidence: { line: 11 },
      },
      {
        change: 'disk-full',
        subject: { node: 'node-d' },
        message: '/dev/nvme0n1p1 of node-d had 0 bytes of 80.0 GiB free',
        evidence: { line: 17 },
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
