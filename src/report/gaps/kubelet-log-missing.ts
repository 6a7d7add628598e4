import type { Origin } from '../../model/observation.ts';
import { type Evidenced, historiesOf, idsOf, incidentsWhere, journalCommand, nameSome, spansOf } from './evidenced.ts';

/** What only a kubelet's log tells, in whatever it was saved. */
const KUBELET_ORIGINS: readonly Origin[] = ['cri-client', 'image-manager', 'container-start', 'pod-worker'];

/** Nodes on which pulls failed and of which there is no kubelet log: neither a file, nor entries in the export of a log store. */
export function findKubeletLogMissing(evidenced: Evidenced) {
  const hasSpan = (node: string) => spansOf(evidenced, node, 'kubelet').length > 0;
  const hasEntry = (node: string) =>
    KUBELET_ORIGINS.some((origin) => evidenced.ofOrigin(origin).some(({ subject }) => subject.node === node));
  const failing = new Set(evidenced.incidents.flatMap(historiesOf).flatMap(({ subject: { node } }) => node ?? []));
  const missing = new Set([...failing].filter((node) => !hasSpan(node) && !hasEntry(node)));
  if (missing.size === 0) return null;
  const incidents = incidentsWhere(evidenced, ({ subject: { node } }) => node !== null && missing.has(node));
  return {
    id: 'kubelet-log-missing',
    statement: `What the kubelet of ${nameSome(missing)} did: its log is not among the files.`,
    hides: 'Single attempts there, with their times and texts; their number is known within bounds only.',
    incidents: idsOf(incidents),
    collect: [journalCommand(incidents, 'on each of these nodes')],
  };
}
