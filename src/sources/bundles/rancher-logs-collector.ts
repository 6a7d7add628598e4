import { readImageFileSystemTime } from './aks-node-logs.ts';
import { type BundleFiles, defineProducer } from './producer.ts';
import { collectedFrom, firstLine, minutesOfZone, readUnixDate, settleStart } from './read-times.ts';

/** `rancher2_logs_collector.sh` of one node, with RKE2, k3s, RKE or kubeadm. */
export const rancherLogsCollector = defineProducer({
  id: 'rancher-logs-collector',
  title: 'an archive of the Rancher logs collector',
  sources: ['rancherlabs/support-tools collection/rancher/v2.x/logs-collector/rancher2_logs_collector.sh, 2026-08'],
  marks: [
    ['systeminfo/date', 'journald/**'],
    ['systeminfo/date', 'rke2/kubectl/**'],
    ['systeminfo/date', 'k3s/kubectl/**'],
    ['systeminfo/date', 'rke/kubectl/**'],
    ['systeminfo/date', 'kubeadm/**'],
  ],
  metadata: {
    date: 'systeminfo/date',
    hostname: 'systeminfo/hostname',
    rke2: 'rke2/version',
    k3s: 'k3s/version',
    images: '*/crictl/imagefsinfo',
  },
  evidence: [
    {
      places: [
        '*/kubectl/events',
        '*/kubectl/*/events.json',
        'kubeadm/kubectl/cluster-info_dump',
        'kubeadm/cluster-info_dump',
      ],
      lack: 'Events',
    },
    { places: ['*/kubectl/pods', 'kubeadm/kubectl/**'], lack: 'pods' },
    {
      places: [
        'rke2/agent-logs/kubelet*',
        'journald/k3s*',
        'journald/kubelet*',
        'rke/containerlogs/kubelet*',
        'journald/rke2-agent*',
      ],
      lack: 'the kubelet’s log',
    },
    {
      places: ['rke2/containerd.log', 'k3s/containerd.log', 'journald/containerd*', 'journald/docker*'],
      lack: 'the runtime’s log',
    },
  ],
  neverHolds: ['pod objects (only tables of them)', 'the logs of other nodes'],
  masks: 'With -o, host names and addresses are replaced.',
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
  version: (files) => firstLine(files.texts('rke2')[0] ?? files.texts('k3s')[0]),
  // `date` is the first command; the stamp of the image file system is taken midway.
  capture(files) {
    const started = readStart(files);
    return started && { value: collectedFrom(started.ms, stampsOfImages(files)), statedBy: started.statedBy };
  },
  zone(files) {
    const started = readStart(files);
    return started && { value: started.zoneMinutes, statedBy: started.statedBy };
  },
  nodeOf: (path, files) => (NODE_LOG.test(path) ? firstLine(files.texts('hostname')[0]) : null),
});

/**
 * When `date` was run, and its zone. Names of zones like CST have several meanings: there the stamp of the image file system,
 * minutes later, tells.
 */
function readStart(files: BundleFiles): { ms: number; zoneMinutes: number; statedBy: string } | null {
  const date = readUnixDate(files.texts('date')[0] ?? '');
  if (!date) return null;
  const minutes = minutesOfZone(date.zone);
  if (minutes !== null)
    return { ms: date.localMs - minutes * MINUTE, zoneMinutes: minutes, statedBy: 'systeminfo/date' };
  const [stamp] = stampsOfImages(files);
  const ms = stamp === undefined ? null : settleStart(date.localMs, stamp);
  if (ms === null) return null;
  const statedBy = 'systeminfo/date and crictl/imagefsinfo';
  return { ms, zoneMinutes: (date.localMs - ms) / MINUTE, statedBy };
}

function stampsOfImages(files: BundleFiles): number[] {
  return files
    .texts('images')
    .map(readImageFileSystemTime)
    .filter((ms) => ms !== null);
}

const MINUTE = 60_000;

/** What is of the node itself; the folders `kubectl` show the whole cluster. */
const NODE_LOG = /^(?:journald|systemlogs|rke2\/agent-logs|rke\/containerlogs)\/|^(?:rke2|k3s)\/containerd\.log/;
