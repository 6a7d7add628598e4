import type { CauseId } from '../../model/cause.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { SecretSeen } from '../../model/observation.ts';
import { move, QUOTED, type Question, RIGHTS, type Rule, sumOf } from './question.ts';
import { coversImage } from './registry-patterns.ts';
import { weighIn } from './scale.ts';

/** What pull secrets and service accounts say of the login that a pull had. */
export const SECRET_RULES: readonly Rule[] = [
  weighUnreadableSecret,
  weighPullSecrets,
  weighSecretObjects,
  weighServiceAccount,
];

/** Types that kubelets read for pulls. Source: pkg/credentialprovider/secrets/secrets.go MakeDockerKeyring, 1.13–1.36. */
const PULL_TYPES: ReadonlySet<string> = new Set(['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg']);

/** Causes that a pull without its login can end with, or that a registry's "denied" leaves open. */
const DENIALS: readonly CauseId[] = [...RIGHTS, 'repository-missing-or-denied', 'repository-not-found'];

/** What the objects show of a pull secret that the pod names. `usable` is null where they do not decide it. */
interface NamedSecret {
  readonly name: string;
  readonly usable: boolean | null;
  /** Why it gives the pull no login, or that it does; empty where nothing is known. */
  readonly statement: string;
  readonly isAbsent: boolean;
  readonly evidence: readonly Evidence[];
}

/**
 * A pull secret that cannot be read leaves the pull without its login. Where the registry then wants one, the pull was
 * anonymous (`credentials-missing`), because of the secret: it becomes an alternative, as another login may exist.
 */
function weighUnreadableSecret({ history, file, scale }: Question): void {
  const unreadable = file.unreadableSecretsOf(history);
  const open = sumOf(scale, DENIALS);
  if (unreadable.length === 0 || open === 0) return;
  move(scale, DENIALS, 'pull-secret-missing', 0.25);
  move(scale, ['access-denied', 'credentials-invalid', 'repository-missing-or-denied'], 'credentials-missing', 0.5);
  const names = [...new Set(unreadable.flatMap(({ observation }) => observation.secrets))].sort().join(', ');
  weighIn(scale, {
    statement: `The pod's pull secret ${names || '(unnamed)'} could not be read, so its login was not used.`,
    favours: ['credentials-missing', 'pull-secret-missing'],
    disfavours: ['credentials-invalid', 'repository-not-found'],
    strength: 3,
    evidence: unreadable.slice(0, QUOTED).map(({ observation }) => observation.evidence),
  });
}

/** Whether the pod names any pull secret. Secrets of its service account are copied into the pod on admission. */
function weighPullSecrets(question: Question): void {
  const { history, file, scale } = question;
  const pod = file.podOf(history);
  if (!pod?.picture || pod.pullSecrets === null) return;
  // Where the objects themselves decide, that they are named says no more.
  const named = namedSecrets(question);
  if (named.length > 0 && named.every(({ usable }) => usable !== null)) return;
  const evidence = [pod.picture.observation.evidence];
  if (pod.pullSecrets.length === 0) {
    weighIn(scale, {
      statement: 'The pod names no pull secret; only a credential plug-in or a login of the node could have been used.',
      favours: ['credentials-missing', 'repository-not-found'],
      disfavours: ['credentials-invalid', 'access-denied'],
      strength: 3,
      evidence,
    });
  } else {
    weighIn(scale, {
      statement: `The pod names ${pod.pullSecrets.length === 1 ? 'a pull secret' : `${pod.pullSecrets.length} pull secrets`} (${pod.pullSecrets.join(', ')}).`,
      disfavours: ['credentials-missing'],
      strength: 2,
      evidence,
    });
  }
}

/**
 * The Secret objects that the pod names: one that is not there, is of another type or has no entry for the registry gives
 * the pull no login; one with an entry gave it one. They are pictures of the capture, so they may have changed since.
 */
function weighSecretObjects(question: Question): void {
  const { scale, history, file } = question;
  const named = namedSecrets(question);
  const usable = named.filter((secret) => secret.usable === true);
  if (usable.length > 0) {
    weighIn(scale, {
      statement: usable.map(({ statement }) => statement).join(' '),
      favours: ['credentials-invalid', 'access-denied'],
      disfavours: ['credentials-missing', 'pull-secret-missing'],
      strength: 4,
      evidence: usable.flatMap(({ evidence }) => evidence).slice(0, QUOTED),
    });
    return;
  }
  const useless = named.filter((secret) => secret.usable === false);
  if (useless.length === 0 || useless.length < named.length) return;
  const isAbsent = useless.some((secret) => secret.isAbsent);
  if (isAbsent && !scale.weights.has('pull-secret-missing')) move(scale, DENIALS, 'pull-secret-missing', 0.25);
  weighIn(scale, {
    statement: useless.map(({ statement }) => statement).join(' '),
    favours: isAbsent ? ['credentials-missing', 'pull-secret-missing'] : ['credentials-missing'],
    disfavours: ['credentials-invalid', 'access-denied'],
    // That the kubelet could not read it is the same fact, and weighs already.
    strength: isAbsent && file.unreadableSecretsOf(history).length > 0 ? 1 : 4,
    evidence: useless.flatMap(({ evidence }) => evidence).slice(0, QUOTED),
  });
}

/** What the Secret objects among the files show of each pull secret that the pod names. */
function namedSecrets({ history, reference, file }: Question): NamedSecret[] {
  const pod = file.podOf(history);
  const namespace = pod?.namespace ?? null;
  if (!pod?.pullSecrets || namespace === null || !reference) return [];
  return pod.pullSecrets.map((name): NamedSecret => {
    const secret = file.secretOf(namespace, name);
    if (secret) return { name, isAbsent: false, ...describeSecret(secret, reference) };
    const list = file.secretListOf(namespace);
    if (!list) return { name, isAbsent: false, usable: null, statement: '', evidence: [] };
    const statement = `The pod names the pull secret ${name}, and the list of ${namespace}'s Secrets has none of that name.`;
    return { name, isAbsent: true, usable: false, statement, evidence: [list] };
  });
}

function describeSecret(
  { name, type, registries, isPartial, evidence: cited }: SecretSeen,
  reference: NonNullable<Question['reference']>,
): Pick<NamedSecret, 'usable' | 'statement' | 'evidence'> {
  const evidence = [cited];
  if (type !== null && !PULL_TYPES.has(type)) {
    const statement = `The pull secret ${name} is of type ${type}, which kubelets do not read for pulls.`;
    return { usable: false, statement, evidence };
  }
  if (registries === null) return { usable: null, statement: '', evidence };
  if (registries.some((entry) => coversImage(entry, reference)))
    return { usable: true, statement: `The pull secret ${name} has a login for ${reference.registry}.`, evidence };
  if (isPartial) return { usable: null, statement: '', evidence };
  const has = registries.length === 0 ? 'none at all' : `only for ${registries.slice(0, QUOTED).join(', ')}`;
  const statement = `The pull secret ${name} has no login for ${reference.registry}/${reference.repository}, ${has}.`;
  return { usable: false, statement, evidence };
}

/** A pod without pull secrets whose service account has some now was created before it had them. */
function weighServiceAccount({ history, file, scale }: Question): void {
  const pod = file.podOf(history);
  if (!pod?.picture || pod.pullSecrets?.length !== 0 || pod.namespace === null) return;
  const account = file.serviceAccountOf(pod.namespace, pod.serviceAccount ?? 'default');
  if (!account) return;
  const { name, pullSecrets } = account;
  weighIn(scale, {
    statement:
      pullSecrets.length === 0
        ? `Its service account ${name} names no pull secret either.`
        : `Its service account ${name} names ${pullSecrets.join(', ')}, which the pod does not: admission gives them to pods that are created afterwards.`,
    favours: ['credentials-missing'],
    strength: pullSecrets.length === 0 ? 1 : 2,
    evidence: [account.evidence, pod.picture.observation.evidence],
  });
}
