import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../../src/model/report.ts';
import {
  containerdJournal,
  EVENTS_TABLE,
  IMAGE,
  kubeletJournal,
  kubeletLines,
  LOOPING_POD,
  POD,
  PODS_TABLE,
  UID,
} from './failing-pull.ts';
import { analyzeFiles, type Files, placeBelow } from './small-bundles.ts';

/** The one failure, seen in all of these files, three times. */
function assertOneFailure(report: Report, node: string | null, files: readonly string[]): void {
  assert.deepEqual(
    report.incidents.flatMap(({ failures }) => failures.map((failure) => [failure.pod, failure.podUid, failure.image])),
    [[POD, UID, IMAGE]],
  );
  const [failure] = report.incidents[0]!.failures;
  assert.equal(failure?.cause, 'tag-not-found');
  assert.equal(failure?.node, node);
  assert.equal(failure?.attemptCount.min, 3);
  const seen = failure!.attempts.flatMap(({ evidence }) => evidence.map((number) => report.evidence[number]!.input));
  for (const file of files)
    assert.ok(
      seen.some((path) => path.endsWith(file)),
      `${file} is not among ${seen.join(' ')}`,
    );
  assert.deepEqual(
    report.otherProblems.map(({ kind, pod, container }) => [kind, pod, container]),
    [['crash-loop', LOOPING_POD, 'worker']],
  );
}

test('EKS: journald writes the whole name of the host, syslog its first part: they are one node', async () => {
  const node = 'ip-10-0-0-7.eu-west-1.compute.internal';
  const files: Files = {
    'system/instance-id.txt': 'i-0123456789abcdef0\n',
    'kubelet/kubelet.log': kubeletJournal(node, 'kubelet[201]'),
    'containerd/containerd-log.txt': containerdJournal(node),
    'var_log/messages': kubeletJournal('ip-10-0-0-7', 'kubelet'),
  };
  const report = await analyzeFiles(placeBelow('eks_i-0123456789abcdef0_2024-07-02_0912-UTC_0.7.8.tar.gz!', files));
  assertOneFailure(report, node, ['kubelet.log', 'containerd-log.txt', 'messages']);
});

test('sos: a journal that begins in winter time and ends in summer time; a table that names no container', async () => {
  const header = '-- Logs begin at Sun 2024-02-25 03:00:01 EST, end at Tue 2024-07-02 05:11:01 EDT. --\n';
  const files: Files = {
    'sos_reports/manifest.json': '{"version":"4.7.1"}',
    'sos_commands/date/date': 'Tue Jul  2 05:11:11 EDT 2024\n',
    'sos_commands/date/date_--utc': 'Tue Jul  2 09:11:11 UTC 2024\n',
    'sos_commands/host/hostname': 'node-7\n',
    'sos_commands/kubernetes/journalctl_--no-pager_--unit_kubelet':
      header + kubeletJournal('node-7', 'kubelet[201]', -4),
    'sos_commands/containerd/journalctl_--no-pager_--unit_containerd': containerdJournal('node-7'),
    'sos_commands/kubernetes/cluster-info/kubectl_--kubeconfig_.etc.kubernetes.admin.conf_get_--all-namespaces_true_pods':
      PODS_TABLE,
  };
  const report = await analyzeFiles(placeBelow('sosreport-node-7-2024-07-02-abcdefg', files));
  assertOneFailure(report, 'node-7', ['unit_kubelet', 'unit_containerd']);
  const attempt = report.incidents[0]!.failures[0]!.attempts[0]!;
  assert.ok(attempt.at.earliest <= '2024-07-02T09:10:05.123Z' && attempt.at.latest >= '2024-07-02T09:10:05.123Z');
  assert.ok(Date.parse(attempt.at.latest) - Date.parse(attempt.at.earliest) < 3600_000, JSON.stringify(attempt.at));
});

test('Rancher: ages that a wide capture time leaves open are of the calls that the log shows, not of others', async () => {
  const files: Files = {
    'systeminfo/date': 'Tue Jul  2 09:11:35 UTC 2024\n',
    'systeminfo/hostname': 'node-7\n',
    'journald/kubelet': kubeletJournal('node-7', 'kubelet[201]'),
    'journald/containerd': containerdJournal('node-7'),
    'kubeadm/kubectl/events': EVENTS_TABLE,
    'kubeadm/kubectl/pods': PODS_TABLE,
  };
  const report = await analyzeFiles(placeBelow('node-7-2024-07-02_09_11_34', files));
  assertOneFailure(report, 'node-7', ['journald/kubelet', 'journald/containerd', 'kubectl/events']);
});

test('a log dump of which journalctl left host and time out: the folder names the node, the job the year', async () => {
  const klog = kubeletJournal('x', 'y')
    .split('\n')
    .map((line) => line.replace(/^.* y: /, ''))
    .join('\n');
  const files: Files = {
    'started.json': '{"timestamp":1719909000}',
    'finished.json': '{"timestamp":1719912600}',
    'artifacts/minion-a/kubelet.log': klog,
    'artifacts/minion-a/containerd.log': containerdJournal('minion-a'),
    'artifacts/minion-a/kern.log': '',
    'artifacts/minion-a/serial-1.log': '',
  };
  const report = await analyzeFiles(placeBelow('1808000000000000000', files));
  assertOneFailure(report, 'minion-a', ['kubelet.log', 'containerd.log']);
});

test('EKS on Windows: the event log as CSV, newest first, in whose sentence the kubelet’s line stands', async () => {
  const sentence =
    "The description for Event ID '1' in Source 'kubelet' cannot be found.  The following information is part of the event:'";
  const rows = kubeletLines().map(({ text }, at) => {
    const message = `${sentence}${text}\r\n'`.replaceAll('"', '""');
    return `"1","EC2AMAZ-7","System.Byte[]","${at}","(0)","0","Information","${message}","kubelet","System.String[]","1","7/2/2024 9:10:05 AM","7/2/2024 9:10:05 AM",,,\r\n`;
  });
  const columns = '"EventID","MachineName","Data","Index","Category","CategoryNumber","EntryType","Message","Source"';
  const files: Files = {
    'system/sysinfo': 'Host Name:                 EC2AMAZ-7\r\n',
    'system/kubelet/kubelet-service.csv': `#TYPE System.Diagnostics.EventLogEntry#EKS/kubelet/1\r\n${columns}\r\n${rows.reverse().join('')}`,
  };
  const report = await analyzeFiles(placeBelow('eks_i-0123456789abcdef1_20240702T0912111234Z.zip!', files));
  assertOneFailure(report, null, ['kubelet-service.csv']);
});
