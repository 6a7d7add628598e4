import { type Evidenced, historiesOf, idsOf, incidentsWhere, nameSome } from './evidenced.ts';

/** A zone is off by a quarter of an hour at least. */
const ZONE_STEP_MS = 15 * 60_000;
/** A clock whose skew nothing bounds is taken to be within two minutes on either side. */
const UNBOUND_SECONDS = 200;

/** Clocks of nodes with failures whose zone, year or skew nothing tells. */
export function findZoneUnknown(evidenced: Evidenced) {
  const nodes = new Set<string>();
  for (const { observation, first } of evidenced.records) {
    const notation = observation.first?.clock.notation;
    if (notation !== 'zoneless' && notation !== 'yearless' && notation !== 'monotonic') continue;
    if (!(first.latest - first.earliest < ZONE_STEP_MS)) nodes.add(observation.subject.node ?? 'a node without a name');
  }
  const incidents = incidentsWhere(evidenced, ({ subject }) => nodes.has(subject.node ?? 'a node without a name'));
  if (incidents.length === 0) return null;
  return {
    id: 'clock-zone-unknown',
    statement: `In which zone ${nameSome(nodes)} ${nodes.size === 1 ? 'writes its' : 'write their'} log: the lines do not say it, and nothing else among the files agrees with them.`,
    hides: 'When the things happened that only this log tells of, by up to a day.',
    incidents: idsOf(incidents),
    collect: [
      'timedatectl   # on the node',
      'journalctl -u kubelet --utc -o short-iso-precise   # has zone and year',
      'pullmortem analyze --timezone NODE=ZONE PATH   # where somebody knows it',
    ],
  };
}

/** Nodes with logs and failures, several of them or beside Events, whose clocks nothing bounds. */
export function findSkewUnknown(evidenced: Evidenced) {
  const loose = new Set(
    evidenced.clocks.flatMap(({ node, offsetSeconds: { min, max } }) =>
      node !== null && max - min > UNBOUND_SECONDS ? [node] : [],
    ),
  );
  const logged = new Set(evidenced.coverage.map(({ node }) => node));
  const isLoose = (node: string | null) => node !== null && loose.has(node) && logged.has(node);
  const incidents = incidentsWhere(evidenced, ({ subject }) => isLoose(subject.node)).filter(
    (incident) => new Set(historiesOf(incident).map(({ subject }) => subject.node)).size > 1,
  );
  if (incidents.length === 0) return null;
  const nodes = incidents.flatMap(historiesOf).flatMap(({ subject: { node } }) => (isLoose(node) ? [node ?? ''] : []));
  return {
    id: 'clock-skew-unknown',
    statement: `How far the clocks of ${nameSome(nodes)} are off: nothing among the files was seen by two clocks, so two minutes either way are assumed.`,
    hides: 'Which node failed first, and what came before what on different nodes.',
    incidents: idsOf(incidents),
    collect: [
      'kubectl get events -A -o json   # has stamps of the nodes and of the API server',
      'chronyc tracking || timedatectl timesync-status   # on each node',
    ],
  };
}
