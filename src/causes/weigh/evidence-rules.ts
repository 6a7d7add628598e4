import type { CauseId } from '../../model/cause.ts';
import { parseImageReference } from '../../model/image-reference.ts';
import type { PullHistory } from '../../model/pull.ts';
import type { CaseFile, KnownPull } from './case-file.ts';
import { failingSpan } from './case-file.ts';
import { NODE_RULES } from './node-rules.ts';
import { POLICY_RULES } from './policy-rules.ts';
import { move, QUOTED, type Question, RIGHTS, type Rule, sumOf } from './question.ts';
import { REGISTRY_CHECK_RULES } from './registry-checks.ts';
import { REGISTRY_RULES } from './registry-rules.ts';
import { RUNTIME_RULES } from './runtime-rules.ts';
import { type Scale, weighIn } from './scale.ts';
import { SECRET_RULES } from './secret-rules.ts';

const UNREACHABLE: readonly CauseId[] = [
  'connection-refused',
  'connection-reset',
  'connection-timeout',
  'network-unreachable',
  'registry-server-error',
  'registry-unavailable',
];

const RULES: readonly Rule[] = [
  ...SECRET_RULES,
  weighSameRepository,
  weighSameImageElsewhere,
  weighRegistryFromOtherNodes,
  weighOtherRegistries,
  ...POLICY_RULES,
  ...NODE_RULES,
  ...REGISTRY_RULES,
  ...RUNTIME_RULES,
  weighCredentialPlugin,
  ...REGISTRY_CHECK_RULES,
];

/** Puts every question to the evidence. */
export function weighEvidence(history: PullHistory, file: CaseFile, scale: Scale): void {
  const reference = history.image === null ? null : parseImageReference(history.image);
  for (const rule of RULES) rule({ history, reference, file, scale });
}

/** Another tag of the repository was pulled: the repository exists and somebody may read it. */
function weighSameRepository({ history, reference, file, scale }: Question): void {
  if (!reference) return;
  const same = file.goodPullsOf(reference).filter((pull) => pull.image !== history.image);
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
    .goodPullsOf(reference)
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
  const others: KnownPull[] = [];
  for (const pull of file.goodPullsWithin(reference.registry, failingSpan(history))) {
    if (pull.subject.node !== null && pull.subject.node !== history.subject.node) others.push(pull);
    if (others.length === QUOTED) break;
  }
  const [example] = others;
  if (!example) return;
  weighIn(scale, {
    statement: `${example.subject.node} pulled from ${reference.registry} meanwhile: the registry answered other nodes.`,
    favours: ['dns-failure', 'network-unreachable', 'connection-timeout', 'proxy-failure', 'tls-untrusted-ca'],
    disfavours: ['registry-unavailable', 'registry-server-error'],
    strength: 2,
    evidence: others.map(({ evidence }) => evidence),
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
