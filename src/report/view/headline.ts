import type { CauseId } from '../../model/cause.ts';
import { formatImageReference, parseImageReference } from '../../model/image-reference.ts';
import type { Report, ReportIncident } from '../../model/report.ts';
import { isFlapping } from '../charts/phase-bar.ts';
import type { IncidentFacts, PodStates } from '../incident-facts.ts';
import { cutMiddle, showName } from '../visible-text.ts';
import { capitalise, count, formatLowerBound, formatNumber, joinList, spell } from '../wording.ts';

type Thing = 'registry' | 'repository' | 'image' | 'node' | 'proxy' | 'secret';

/** For each cause, the thing at fault and what it did, in the past. */
const PREDICATES: Readonly<Record<Exclude<CauseId, `x-${string}`>, readonly [Thing, string]>> = {
  'tag-not-found': ['image', 'was not found'],
  'repository-not-found': ['repository', 'was not found'],
  'digest-not-found': ['image', 'was not found'],
  'repository-missing-or-denied': ['repository', 'was missing or denied'],
  'blob-not-found': ['image', 'lacked a part in its registry'],
  'credentials-missing': ['registry', 'wanted a login'],
  'credentials-invalid': ['registry', 'refused the login'],
  'access-denied': ['registry', 'denied access'],
  'pull-secret-missing': ['secret', 'could not be read'],
  'rate-limited': ['registry', 'limited the rate of pulls'],
  'invalid-image-name': ['image', 'was no valid image reference'],
  'dns-failure': ['registry', 'did not resolve'],
  'connection-refused': ['registry', 'refused connections'],
  'connection-reset': ['registry', 'closed connections midway'],
  'connection-timeout': ['registry', 'did not answer in time'],
  'network-unreachable': ['registry', 'could not be reached'],
  'tls-untrusted-ca': ['registry', 'was not trusted'],
  'tls-invalid-certificate': ['registry', 'showed an invalid certificate'],
  'tls-handshake-failed': ['registry', 'agreed on no TLS connection'],
  'http-https-mismatch': ['registry', 'was spoken to in the wrong protocol'],
  'proxy-failure': ['proxy', 'failed'],
  'registry-server-error': ['registry', 'answered with server errors'],
  'registry-request-rejected': ['registry', 'rejected requests'],
  'not-a-registry': ['registry', 'did not answer as a registry'],
  'registry-unavailable': ['registry', 'was unavailable'],
  'platform-mismatch': ['image', 'had no variant for the node’s platform'],
  'manifest-unsupported': ['image', 'had a manifest that the runtime does not take'],
  'content-corrupt': ['image', 'arrived damaged'],
  'disk-full': ['node', 'had no space for images'],
  'layer-extract-failed': ['image', 'could not be unpacked'],
  'never-pull': ['image', 'was missing where it is never pulled'],
  'kubelet-throttled': ['node', 'held back pulls by the kubelet’s own limit'],
  'pull-timed-out': ['image', 'was not pulled in time'],
  'blocked-by-policy': ['registry', 'blocked pulls by rule'],
  'signature-rejected': ['image', 'was rejected by the signature policy'],
  'runtime-unavailable': ['node', 'had no answer from the container runtime'],
  'image-inspect-failed': ['node', 'could not inspect images'],
  'credential-provider-failed': ['node', 'got no credentials from the plug-in'],
  'mirror-misconfigured': ['registry', 'was not reached through its mirror'],
  'image-removed': ['image', 'was removed from its node'],
  unknown: ['image', 'could not be pulled'],
};

/** The headline of a page: thing at fault + past verb + how long at least, then the state at the capture. */
export function writeHeadline(
  report: Report,
  facts: readonly IncidentFacts[],
  nameNode: (node: string) => string,
): string {
  const [first] = facts;
  if (!first)
    return isEvidenceMissing(report)
      ? 'Whether image pulls failed, these files do not show.'
      : 'No image pull failed in these files.';
  if (facts.length === 1) return `${sayFault(first, nameNode)} ${sayPodStates(first.pods)}`;
  const pods = sumPods(facts);
  const isOngoing = facts.every((each) => each.incident.status === 'ongoing');
  const unrelated = areUnrelated(report) ? ' unrelated' : '';
  return `${capitalise(spell(facts.length))}${unrelated} faults ${isOngoing ? 'keep' : 'kept'} ${count(pods, 'pod')} from starting. ${sayFaultStates(facts)}`;
}

/** Whether neither Events nor pods nor a kubelet's log are among the files: that nothing failed is not shown then. */
export function isEvidenceMissing({ gaps }: Report): boolean {
  return gaps.some(({ id }) => id === 'evidence-missing');
}

function sayFault(facts: IncidentFacts, nameNode: (node: string) => string): string {
  const { incident } = facts;
  const duration =
    facts.atLeastSeconds >= 1
      ? `${isFlapping(facts) ? ', on and off,' : ''} for at least ${formatLowerBound(facts.atLeastSeconds)}`
      : '';
  if (incident.cause.id.startsWith('x-')) return `${showName(incident.title)}${duration}.`;
  const [thing, predicate] = PREDICATES[incident.cause.id as keyof typeof PREDICATES] ?? PREDICATES.unknown;
  const node = incident.scope === 'node' && thing !== 'node' ? ` on ${nameThing(incident, 'node', nameNode)}` : '';
  const name = nameThing(incident, thing, nameNode);
  return `${name} ${agree(predicate, name)}${node}${duration}.`;
}

// "3 images" want the plural of the one verb that differs in the past.
function agree(predicate: string, name: string): string {
  return /^\d[\d\u202f]* [a-z]+s$/.test(name) ? predicate.replace(/^was /, 'were ') : predicate;
}

function nameThing(incident: ReportIncident, thing: Thing, nameNode: (node: string) => string): string {
  const registry = nameRegistries(incident);
  if (thing === 'registry') return registry;
  if (thing === 'proxy') return `The proxy before ${registry}`;
  if (thing === 'node') {
    const [only] = incident.nodes;
    return incident.nodes.length === 1 && only !== undefined ? nameNode(only) : count(incident.nodes.length, 'node');
  }
  const names = new Set(
    incident.images.map((image) => (thing === 'repository' ? nameRepository(image) : nameImage(image))),
  );
  const [only] = names;
  const many = thing === 'repository' ? count(names.size, 'repository', 'repositories') : count(names.size, 'image');
  // Tables and metrics name no image.
  const name = names.size === 0 ? 'Images that no record names' : names.size === 1 && only !== undefined ? only : many;
  return thing === 'secret' ? `The pull secret for ${name}` : name;
}

function nameRegistries({ registry, images }: ReportIncident): string {
  if (registry !== null) return nameRegistry(registry);
  const hosts = new Set(images.flatMap((image) => parseImageReference(image)?.registry ?? []));
  const [only] = hosts;
  if (only === undefined) return 'The registry';
  return hosts.size === 1 ? nameRegistry(only) : count(hosts.size, 'registry', 'registries');
}

/** A registry as people call it. */
export function nameRegistry(registry: string): string {
  return registry === 'docker.io' ? 'Docker Hub' : showName(registry, 80);
}

/** An image as people write it: without `docker.io/library/`, long digests cut. */
export function nameImage(image: string): string {
  const reference = parseImageReference(image);
  const text = reference?.digest
    ? formatImageReference({ ...reference, digest: reference.digest.slice(0, 15) })
    : image;
  return cutMiddle(showName(text.replace(/^docker\.io\/(?:library\/)?/, ''), 300), 80);
}

function nameRepository(image: string): string {
  const reference = parseImageReference(image);
  return reference ? nameImage(`${reference.registry}/${reference.repository}`) : nameImage(image);
}

/** How the pods of an incident stand, as a sentence of its own. */
function sayPodStates(pods: PodStates): string {
  const { all, recovered, deleted, waiting } = pods;
  if (all === 0) return 'The files name no affected pod.';
  const subject =
    all === 1 ? 'The affected pod' : all === 2 ? 'Both affected pods' : `All ${formatNumber(all)} affected pods`;
  if (recovered === all) return `${subject} ${all === 1 ? 'has' : 'have'} recovered.`;
  if (deleted === all) return `${subject} ${all === 1 ? 'was' : 'were'} deleted.`;
  if (waiting === all)
    return all === 1
      ? 'Its pod has not recovered.'
      : `${all === 2 ? 'Neither' : 'None'} of ${formatNumber(all)} pods has recovered.`;
  const parts = [
    ...(recovered > 0 ? [`${formatNumber(recovered)} recovered`] : []),
    ...(deleted > 0 ? [`${formatNumber(deleted)} ${deleted === 1 ? 'was' : 'were'} deleted`] : []),
    ...(waiting > 0 ? [`${formatNumber(waiting)} ${waiting === 1 ? 'has' : 'have'} not recovered`] : []),
  ];
  return `Of ${formatNumber(all)} affected pods ${joinList(parts)}.`;
}

function sayFaultStates(facts: readonly IncidentFacts[]): string {
  const recovered = facts.filter((each) => each.incident.status === 'recovered').length;
  const ended = facts.filter((each) => each.incident.status === 'replaced').length + recovered;
  if (recovered === facts.length) return 'All have recovered.';
  if (recovered === 0 && ended === 0) return 'None has recovered.';
  const rest = facts.length - ended;
  if (rest === 0) return 'All are over.';
  return `${capitalise(spell(ended))} ${ended === 1 ? 'is' : 'are'} over, ${spell(rest)} ${rest === 1 ? 'is' : 'are'} not.`;
}

/** Pods of all incidents; a pod that several hold back counts once. */
function sumPods(facts: readonly IncidentFacts[]): number {
  const pods = new Set<string>();
  facts.forEach(({ incident }, number) => {
    incident.failures.forEach((failure, index) => {
      const key = [failure.namespace, failure.pod, failure.podUid];
      pods.add(JSON.stringify(failure.pod === null ? [number, index] : key));
    });
  });
  return pods.size;
}

/** Whether no two incidents share an image or a registry. */
export function areUnrelated(report: Report): boolean {
  const seen = new Set<string>();
  for (const { registry, images, cause } of report.incidents) {
    // Of what nobody knows the cause, nobody knows that it is unrelated.
    if (cause.id === 'unknown') return false;
    const own = new Set([
      ...(registry === null ? [] : [`registry ${registry}`]),
      ...images.map((image) => `image ${image}`),
    ]);
    for (const key of own) if (seen.has(key)) return false;
    for (const key of own) seen.add(key);
  }
  return true;
}
