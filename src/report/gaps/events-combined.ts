import { type Evidenced, idsOf, incidentsWhere, isLogged, journalCommand } from './evidenced.ts';

/** Pods whose Events of differing texts the recorder merged into one. client-go tools/record/events_cache.go EventAggregate. */
export function findEventsCombined(evidenced: Evidenced) {
  const merged = new Set<string>();
  for (const { subject, combined } of evidenced.ofOrigin('event')) {
    if (combined) merged.add(`${subject.namespace}/${subject.pod}`);
  }
  const incidents = incidentsWhere(
    evidenced,
    (history) => merged.has(`${history.subject.namespace}/${history.subject.pod}`) && !isLogged(evidenced, history),
  );
  if (incidents.length === 0) return null;
  return {
    id: 'events-combined',
    statement:
      'The texts of some failures: after ten differing texts the Event recorder merges Events "(combined from similar events)", of which only the newest text is left.',
    hides: 'Other errors in between: the cause may have changed unseen.',
    incidents: idsOf(incidents),
    collect: [journalCommand(incidents, 'keeps every text; on the nodes of these pods')],
  };
}
