import { type BundleFiles, defineProducer } from './producer.ts';
import { collectedFrom, readNameTime } from './read-times.ts';

const NAME = /^eks_i-[0-9a-f]+_.*-UTC_([0-9][0-9.]*?)(?:\.tar\.gz|\.tgz|\.tar|\.zip)?$/;

const nameOf = ({ names }: BundleFiles): string => names.find((name) => NAME.test(name)) ?? '';

/** `eks-log-collector.sh` of one Linux node. */
export const eksLogCollector = defineProducer({
  id: 'eks-log-collector',
  title: 'an archive of the EKS log collector',
  sources: ['awslabs/amazon-eks-ami log-collector-script/linux/eks-log-collector.sh, v0.7.8'],
  marks: [
    ['system/instance-id.txt', 'kubelet/**'],
    ['system/instance-id.txt', 'ipamd/**'],
  ],
  metadata: {},
  evidence: [
    { places: ['kubelet/kubelet.log', 'kubelet/kubelet_service.txt'], lack: 'the kubelet’s journal' },
    { places: ['containerd/containerd-log.txt', 'docker/docker.log'], lack: 'the runtime’s journal' },
  ],
  neverHolds: ['pods and Events of the cluster', 'the logs of other nodes'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  version: (files) => NAME.exec(nameOf(files))?.[1] ?? null,
  // The script names the archive by `date --utc +%Y-%m-%d_%H%M-%Z`.
  capture(files) {
    const named = readNameTime(nameOf(files));
    return named && { value: collectedFrom(named.localMs), statedBy: 'the name (UTC)' };
  },
});
