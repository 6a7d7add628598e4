import { defineProducer } from './producer.ts';

/** `eks-log-collector.ps1` of one Windows node. */
export const eksLogCollectorWindows = defineProducer({
  id: 'eks-log-collector-windows',
  title: 'an archive of the EKS log collector for Windows',
  sources: ['awslabs/amazon-eks-ami log-collector-script/windows/eks-log-collector.ps1'],
  marks: [['system/kubelet/kubelet-service.csv', 'system/sysinfo']],
  evidence: [
    { places: ['system/kubelet/kubelet-service.csv', 'system/kubelet/kubelet.log'], lack: 'the kubelet’s log' },
    { places: ['system/containerd_log/**', 'system/docker_log/**'], lack: 'the runtime’s log' },
  ],
  neverHolds: ['pods and Events of the cluster', 'the logs of other nodes'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
});
