import { type Evidenced, historiesOf, idsOf, incidentsWhere, nameSome, plainName } from './evidenced.ts';

/** An Event that is this old can be gone. */
const TTL_MS = 3_600_000;

/** Namespaces in which pods failed, and from which there is no Event though others have some. */
export function findNamespacesMissing(evidenced: Evidenced) {
  const { capturedAt } = evidenced;
  const withEvents = new Set<string>();
  for (const { subject } of evidenced.ofOrigin('event')) {
    if (subject.namespace !== null) withEvents.add(subject.namespace);
  }
  if (withEvents.size === 0) return null;
  const isMissing = (namespace: string | null, lastFailure: number) =>
    namespace !== null && !withEvents.has(namespace) && !(lastFailure < capturedAt.earliest - TTL_MS);
  const incidents = incidentsWhere(evidenced, ({ subject, lastFailureAt }) =>
    isMissing(subject.namespace, lastFailureAt.latest),
  );
  const namespaces = incidents
    .flatMap(historiesOf)
    .filter(({ subject, lastFailureAt }) => isMissing(subject.namespace, lastFailureAt.latest))
    .map(({ subject }) => subject.namespace ?? '');
  if (incidents.length === 0) return null;
  return {
    id: 'namespaces-missing',
    statement: `The Events of ${nameSome(namespaces)}: pods failed there, and the Events among the files are of other namespaces only.`,
    hides: 'What the API server recorded of these pods, and other pods that failed there.',
    incidents: idsOf(incidents),
    collect: [...new Set(namespaces)]
      .sort()
      .slice(0, 4)
      .map((name) => `kubectl -n ${plainName(name, 'NAMESPACE')} get events -o json`),
  };
}
