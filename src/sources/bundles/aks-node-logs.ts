import { defineProducer } from './producer.ts';
import { collectedFrom } from './read-times.ts';

/** `aks_logs.zip`, which the agent on each AKS node collects. */
export const aksNodeLogs = defineProducer({
  id: 'aks-node-logs',
  title: 'an archive of the AKS node log collector',
  sources: ['Azure/AgentBaker parts/linux/cloud-init/artifacts/aks-log-collector.sh, 2026'],
  marks: [['collect/crictl_pods.json', 'var/log/azure/**']],
  metadata: { images: 'collect/crictl_imagefsinfo.json', hostname: 'etc/hostname' },
  evidence: [{ places: ['var/log/syslog*', 'var/log/messages*'], lack: 'the lines of kubelet and runtime in syslog' }],
  neverHolds: ['pods and Events of the cluster', 'the logs of other nodes'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  // The images of AKS nodes are in UTC; lines of old syslog name no zone.
  zone: () => ({ value: 0, statedBy: 'the way AKS makes nodes' }),
  capture(files) {
    const at = readImageFileSystemTime(files.texts('images')[0]);
    return at === null
      ? null
      : { value: collectedFrom(at - ONE_COLLECTION_MS, [at + ONE_COLLECTION_MS]), statedBy: 'crictl imagefsinfo' };
  },
});

/** How long before and after that command the others of the same run may be. */
const ONE_COLLECTION_MS = 10 * 60_000;

/**
 * When `crictl imagefsinfo` was run, in milliseconds: the runtime measures the file systems every 10 s and stamps them in
 * nanoseconds (kubernetes/cri-api v1 FilesystemUsage). Null where the text has no stamp.
 */
export function readImageFileSystemTime(text: string | undefined): number | null {
  const digits = /"timestamp"\s*:\s*"?(\d{19})"?/.exec(text ?? '')?.[1];
  return digits === undefined ? null : Number(digits.slice(0, 13));
}
