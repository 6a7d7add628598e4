import type { CauseId } from '../../model/cause.ts';
import type { Incident } from '../../model/incident.ts';
import { type Evidenced, idsOf } from './evidenced.ts';

/** Causes that pull policies or pull secrets make likelier or less likely. */
const ASKING: ReadonlySet<CauseId> = new Set([
  'repository-missing-or-denied',
  'repository-not-found',
  'credentials-missing',
  'credentials-invalid',
  'access-denied',
  'pull-secret-missing',
  'never-pull',
  'image-removed',
]);

/** Whether the cause, or what else it may be, is about the pod's pull policy or secrets. */
export function asksForPod({ cause, alternatives }: Incident): boolean {
  return ASKING.has(cause.id) || alternatives.some(({ id }) => ASKING.has(id));
}

/** Failing pods whose objects are not among the files: only these have pull policies and the names of pull secrets. */
export function findPodObjectsMissing({ ofKind, incidents }: Evidenced) {
  const known = new Set<string>();
  for (const { subject, pullSecrets } of ofKind('pod')) {
    if (pullSecrets !== null) known.add(`${subject.namespace}/${subject.pod}`);
  }
  const lacking = incidents.filter(
    (incident) =>
      asksForPod(incident) &&
      incident.failures.every(({ history: { subject } }) => !known.has(`${subject.namespace}/${subject.pod}`)),
  );
  if (lacking.length === 0) return null;
  return {
    id: 'pod-objects-missing',
    statement:
      'Pull policies and the names of pull secrets: no object of a failing pod is among the files, and kubectl describe does not print them.',
    hides: 'Whether the pull had a login, which tells "denied" from "not there".',
    incidents: idsOf(lacking),
    collect: ['kubectl get pods -A -o json'],
  };
}
