import { defineProducer } from './producer.ts';
import { collectedFrom, readNameTime } from './read-times.ts';

/** The archive that OpenShift's Insights operator sends to Red Hat. */
export const insightsArchive = defineProducer({
  id: 'insights-archive',
  title: 'an OpenShift Insights archive',
  sources: ['openshift/insights-operator pkg/recorder/diskrecorder and docs/gathered-data.md, 4.20'],
  marks: [
    ['insights-operator/gathers.json', 'config/version.json'],
    ['insights-operator/gathers.json', 'config/id'],
  ],
  metadata: {},
  evidence: [
    { places: ['events/*.json'], lack: 'Events' },
    { places: ['config/pod/*/*.json', 'conditional/namespaces/*/pods/*/*.json'], lack: 'pod objects' },
    { places: ['config/node/logs/*.log', 'config/nodes/logs/*.log'], lack: 'the logs of control-plane nodes' },
  ],
  neverHolds: [
    'namespaces whose operators are not degraded',
    'the object, the count and the first time of each Event',
    'the logs of worker nodes, and whole lines of the others’ that name no known fault',
  ],
  masks: 'Labels of nodes are replaced by x.',
  collect: ['oc adm must-gather'],
  // diskrecorder.go names the archive after the time in UTC.
  capture(files) {
    const named = readNameTime(files.names.find((name) => name.startsWith('insights-')) ?? '');
    return named && { value: collectedFrom(named.localMs), statedBy: 'the name (UTC)' };
  },
  nodeOf: (path) => /^config\/nodes?\/logs\/(.+)\.log$/.exec(path)?.[1] ?? null,
});
