import type { BundleStatement } from '../../model/bundle.ts';
import type { Interval } from '../../model/time.ts';
import { type BundleFiles, defineProducer, type EvidencePlace } from './producer.ts';
import { readGoTime } from './read-times.ts';

/** What `oc adm inspect` writes, alone or called by a gather script. */
export const INSPECTED: readonly EvidencePlace[] = [
  { places: ['namespaces/*/core/events.yaml', 'event-filter.html'], lack: 'Events' },
  { places: ['namespaces/*/core/pods.yaml', 'namespaces/*/pods/*/*.yaml'], lack: 'pod objects' },
];
export const INSPECT_SOURCES = ['openshift/oc pkg/cli/admin/inspect and pkg/cli/admin/mustgather, 4.9–4.20'];
/** `openshift/must-gather-clean` leaves a report of what it renamed. */
export const CLEANED =
  'Where must-gather-clean was run, addresses and host names are replaced by names such as x-ipv4-0000000001-x.';

/**
 * When it was collected: the lines of the file `timestamp`, one for each start and end of a run of oc, which parallel runs
 * append in any order.
 */
export function captureByTimestamp(files: BundleFiles): BundleStatement<Interval> | null {
  const times = files
    .texts('timestamp')
    .flatMap((text) => text.split('\n'))
    .map(readGoTime)
    .filter((time) => time !== null);
  if (times.length === 0) return null;
  return { value: { earliest: Math.min(...times), latest: Math.max(...times) }, statedBy: 'the file timestamp' };
}

/** `oc adm must-gather`: one folder for each plug-in image. */
export const mustGather = defineProducer({
  id: 'must-gather',
  title: 'an OpenShift must-gather',
  sources: [...INSPECT_SOURCES, 'openshift/must-gather collection-scripts, 4.9–4.20'],
  marks: [['version', 'timestamp', 'namespaces/**', 'cluster-scoped-resources/**']],
  metadata: { version: 'version', timestamp: 'timestamp' },
  evidence: [
    ...INSPECTED,
    { places: ['cluster-scoped-resources/core/nodes/*.yaml'], lack: 'node objects' },
    { places: ['host_service_logs/masters/kubelet_service.log'], lack: 'the journals of master nodes' },
    { places: ['host_service_logs/workers/kubelet_service.log'], lack: 'the journals of worker nodes' },
    { places: ['monitoring/metrics/metrics.openmetrics'], lack: 'metrics over time' },
  ],
  masks: CLEANED,
  collect: ['oc adm node-logs --role=worker -u kubelet -u crio > workers.log'],
  version(files) {
    const [image, version] = (files.texts('version')[0] ?? '').trim().split('\n');
    return image ? [image.trim(), version?.trim()].filter(Boolean).join(' ') : null;
  },
  capture: captureByTimestamp,
});
