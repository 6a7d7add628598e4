import { defineProducer } from './producer.ts';

/** `microk8s inspect` of one node. */
export const microk8sInspect = defineProducer({
  id: 'microk8s-inspect',
  title: 'an inspection report of MicroK8s',
  sources: ['canonical/microk8s scripts/inspect.sh, 1.32'],
  marks: [
    ['snap.microk8s.daemon-kubelite/journal.log', 'args/**'],
    ['snap.microk8s.daemon-kubelet/journal.log', 'args/**'],
  ],
  evidence: [
    { places: ['k8s/cluster-info-dump'], lack: 'pods and Events of the cluster' },
    { places: ['snap.microk8s.daemon-containerd/journal.log'], lack: 'the runtime’s journal' },
  ],
  neverHolds: ['the logs of other nodes'],
  collect: ['microk8s kubectl get pods,events -A -o json > cluster.json'],
});
