import { defineProducer } from './producer.ts';
import { collectedFrom, firstLine, minutesOfZone, readUnixDate } from './read-times.ts';

const MINUTE = 60_000;
/** `date` and `date --utc` run one after the other. */
const STEP_MINUTES = 15;

/** `sos report` of one host. */
export const sosreport = defineProducer({
  id: 'sosreport',
  title: 'a sos report',
  sources: [
    'sosreport/sos sos/report/__init__.py and sos/report/plugins/{date,kubernetes,openshift,crio,containerd}.py, 4.10',
  ],
  marks: [
    ['sos_reports/manifest.json', 'sos_commands/**'],
    ['sos_logs/sos.log', 'version.txt', 'sos_commands/**'],
  ],
  metadata: {
    manifest: 'sos_reports/manifest.json',
    version: 'version.txt',
    date: 'sos_commands/date/date',
    dateUtc: 'sos_commands/date/date_--utc',
    hostname: 'sos_commands/host/hostname',
    hostnameFile: 'etc/hostname',
  },
  evidence: [
    {
      places: [
        'sos_commands/kubernetes/journalctl_--no-pager_--unit_kubelet*',
        'sos_commands/openshift/journalctl_--no-pager_--unit_kubelet*',
        'sos_commands/microk8s/**',
        'var/log/messages*',
        'var/log/syslog*',
      ],
      lack: 'the kubelet’s journal',
    },
    {
      places: [
        'sos_commands/crio/journalctl*',
        'sos_commands/containerd/journalctl*',
        'sos_commands/docker/journalctl*',
      ],
      lack: 'the runtime’s journal',
    },
    {
      places: ['sos_commands/kubernetes/cluster-info/**', 'sos_commands/openshift/namespaces/**'],
      lack: 'pods and Events of the cluster',
    },
  ],
  neverHolds: ['the logs of other nodes'],
  masks: 'Passwords are replaced by ********; where sos clean was run, host names and addresses are replaced too.',
  collect: ['sos report -k kubernetes.all -k kubernetes.describe   # with a kubeconfig, on each node'],
  version(files) {
    const inManifest = /"version"\s*:\s*"([^"]+)"/.exec(files.texts('manifest')[0] ?? '')?.[1];
    return inManifest ?? /[0-9][0-9.]*\S*$/.exec(firstLine(files.texts('version')[0]) ?? '')?.[0] ?? null;
  },
  // `date --utc` is absolute; `date` is the host's local time, whose zone often is a name of several meanings.
  capture(files) {
    const utc = readUnixDate(files.texts('dateUtc')[0] ?? '') ?? null;
    const local = readUnixDate(files.texts('date')[0] ?? '');
    const minutes = local && minutesOfZone(local.zone);
    const start = utc?.localMs ?? (local && minutes !== null ? local.localMs - minutes * MINUTE : null);
    return start === null ? null : { value: collectedFrom(start), statedBy: 'sos_commands/date' };
  },
  zone(files) {
    const utc = readUnixDate(files.texts('dateUtc')[0] ?? '');
    const local = readUnixDate(files.texts('date')[0] ?? '');
    if (!local) return null;
    const apart = utc && Math.round((local.localMs - utc.localMs) / MINUTE / STEP_MINUTES) * STEP_MINUTES;
    const minutes = apart ?? minutesOfZone(local.zone);
    return minutes === null ? null : { value: minutes, statedBy: 'sos_commands/date' };
  },
  nodeOf(path, files) {
    const isNodeLog = path.startsWith('sos_commands/') || path.startsWith('var/log/');
    return isNodeLog ? firstLine(files.texts('hostname')[0] ?? files.texts('hostnameFile')[0]) : null;
  },
});
