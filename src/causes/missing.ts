import type { CauseMatch } from './cause.ts';
import { matchOn } from './cause.ts';
import type { Fact, FactKind, PullError } from './pull-error.ts';
import { registryOfError } from './registries/index.ts';

/** What a 404 was for. `child`: a manifest that an index names; `content`: a layer or config. */
export type MissingThing = 'tag' | 'digest' | 'child' | 'content';

/** A registry's "not there", with how plainly it is said. */
export interface Missing {
  readonly what: MissingThing;
  readonly fact: Fact;
  readonly specificity: number;
}

/** The facts that say that something is not there. */
export const MISSING_KINDS: readonly FactKind[] = [
  'missing.manifest',
  'missing.content',
  'missing.blob',
  'missing.bare',
  'http.status',
];

/**
 * What an error says is not there; null where it says nothing of the kind. A manifest of the image's own digest is the
 * digest that was asked for; any other digest is a part of the image, because tags are resolved to digests first
 * (containerd remotes/docker/resolver.go; containers/image copy/multiple.go).
 */
function findMissing(error: PullError): Missing | null {
  const said = error.find('missing.manifest', 'missing.content', 'missing.blob');
  if (said?.kind === 'missing.blob') return { what: 'content', fact: said, specificity: 66 };
  if (said) return { what: manifestAskedFor(error), fact: said, specificity: 63 };
  if (error.status?.code === 404) {
    const what = error.request?.url.asksFor === 'blob' || isBlobStage(error) ? 'content' : manifestAskedFor(error);
    return { what, fact: error.status.fact, specificity: 61 };
  }
  const bare = error.find('missing.bare');
  if (!bare) return null;
  // Of several credentials one was refused and another got as far as a 404: it was taken.
  const refused = error.status ?? null;
  const specificity = refused && refused.fact.at < bare.at && isRefusal(refused.code) ? 63 : 50;
  return { what: manifestAskedFor(error), fact: bare, specificity };
}

function isRefusal(code: number): boolean {
  return code === 401 || code === 403;
}

/** Whether the pull had got past the manifest. */
export function isBlobStage(error: PullError): boolean {
  const request = error.request;
  if (request) return request.url.asksFor === 'blob';
  return error.stage === 'blob';
}

function manifestAskedFor(error: PullError): MissingThing {
  const wanted = error.image?.reference?.digest ?? null;
  if (error.find('stage.child')) return 'child';
  const read = error.find('stage.manifest');
  const named = read ? error.nameOf(read, 0) : (error.find('missing.content') && error.request?.url.digest) || null;
  if (named?.startsWith('sha256:'))
    return wanted === null && !read ? 'child' : wanted === named || read ? 'digest' : 'child';
  if (error.request?.url.asksFor === 'blob') return 'content';
  if (wanted !== null) return 'digest';
  return error.image?.text.includes('@sha256:') ? 'digest' : 'tag';
}

/** The match of a cause on what is missing, with the alternatives that a 404 of that registry leaves. */
export function matchMissing(error: PullError, ...things: readonly MissingThing[]): CauseMatch | null {
  const missing = findMissing(error);
  if (!missing || !things.includes(missing.what)) return null;
  const { fact, specificity, what } = missing;
  if (what === 'content') return matchOn(fact, specificity, 0.95, [['digest-not-found', 0.03]]);
  if (what === 'child') return matchOn(fact, specificity, 0.75, [['digest-not-found', 0.2]]);
  const explicit = fact.kind === 'missing.manifest';
  if (what === 'digest') {
    return explicit
      ? matchOn(fact, specificity, 0.9, [['blob-not-found', 0.06]])
      : matchOn(fact, specificity, 0.8, [
          ['repository-not-found', 0.08],
          ['repository-missing-or-denied', 0.08],
        ]);
  }
  const hides = registryOfError(error)?.hidesMissingRepositories === true;
  if (explicit) return matchOn(fact, specificity, 0.93, [['repository-not-found', 0.04]]);
  if (hides && error.registry !== 'ghcr.io') return matchOn(fact, specificity, 0.92, [['repository-not-found', 0.04]]);
  return matchOn(fact, specificity, 0.7, [
    ['repository-not-found', 0.15],
    ['repository-missing-or-denied', 0.1],
  ]);
}
