import type { CauseId } from '../model/cause.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { JudgedFailure, Scope } from '../model/incident.ts';
import { addTo } from '../model/lists.ts';
import { isMasked } from '../model/masked-text.ts';
import type { GoodPull } from '../model/pull.ts';
import { type Interval, overlaps } from '../model/time.ts';

/** What kind of thing a fault is about, and so what its failures share. */
export type Family =
  | 'reachability'
  | 'tls'
  | 'credentials'
  | 'rate'
  | 'secret'
  | 'node'
  | 'dns'
  | 'proxy'
  | 'name'
  | 'content'
  | 'unknown';

const FAMILIES: Readonly<Record<Exclude<CauseId, `x-${string}`>, Family>> = {
  'tag-not-found': 'name',
  'repository-not-found': 'name',
  'digest-not-found': 'name',
  'repository-missing-or-denied': 'credentials',
  'blob-not-found': 'content',
  'credentials-missing': 'credentials',
  'credentials-invalid': 'credentials',
  'access-denied': 'credentials',
  'pull-secret-missing': 'secret',
  'rate-limited': 'rate',
  'invalid-image-name': 'name',
  'dns-failure': 'dns',
  'connection-refused': 'reachability',
  'connection-reset': 'reachability',
  'connection-timeout': 'reachability',
  'network-unreachable': 'reachability',
  'tls-untrusted-ca': 'tls',
  'tls-invalid-certificate': 'tls',
  'tls-handshake-failed': 'tls',
  'http-https-mismatch': 'tls',
  'proxy-failure': 'proxy',
  'registry-server-error': 'reachability',
  'registry-request-rejected': 'reachability',
  'not-a-registry': 'reachability',
  'registry-unavailable': 'reachability',
  'platform-mismatch': 'content',
  'manifest-unsupported': 'content',
  'content-corrupt': 'content',
  'disk-full': 'node',
  'layer-extract-failed': 'content',
  'never-pull': 'content',
  'kubelet-throttled': 'node',
  'pull-timed-out': 'reachability',
  'blocked-by-policy': 'content',
  'signature-rejected': 'content',
  'runtime-unavailable': 'node',
  'image-inspect-failed': 'node',
  'credential-provider-failed': 'node',
  'mirror-misconfigured': 'node',
  'image-removed': 'node',
  unknown: 'unknown',
};

/** Failures that share one fault, whatever their times. */
export interface FaultGroup {
  readonly family: Family;
  readonly failures: JudgedFailure[];
}

/** The family of a cause; users' own causes are about an image. */
export function familyOf(cause: CauseId): Family {
  return cause.startsWith('x-') ? 'content' : (FAMILIES[cause as keyof typeof FAMILIES] ?? 'unknown');
}

/** The host that an image comes from; null where no record shows the image. */
export function registryOf({ history }: JudgedFailure): string | null {
  return history.image === null ? null : (parseImageReference(history.image)?.registry ?? null);
}

/** Sorts failures by what the fault is about: registry, node, image … as the contract's rules on grouping say. */
export function groupByFault(failures: readonly JudgedFailure[], good: readonly GoodPull[]): FaultGroup[] {
  const groups = new Map<string, FaultGroup>();
  const ofOneNode = nodeFaults(failures, good);
  const dnsByNode = nodesWithoutDns(failures);
  const proxies = new Set(failures.flatMap(({ verdict }) => verdict.proxy ?? []));
  for (const failure of failures) {
    const family = familyOf(failure.verdict.cause.id);
    const key = `${family}\n${faultKey(failure, family, ofOneNode, dnsByNode, proxies)}`;
    const group = groups.get(key);
    if (group) group.failures.push(failure);
    else groups.set(key, { family, failures: [failure] });
  }
  return mergeGroups([...groups.values()]);
}

/**
 * Joins groups that are one fault in differing words: runtimes and registries word the same refusal so that one text leaves
 * open what the other names. They share an image (for refused logins a registry) and a time, and one's cause is among
 * the other's alternatives.
 */
function mergeGroups(groups: readonly FaultGroup[]): FaultGroup[] {
  const merged: { readonly group: FaultGroup; readonly likes: Like[] }[] = [];
  for (const { family, failures } of groups) {
    const likes = gatherLikes(failures);
    const home = merged.find((other) => isSameFault(other.likes, likes));
    if (home) {
      home.group.failures.push(...failures);
      home.likes.push(...likes);
    } else merged.push({ group: { family, failures: [...failures] }, likes });
  }
  return merged.map(({ group }) => group);
}

/** Failures that are judged alike and are of one image: thousands of an outage are a few of these. */
interface Like {
  readonly verdict: JudgedFailure['verdict'];
  readonly image: string;
  readonly isImageKnown: boolean;
  readonly registry: string | null;
  readonly spans: Interval[];
}

function gatherLikes(failures: readonly JudgedFailure[]): Like[] {
  const likes = new Map<string, Like>();
  for (const failure of failures) {
    const { verdict, history } = failure;
    const image = nameImage(failure);
    const isImageKnown = history.image !== null;
    const key = JSON.stringify([verdict.cause.id, verdict.alternatives.map(({ id }) => id), image, isImageKnown]);
    const like = likes.get(key) ?? { verdict, image, isImageKnown, registry: registryOf(failure), spans: [] };
    like.spans.push(spanOf(failure));
    likes.set(key, like);
  }
  return [...likes.values()];
}

const REFUSED: ReadonlySet<CauseId> = new Set(['credentials-missing', 'credentials-invalid', 'access-denied']);

function isSameFault(a: readonly Like[], b: readonly Like[]): boolean {
  return a.some((left) =>
    b.some(
      (right) =>
        areCompatible(left, right) &&
        isSameObject(left, right) &&
        left.spans.some((span) => right.spans.some((other) => overlaps(span, other))),
    ),
  );
}

function isSameObject(a: Like, b: Like): boolean {
  if (a.isImageKnown && a.image === b.image) return true;
  const isLogin = REFUSED.has(a.verdict.cause.id) || REFUSED.has(b.verdict.cause.id);
  return isLogin && a.registry !== null && a.registry === b.registry;
}

function areCompatible({ verdict: a }: Like, { verdict: b }: Like): boolean {
  return (
    a.cause.id !== b.cause.id &&
    (a.alternatives.some(({ id }) => id === b.cause.id) || b.alternatives.some(({ id }) => id === a.cause.id))
  );
}

function spanOf({ history: { firstFailureAt, lastFailureAt } }: JudgedFailure): Interval {
  return { earliest: firstFailureAt.earliest, latest: lastFailureAt.latest };
}

function faultKey(
  failure: JudgedFailure,
  family: Family,
  ofOneNode: ReadonlySet<JudgedFailure>,
  dnsByNode: ReadonlySet<string>,
  proxies: ReadonlySet<string>,
): string {
  const { history } = failure;
  const { subject } = history;
  const registry = registryOf(failure) ?? '';
  const image = nameImage(failure);
  const node = subject.node ?? '';
  switch (family) {
    case 'reachability':
    case 'tls':
    case 'rate':
      return ofOneNode.has(failure) ? `${registry}\n${node}` : registry;
    case 'credentials':
      return failure.verdict.cause.id === 'repository-missing-or-denied' ? `${registry}\n${project(image)}` : registry;
    case 'secret':
      return `${registry}\n${subject.namespace ?? ''}`;
    case 'proxy':
      return proxies.size > 1 ? (failure.verdict.proxy ?? '') : '';
    case 'dns':
      return dnsByNode.has(node) ? `node ${node}` : registry;
    case 'node':
      return `${failure.verdict.cause.id}\n${node}`;
    case 'name':
      return image;
    case 'unknown':
      // Metrics and tables name no image: what waits for an unknown one for unknown reasons cannot be told apart.
      return history.image === null && subject.image === null ? '' : image;
    case 'content':
      return `${failure.verdict.cause.id}\n${image}`;
  }
}

/** What tells the image from others: its name, unless that is masked, as any other may be. */
function nameImage({ history: { image, subject } }: JudgedFailure): string {
  const pod = `${subject.namespace}/${subject.pod}/${subject.podUid}`;
  const name = image ?? subject.image;
  return name === null ? `${subject.namespace}/${subject.pod}` : isMasked(name) ? `${name} of ${pod}` : name;
}

/** The part of a repository by which registries give rights: the project, organisation or account. */
function project(image: string): string {
  return parseImageReference(image)?.repository.split('/')[0] ?? image;
}

/** Reachability faults of nodes to a registry that other nodes, which never failed, pulled from at the time. */
function nodeFaults(failures: readonly JudgedFailure[], good: readonly GoodPull[]): Set<JudgedFailure> {
  const failingNodes = new Map<string, Set<string>>();
  for (const failure of failures) {
    const registry = registryOf(failure);
    const { node } = failure.history.subject;
    if (registry === null || node === null || !isAboutTheWay(failure)) continue;
    failingNodes.set(registry, (failingNodes.get(registry) ?? new Set()).add(node));
  }
  const reachedBy = new Map<string, GoodPull[]>();
  for (const pull of good) {
    const registry = pull.image === null ? null : (parseImageReference(pull.image)?.registry ?? null);
    const { node } = pull.subject;
    if (!pull.pulled || registry === null || node === null || failingNodes.get(registry)?.has(node) !== false) continue;
    addTo(reachedBy, registry, pull);
  }
  const ofOneNode = new Set<JudgedFailure>();
  for (const failure of failures) {
    const registry = registryOf(failure);
    if (registry === null || !isAboutTheWay(failure)) continue;
    if (reachedBy.get(registry)?.some(({ at }) => overlaps(at, spanOf(failure)))) ofOneNode.add(failure);
  }
  return ofOneNode;
}

function isAboutTheWay(failure: JudgedFailure): boolean {
  const family = familyOf(failure.verdict.cause.id);
  return family === 'reachability' || family === 'tls';
}

/** Nodes on which the names of several registries did not resolve, or the only node on which one did not. */
function nodesWithoutDns(failures: readonly JudgedFailure[]): Set<string> {
  const registriesOf = new Map<string, Set<string>>();
  const nodesOf = new Map<string, Set<string>>();
  for (const failure of failures) {
    if (familyOf(failure.verdict.cause.id) !== 'dns') continue;
    const { node } = failure.history.subject;
    const registry = registryOf(failure) ?? '';
    if (node === null) continue;
    registriesOf.set(node, (registriesOf.get(node) ?? new Set()).add(registry));
    nodesOf.set(registry, (nodesOf.get(registry) ?? new Set()).add(node));
  }
  const nodes = new Set<string>();
  for (const [node, registries] of registriesOf) {
    const alone = [...registries].every((registry) => nodesOf.get(registry)?.size === 1);
    if (registries.size > 1 || alone) nodes.add(node);
  }
  return nodes;
}

/** The narrowest thing that all failures of an incident share. */
export function scopeOf(family: Family, failures: readonly JudgedFailure[]): Scope {
  const distinct = (of: (failure: JudgedFailure) => string | null): number => new Set(failures.map(of)).size;
  const repository = ({ history }: JudgedFailure) => history.image?.replace(/(?::[^:/@]*)?(?:@.*)?$/, '') ?? null;
  if (family === 'node') return 'node';
  if (family === 'dns' && distinct(({ history }) => history.subject.node) === 1) return 'node';
  if (family === 'name' || family === 'content' || family === 'unknown') {
    if (failures.length === 1) return 'container';
    return distinct(({ history }) => history.image) === 1 ? 'image' : 'repository';
  }
  if (distinct(registryOf) > 1) return distinct(({ history }) => history.subject.node) === 1 ? 'node' : 'cluster';
  if (family === 'credentials' && distinct(repository) === 1) return 'repository';
  return 'registry';
}
