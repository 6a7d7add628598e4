import { defineProducer } from './producer.ts';
import { collectedFrom, firstLine, readGoTime } from './read-times.ts';

/** `kind export logs`: a folder for each node. */
export const kindExportLogs = defineProducer({
  id: 'kind-export-logs',
  title: 'a folder of kind export logs',
  sources: ['kubernetes-sigs/kind pkg/cluster/internal/logs and pkg/cluster/internal/providers/common/logs.go, v0.30'],
  marks: [
    ['kind-version.txt', '*/kubelet.log'],
    ['kind-version.txt', '*/kubernetes-version.txt'],
  ],
  metadata: { version: 'kind-version.txt', docker: 'docker-info.txt', podman: 'podman-info.txt' },
  evidence: [
    { places: ['*/kubelet.log', '*/journal.log'], lack: 'the kubelets’ journals' },
    { places: ['*/containerd.log', '*/journal.log'], lack: 'the runtimes’ journals' },
  ],
  neverHolds: ['pods and Events of the cluster'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  version: (files) => /\bv[0-9][\w.+-]*/.exec(firstLine(files.texts('version')[0]) ?? '')?.[0] ?? null,
  capture(files) {
    const text = /System Time: *(\S+)/.exec(files.texts('docker')[0] ?? '')?.[1];
    const at = text === undefined ? null : readGoTime(text);
    return at === null ? null : { value: collectedFrom(at), statedBy: 'docker-info.txt' };
  },
  // Nodes are containers without a zone of their own.
  zone: () => ({ value: 0, statedBy: 'the way kind makes nodes' }),
  nodeOf: (path) =>
    /^([^/]+)\/(?:(?:kubelet|journal|containerd|serial)\.log|pods\/|containers\/)/.exec(path)?.[1] ?? null,
});
