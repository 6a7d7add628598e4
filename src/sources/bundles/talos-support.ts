import { defineProducer } from './producer.ts';

/** `talosctl support`: a folder for each node, named by its address. */
export const talosSupport = defineProducer({
  id: 'talos-support',
  title: 'a support bundle of Talos',
  sources: ['siderolabs/talos pkg/machinery/client and siderolabs/go-talos-support, v1.11'],
  marks: [['*/service-logs/kubelet.log', 'kubernetesResources/nodes.yaml']],
  evidence: [{ places: ['*/service-logs/cri.log'], lack: 'the runtime’s log' }],
  neverHolds: ['Events', 'pods outside kube-system'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
});
