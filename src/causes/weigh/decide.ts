import type { CauseId } from '../../model/cause.ts';
import { parseImageReference } from '../../model/image-reference.ts';
import type { PullHistory } from '../../model/pull.ts';

const NAMES: ReadonlySet<CauseId> = new Set([
  'tag-not-found',
  'repository-not-found',
  'digest-not-found',
  'repository-missing-or-denied',
  'access-denied',
  'credentials-missing',
  'credentials-invalid',
  'pull-secret-missing',
]);

/**
 * The one command that would decide between a verdict and its alternatives, filled with the image's names; null where
 * nothing is open or no command decides.
 */
export function decideBetween(cause: CauseId, alternatives: readonly CauseId[], history: PullHistory): string | null {
  const reference = history.image === null ? null : parseImageReference(history.image);
  if (alternatives.length === 0 || !reference) return null;
  const open = [cause, ...alternatives];
  if (open.every((id) => NAMES.has(id))) {
    // With a login that may read the repository, "not found" and "denied" can be told apart.
    return `skopeo list-tags docker://${reference.registry}/${reference.repository}   # with a login that may read it`;
  }
  const host = reference.registry === 'docker.io' ? 'registry-1.docker.io' : reference.registry;
  return `curl -sSI https://${host}/v2/   # on ${history.subject.node ?? 'a node where it fails'}`;
}
