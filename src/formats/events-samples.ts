import type { FormatSample } from './format.ts';

/*
 * Layouts as kubectl 1.13 to 1.36 writes them (keys sorted, four spaces in JSON); the runtimes' words are containerd's
 * and dockerd's; names are invented.
 */

const KUBELET_AT_NODE = { kind: 'node', node: 'node-a7' };

export const EVENT_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl get events -o json of a failed pull, kubelet 1.27 with containerd 1.6',
    text: `{
    "apiVersion": "v1",
    "items": [
        {
            "apiVersion": "v1",
            "count": 4,
            "eventTime": null,
            "firstTimestamp": "2024-07-15T17:05:52Z",
            "involvedObject": {
                "apiVersion": "v1",
                "fieldPath": "spec.containers{web}",
                "kind": "Pod",
                "name": "web-0",
                "namespace": "shop",
                "resourceVersion": "8123",
                "uid": "2552a869-2926-47cf-ac8f-ef57423d664f"
            },
            "kind": "Event",
            "lastTimestamp": "2024-07-15T17:07:22Z",
            "message": "Failed to pull image \\"nginx:1.99\\": rpc error: code = NotFound desc = failed to pull and unpack image \\"docker.io/library/nginx:1.99\\": failed to resolve reference \\"docker.io/library/nginx:1.99\\": docker.io/library/nginx:1.99: not found",
            "metadata": {
                "creationTimestamp": "2024-07-15T17:05:53Z",
                "name": "web-0.17e2713000683800",
                "namespace": "shop",
                "resourceVersion": "900002",
                "uid": "e9512fea-458e-4670-a794-fc4788a1566a"
            },
            "reason": "Failed",
            "reportingComponent": "",
            "reportingInstance": "",
            "source": {
                "component": "kubelet",
                "host": "node-a7"
            },
            "type": "Warning"
        }
    ],
    "kind": "List",
    "metadata": {
        "resourceVersion": ""
    }
}
`,
    observations: [
      {
        kind: 'pull-failed',
        origin: 'event',
        message:
          'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.99": failed to resolve reference "docker.io/library/nginx:1.99": docker.io/library/nginx:1.99: not found',
        subject: {
          namespace: 'shop',
          pod: 'web-0',
          podUid: '2552a869-2926-47cf-ac8f-ef57423d664f',
          container: 'web',
          containerType: 'regular',
          node: 'node-a7',
          image: 'nginx:1.99',
        },
        first: { clock: { notation: 'absolute', keeper: KUBELET_AT_NODE }, valueMs: 1721063152000, widthMs: 1000 },
        last: { valueMs: 1721063242000, widthMs: 1000 },
        count: 4,
        storedAt: { clock: { keeper: { kind: 'api-server' } }, valueMs: 1721063153000, widthMs: 1000 },
        eventUid: 'e9512fea-458e-4670-a794-fc4788a1566a',
        combined: false,
        evidence: {
          line: 4,
          item: 0,
          excerpt:
            'reason: Failed · shop/web-0 · count: 4 · first 2024-07-15T17:05:52Z · last 2024-07-15T17:07:22Z · Failed to pull image "nginx:1.99": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.99": failed to resolve reference "docker.io/library/nginx:1.99": docker.io/library/nginx:1.99: not found',
        },
      },
    ],
  },
  {
    title: 'an EventList of the API (items without kind), one Event in an init container, with the time in its name',
    text: `{"kind":"EventList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[
{"metadata":{"name":"api-7d9c.17e271d1866982a0","namespace":"shop","uid":"u-1","creationTimestamp":"2024-07-15T17:05:52Z"},"involvedObject":{"kind":"Pod","namespace":"shop","name":"api-7d9c","uid":"p-1","fieldPath":"spec.initContainers{migrate}"},"reason":"Pulling","message":"Pulling image \\"registry.corp.example/shop/migrate:7\\"","source":{"component":"kubelet","host":"node-a7"},"firstTimestamp":"2024-07-15T17:05:52Z","lastTimestamp":"2024-07-15T17:05:52Z","count":1,"type":"Normal","eventTime":null,"reportingComponent":"kubelet","reportingInstance":"node-a7"},
{"metadata":{"name":"api-7d9c.17e271d1866982a1","namespace":"shop","uid":"u-2"},"involvedObject":{"kind":"Pod","namespace":"shop","name":"api-7d9c","uid":"p-1","fieldPath":"spec.initContainers{migrate}"},"reason":"Failed","message":"Error: ErrImagePull","source":{"component":"kubelet","host":"node-a7"},"firstTimestamp":"2024-07-15T17:05:53Z","lastTimestamp":"2024-07-15T17:05:53Z","count":1,"type":"Warning"}]}
`,
    observations: [
      {
        kind: 'pull-started',
        subject: { container: 'migrate', containerType: 'init', image: 'registry.corp.example/shop/migrate:7' },
        first: { valueMs: 1721063152326.116, widthMs: 0.001 },
        last: { valueMs: 1721063152326.116, widthMs: 0.001 },
        count: 1,
        evidence: { line: 2, item: 0 },
      },
      {
        kind: 'pull-failed',
        reason: 'ErrImagePull',
        message: null,
        subject: { container: 'migrate', image: null },
        // The name is of another second, so it says nothing.
        first: { valueMs: 1721063153000, widthMs: 1000 },
        storedAt: null,
        evidence: { line: 3, item: 1 },
      },
    ],
  },
  {
    title: 'kubectl get events -o yaml: a back-off, a crash loop with the same reason, an assignment without times',
    text: `apiVersion: v1
items:
- apiVersion: v1
  count: 21
  eventTime: null
  firstTimestamp: "2026-11-21T11:21:40Z"
  involvedObject:
    apiVersion: v1
    fieldPath: spec.containers{main}
    kind: Pod
    name: hub-typo-7d9c6b5f4-ec9ee
    namespace: team-a
    uid: 5b6c1a52-1cf4-4d5e-9b59-0d0d3c1f2d11
  kind: Event
  lastTimestamp: "2026-11-21T11:27:02Z"
  message: Back-off pulling image "docker.io/library/ngnix:latest"
  metadata:
    creationTimestamp: "2026-11-21T11:21:40Z"
    name: hub-typo-7d9c6b5f4-ec9ee.17a0000062ddb8ae
    namespace: team-a
    uid: 0e0c6f0a-67a2-4a43-8f3a-6c2f0b1b1b10
  reason: BackOff
  reportingComponent: kubelet
  reportingInstance: node-a7
  source:
    component: kubelet
    host: node-a7
  type: Normal
- apiVersion: v1
  count: 9
  eventTime: null
  firstTimestamp: "2026-11-21T11:00:00Z"
  involvedObject:
    fieldPath: spec.containers{worker}
    kind: Pod
    name: worker-0
    namespace: batch
  kind: Event
  lastTimestamp: "2026-11-21T11:20:00Z"
  message: Back-off restarting failed container worker in pod worker-0_batch(4cbe960d-86cc-4350-a8ae-40ed8c8bf5ac)
  metadata:
    name: worker-0.17a0000062ddb8af
    namespace: batch
  reason: BackOff
  source:
    component: kubelet
    host: node-a7
  type: Warning
- apiVersion: v1
  eventTime: null
  firstTimestamp: null
  involvedObject:
    kind: Pod
    name: worker-0
    namespace: batch
  kind: Event
  lastTimestamp: "null"
  message: Successfully assigned batch/worker-0 to node-a7
  metadata:
    creationTimestamp: "2026-11-21T10:59:58Z"
    name: worker-0.17a0000062ddb8b0
    namespace: batch
  reason: Scheduled
  reportingComponent: default-scheduler
  reportingInstance: default-scheduler-controller-0
  source: {}
  type: Normal
kind: List
metadata:
  resourceVersion: ""
`,
    observations: [
      {
        kind: 'back-off',
        message: null,
        count: 21,
        subject: { namespace: 'team-a', container: 'main', image: 'docker.io/library/ngnix:latest', node: 'node-a7' },
        evidence: { line: 3, item: 0 },
      },
      { kind: 'other-problem', problem: 'crash-loop', count: 9, evidence: { line: 29, item: 1 } },
      {
        kind: 'changed',
        change: 'scheduled',
        subject: { pod: 'worker-0', node: 'node-a7' },
        first: null,
        last: null,
        count: 1,
        storedAt: { valueMs: 1795258798000 },
        evidence: { line: 49, item: 2 },
      },
    ],
  },
  {
    title: 'events.k8s.io/v1 in YAML: a series in microseconds, deprecated fields, and texts that were combined',
    text: `apiVersion: v1
items:
- action: Pulling
  apiVersion: events.k8s.io/v1
  deprecatedFirstTimestamp: null
  deprecatedLastTimestamp: null
  deprecatedSource: {}
  eventTime: "2026-11-21T09:47:36.000482Z"
  kind: Event
  metadata:
    creationTimestamp: "2026-11-21T09:47:36Z"
    name: series-0.17a000150c33d10b
    namespace: forms
  note: 'Failed to pull image "docker.io/library/ngnix:latest": rpc error: code =
    Unknown desc = pull access denied, repository does not exist or may require authorization'
  reason: Failed
  regarding:
    fieldPath: spec.containers{app}
    kind: Pod
    name: series-0
    namespace: forms
  reportingController: kubelet
  reportingInstance: node-a7
  series:
    count: 27
    lastObservedTime: "2026-11-21T11:46:58.000482Z"
  type: Warning
- apiVersion: events.k8s.io/v1
  deprecatedCount: 48213
  deprecatedFirstTimestamp: "2026-11-21T10:57:31Z"
  deprecatedLastTimestamp: "2026-11-21T11:47:11Z"
  deprecatedSource:
    component: kubelet
    host: node-b2
  eventTime: null
  kind: Event
  metadata:
    name: combined-0.17a000157f2ab1c9
    namespace: forms
  note: '(combined from similar events): Failed to pull image "ghcr.io/acme/paymnets:1": unexpected status: 403 Forbidden'
  reason: Failed
  regarding:
    kind: Pod
    name: combined-0
    namespace: forms
  type: Warning
kind: List
metadata:
  resourceVersion: ""
`,
    observations: [
      {
        kind: 'pull-failed',
        message:
          'rpc error: code = Unknown desc = pull access denied, repository does not exist or may require authorization',
        count: 27,
        combined: false,
        subject: { node: 'node-a7' },
        first: { clock: { keeper: KUBELET_AT_NODE }, valueMs: 1795254456000.482, widthMs: 0.001 },
        last: { valueMs: 1795261618000.482 },
      },
      {
        kind: 'pull-failed',
        message: 'unexpected status: 403 Forbidden',
        count: 48213,
        combined: true,
        subject: { container: null, node: 'node-b2', image: 'ghcr.io/acme/paymnets:1' },
        first: { valueMs: 1795258651000, widthMs: 1000 },
      },
    ],
  },
  {
    title: 'one object per line (jq -c .items[]), kubelet 1.12 with dockerd, and a Deployment that scales up',
    text: `{"apiVersion":"v1","count":2,"eventTime":null,"firstTimestamp":"2019-02-01T10:00:00Z","involvedObject":{"kind":"Pod","name":"old-0","namespace":"default","fieldPath":"spec.containers{app}"},"kind":"Event","lastTimestamp":"2019-02-01T10:00:15Z","message":"pulling image \\"registry.corp.example/app:1\\"","metadata":{"name":"old-0.157f2ab1c9","namespace":"default"},"reason":"Pulling","source":{"component":"kubelet","host":"node-1"},"type":"Normal"}
{"apiVersion":"v1","count":1,"eventTime":null,"firstTimestamp":"2019-02-01T09:59:58Z","involvedObject":{"kind":"Deployment","name":"old","namespace":"default","uid":"d-1"},"kind":"Event","lastTimestamp":"2019-02-01T09:59:58Z","message":"Scaled up replica set old-6b8f to 1","metadata":{"name":"old.157f2ab1c8","namespace":"default"},"reason":"ScalingReplicaSet","source":{"component":"deployment-controller"},"type":"Normal"}
{"apiVersion":"v1","count":1,"eventTime":null,"firstTimestamp":"2019-02-01T09:59:58Z","involvedObject":{"kind":"ReplicaSet","name":"old-6b8f","namespace":"default","uid":"r-1"},"kind":"Event","lastTimestamp":"2019-02-01T09:59:58Z","message":"Created pod: old-6b8f-x2x2x","metadata":{"name":"old-6b8f.157f2ab1c9","namespace":"default"},"reason":"SuccessfulCreate","source":{"component":"replicaset-controller"},"type":"Normal"}
`,
    observations: [
      { kind: 'pull-started', count: 2, evidence: { line: 1, item: null } },
      {
        kind: 'changed',
        change: 'rollout',
        subject: { namespace: 'default', pod: null, podUid: null },
        first: { clock: { keeper: { kind: 'controller', name: 'deployment-controller' } } },
        evidence: { line: 2, item: null },
      },
      { kind: 'changed', change: 'pod-created', subject: { pod: 'old-6b8f-x2x2x', podUid: null } },
    ],
  },
  {
    title: 'kubectl get events -o yaml, OpenShift 4.9: an Event without reason, type and source',
    text: `apiVersion: v1
items:
- apiVersion: v1
  count: 1
  firstTimestamp: "2021-09-14T14:18:59Z"
  involvedObject:
    namespace: shop
  kind: Event
  lastTimestamp: "2021-09-14T14:18:59Z"
  message: Required control plane pods have been created
  metadata:
    name: bootstrap-finished
    namespace: shop
  reason: ""
  source: {}
  type: ""
- apiVersion: v1
  count: 2
  firstTimestamp: "2021-09-14T14:18:59Z"
  involvedObject:
    kind: Pod
    name: web-0
    namespace: shop
  kind: Event
  lastTimestamp: "2021-09-14T14:19:59Z"
  message: 'Failed to pull image "web:1": EOF'
  metadata:
    name: web-0.1
    namespace: shop
kind: EventList
`,
    observations: [{ kind: 'pull-failed', count: 2, message: 'EOF', subject: { pod: 'web-0', image: 'web:1' } }],
  },
];
