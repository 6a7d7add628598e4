import type { Incident } from '../../model/incident.ts';
import type { PullHistory } from '../../model/pull.ts';
import { type Evidenced, historiesOf, idsOf, minuteOf, nameSome } from './evidenced.ts';

/** Incidents for want of space of which no sample shows the disk: an error text names neither the disk nor what it lacked. */
export function findDiskUnknown({ ofKind, incidents }: Evidenced) {
  const seen = new Set(
    ofKind('changed').flatMap(({ change, subject }) =>
      change === 'disk-full' && subject.node !== null ? [subject.node] : [],
    ),
  );
  const isUnseen = ({ subject: { node } }: PullHistory): boolean => node !== null && !seen.has(node);
  const lacking = incidents
    .filter(({ cause }) => cause.id === 'disk-full')
    .filter((one) => historiesOf(one).some(isUnseen));
  if (lacking.length === 0) return null;
  const nodes = lacking.flatMap(historiesOf).flatMap((one) => (isUnseen(one) ? [one.subject.node ?? ''] : []));
  return {
    id: 'disk-unknown',
    statement: `Which disk of ${nameSome(nodes)} was full, and whether of space or of inodes: no measurement of it is among the files.`,
    hides: 'What filled it and since when: images, logs, or volumes of pods.',
    incidents: idsOf(lacking),
    collect: [
      'df -P; df -iP   # on each of these nodes',
      `curl -sG PROMETHEUS/api/v1/query_range --data-urlencode 'query={__name__=~"node_filesystem_(avail_bytes|size_bytes|files_free|files)"}' -d start=${startOf(lacking)} -d end=END -d step=60`,
    ],
  };
}

function startOf(incidents: readonly Incident[]): string {
  const start = minuteOf(Math.min(...incidents.map(({ startedAt }) => startedAt.earliest)) - 3_600_000);
  return start === null ? 'START' : `${start}:00Z`;
}
