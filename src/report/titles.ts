import type { CauseId } from '../model/cause.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { Incident } from '../model/incident.ts';
import { isMasked } from '../model/masked-text.ts';

interface Names {
  /** The image as people write it, or "2 images". */
  readonly image: string;
  /** The repository, with its registry unless that is Docker Hub. */
  readonly repository: string;
  readonly isHub: boolean;
  readonly registry: string;
  /** The tag or digest; null where images differ. */
  readonly tag: string | null;
  /** "worker-1" or "3 nodes". */
  readonly node: string;
}

const SEVERAL = 'several registries';
/** A name that was masked before the files were handed on is none. */
const MASKED = 'a registry whose name is masked';

const TITLES: Readonly<Record<Exclude<CauseId, `x-${string}`>, (names: Names) => string>> = {
  'tag-not-found': ({ repository, tag, image, isHub }) =>
    tag === null
      ? `Tags of ${image} do not exist`
      : isHub
        ? `Tag ${repository}:${tag} is not on Docker Hub`
        : `Tag ${tag} is not in ${repository}`,
  'repository-not-found': ({ repository, isHub }) =>
    `Repository ${repository} does not exist${isHub ? ' on Docker Hub' : ''}`,
  'digest-not-found': ({ repository, isHub }) =>
    `A digest of ${repository} is not ${isHub ? 'on Docker Hub' : 'in the registry'}`,
  'repository-missing-or-denied': ({ repository }) => `${repository} is missing, or may not be read`,
  'blob-not-found': ({ image }) => `A part of ${image} is missing in the registry`,
  'credentials-missing': ({ registry, repository }) =>
    `${registry} wants a login for ${repository.replace(`${registry}/`, '')}`,
  'credentials-invalid': ({ registry }) => `${registry} refused the login`,
  'access-denied': ({ registry, repository }) =>
    `${registry} denies access to ${repository.replace(`${registry}/`, '')}`,
  'pull-secret-missing': ({ image }) => `A pull secret for ${image} cannot be read`,
  'rate-limited': ({ registry }) => `${registry} limited the rate of pulls`,
  'invalid-image-name': ({ image }) => `${image} is no valid image reference`,
  'dns-failure': ({ registry, node, isHub }) =>
    registry === MASKED
      ? `The name of a registry, which is masked, did not resolve on ${node}`
      : registry === SEVERAL || isHub
        ? `Names of ${registry} did not resolve on ${node}`
        : `The name ${registry} did not resolve on ${node}`,
  'connection-refused': ({ registry }) => `Connection refused by ${registry}`,
  'connection-reset': ({ registry }) => `${registry} closed connections midway`,
  'connection-timeout': ({ registry }) => `${registry} did not answer in time`,
  'network-unreachable': ({ registry, node }) => `No route from ${node} to ${registry}`,
  'tls-untrusted-ca': ({ registry, node }) =>
    `${capital(node)} ${/^\d/.test(node) ? 'do' : 'does'} not trust the certificate of ${registry}`,
  'tls-invalid-certificate': ({ registry }) => `The certificate of ${registry} is not valid`,
  'tls-handshake-failed': ({ registry }) => `No TLS connection could be agreed with ${registry}`,
  'http-https-mismatch': ({ registry }) => `${registry} and the runtime do not both speak TLS`,
  'proxy-failure': ({ registry }) => `The proxy before ${registry} failed`,
  'registry-server-error': ({ registry }) => `${registry} answered with server errors`,
  'registry-request-rejected': ({ registry }) => `${registry} rejected the requests`,
  'not-a-registry': ({ registry }) => `${registry} does not answer as a registry`,
  'registry-unavailable': ({ registry }) => `${registry} was unavailable`,
  'platform-mismatch': ({ image }) => `${image} has no image for the node's platform`,
  'manifest-unsupported': ({ image }) => `The runtime does not take the manifest of ${image}`,
  'content-corrupt': ({ image }) => `The content of ${image} arrived damaged`,
  'disk-full': ({ node }) => `No space for images on ${node}`,
  'layer-extract-failed': ({ image, node }) => `${capital(node)} could not unpack ${image}`,
  'never-pull': ({ image }) => `${image} is not on the node, and the policy is Never`,
  'kubelet-throttled': ({ node }) => `The kubelet's own pull limit held back pulls on ${node}`,
  'pull-timed-out': ({ image }) => `Pulling ${image} did not end in time`,
  'blocked-by-policy': ({ registry, image }) => `${registry} blocks ${image} by rule`,
  'signature-rejected': ({ image }) => `The signature policy rejects ${image}`,
  'runtime-unavailable': ({ node }) => `The container runtime on ${node} did not answer`,
  'image-inspect-failed': ({ node }) => `The container runtime on ${node} could not inspect images`,
  'credential-provider-failed': ({ node }) => `The credential plug-in on ${node} failed`,
  'mirror-misconfigured': ({ registry, node }) => `The mirror configuration for ${registry} on ${node} is at fault`,
  'image-removed': ({ image, node }) => `${image} was removed from ${node}`,
  unknown: ({ image }) => `Pulling ${image} failed; no record says why`,
};

/** The incident in one short sentence: the thing at fault and what it did. */
export function titleIncident(incident: Omit<Incident, 'triggers'>, userTitle: string | null): string {
  const { id } = incident.cause;
  const names = namesOf(incident);
  if (id.startsWith('x-')) return `${userTitle ?? id}: ${names.image}`;
  const title = TITLES[id as keyof typeof TITLES](names);
  return /^an? /.test(title) ? `A${title.slice(1)}` : title;
}

const NO_NAMES = {
  image: 'an image whose name is masked',
  repository: 'a repository whose name is masked',
  isHub: false,
  registry: MASKED,
  tag: null,
} as const;

function namesOf({ failures, registry }: Omit<Incident, 'triggers'>): Names {
  const images = [
    ...new Set(failures.map(({ history }) => history.subject.image ?? history.image ?? 'an image')),
  ].sort();
  const nodes = [...new Set(failures.flatMap(({ history }) => history.subject.node ?? []))].sort();
  const references = images.map(parseImageReference);
  const [reference] = references;
  const repositories = new Set(references.map((each) => each && `${each.registry}/${each.repository}`));
  const isHub = registry === 'docker.io';
  const host = isHub ? 'Docker Hub' : registry;
  const [onlyImage] = images;
  const areMasked = images.every(isMasked);
  if (areMasked)
    return {
      ...NO_NAMES,
      node: nameNodes(nodes),
      ...(images.length > 1 && { image: `${images.length} images whose names are masked` }),
    };
  const repository =
    repositories.size === 1 && reference
      ? `${isHub ? '' : `${reference.registry}/`}${reference.repository}`
      : count(repositories.size, 'repository', 'repositories');
  return {
    image: images.length === 1 && onlyImage ? onlyImage : count(images.length, 'image', 'images'),
    repository: repository.replace(/^library\//, ''),
    isHub,
    registry: host ?? SEVERAL,
    tag: images.length === 1 && reference ? (reference.tag ?? reference.digest ?? 'latest') : null,
    node: nameNodes(nodes),
  };
}

function nameNodes(nodes: readonly string[]): string {
  const [only] = nodes;
  if (only === undefined) return 'the node';
  return nodes.length === 1 ? only : count(nodes.length, 'node', 'nodes');
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
