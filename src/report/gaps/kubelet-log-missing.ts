import type { Origin } from '../../model/observation.ts';
import { type Evidenced, historiesOf, idsOf, incidentsWhere, journalCommand, nameSome, spansOf } from './evidenced.ts';

/** What only a kubelet's log tells, in whatever it was saved. */
const KUBELET_ORIGINS: readonly Origin[] = ['cri-client', 'image-manager', 'container-start', 'pod-worker'];

/** Nodes on which pulls failed and of which there is no kubelet log: neither a file, nor entries in the export of a log store. */
export function findKubeletLogMissing(evidenced: Evidenced) {
  const logged = new Set(
    KUBELET_ORIGINS.flatMap((origin) => evidenced.ofOrigin(origin).map(({ subject }) => subject.node)),
  );
  const isMissing = (node: string | null) =>
    node !== null && !logged.has(node) && spansOf(evidenced, node, 'kubelet').length === 0;
  const incidents = incidentsWhere(evidenced, ({ subject }) => isMissing(subject.node));
  if (incidents.length === 0) return null;
  const nodes = incidents
    .flatMap(historiesOf)
    .flatMap(({ subject: { node } }) => (isMissing(node) ? [node ?? ''] : []));
  return {
    id: 'kubelet-log-missing',
    statement: `What the kubelet of ${nameSome(nodes)} did: its log is not among the files.`,
    hides: 'Single attempts there, with their times and texts; their number is known within bounds only.',
    incidents: idsOf(incidents),
    collect: [journalCommand(incidents, 'on each of these nodes')],
  };
}
