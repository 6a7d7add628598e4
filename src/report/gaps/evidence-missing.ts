import type { Evidenced } from './evidenced.ts';

/** No incident, and neither Events nor a kubelet's log nor pods: then nothing shows that nothing failed. */
export function findEvidenceMissing({ incidents, ofKind, ofOrigin, coverage }: Evidenced) {
  const isTelling = ofOrigin('event').length > 0 || ofKind('pod').length > 0;
  if (incidents.length > 0 || isTelling || coverage.length > 0) return null;
  return {
    id: 'evidence-missing',
    statement: 'Whether pulls failed: no Events, no pods and no log of a kubelet are among the files.',
    hides: 'Everything: this report does not show that nothing failed.',
    incidents: [],
    collect: ['pullmortem collect > collect.sh; sh collect.sh   # where kubectl reaches the cluster, and on the nodes'],
  };
}
