import type { CauseId } from '../model/cause.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { Incident } from '../model/incident.ts';
import type { CauseText } from '../model/report.ts';
import type { Pod } from '../pulls/pods.ts';
import type { Cause, ObjectNames } from './cause.ts';

/**
 * What the report says of a cause, with the commands filled with the names of the incident's first failing object.
 *
 * @param podOf the pod of an incident's first failure, for its secrets and service account
 */
export function describeCause(
  causes: readonly Cause[],
  id: CauseId,
  incident: Incident,
  podOf: (incident: Incident) => Pod | null,
): CauseText {
  const cause = causes.find((candidate) => candidate.id === id);
  if (!cause) return { title: id, explanation: '', whoActs: '', transience: 'depends', remediation: [] };
  const { title, explanation, whoActs, transience } = cause;
  return {
    title,
    explanation,
    whoActs,
    transience,
    remediation: cause.remediation(namesOf(incident, podOf(incident))),
  };
}

function namesOf({ failures, registry }: Incident, pod: Pod | null): ObjectNames {
  const [first] = failures;
  const subject = first?.history.subject;
  const image = subject?.image ?? first?.history.image ?? null;
  return {
    namespace: subject?.namespace ?? null,
    pod: subject?.pod ?? null,
    container: subject?.container ?? null,
    workload: first?.history.workload ?? null,
    image,
    registry: registry ?? (image === null ? null : (parseImageReference(image)?.registry ?? null)),
    node: subject?.node ?? null,
    secret: pod?.pullSecrets?.[0] ?? null,
    serviceAccount: pod?.serviceAccount ?? null,
  };
}
