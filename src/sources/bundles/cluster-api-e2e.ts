import { defineProducer } from './producer.ts';

/** What the end-to-end tests of Cluster API and its providers keep: a folder for each cluster, in it one for each machine. */
export const clusterApiE2e = defineProducer({
  id: 'cluster-api-e2e',
  title: 'the artifacts of a Cluster API end-to-end test',
  sources: [
    'kubernetes-sigs/cluster-api test/framework/{docker_logcollector,namespace_helpers,alltypes_helpers}.go, v1.4–v1.9',
  ],
  marks: [
    ['clusters/*/machines/*/kubelet-version.txt'],
    ['clusters/*/machine-pools/*/*/kubelet-version.txt'],
    ['clusters/*/machines/*/kubelet.log', 'clusters/*/resources/**'],
  ],
  evidence: [
    {
      places: [
        'clusters/*/machines/*/kubelet.log',
        'clusters/*/machines/*/journal.log',
        'clusters/*/machine-pools/*/*/kubelet.log',
        'clusters/*/machine-pools/*/*/journal.log',
      ],
      lack: 'the kubelets’ journals',
    },
    {
      places: [
        'clusters/*/machines/*/containerd.log',
        'clusters/*/machines/*/journal.log',
        'clusters/*/machine-pools/*/*/containerd.log',
        'clusters/*/machine-pools/*/*/journal.log',
      ],
      lack: 'the runtimes’ journals',
    },
    { places: ['clusters/*/resources/*/events.log', 'clusters/*/resources/*/Event/*.yaml'], lack: 'Events' },
    { places: ['clusters/*/resources/*/Pod/*.yaml'], lack: 'pod objects' },
  ],
  neverHolds: ['metrics over time'],
  collect: ['kubectl get pods,events -A -o json > cluster.json   # of each workload cluster'],
  // journalctl runs on the machine, and its lines name the host; this is for lines that do not.
  nodeOf: (path) =>
    /^clusters\/[^/]+\/(?:machines|machine-pools\/[^/]+)\/([^/]+)\/(?:kubelet|journal|containerd)\.log$/.exec(
      path,
    )?.[1] ?? null,
});
