import { type Evidenced, historiesOf, idsOf, incidentsWhere, journalCommand, nameSome, spansOf } from './evidenced.ts';

/** Nodes on which pulls failed and of which there is no kubelet log. */
export function findKubeletLogMissing(evidenced: Evidenced) {
  const isMissing = (node: string | null) => node !== null && spansOf(evidenced, node, 'kubelet').length === 0;
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
