import { defineProducer } from './producer.ts';

/** `talosctl support`: a folder for each node, named by its address. */
export const talosSupport = defineProducer({
  id: 'talos-support',
  title: 'a support bundle of Talos',
  sources: ['siderolabs/go-talos-support support/collectors/{collectors,talos,kubernetes}.go, v0.1'],
  marks: [
    ['*/service-logs/kubelet.log', 'kubernetesResources/nodes.yaml'],
    ['*/service-logs/kubelet.log', '*/controller-runtime.log'],
  ],
  metadata: { nodeName: '*/resources/nodenames.kubernetes.talos.dev.yaml', summary: '*/summary' },
  evidence: [
    { places: ['*/service-logs/kubelet.log'], lack: 'the kubelets’ logs' },
    { places: ['*/service-logs/cri.log'], lack: 'the runtime’s log' },
    { places: ['kubernetesResources/nodes.yaml'], lack: 'node objects' },
    { places: ['kubernetesResources/systemPods.yaml'], lack: 'pod objects of kube-system' },
  ],
  neverHolds: ['Events', 'pods outside kube-system'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  // The second one is the server's; the first is that of talosctl.
  version: (files) => /Server:[\s\S]*?\bTag:\s*(\S+)/.exec(files.texts('summary')[0] ?? '')?.[1] ?? null,
  nodeOf(path, files) {
    const address = /^([^/]+)\/service-logs\//.exec(path)?.[1];
    if (address === undefined) return null;
    const resource = files.textAt('nodeName', `${address}/resources/nodenames.kubernetes.talos.dev.yaml`);
    return /^\s*nodename:\s*"?([^\s"]+)/m.exec(resource ?? '')?.[1] ?? address;
  },
});
