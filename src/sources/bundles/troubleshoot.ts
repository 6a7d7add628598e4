import { defineProducer } from './producer.ts';
import { collectedFrom, findNameTime, settleStart } from './read-times.ts';

const STAT_TIME = /"time"\s*:\s*"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z"/g;

/** `kubectl support-bundle` of Replicated. */
export const troubleshoot = defineProducer({
  id: 'troubleshoot',
  title: 'a Troubleshoot support bundle',
  sources: ['replicatedhq/troubleshoot pkg/collect and pkg/supportbundle, v0.116', 'troubleshoot.sh/docs/collect'],
  marks: [
    [{ place: 'version.yaml', holds: ['kind: SupportBundle'] }],
    ['cluster-resources/pods/**', 'cluster-resources/nodes.json'],
  ],
  metadata: {
    version: 'version.yaml',
    nodeMetrics: 'node-metrics/*.json',
  },
  evidence: [
    { places: ['cluster-resources/events/*.json'], lack: 'Events' },
    { places: ['cluster-resources/pods/*.json'], lack: 'pod objects' },
    {
      places: [
        'host-collectors/journald/*.txt',
        'host-collectors/run-host/*.txt',
        'host-collectors/remote-collectors/**',
      ],
      lack: 'the journals of kubelets and runtimes',
    },
    { places: ['registry/*.json', 'host-collectors/registry-images/*.json'], lack: null },
  ],
  neverHolds: ['metrics over time'],
  masks: 'Secrets and connection strings are replaced by ***HIDDEN***.',
  collect: ['journalctl -u kubelet -u containerd -u crio --utc -o short-iso-precise   # on each node'],
  version: (files) => /versionNumber:\s*"?([^\s"]+)/.exec(files.texts('version')[0] ?? '')?.[1] ?? null,
  // The name bears the collector's local time; the kubelets' own stamps, taken meanwhile, tell its zone.
  capture(files) {
    const stamps = files
      .texts('nodeMetrics')
      .flatMap((text) => [...text.matchAll(STAT_TIME)].map(([, time]) => Date.parse(`${time}Z`)));
    const newest = Math.max(...stamps);
    const named = findNameTime(files.names);
    if (!Number.isFinite(newest) || named === null) return null;
    const start = settleStart(named.localMs, newest);
    if (start === null) return null;
    return { value: collectedFrom(start, [newest]), statedBy: 'the name and the node metrics' };
  },
});
