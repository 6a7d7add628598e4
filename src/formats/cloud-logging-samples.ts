import type { FormatSample } from './format.ts';

/*
 * Written by hand in the layout of google/logging/v2/log_entry.proto and of the entries that GKE's documentation shows; the
 * Event and the lines are the kubelet's and containerd's own words.
 */

const ERROR =
  'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/shop/web:9": not found';
const NODE = {
  type: 'k8s_node',
  labels: { cluster_name: 'shop', location: 'europe-west1', node_name: 'gke-shop-1', project_id: 'p' },
};
const EVENT = {
  insertId: 'a1',
  jsonPayload: {
    apiVersion: 'v1',
    kind: 'Event',
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-0', uid: 'u-1', fieldPath: 'spec.containers{web}' },
    metadata: {
      name: 'web-0.17e2713000683800',
      namespace: 'shop',
      uid: 'e-1',
      creationTimestamp: '2024-07-15T17:05:53Z',
    },
    reason: 'Failed',
    message: `Failed to pull image "registry.example/shop/web:9": ${ERROR}`,
    source: { component: 'kubelet', host: 'gke-shop-1' },
    firstTimestamp: '2024-07-15T17:05:52Z',
    lastTimestamp: '2024-07-15T17:07:22Z',
    count: 4,
    type: 'Warning',
  },
  resource: { type: 'k8s_pod', labels: { namespace_name: 'shop', pod_name: 'web-0', project_id: 'p' } },
  timestamp: '2024-07-15T17:07:22Z',
  receiveTimestamp: '2024-07-15T17:07:27.123Z',
  severity: 'WARNING',
  logName: 'projects/p/logs/events',
};
const KUBELET = {
  insertId: 'a2',
  jsonPayload: {
    MESSAGE: `E0715 17:05:52.123456    1987 log.go:32] "PullImage from image service failed" err="${ERROR.replaceAll('"', '\\"')}" image="registry.example/shop/web:9"`,
    SYSLOG_IDENTIFIER: 'kubelet',
    _HOSTNAME: 'gke-shop-1',
    _PID: '1987',
  },
  resource: NODE,
  timestamp: '2024-07-15T17:05:52.123654Z',
  logName: 'projects/p/logs/kubelet',
};
const RUNTIME = {
  insertId: 'a3',
  jsonPayload: {
    MESSAGE:
      'time="2024-07-15T17:09:00.250000000Z" level=info msg="Pulled image \\"registry.example/shop/api:1\\" with image id \\"sha256:aa\\", repo tag \\"registry.example/shop/api:1\\", repo digest \\"\\", size \\"123\\" in 1.25s"',
    SYSLOG_IDENTIFIER: 'containerd',
  },
  resource: NODE,
  timestamp: '2024-07-15T17:09:00.250100Z',
  logName: 'projects/p/logs/container-runtime',
};

const failed = {
  kind: 'pull-failed',
  origin: 'event',
  count: 4,
  eventUid: 'e-1',
  subject: { namespace: 'shop', pod: 'web-0', container: 'web', node: 'gke-shop-1' },
};
const line = {
  kind: 'pull-failed',
  origin: 'cri-client',
  message: ERROR,
  subject: { node: 'gke-shop-1', image: 'registry.example/shop/web:9' },
};
const pulled = { kind: 'pull-succeeded', durationMs: 1250, subject: { image: 'registry.example/shop/api:1' } };

export const CLOUD_LOGGING_SAMPLES: readonly FormatSample[] = [
  {
    title: 'gcloud logging read --format=json: an array, newest first',
    text: JSON.stringify([RUNTIME, EVENT, KUBELET], null, 2),
    observations: [
      { ...pulled, evidence: { line: 2, item: 0 } },
      { ...failed, evidence: { item: 1 } },
      { ...line, evidence: { item: 2 } },
    ],
  },
  {
    title: 'a sink to a bucket: one entry a line',
    text: [EVENT, KUBELET].map((entry) => JSON.stringify(entry)).join('\n'),
    observations: [
      { ...failed, evidence: { line: 1, item: null } },
      { ...line, evidence: { line: 2, item: null } },
    ],
  },
];
