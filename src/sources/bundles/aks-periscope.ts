import { defineProducer } from './producer.ts';

/** AKS Periscope: one archive or folder for each node. */
export const aksPeriscope = defineProducer({
  id: 'aks-periscope',
  title: 'an archive of AKS Periscope',
  sources: ['Azure/aks-periscope pkg/collector and pkg/exporter, 2026'],
  marks: [
    ['systemlogs/**', 'kubeobjects/**'],
    ['systemlogs/**', 'containerlogs/**'],
  ],
  evidence: [
    { places: ['systemlogs/kubelet'], lack: 'the kubelet’s journal' },
    { places: ['systemlogs/docker', 'systemlogs/containerd'], lack: 'the runtime’s journal' },
    { places: ['kubeobjects/*'], lack: 'descriptions of pods' },
  ],
  neverHolds: ['the logs of other nodes', 'Events of pods that are gone'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  // journalctl runs on the node, whose image is in UTC.
  zone: () => ({ value: 0, statedBy: 'the way AKS makes nodes' }),
  // Each node's own folder, or the archive named after it.
  nodeOf: (path, files) => (path.startsWith('systemlogs/') ? files.names[0]?.replace(/\.zip$/, '') || null : null),
});
