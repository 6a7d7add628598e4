import type { PullHistory } from '../../model/pull.ts';
import { type Evidenced, historiesOf, idsOf, incidentsWhere, journalCommand, nameSome, spansOf } from './evidenced.ts';

/** Logs that begin only after the failures of their node had begun: rotated away, or cut. */
export function findKubeletLogLate(evidenced: Evidenced) {
  const isLate = ({ subject, firstFailureAt }: PullHistory): boolean => {
    const spans = spansOf(evidenced, subject.node, 'kubelet');
    return spans.length > 0 && spans.every(({ from }) => from.earliest > firstFailureAt.earliest);
  };
  const incidents = incidentsWhere(evidenced, isLate);
  if (incidents.length === 0) return null;
  const late = incidents.flatMap(historiesOf).filter(isLate);
  return {
    id: 'kubelet-log-rotated',
    statement: `The first attempts on ${nameSome(late.map(({ subject }) => subject.node ?? ''))}: the log there begins only after the failures had begun, so it was rotated or cut.`,
    hides: 'When exactly the fault began, and the first error, which may be another than the later ones.',
    incidents: idsOf(incidents),
    collect: [
      journalCommand(incidents, 'from the journal, if it reaches back that far'),
      'ls -l /var/log/journal /var/log/*kubelet*   # rotated files',
    ],
  };
}
