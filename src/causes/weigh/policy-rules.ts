import type { CauseId } from '../../model/cause.ts';
import { defaultPullPolicy } from '../../model/image-reference.ts';
import { QUOTED, type Question, RIGHTS, type Rule } from './question.ts';
import { weighIn } from './scale.ts';

/** What the container's pull policy says of a pull. */
export const POLICY_RULES: readonly Rule[] = [weighPolicyAlways];

/** Causes that are about asking the registry, whatever for. */
const ASKING: readonly CauseId[] = [
  ...RIGHTS,
  'connection-refused',
  'connection-reset',
  'connection-timeout',
  'dns-failure',
  'network-unreachable',
  'proxy-failure',
  'rate-limited',
  'registry-server-error',
  'registry-unavailable',
  'tls-invalid-certificate',
  'tls-untrusted-ca',
];

/**
 * With `Always` a node that has the image asks the registry all the same, for what its tag means now: the fault is in the
 * asking, as the image was there once and ran on this node. Source: pkg/kubelet/images/image_manager.go, 1.13–1.36.
 */
function weighPolicyAlways({ history, reference, file, scale }: Question): void {
  const { node, container } = history.subject;
  if (history.kind !== 'pull' || reference === null || node === null || container === null) return;
  const pod = file.podOf(history);
  const spec = pod?.containers.get(container);
  if (!pod || !spec) return;
  const isStored = spec.pullPolicy !== null;
  if ((spec.pullPolicy ?? defaultPullPolicy(spec.image)) !== 'Always') return;
  // The first failure may be long before the first that is known.
  const before = file
    .goodPullsOf(reference)
    .filter(
      ({ image, subject, at }) =>
        image === history.image && subject.node === node && at.latest < history.lastFailureAt.earliest,
    );
  if (before.length === 0) return;
  const policy = isStored
    ? 'The pull policy is Always'
    : 'No file shows the pull policy; for this tag it is Always by default';
  weighIn(scale, {
    statement: `${node} had the image already. ${policy}, and then each start asks the registry all the same.`,
    favours: ASKING,
    disfavours: ['tag-not-found', 'digest-not-found', 'repository-not-found', 'platform-mismatch'],
    strength: 2,
    evidence: [
      ...before.slice(0, QUOTED - 1).map(({ evidence }) => evidence),
      ...(isStored && pod.picture ? [pod.picture.observation.evidence] : []),
    ],
  });
}
