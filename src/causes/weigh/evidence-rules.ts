import type { CauseId } from '../../model/cause.ts';
import { type ImageReference, parseImageReference } from '../../model/image-reference.ts';
import type { PullHistory } from '../../model/pull.ts';
import type { CaseFile } from './case-file.ts';
import { failingSpan } from './case-file.ts';
import { type Scale, weighIn } from './scale.ts';

const UNREACHABLE: readonly CauseId[] = [
  'connection-refused',
  'connection-reset',
  'connection-timeout',
  'network-unreachable',
  'registry-server-error',
  'registry-unavailable',
];
const RIGHTS: readonly CauseId[] = ['credentials-missing', 'credentials-invalid', 'access-denied'];
const QUOTED = 3;

interface Question {
  readonly history: PullHistory;
  readonly reference: ImageReference | null;
  readonly file: CaseFile;
  readonly scale: Scale;
}

/** A question to the evidence beside the texts. Each adds what it finds to the scale, as a statement with its evidence. */
type Rule = (question: Question) => void;

const RULES: readonly Rule[] = [
  weighUnreadableSecret,
  weighPullSecrets,
  weighSameRepository,
  weighSameImageElsewhere,
  weighRegistryFromOtherNodes,
  weighOtherRegistries,
  weighNode,
  weighCredentialPlugin,
];

/** Puts every question to the evidence. */
export function weighEvidence(history: PullHistory, file: CaseFile, scale: Scale): void {
  const reference = history.image === null ? null : parseImageReference(history.image);
  for (const rule of RULES) rule({ history, reference, file, scale });
}

/**
 * A pull secret that cannot be read leaves the pull without its login. Where the registry then wants one, the pull was
 * anonymous (`credentials-missing`), because of the secret: it becomes an alternative, as another login may exist.
 */
function weighUnreadableSecret({ history, file, scale }: Question): void {
  const unreadable = file.unreadableSecretsOf(history);
  const open = sumOf(scale, [...RIGHTS, 'repository-missing-or-denied', 'repository-not-found']);
  if (unreadable.length === 0 || open === 0) return;
  move(scale, [...RIGHTS, 'repository-missing-or-denied', 'repository-not-found'], 'pull-secret-missing', 0.25);
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
function weighPullSecrets({ history, file, scale }: Question): void {
  const pod = file.podOf(history);
  if (!pod?.picture || pod.pullSecrets === null) return;
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

/** Another tag of the repository was pulled: the repository exists and somebody may read it. */
function weighSameRepository({ history, reference, file, scale }: Question): void {
  if (!reference) return;
  const same = file
    .goodPullsOf(reference.registry)
    .filter((pull) => pull.reference.repository === reference.repository && pull.image !== history.image);
  const [example] = same;
  if (!example) return;
  weighIn(scale, {
    statement: `Another image of the repository was there: ${example.image}. So the repository exists and can be read.`,
    favours: ['tag-not-found', 'digest-not-found'],
    disfavours: ['repository-not-found', 'repository-missing-or-denied', 'access-denied'],
    strength: 6,
    evidence: same.slice(0, QUOTED).map(({ evidence }) => evidence),
  });
}

/** The very image was pulled by another node or earlier: it exists, or did. */
function weighSameImageElsewhere({ history, reference, file, scale }: Question): void {
  if (!reference) return;
  const same = file
    .goodPullsOf(reference.registry)
    .filter((pull) => pull.image === history.image && pull.pulled && pull.subject.node !== history.subject.node);
  const [example] = same;
  if (!example?.subject.node) return;
  weighIn(scale, {
    statement: `The same image was pulled on ${example.subject.node}: it is in the registry.`,
    favours: [...RIGHTS, 'platform-mismatch'],
    disfavours: ['tag-not-found', 'digest-not-found', 'repository-not-found'],
    strength: 3,
    evidence: same.slice(0, QUOTED).map(({ evidence }) => evidence),
  });
}

/** Other nodes reached the registry meanwhile: the fault is on the way from this node. */
function weighRegistryFromOtherNodes({ history, reference, file, scale }: Question): void {
  if (!reference || history.subject.node === null) return;
  const failing = failingSpan(history);
  const others = file
    .goodPullsOf(reference.registry)
    .filter(
      ({ pulled, subject, at }) =>
        pulled &&
        subject.node !== null &&
        subject.node !== history.subject.node &&
        at.earliest >= failing.earliest &&
        at.latest <= failing.latest,
    );
  const [example] = others;
  if (!example) return;
  weighIn(scale, {
    statement: `${example.subject.node} pulled from ${reference.registry} meanwhile: the registry answered other nodes.`,
    favours: ['dns-failure', 'network-unreachable', 'connection-timeout', 'proxy-failure', 'tls-untrusted-ca'],
    disfavours: ['registry-unavailable', 'registry-server-error'],
    strength: 2,
    evidence: others.slice(0, QUOTED).map(({ evidence }) => evidence),
  });
}

/** The node pulled from other registries meanwhile: its network, DNS and proxy work in general. */
function weighOtherRegistries({ history, reference, file, scale }: Question): void {
  const { node } = history.subject;
  if (!reference || node === null) return;
  const others = file
    .goodPullsMeanwhile(node, history)
    .filter((pull) => pull.reference.registry !== reference.registry);
  if (others.length === 0) return;
  const registries = [...new Set(others.map((pull) => pull.reference.registry))].sort();
  weighIn(scale, {
    statement: `${node} pulled from ${registries.slice(0, QUOTED).join(', ')} meanwhile: its network and DNS work.`,
    favours: [...UNREACHABLE, 'tls-untrusted-ca', 'tls-invalid-certificate', 'rate-limited'],
    disfavours: ['proxy-failure', 'runtime-unavailable'],
    strength: 2,
    evidence: others.slice(0, QUOTED).map(({ evidence }) => evidence),
  });
}

/** What the node's own object says: its architecture and the state of its disk. */
function weighNode({ history, file, scale }: Question): void {
  const node = file.nodeOf(history.subject.node);
  if (!node) return;
  if (node.architecture !== null) {
    weighIn(scale, {
      statement: `${history.subject.node} is ${node.os ?? 'linux'}/${node.architecture}.`,
      favours: ['platform-mismatch'],
      strength: 1,
      evidence: [node.evidence],
    });
  }
  if (node.conditions.some(({ type, status }) => type === 'DiskPressure' && status === 'True')) {
    weighIn(scale, {
      statement: `${history.subject.node} reports DiskPressure.`,
      favours: ['disk-full', 'image-removed'],
      strength: 4,
      evidence: [node.evidence],
    });
  }
}

/** A credential plug-in that failed leaves the pull without the login that it would have brought. */
function weighCredentialPlugin({ history, file, scale }: Question): void {
  if (history.subject.node === null) return;
  const failed = file
    .remarksOn(history.subject.node, null)
    .filter(
      ({ observation: { remark, subject } }) =>
        remark === 'credential-provider-failed' &&
        (subject.image === null || subject.image === history.subject.image || subject.image === history.image),
    );
  if (failed.length === 0 || sumOf(scale, RIGHTS) === 0) return;
  move(scale, RIGHTS, 'credential-provider-failed', 0.5);
  weighIn(scale, {
    statement: `The kubelet's credential plug-in failed on ${history.subject.node}, so the pull had no login from it.`,
    favours: ['credential-provider-failed'],
    strength: 6,
    evidence: failed.slice(0, QUOTED).map(({ observation }) => observation.evidence),
  });
}

function sumOf({ weights }: Scale, causes: readonly CauseId[]): number {
  return causes.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0);
}

/** Moves a share of the weight of some causes to one that explains them. */
function move({ weights }: Scale, from: readonly CauseId[], to: CauseId, share: number): void {
  let moved = 0;
  for (const id of from) {
    const weight = weights.get(id);
    if (weight === undefined) continue;
    weights.set(id, weight * (1 - share));
    moved += weight * share;
  }
  if (moved > 0) weights.set(to, (weights.get(to) ?? 0) + moved);
}
