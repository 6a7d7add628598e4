import { type Evidenced, historiesOf, idsOf, plainName } from './evidenced.ts';

const COMMANDS = 3;

/** Incidents of which no record names a cause. */
export function findCauseUnknown({ incidents }: Evidenced) {
  const unknown = incidents.filter(({ cause }) => cause.id === 'unknown');
  if (unknown.length === 0) return null;
  const pods = unknown.flatMap((incident) =>
    historiesOf(incident)
      .slice(0, 1)
      .map(({ subject }) => subject),
  );
  return {
    id: 'cause-unknown',
    statement: 'Why the pulls failed: no record among the files has an error text that proves a cause.',
    hides: 'What has to be corrected, and by whom.',
    incidents: idsOf(unknown),
    collect: pods
      .slice(0, COMMANDS)
      .map(
        ({ namespace, pod }) =>
          `kubectl -n ${plainName(namespace, 'NAMESPACE')} describe pod ${plainName(pod, 'POD')}   # the Events at its end have the error, for an hour`,
      ),
  };
}
