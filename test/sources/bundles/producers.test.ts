import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Bundle } from '../../../src/model/bundle.ts';
import { PRODUCERS } from '../../../src/sources/bundles/index.ts';
import { type Files, findBundles, placeBelow } from './small-bundles.ts';

const at = (from: string, to: string) => ({ earliest: Date.parse(from), latest: Date.parse(to) });

/**
 * Small trees, written by hand in the layout that each producer's source defines (`sources` of the producer): the names of
 * the files, and what its metadata files say. What else the files would hold does not matter to find them.
 */
const CASES: readonly {
  readonly title: string;
  readonly producer: string;
  /** Name of the folder or archive that the producer makes. */
  readonly name: string;
  readonly files: Files;
  readonly version?: string;
  readonly capture?: ReturnType<typeof at>;
  readonly zone?: number;
  readonly nodes?: Readonly<Record<string, string>>;
  readonly lacks?: readonly RegExp[];
  readonly holds?: readonly RegExp[];
}[] = [
  {
    title: 'a Troubleshoot support bundle, whose local name and UTC node metrics together tell the instant',
    producer: 'troubleshoot',
    name: 'support-bundle-2025-04-11T14_05_31',
    files: {
      'version.yaml': 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\nspec:\n  versionNumber: v0.116.2\n',
      'cluster-resources/nodes.json': '{"kind":"NodeList","items":[]}',
      'cluster-resources/pods/shop.json': '{"kind":"PodList","items":[]}',
      'cluster-resources/events/shop.json': '{"kind":"EventList","items":[]}',
      'node-metrics/node-1.json': '{"node":{"nodeName":"node-1","cpu":{"time":"2025-04-11T19:05:28Z"}}}',
    },
    version: 'v0.116.2',
    capture: at('2025-04-11T19:05:31Z', '2025-04-11T19:15:31Z'),
    lacks: [/journals/],
    holds: [/Events/],
  },
  {
    title: 'an old Troubleshoot bundle without version.yaml',
    producer: 'troubleshoot',
    name: 'support-bundle',
    files: { 'cluster-resources/nodes.json': '{}', 'cluster-resources/pods/default.json': '{}' },
    lacks: [/Events/],
  },
  {
    title: 'a must-gather, whose runs append their times in any order',
    producer: 'must-gather',
    name: 'must-gather.local.123/quay-io-openshift-release-sha256-0123',
    files: {
      version: 'openshift/must-gather\n4.16.0-202406101206.p0\n',
      timestamp:
        '2024-07-02 09:10:20.5 +0000 UTC m=+0.08\n2024-07-02 09:14:02.25 +0000 UTC m=+221.8\n2024-07-02 09:10:19 +0000 UTC m=+0.1\n',
      'event-filter.html': '<html></html>',
      'cluster-scoped-resources/core/nodes/worker-1.yaml': '---\nkind: Node\n',
      'namespaces/shop/core/events.yaml': '---\nkind: EventList\n',
      'host_service_logs/masters/kubelet_service.log': '-- No entries --\n',
    },
    version: 'openshift/must-gather 4.16.0-202406101206.p0',
    capture: at('2024-07-02T09:10:19.000Z', '2024-07-02T09:14:02.250Z'),
    lacks: [/journals of worker nodes/, /pod objects/, /metrics/],
    holds: [/journals of master nodes/, /Events/],
  },
  {
    title: 'oc adm inspect on a machine in Tokyo',
    producer: 'oc-inspect',
    name: 'inspect.local.5551',
    files: {
      timestamp: '2024-07-02 18:10:20.5 +0900 JST m=+0.08\n2024-07-02 18:10:25 +0900 JST m=+4.58\n',
      'namespaces/shop/core/events.yaml': '---\nkind: EventList\n',
      'namespaces/shop/pods/web-0/web-0.yaml': '---\nkind: Pod\n',
    },
    capture: at('2024-07-02T09:10:20.500Z', '2024-07-02T09:10:25.000Z'),
    lacks: [/journals/],
    holds: [/Events/, /pod objects/],
  },
  {
    title: 'an Insights archive, named by its time in UTC',
    producer: 'insights-archive',
    name: 'insights-2024-07-02-091011.tar.gz!',
    files: {
      'insights-operator/gathers.json': '{"status_reports":[]}',
      'config/version.json': '{"metadata":{"name":"version"}}',
      'config/node/logs/master-0.example.log': '',
      'events/openshift-ingress.json': '{"items":[]}',
    },
    capture: at('2024-07-02T09:10:11Z', '2024-07-02T09:20:11Z'),
    nodes: { 'config/node/logs/master-0.example.log': 'master-0.example' },
    lacks: [/pod objects/, /worker nodes/],
    holds: [/^Events$/],
  },
  {
    title: 'a sos report of a host in IST, by date and date --utc',
    producer: 'sosreport',
    name: 'sosreport-node-7-2024-07-02-abcdefg',
    files: {
      'sos_reports/manifest.json': '{"version":"4.7.1","start_time":"2024-07-02T14:40:11.123"}',
      'sos_commands/date/date': 'Tue Jul  2 14:40:11 IST 2024\n',
      'sos_commands/date/date_--utc': 'Tue Jul  2 09:10:11 UTC 2024\n',
      'sos_commands/host/hostname': 'node-7.example\n',
      'sos_commands/openshift/journalctl_--no-pager_--unit_kubelet': '-- No entries --\n',
    },
    version: '4.7.1',
    capture: at('2024-07-02T09:10:11Z', '2024-07-02T09:20:11Z'),
    zone: 330,
    nodes: { 'sos_commands/openshift/journalctl_--no-pager_--unit_kubelet': 'node-7.example' },
    lacks: [/runtime/, /pods and Events/],
    holds: [/kubelet/],
  },
  {
    title: 'a sos report whose date names a zone of several meanings',
    producer: 'sosreport',
    name: 'sosreport-node-8',
    files: {
      'sos_logs/sos.log': '',
      'version.txt': 'sosreport: 3.9.1\n',
      'sos_commands/date/date': 'Tue Jul  2 04:10:11 CST 2024\n',
    },
    version: '3.9.1',
  },
  {
    title: 'the EKS log collector of a Linux node',
    producer: 'eks-log-collector',
    name: 'eks_i-0123456789abcdef0_2024-07-02_0910-UTC_0.7.8.tar.gz!',
    files: {
      'system/instance-id.txt': 'i-0123456789abcdef0\n',
      'kubelet/kubelet.log': '',
      'ipamd/ipamd.log': '',
    },
    version: '0.7.8',
    capture: at('2024-07-02T09:10:00Z', '2024-07-02T09:20:00Z'),
    lacks: [/runtime/, /pods and Events/],
    holds: [/kubelet/],
  },
  {
    title: 'the EKS log collector of a Windows node',
    producer: 'eks-log-collector-windows',
    name: 'eks_i-0123456789abcdef1_2024-07-02.zip!',
    files: { 'system/sysinfo': '', 'system/kubelet/kubelet-service.csv': '', 'system/eks/eks.log': '' },
    lacks: [/runtime/],
  },
  {
    title: 'the AKS node log collector, which leaves no time but that of the image file system',
    producer: 'aks-node-logs',
    name: 'aks_logs.zip!',
    files: {
      'collect/crictl_pods.json': '{"items":[]}',
      'collect/crictl_imagefsinfo.json': '{"status":{"imageFilesystems":[{"timestamp":"1719911411323549587"}]}}',
      'var/log/azure/cluster-provision.log': '',
      'var/log/syslog': '',
    },
    capture: at('2024-07-02T09:00:11.323Z', '2024-07-02T09:20:11.323Z'),
    zone: 0,
    lacks: [/pods and Events/],
    holds: [/syslog/],
  },
  {
    title: 'AKS Periscope: an archive for each node',
    producer: 'aks-periscope',
    name: 'run-1/aks-pool-000001.zip!',
    files: { 'systemlogs/kubelet': '', 'kubeobjects/kube-system_pod_coredns-1': '', 'dns/host': '' },
    zone: 0,
    nodes: { 'systemlogs/kubelet': 'aks-pool-000001' },
    lacks: [/runtime/],
  },
  {
    title: 'the Rancher logs collector of an RKE2 node in UTC',
    producer: 'rancher-logs-collector',
    name: 'cp-1-2025-12-04_09_15_57',
    files: {
      'systeminfo/date': 'Thu Dec  4 09:15:58 UTC 2025\n',
      'systeminfo/hostname': 'cp-1\n',
      'journald/rke2-server': '-- No entries --\n',
      'rke2/version': 'rke2 version v1.32.7+rke2r1 (43f78039)\ngo version go1.23.10\n',
      'rke2/kubectl/events': 'No resources found\n',
      'rke2/crictl/imagefsinfo': '{"status":{"imageFilesystems":[{"timestamp": "1764839817323549587"}]}}',
      'rke2/agent-logs/kubelet.log': '',
    },
    version: 'rke2 version v1.32.7+rke2r1 (43f78039)',
    capture: at('2025-12-04T09:15:58Z', '2025-12-04T09:25:58Z'),
    zone: 0,
    nodes: { 'rke2/agent-logs/kubelet.log': 'cp-1', 'journald/rke2-server': 'cp-1' },
    lacks: [/^pods$/, /runtime/],
    holds: [/^Events$/, /kubelet/],
  },
  {
    title: 'a support bundle of Harvester: a zip of each node in the zip',
    producer: 'support-bundle-kit',
    name: 'supportbundle_7b0c_2024-07-02T09-10-11Z.zip!',
    files: {
      'metadata.yaml':
        'projectname: Harvester\nprojectversion: v1.3.1\nbundlecreatedat: "2024-07-02T09:10:11Z"\nkubernetesversion: v1.27.13\n',
      'yamls/namespaced/shop/v1/events.yaml': 'items: []\n',
      'nodes/harv-1.zip!/harv-1/logs/rke2-server.log': '',
    },
    version: 'Harvester v1.3.1',
    capture: at('2024-07-02T09:10:11Z', '2024-07-02T09:20:11Z'),
    nodes: { 'nodes/harv-1.zip!/harv-1/logs/rke2-server.log': 'harv-1' },
    lacks: [/pod objects/],
    holds: [/Events/, /logs of nodes/],
  },
  {
    title: 'kind export logs',
    producer: 'kind-export-logs',
    name: 'logs',
    files: {
      'kind-version.txt': 'kind v0.30.0 go1.24.6 linux/amd64\n',
      'docker-info.txt': 'Client:\nServer:\n System Time: 2024-07-02T09:10:11.123456789Z\n',
      'kind-worker/kubernetes-version.txt': 'Kubernetes v1.34.0\n',
      'kind-worker/kubelet.log': '',
      'kind-worker/journal.log': '',
    },
    version: 'v0.30.0',
    capture: at('2024-07-02T09:10:11.123Z', '2024-07-02T09:20:11.123Z'),
    zone: 0,
    nodes: { 'kind-worker/kubelet.log': 'kind-worker' },
    lacks: [/pods and Events/],
  },
  {
    title: 'an inspection report of MicroK8s',
    producer: 'microk8s-inspect',
    name: 'inspection-report-20240702_091011.tar.gz!/inspection-report',
    files: { 'snap.microk8s.daemon-kubelite/journal.log': '', 'args/kubelet': '', 'k8s/cluster-info-dump': '' },
    lacks: [/runtime/],
    holds: [/pods and Events/],
  },
  {
    title: 'a support bundle of Talos',
    producer: 'talos-support',
    name: 'support.zip!',
    files: {
      '172.20.0.2/service-logs/kubelet.log': '',
      '172.20.0.2/resources/nodenames.kubernetes.talos.dev.yaml':
        'metadata:\n    id: nodename\nspec:\n    nodename: talos-w-1\n    resourceVersion: 1\n',
      '172.20.0.2/summary': 'Client:\n\tTag:         v1.11.2\nServer:\n\tTag:         v1.11.0\n',
      '172.20.0.3/service-logs/kubelet.log': '',
      'kubernetesResources/nodes.yaml': '',
    },
    version: 'v1.11.0',
    nodes: { '172.20.0.2/service-logs/kubelet.log': 'talos-w-1', '172.20.0.3/service-logs/kubelet.log': '172.20.0.3' },
    lacks: [/runtime/, /Events/, /pod objects/],
  },
  {
    title: 'the EKS log collector of a Windows node, named by PowerShell’s universal time',
    producer: 'eks-log-collector-windows',
    name: 'eks_i-0123456789abcdef1_20240702T0910111234Z.zip!',
    files: { 'system/sysinfo': '', 'system/kubelet/kubelet-service.csv': '', 'system/containerd_log/panic.log': '' },
    capture: at('2024-07-02T09:10:11Z', '2024-07-02T09:20:11Z'),
  },
  {
    title: 'the Rancher logs collector where the zone has several meanings, settled by the image file system’s stamp',
    producer: 'rancher-logs-collector',
    name: 'agent-1-2024-07-02_17_10_10',
    files: {
      'systeminfo/date': 'Tue Jul  2 17:10:11 CST 2024\n',
      'journald/rke2-agent': '',
      'rke2/crictl/imagefsinfo': '{"status":{"imageFilesystems":[{"timestamp": "1719911500000000000"}]}}',
    },
    capture: at('2024-07-02T09:10:11Z', '2024-07-02T09:20:11Z'),
    zone: 480,
  },
  {
    title: 'the artifacts of a Cluster API end-to-end test',
    producer: 'cluster-api-e2e',
    name: 'artifacts',
    files: {
      'clusters/quick-start-1/machines/quick-start-1-md-0/kubelet-version.txt': 'Kubernetes v1.31.0\n',
      'clusters/quick-start-1/machines/quick-start-1-md-0/kubelet.log': '',
      'clusters/quick-start-1/machine-pools/mp-0/worker-x/containerd.log': '',
      'clusters/bootstrap/resources/quick-start/events.log': '',
    },
    nodes: {
      'clusters/quick-start-1/machines/quick-start-1-md-0/kubelet.log': 'quick-start-1-md-0',
      'clusters/quick-start-1/machine-pools/mp-0/worker-x/containerd.log': 'worker-x',
    },
    lacks: [/pod objects/],
    holds: [/Events/, /kubelets/, /runtimes/],
  },
  {
    title: 'the artifacts of a prow job that is over',
    producer: 'prow-artifacts',
    name: '1808000000000000000',
    files: {
      'started.json': '{"timestamp":1719911411,"repos":{"k8s.io/kubernetes":"master"}}',
      'finished.json': '{"timestamp":1719915011,"passed":false,"result":"FAILURE"}',
      'prowjob.json': '{"kind":"ProwJob"}',
      'artifacts/e2e/gather-extra/artifacts/nodes/worker-1.example/journal': '',
    },
    capture: at('2024-07-02T09:10:11Z', '2024-07-02T10:10:11Z'),
    nodes: { 'artifacts/e2e/gather-extra/artifacts/nodes/worker-1.example/journal': 'worker-1.example' },
  },
  {
    title: 'the artifacts of a prow job that did not come to its end',
    producer: 'prow-artifacts',
    name: 'gs/logs/ci-kubernetes-e2e/1808000000000000001',
    files: { 'started.json': '{"timestamp": 1719911411}', 'build-log.txt': '' },
    capture: at('2024-07-02T09:10:11Z', '2024-07-03T09:10:11Z'),
    lacks: [/artifacts/],
  },
  {
    title: 'a log dump of an end-to-end test: a folder for each node',
    producer: 'e2e-log-dump',
    name: 'artifacts',
    files: {
      'e2e-1-minion-group-x1/kubelet.log': '',
      'e2e-1-minion-group-x1/kern.log': '',
      'e2e-1-minion-group-x1/serial-1.log': '',
      'e2e-1-master/containerd.log': '',
    },
    nodes: {
      'e2e-1-minion-group-x1/kubelet.log': 'e2e-1-minion-group-x1',
      'e2e-1-master/containerd.log': 'e2e-1-master',
    },
    lacks: [/pods and Events/],
    holds: [/kubelet/, /runtime/],
  },
  {
    title: 'what logexporter left of nodes, without serial ports',
    producer: 'e2e-log-dump',
    name: 'artifacts',
    files: { 'node-1/kubelet.log': '', 'logexported-nodes-registry/node-1.txt': '' },
    lacks: [/runtimes/],
  },
  {
    title: 'a bundle of velero debug',
    producer: 'velero-debug',
    name: 'bundle-2024-07-02-09-10-11.tar.gz!/velero-bundle',
    files: {
      'version.txt': 'Client:\n\tVersion: v1.15.2\n\tGit commit: 1\nServer:\n\tVersion: v1.15.0\n',
      'kubecapture/velero.io_v1/velero/backups/b1-2024-07-02T09-10-11Z.0000.json': '{}',
      'kubecapture/core_v1/velero/pods/velero-1-2024-07-02T09-10-11Z.0000.json': '{}',
    },
    version: 'v1.15.2',
    lacks: [/Events/],
    holds: [/pod objects/],
  },
  {
    title: 'an archive of crashd',
    producer: 'crashd',
    name: 'crashd.tar.gz!/crashd',
    files: {
      'kubecapture/core_v1/shop/pods/web-0-2024-07-02T09-10-11Z.0000.json': '{}',
      '10.0.0.5/sudo_journalctl__xeu_kubelet.txt': '',
    },
    lacks: [/Events/],
    holds: [/pod objects/, /journals/],
  },
  {
    title: 'kubectl cluster-info dump into a folder',
    producer: 'cluster-info-dump',
    name: 'dump',
    files: { 'nodes.json': '{}', 'shop/events.json': '{}', 'shop/pods.json': '{}', 'shop/web-0/logs.txt': '' },
    lacks: [/journals/],
  },
  {
    title: 'the same in YAML',
    producer: 'cluster-info-dump',
    name: 'dump',
    files: { 'nodes.yaml': '', 'shop/events.yaml': '', 'shop/pods.yaml': '' },
  },
];

function onlyBundle(files: Files): Bundle {
  const { bundles } = findBundles(files);
  assert.equal(bundles.length, 1, `found: ${bundles.map(({ producer, root }) => `${producer} at ${root}`).join(', ')}`);
  return bundles[0]!;
}

suite('each producer is told by its marks', () => {
  for (const { title, producer, name, files, ...expected } of CASES) {
    test(title, () => {
      const placed = placeBelow(name, files);
      const found = onlyBundle(placed);
      assert.equal(found.producer, producer);
      assert.equal(found.root, name.replace(/!$/, ''));
      assert.equal(found.version, expected.version ?? null);
      assert.deepEqual(found.capture?.value ?? null, expected.capture ?? null);
      assert.equal(found.zone?.value ?? null, expected.zone ?? null);
      for (const lack of expected.lacks ?? [])
        assert.ok(
          found.lacks.some((text) => lack.test(text)),
          `lacks ${lack}`,
        );
      for (const held of expected.holds ?? []) assert.ok(!found.lacks.some((text) => held.test(text)), `holds ${held}`);
      const { nodeOf } = findBundles(placed);
      for (const [path, node] of Object.entries(expected.nodes ?? {})) assert.equal(nodeOf(`${name}/${path}`), node);
    });

    test(`${title}: as the argument itself, and in an archive in an archive`, () => {
      const bare = onlyBundle(files);
      assert.deepEqual([bare.producer, bare.root], [producer, '']);
      const root = `a.zip!/deep/${name}`;
      const nested = onlyBundle(placeBelow(root, files));
      assert.deepEqual([nested.producer, nested.root], [producer, root.replace(/!$/, '')]);
    });
  }

  test('every producer has a case', () => {
    const single = ['minikube-logs', 'cluster-info-dump-stdout', 'cloud-logging-export'];
    const tested = new Set([...CASES.map(({ producer }) => producer), ...single]);
    assert.deepEqual(
      PRODUCERS.filter(({ id }) => !tested.has(id)).map(({ id }) => id),
      [],
    );
  });
});

suite('what is no bundle, or several', () => {
  test('plain folders of anything are none', () => {
    const files = {
      'node-1/kubelet.log': '',
      'node-2/kubelet.log': '',
      'events.json': '{}',
      'pods.json': '{}',
      'nodes.json': '{}',
      version: '1.0',
      'metadata.yaml': 'name: chart\n',
      'namespaces/readme.txt': '',
      timestamp: 'yesterday',
    };
    assert.deepEqual(findBundles(files).bundles, []);
  });

  test('several bundles in one input, one of them nested, are each found with their own root', () => {
    const mustGather = CASES.find(({ producer }) => producer === 'must-gather')!;
    const insights = CASES.find(({ producer }) => producer === 'insights-archive')!;
    const kind = CASES.find(({ producer }) => producer === 'kind-export-logs')!;
    const { bundles } = findBundles({
      ...placeBelow('mg', mustGather.files),
      ...placeBelow('mg/insights-data/insights-2024-07-02-091011.tar.gz!', insights.files),
      ...placeBelow('ci/kind', kind.files),
    });
    assert.deepEqual(
      bundles.map(({ producer, root }) => [producer, root]),
      [
        ['kind-export-logs', 'ci/kind'],
        ['must-gather', 'mg'],
        ['insights-archive', 'mg/insights-data/insights-2024-07-02-091011.tar.gz'],
      ],
    );
  });

  test('minikube logs are one file, told by its sections', () => {
    const { bundles } = findBundles({
      'tickets/minikube.txt': '\n==> Audit <==\n|---------|\n\n==> kubelet <==\n',
      'tickets/other.txt': 'audit\n',
    });
    assert.deepEqual(
      bundles.map(({ producer, root, zone }) => [producer, root, zone?.value]),
      [['minikube-logs', 'tickets/minikube.txt', 0]],
    );
  });

  test('an export of Cloud Logging is one file, told by what each entry has', () => {
    const entry = '{"logName":"projects/p/logs/events","resource":{"type":"k8s_pod"}}\n';
    const other = '{"logName":"projects/p/logs/syslog","resource":{"type":"gce_instance"}}\n';
    const { bundles } = findBundles({ 'a/export.jsonl': entry, 'a/other.jsonl': other });
    assert.deepEqual(
      bundles.map(({ producer, root }) => [producer, root]),
      [['cloud-logging-export', 'a/export.jsonl']],
    );
  });

  test('the text of a short cluster-info dump is one, the file of one pod’s log in the folder form is none', () => {
    const log = '==== START logs for container web of pod shop/web-0 ====\n==== END logs ====\n';
    const { bundles } = findBundles({
      'dump.txt': `{"kind":"NodeList","items":[]}\n${log}`,
      'shop/web-0/logs.txt': log,
    });
    assert.deepEqual(
      bundles.map(({ producer, root }) => [producer, root]),
      [['cluster-info-dump-stdout', 'dump.txt']],
    );
  });

  test('a log dump within the artifacts of a prow job is a bundle of its own, and has the job’s time', () => {
    const { bundles } = findBundles({
      'run/started.json': '{"timestamp":1719911411}',
      'run/build-log.txt': '',
      'run/artifacts/node-1/kubelet.log': '',
      'run/artifacts/node-1/kern.log': '',
      'run/artifacts/node-1/serial-1.log': '',
    });
    assert.deepEqual(
      bundles.map(({ producer, root }) => [producer, root]),
      [
        ['prow-artifacts', 'run'],
        ['e2e-log-dump', 'run/artifacts'],
      ],
    );
  });

  test('hostile metadata says nothing', () => {
    const files = {
      'systeminfo/date': `${'9'.repeat(60_000)}\n`,
      'journald/k3s': '',
      'rke2/version': '\u0000\u0000',
    };
    const found = onlyBundle(files);
    assert.deepEqual([found.capture, found.zone], [null, null]);
  });
});
