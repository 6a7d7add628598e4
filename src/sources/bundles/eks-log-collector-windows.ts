import { defineProducer } from './producer.ts';
import { collectedFrom, readNameTime } from './read-times.ts';

// `Get-Date -Format FileDateTimeUniversal`: `20240702T0910111234Z`; earlier, `eks_i-…_2024-07-02…` in local time.
const NAME = /^eks_i-[0-9a-f]+_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\d{4}Z/;

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
  // The script names the archive by `Get-Date -Format FileDateTimeUniversal`.
  capture(files) {
    const named = files.names.map((name) => NAME.exec(name)).find((match) => match !== null);
    if (!named) return null;
    const [, year, month, day, hour, minute, second] = named;
    const at = readNameTime(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
    return at && { value: collectedFrom(at.localMs), statedBy: 'the name (UTC)' };
  },
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
});
