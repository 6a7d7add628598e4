import { CRASHD_SOURCES } from './crashd.ts';
import { defineProducer } from './producer.ts';

/** `velero debug`, which runs crashd on Velero's own namespace. */
export const veleroDebug = defineProducer({
  id: 'velero-debug',
  title: 'a bundle of velero debug',
  sources: ['vmware-tanzu/velero pkg/cmd/cli/debug/cshd-scripts/velero.cshd, v1.7–v1.15', ...CRASHD_SOURCES],
  marks: [['kubecapture/velero.io_v1/**']],
  metadata: { version: 'version.txt' },
  evidence: [
    { places: ['kubecapture/core_v1/*/pods/*.json'], lack: 'pod objects of Velero’s namespace' },
    { places: ['kubecapture/core_v1/*/pods/*/*/*.log'], lack: null },
  ],
  neverHolds: ['Events', 'other namespaces than Velero’s', 'the journals of kubelets and runtimes'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  version: (files) => /^\s*Version:\s*(\S+)/m.exec(files.texts('version')[0] ?? '')?.[1] ?? null,
});
