import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../../src/model/report.ts';
import { analyzeFiles, type Files } from './small-bundles.ts';

/*
 * Bundles hold one and the same thing several times (shown here in the producers' layouts, written by hand): it must count
 * once, with every place as its evidence.
 */

const ERROR = 'rpc error: code = NotFound desc = registry.example/shop/web:9: not found';
const UID = '1c0f3211-d560-4fba-a83a-e20d3e834a63';

const EVENT_V1 = `- apiVersion: v1
  count: 4
  eventTime: "null"
  firstTimestamp: "2024-07-02T09:10:05Z"
  involvedObject: {kind: Pod, name: web-0, namespace: shop, uid: ${UID}, fieldPath: "spec.containers{web}"}
  kind: Event
  lastTimestamp: "2024-07-02T09:11:15Z"
  message: 'Failed to pull image "registry.example/shop/web:9": ${ERROR}'
  metadata: {creationTimestamp: "2024-07-02T09:10:05Z", name: web-0.17de5b0a1b2c3d4e, namespace: shop, uid: e-1}
  reason: Failed
  source: {component: kubelet, host: node-1}
  type: Warning
`;
const EVENT_NEW = `- apiVersion: events.k8s.io/v1
  deprecatedCount: 4
  deprecatedFirstTimestamp: "2024-07-02T09:10:05Z"
  deprecatedLastTimestamp: "2024-07-02T09:11:15Z"
  deprecatedSource: {component: kubelet, host: node-1}
  eventTime: "null"
  kind: Event
  metadata: {creationTimestamp: "2024-07-02T09:10:05Z", name: web-0.17de5b0a1b2c3d4e, namespace: shop, uid: e-1}
  note: 'Failed to pull image "registry.example/shop/web:9": ${ERROR}'
  reason: Failed
  regarding: {kind: Pod, name: web-0, namespace: shop, uid: ${UID}, fieldPath: "spec.containers{web}"}
  type: Warning
`;
const POD = `apiVersion: v1
kind: Pod
metadata: {creationTimestamp: "2024-07-02T09:10:03Z", name: web-0, namespace: shop, uid: ${UID}}
spec:
  nodeName: node-1
  containers:
  - {name: web, image: "registry.example/shop/web:9", imagePullPolicy: IfNotPresent}
status:
  phase: Pending
  containerStatuses:
  - name: web
    state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "registry.example/shop/web:9"'}}
`;
const asItem = (object: string): string => `- ${object.replace(/\n(?=.)/g, '\n  ')}`;

/** A row of event-filter.html as oc lays it out, in the zone of the machine where it ran. */
const row = (time: string, zone: string, count: string): string => `
    <tr>
      <td><time datetime="2024-07-02 ${time} ${zone}" title="First Seen: 00:00:00">${time}</time>${count}</td>
      <td><p class="truncated">shop</p></td>
      <td><p class="truncated">kubelet</p></td>
      <td><p class="truncated">web-0</p></td>
      <td><p class="text-danger">Failed</p></td>
      <td data-formatter="messageFormatter">Failed to pull image &#34;registry.example/shop/web:9&#34;: ${ERROR}</td>
    </tr>
`;

const CONTAINERD_ERROR = (quote: string): string =>
  `rpc error: code = NotFound desc = failed to pull and unpack image ${quote}registry.example/shop/web:9${quote}: failed to resolve reference ${quote}registry.example/shop/web:9${quote}: registry.example/shop/web:9: not found`;

/** Two failed calls as a kubelet 1.31 with containerd logs them, 13 s apart. */
const KUBELET_LOG = ['09:10:05', '09:10:18']
  .flatMap((time) => [
    `Jul 02 ${time} kind-worker kubelet[201]: E0702 ${time}.123456     201 log.go:32] "PullImage from image service failed" err="${CONTAINERD_ERROR('\\"')}" image="registry.example/shop/web:9"`,
    `Jul 02 ${time} kind-worker kubelet[201]: E0702 ${time}.124000     201 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"${CONTAINERD_ERROR('\\\\\\"')}\\"" pod="shop/web-0" podUID="${UID}"`,
  ])
  .join('\n');

const image = 'must-gather.local.1/quay-io-example-sha256-01';
const CASES: readonly {
  readonly title: string;
  readonly files: Files;
  readonly least: number;
  readonly places: number;
}[] = [
  {
    title: 'must-gather: Events in YAML and on two pages of different zones, a pod in a list and alone',
    files: {
      'must-gather.local.1/event-filter.html': row('11:11:15', '+0200 CEST', ' <small>(x4)</small>'),
      [`${image}/event-filter.html`]: row('09:11:15', '+0000 UTC', ' <small>(x4)</small>'),
      [`${image}/version`]: 'openshift/must-gather\n4.16\n',
      [`${image}/timestamp`]: '2024-07-02 09:12:00 +0000 UTC m=+0.08\n2024-07-02 09:12:30 +0000 UTC m=+30\n',
      [`${image}/cluster-scoped-resources/core/nodes/node-1.yaml`]: '---\nkind: Node\n',
      [`${image}/namespaces/shop/core/events.yaml`]: `---\napiVersion: v1\nitems:\n${EVENT_V1}kind: EventList\n`,
      [`${image}/namespaces/shop/core/pods.yaml`]: `---\napiVersion: v1\nitems:\n${asItem(POD)}kind: PodList\n`,
      [`${image}/namespaces/shop/pods/web-0/web-0.yaml`]: `---\n${POD}`,
    },
    least: 4,
    places: 5,
  },
  {
    title: 'support-bundle-kit: each Event by both APIs',
    files: {
      'metadata.yaml': 'projectname: Harvester\nbundlecreatedat: "2024-07-02T09:12:00Z"\n',
      'yamls/namespaced/shop/v1/events.yaml': `apiVersion: v1\nitems:\n${EVENT_V1}kind: List\n`,
      'yamls/namespaced/shop/events.k8s.io/v1/events.yaml': `apiVersion: v1\nitems:\n${EVENT_NEW}kind: List\n`,
      'yamls/namespaced/shop/v1/pods.yaml': `apiVersion: v1\nitems:\n${asItem(POD)}kind: List\n`,
    },
    least: 4,
    places: 3,
  },
  {
    title: 'kind: the kubelet’s journal alone and within the whole journal',
    files: {
      'kind-version.txt': 'kind v0.30.0 go1.24.6 linux/amd64\n',
      'docker-info.txt': 'Server:\n System Time: 2024-07-02T09:10:20.5Z\n',
      'kind-worker/kubelet.log': `${KUBELET_LOG}\n`,
      'kind-worker/journal.log': `${KUBELET_LOG}\n`,
    },
    least: 2,
    places: 8,
  },
];

test('a small YAML file whose pod repeats lines of its log in a message is read whole', async () => {
  const status = `  - name: web
    state:
      terminated:
        exitCode: 1
        message: |
          I0702 09:24:46.659672       1 reflector.go:225] Stopping reflector from k8s.io/client-go
          apiVersion: v1
          $ kubectl describe pod web-0
          Name: web-0
          Pulling image "registry.example/shop/other:1"
`;
  const file = `---\napiVersion: v1\nitems:\n${asItem(POD.replace(/ {2}- name: web\n[\s\S]*/, status))}kind: PodList\n`;
  const report = await analyzeFiles({ 'core/pods.yaml': file });
  assert.deepEqual(report.warnings, []);
  assert.deepEqual(
    report.inputs.map(({ format, records }) => [format, records]),
    [['pods-yaml', 1]],
  );
});

for (const { title, files, least, places } of CASES) {
  test(title, async () => {
    const report: Report = await analyzeFiles(files);
    assert.equal(report.bundles.length, 1);
    assert.equal(report.incidents.length, 1);
    const { failures } = report.incidents[0]!;
    assert.deepEqual(
      failures.map(({ pod, container, podUid, attemptCount }) => [pod, container, podUid, attemptCount.min]),
      [['web-0', 'web', UID, least]],
    );
    const seen = failures.flatMap(({ evidence, attempts }) => [
      ...evidence,
      ...attempts.flatMap((one) => one.evidence),
    ]);
    assert.equal(new Set(seen).size, places);
  });
}
