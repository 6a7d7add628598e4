import type { FormatSample } from './format.ts';

export const GET_EVENTS_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl get events --all-namespaces, 1.20 (cut from real output)',
    text: `NAMESPACE   LAST SEEN   TYPE      REASON                OBJECT                                          MESSAGE
prod        <unknown>   Normal    Scheduled             pod/hub-ratelimit-head-7d9c6b5f4-655d3          Successfully assigned prod/hub-ratelimit-head-7d9c6b5f4-655d3 to node-a7
prod        5s          Normal    Pulling               pod/hub-ratelimit-head-7d9c6b5f4-655d3          Pulling image "docker.io/library/nginx:1.25"
prod        3s          Warning   Failed                pod/hub-ratelimit-head-7d9c6b5f4-655d3          Error: ErrImagePull
prod        20m         Normal    NodeHasDiskPressure   node/node-b2                                    Node node-b2 status is now: NodeHasDiskPressure
`,
    observations: [
      { kind: 'changed', change: 'scheduled', last: null, subject: { node: 'node-a7' } },
      {
        kind: 'pull-started',
        subject: { namespace: 'prod', pod: 'hub-ratelimit-head-7d9c6b5f4-655d3', container: null },
        // The plain table does not show when it happened first.
        first: null,
        last: { valueMs: 4000, widthMs: 2000, clock: { keeper: { kind: 'node', node: null } } },
        evidence: { line: 3 },
      },
      { kind: 'pull-failed', reason: 'ErrImagePull' },
      { kind: 'changed', change: 'disk-pressure', subject: { namespace: null, node: 'node-b2' } },
    ],
  },
  {
    title: 'kubectl get events -o wide, 1.32',
    text: `LAST SEEN   TYPE      REASON      OBJECT      SUBOBJECT                SOURCE                                      MESSAGE                                                    FIRST SEEN   COUNT   NAME
14s         Warning   Failed      pod/web-0   spec.containers{web}     kubelet, node-a7                            Failed to pull image "web:1": EOF                          31m          8       web-0.17a0000062ddb8ae
5m2s        Normal    Scheduled   pod/web-0                            default-scheduler, default-scheduler-cp-1   Successfully assigned shop/web-0 to node-a7                5m2s         1       web-0.17a000000aaaaaaa
`,
    observations: [
      {
        kind: 'pull-failed',
        message: 'EOF',
        subject: { pod: 'web-0', container: 'web', containerType: 'regular', node: 'node-a7', image: 'web:1' },
        count: 8,
        first: { valueMs: 1_859_000, widthMs: 61_000 },
        last: { valueMs: 13_000, widthMs: 2000 },
      },
      {
        kind: 'changed',
        count: 1,
        first: { valueMs: 301_000, clock: { keeper: { kind: 'controller', name: 'default-scheduler' } } },
      },
    ],
  },
  {
    title: 'kubectl get events -o wide, server 1.14: the kind alone, and the name of the Event',
    text: `LAST SEEN   TYPE      REASON    KIND   MESSAGE                           SOURCE            SUBOBJECT              FIRST SEEN   COUNT   NAME
14s         Warning   Failed    Pod    Failed to pull image "web:1": x   kubelet, node-1   spec.containers{web}   31m          8       web-0.15a0000062ddb8ae
`,
    observations: [{ kind: 'pull-failed', message: 'x', count: 8, subject: { pod: 'web-0', container: 'web' } }],
  },
  {
    title: 'kubectl events, 1.32: counts, and a message with a line break',
    text: `LAST SEEN               TYPE      REASON   OBJECT      MESSAGE
<unknown>               Normal    Pulled   Pod/old-0   Container image "old:1" already present on machine
32s (x48213 over 50m)   Warning   Failed   Pod/web-0   (combined from similar events): Failed to pull image "web:1": unexpected status from GET request to https://r.example/v2/web/manifests/1: 403 Forbidden
denied: the scan found something
18s (x7 over 50m)       Normal    BackOff  Pod/web-0   Back-off pulling image "web:1"
$ exit
`,
    observations: [
      { kind: 'image-present', last: null },
      {
        kind: 'pull-failed',
        combined: true,
        count: 48_213,
        first: { valueMs: 2_999_000, widthMs: 61_000 },
        message:
          'unexpected status from GET request to https://r.example/v2/web/manifests/1: 403 Forbidden\ndenied: the scan found something',
      },
      { kind: 'back-off', count: 7, subject: { pod: 'web-0', image: 'web:1' } },
    ],
  },
  {
    title: 'kubectl get events --no-headers, 1.27',
    text: `43s   Warning   Failed    pod/series-only-0   Failed to pull image "docker.io/library/ngnix:latest": pull access denied
14s   Normal    BackOff   pod/series-only-0   Back-off pulling image "docker.io/library/ngnix:latest"
`,
    observations: [
      { kind: 'pull-failed', message: 'pull access denied', subject: { namespace: null, pod: 'series-only-0' } },
      { kind: 'back-off' },
    ],
  },
  {
    title: 'kubectl get events, 1.5: both ages and the count first, the source in braces',
    text: `LASTSEEN   FIRSTSEEN   COUNT     NAME      KIND      SUBOBJECT              TYPE      REASON    SOURCE            MESSAGE
5s         2m          4         web-0     Pod       spec.containers{web}   Warning   Failed    {kubelet node-1}   Failed to pull image "web:1": EOF
`,
    observations: [
      {
        kind: 'pull-failed',
        message: 'EOF',
        count: 4,
        subject: { pod: 'web-0', container: 'web', node: 'node-1', image: 'web:1' },
        first: { valueMs: 119_000 },
        last: { valueMs: 4000 },
      },
    ],
  },
  {
    title: 'kubectl get events, 1.1: times instead of ages, and no type',
    text: `FIRSTSEEN                         LASTSEEN                          COUNT     NAME      KIND      SUBOBJECT              REASON    SOURCE             MESSAGE
2016-05-04 22:09:51 +0200 CEST   2016-05-04 22:12:47 +0200 CEST   5         web-0     Pod       spec.containers{web}   Failed    {kubelet node-1}   Failed to pull image "web:1": EOF
`,
    observations: [
      {
        kind: 'pull-failed',
        count: 5,
        first: { valueMs: Date.UTC(2016, 4, 4, 20, 9, 51), clock: { notation: 'absolute' } },
        last: { valueMs: Date.UTC(2016, 4, 4, 20, 12, 47) },
      },
    ],
  },
  {
    title: 'kubectl get events -o custom-columns, 1.32: names of columns that people give',
    text: `LAST                   NS     OBJ     COUNT    MSG
2024-01-02T03:04:05Z   shop   web-0   2        Failed to pull image "web:1": EOF
<nil>                  shop   web-0   <none>   Successfully assigned shop/web-0 to node-1
`,
    observations: [
      {
        kind: 'pull-failed',
        count: 2,
        subject: { namespace: 'shop', pod: 'web-0' },
        last: { valueMs: Date.UTC(2024, 0, 2, 3, 4, 5) },
      },
      {
        kind: 'changed',
        change: 'scheduled',
        last: null,
        subject: { namespace: 'shop', pod: 'web-0', node: 'node-1' },
      },
    ],
  },
  {
    title:
      'kubectl get events -o custom-columns, 1.32: a message that ends in a line break, and a node without its kind',
    text: `LAST                   NS        OBJ      MSG
2026-11-21T11:47:01Z   forms     web-0    Failed to pull image "web:1": unexpected status: 403 Forbidden
second line of message

2026-11-21T11:27:31Z   default   node-b   Node node-b status is now: NodeHasDiskPressure
2026-11-21T11:45:31Z   forms     web-1    Started container app

Some 3 of these        are not   rows     of the table
`,
    observations: [
      { kind: 'pull-failed', message: 'unexpected status: 403 Forbidden\nsecond line of message' },
      { kind: 'changed', change: 'disk-pressure', subject: { pod: null, node: 'node-b' }, evidence: { line: 5 } },
      { kind: 'container-ran', subject: { pod: 'web-1', container: 'app' } },
    ],
  },
  {
    title: 'kubectl get events -o jsonpath, 1.32: last time, name, count and message, parted by tabs',
    text: `null\tweb-0\t\tSuccessfully assigned shop/web-0 to node-1
2026-11-21T11:47:30Z\tweb-0\t2\tFailed to pull image "web:1": EOF
second line
2026-11-21T11:47:30Z\tweb-0\t9\tError: ImagePullBackOff
2026-11-21T11:47:31Z\tnode-1\t1\tNode node-1 status is now: NodeHasNoDiskPressure
`,
    observations: [
      { kind: 'changed', change: 'scheduled', last: null, subject: { node: 'node-1' } },
      {
        kind: 'pull-failed',
        message: 'EOF\nsecond line',
        count: 2,
        first: null,
        last: { valueMs: Date.UTC(2026, 10, 21, 11, 47, 30) },
        subject: { namespace: null, pod: 'web-0', image: 'web:1' },
      },
      { kind: 'back-off', count: 9 },
      { kind: 'changed', change: 'disk-pressure-gone', subject: { pod: null, node: 'node-1' } },
    ],
  },
  {
    title: 'kubectl get events -o go-template, 1.27: namespace, pod, reason, both times and message',
    text: `shop\tweb-0\tWarning\tFailed\t2026-11-21T11:40:00Z\t2026-11-21T11:47:30Z\tFailed to pull image "web:1": EOF
`,
    observations: [
      {
        kind: 'pull-failed',
        first: { valueMs: Date.UTC(2026, 10, 21, 11, 40, 0) },
        last: { valueMs: Date.UTC(2026, 10, 21, 11, 47, 30) },
        subject: { namespace: 'shop', pod: 'web-0' },
      },
    ],
  },
  {
    title: 'kubectl get events --no-headers, 1.32: rows that say nothing of an image are of the table, too',
    text: `2m    Normal    Scheduled   pod/web-0   Successfully assigned shop/web-0 to node-1
2m    Normal    Created     pod/web-0   Created container: app
2m    Normal    Started     pod/web-0   Started container app
`,
    observations: [
      { kind: 'changed', change: 'scheduled' },
      { kind: 'container-ran', subject: { pod: 'web-0', container: 'app' } },
    ],
  },
];
