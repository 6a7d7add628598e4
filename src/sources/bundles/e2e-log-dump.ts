import { defineProducer } from './producer.ts';

/** `log-dump.sh` of Kubernetes' end-to-end tests, and logexporter, which runs on the nodes: a folder for each node. */
export const e2eLogDump = defineProducer({
  id: 'e2e-log-dump',
  title: 'a log dump of a Kubernetes end-to-end test',
  sources: ['kubernetes/test-infra logexporter/cluster/log-dump.sh and logexporter/cmd/main.go, 2026'],
  marks: [
    ['*/kubelet.log', '*/kern.log', '*/serial-1.log'],
    ['*/kubelet.log', '*/kern.log', '*/systemd.log'],
    ['*/kubelet.log', 'logexported-nodes-registry/**'],
  ],
  evidence: [
    { places: ['*/kubelet.log*', '*/systemd.log'], lack: 'the kubelets’ logs' },
    { places: ['*/containerd.log*', '*/docker.log*', '*/crio.log*', '*/systemd.log'], lack: 'the runtimes’ logs' },
  ],
  neverHolds: ['pods and Events of the cluster'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  // `journalctl --output=cat` leaves the host out.
  nodeOf: (path) => /^([^/]+)\/(?:kubelet|containerd|docker|crio|systemd)\.log/.exec(path)?.[1] ?? null,
});
