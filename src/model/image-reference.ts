import { isMasked } from './masked-text.ts';

/** An image reference taken apart, by the grammar of distribution/reference with docker.io's defaults filled in. */
export interface ImageReference {
  /** Host and port of the registry: `docker.io` where the text names none. */
  readonly registry: string;
  /** Repository without the registry: `library/nginx`. */
  readonly repository: string;
  /** As written; null where the text has none (then `latest` is meant, unless there is a digest). */
  readonly tag: string | null;
  readonly digest: string | null;
}

// Grammar: https://github.com/distribution/reference (reference.go, regexp.go, v0.6).
const REPOSITORY_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const HOST =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
// Only these algorithms, in lower case and whole: github.com/opencontainers/go-digest algorithm.go, v1.0.
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
// What is an image id cannot be a name (reference.go ParseNormalizedNamed).
const IDENTIFIER = /^[0-9a-f]{64}$/;
const REPOSITORY_MAX_LENGTH = 255;

/** Takes an image reference apart; null where the text is no valid reference (`InvalidImageName`), or a part of it is masked. */
export function parseImageReference(text: string): ImageReference | null {
  if (IDENTIFIER.test(text) || isMasked(text)) return null;
  let rest = text;
  let digest: string | null = null;
  const at = rest.indexOf('@');
  if (at >= 0) {
    digest = rest.slice(at + 1);
    rest = rest.slice(0, at);
    if (!DIGEST.test(digest)) return null;
  }
  let tag: string | null = null;
  const colon = rest.lastIndexOf(':');
  if (colon > rest.lastIndexOf('/')) {
    tag = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
    if (!TAG.test(tag)) return null;
  }
  const slash = rest.indexOf('/');
  const first = slash < 0 ? '' : rest.slice(0, slash);
  const hasRegistry =
    first.includes('.') || first.includes(':') || first === 'localhost' || first !== first.toLowerCase();
  let registry = hasRegistry ? first : 'docker.io';
  let repository = hasRegistry ? rest.slice(slash + 1) : rest;
  if (registry === 'index.docker.io') registry = 'docker.io';
  if (!HOST.test(registry)) return null;
  if (registry === 'docker.io' && repository !== '' && !repository.includes('/')) repository = `library/${repository}`;
  if (repository.length > REPOSITORY_MAX_LENGTH) return null;
  if (!repository.split('/').every((component) => REPOSITORY_COMPONENT.test(component))) return null;
  return { registry, repository, tag, digest };
}

/** The form in which runtimes write a reference and in which references are compared: `docker.io/library/nginx:1.25`. */
export function formatImageReference(reference: ImageReference): string {
  const tag = reference.tag ?? (reference.digest === null ? 'latest' : null);
  return `${reference.registry}/${reference.repository}${tag === null ? '' : `:${tag}`}${reference.digest === null ? '' : `@${reference.digest}`}`;
}

/** Logs name the same few images again and again; what is kept is bounded, since input decides how many there are. */
const NORMALISED = new Map<string, string | null>();
const MOST_NORMALISED = 10_000;

/** Normalises the text of a reference; null where it is none. */
export function normaliseImage(text: string): string | null {
  const known = NORMALISED.get(text);
  if (known !== undefined) return known;
  const reference = parseImageReference(text);
  const normalised = reference && formatImageReference(reference);
  if (NORMALISED.size >= MOST_NORMALISED) NORMALISED.clear();
  NORMALISED.set(text, normalised);
  return normalised;
}

/**
 * The pull policy that the API server fills in where a container names none: `Always` for the tag `latest`, also where
 * that is only implied; not for a digest without a tag.
 * Source: pkg/apis/core/v1/defaults.go SetDefaults_Container and pkg/util/parsers ParseImageName, Kubernetes 1.13–1.36.
 */
export function defaultPullPolicy(image: string): 'Always' | 'IfNotPresent' {
  const reference = parseImageReference(image);
  if (!reference) return 'IfNotPresent';
  const tag = reference.tag ?? (reference.digest === null ? 'latest' : null);
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

const DOCKER_HUB_HOSTS =
  /^(?:registry-1|index|auth|registry|production\.cloudflare|docker-images-prod)\.docker\.(?:io|com)(?::443)?$/;

/** The registry as images name it, for a host that answers for it: `registry-1.docker.io` is `docker.io`. */
export function canonicalRegistry(host: string): string {
  return DOCKER_HUB_HOSTS.test(host) ? 'docker.io' : host;
}
