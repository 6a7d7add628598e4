import type { CauseId } from '../model/cause.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { Incident } from '../model/incident.ts';
import type { CauseText } from '../model/report.ts';
import type { Pod } from '../pulls/pods.ts';
import { wordActor, wordTitle } from './affected.ts';
import type { Cause } from './cause.ts';
import type { Affected, ObjectNames } from './object-names.ts';
import { type PullError, parsePullError } from './pull-error.ts';
import { explainRefusal } from './registries/index.ts';

/**
 * What the report says of a cause: title, explanation and who acts with the names of the incident, and commands filled
 * with the names of its first failing object.
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
  const affected = affectedBy(id, incident);
  const names = namesOf(incident, podOf(incident));
  const refusal = explainRefusal(id, names.registry);
  return {
    title: wordTitle(cause, affected),
    explanation: refusal === null ? cause.explanation : `${cause.explanation} ${refusal}`,
    whoActs: wordActor(cause, affected),
    transience: cause.transience,
    remediation: cause.remediation(names),
  };
}

/** More texts than this are not asked for the address that they name. */
const TEXTS_READ = 500;

function affectedBy(id: CauseId, { failures, registry, scope, status }: Incident): Affected {
  const ofCause = failures.filter(({ verdict }) => verdict.cause.id === id);
  const texts = new Set(ofCause.flatMap(({ history }) => history.errors.map(({ message }) => message)));
  const errors = texts.size > TEXTS_READ ? [] : [...texts].map(parsePullError);
  return {
    scope,
    status,
    registry,
    images: distinct(failures.map(({ history }) => history.subject.image ?? history.image)),
    workloads: distinct(
      failures.map(({ history: { workload, subject } }) => {
        const name = workload?.name ?? subject.pod;
        return name === null ? null : `${subject.namespace ?? '?'}/${name}`;
      }),
    ),
    nodes: distinct(failures.map(({ history }) => history.subject.node)),
    address: agreed(errors, ({ address }) => address),
    lookup: agreed(errors, ({ lookup }) => lookup?.host ?? null),
  };
}

function distinct(items: readonly (string | null)[]): string[] {
  return [...new Set(items.filter((item) => item !== null))].sort();
}

/** What all texts that pull calls ended with name; null where one names none or another. */
function agreed(errors: readonly PullError[], read: (error: PullError) => string | null): string | null {
  const said = new Set(errors.filter(({ facts }) => facts.length > 1).map(read));
  const [only] = said;
  return said.size === 1 ? (only ?? null) : null;
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
