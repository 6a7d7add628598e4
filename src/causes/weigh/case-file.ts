import type { Evidence } from '../../model/evidence.ts';
import { type ImageReference, parseImageReference } from '../../model/image-reference.ts';
import { addTo } from '../../model/lists.ts';
import type {
  Changed,
  NodeConfigured,
  NodeImages,
  NodeSeen,
  Observation,
  PullRemark,
  PullSecretUnreadable,
  SecretSeen,
  ServiceAccountSeen,
} from '../../model/observation.ts';
import type { GoodPull, PullHistory } from '../../model/pull.ts';
import { type Interval, overlaps, widen } from '../../model/time.ts';
import type { Timed } from '../../model/timed.ts';
import type { Pod, PodIndex } from '../../pulls/pods.ts';

/** A good pull, with its image taken apart. */
export interface KnownPull extends GoodPull {
  readonly reference: ImageReference;
}

/** What the evidence says beside the error texts, arranged for the questions that decide between causes. */
export interface CaseFile {
  readonly podOf: (history: PullHistory) => Pod | null;
  readonly nodeOf: (name: string | null) => NodeSeen | null;
  readonly goodPullsOf: (reference: Pick<ImageReference, 'registry' | 'repository'>) => readonly KnownPull[];
  /** Pulls from a registry that began and ended within a span, the earliest first. */
  readonly goodPullsWithin: (registry: string, span: Interval) => Iterable<KnownPull>;
  /** Good pulls on a node while a history failed. */
  readonly goodPullsMeanwhile: (node: string, history: PullHistory) => readonly KnownPull[];
  readonly unreadableSecretsOf: (history: PullHistory) => readonly Timed<PullSecretUnreadable>[];
  readonly secretOf: (namespace: string, name: string) => SecretSeen | null;
  /** A place in a list that holds all Secrets of the namespace; null where there is none among the files. */
  readonly secretListOf: (namespace: string) => Evidence | null;
  readonly serviceAccountOf: (namespace: string, name: string) => ServiceAccountSeen | null;
  /** Settings of the node, and of configuration files that name no node. */
  readonly settingsOn: (node: string | null) => readonly NodeConfigured[];
  readonly imagesOn: (node: string) => readonly NodeImages[];
  /** Spans in which a disk of the node that can hold images was as good as full. */
  readonly fullDisksOn: (node: string) => readonly Timed<Changed>[];
  readonly remarksOn: (node: string | null, image: string | null) => readonly Timed<PullRemark>[];
}

/** What a good pull just before or after a failure still says of the time of the failure. */
export const MEANWHILE_MS = 120_000;

/** Arranges the observations for weighing. */
export function openCaseFile(records: readonly Timed[], good: readonly GoodPull[], pods: PodIndex): CaseFile {
  const byRegistry = new Map<string, KnownPull[]>();
  const byRepository = new Map<string, KnownPull[]>();
  const byNode = new Map<string, KnownPull[]>();
  for (const pull of good) {
    const reference = pull.image === null ? null : parseImageReference(pull.image);
    if (!reference) continue;
    const known = { ...pull, reference };
    addTo(byRepository, `${reference.registry}/${reference.repository}`, known);
    if (pull.pulled) addTo(byRegistry, reference.registry, known);
    if (pull.pulled && pull.subject.node !== null) addTo(byNode, pull.subject.node, known);
  }
  for (const pulls of byRegistry.values()) pulls.sort((a, b) => a.at.earliest - b.at.earliest);
  const nodes = new Map<string, NodeSeen>();
  const unreadable = new Map<Pod, Timed<PullSecretUnreadable>[]>();
  const remarks: Timed<PullRemark>[] = [];
  const secrets: SecretSeen[] = [];
  const accounts: ServiceAccountSeen[] = [];
  const settings: NodeConfigured[] = [];
  const images: NodeImages[] = [];
  const fullDisks: Timed<Changed>[] = [];
  for (const record of records) {
    if (is(record, 'node') && record.observation.subject.node !== null) {
      nodes.set(record.observation.subject.node, record.observation);
    } else if (is(record, 'pull-secret-unreadable')) {
      const pod = pods.find(record.observation.subject, record.last);
      if (pod) addTo(unreadable, pod, record);
    } else if (is(record, 'pull-remark')) remarks.push(record);
    else if (is(record, 'secret')) secrets.push(record.observation);
    else if (is(record, 'service-account')) accounts.push(record.observation);
    else if (is(record, 'node-config')) settings.push(record.observation);
    else if (is(record, 'node-images')) images.push(record.observation);
    else if (is(record, 'changed') && record.observation.change === 'disk-full') fullDisks.push(record);
  }
  const inNamespace = <Seen extends SecretSeen | ServiceAccountSeen>(all: readonly Seen[]) => {
    const byName = new Map(all.map((seen) => [`${seen.subject.namespace}/${seen.name}`, seen]));
    return (namespace: string, name: string): Seen | null => byName.get(`${namespace}/${name}`) ?? null;
  };
  const podOf = ({ subject }: PullHistory): Pod | null => pods.find(subject);
  return {
    podOf,
    nodeOf: (name) => (name === null ? null : (nodes.get(name) ?? null)),
    goodPullsOf: ({ registry, repository }) => byRepository.get(`${registry}/${repository}`) ?? [],
    goodPullsWithin: (registry, span) => within(byRegistry.get(registry) ?? [], span),
    goodPullsMeanwhile: (node, history) => {
      const failing = failingSpan(history);
      return (byNode.get(node) ?? []).filter(({ at }) => overlaps(at, failing));
    },
    unreadableSecretsOf: (history) => {
      const pod = podOf(history);
      return (pod && unreadable.get(pod)) || [];
    },
    secretOf: inNamespace(secrets),
    secretListOf: findSecretLists(secrets),
    serviceAccountOf: inNamespace(accounts),
    settingsOn: (node) => settings.filter(({ subject }) => subject.node === null || subject.node === node),
    imagesOn: (node) => images.filter(({ subject }) => subject.node === node),
    fullDisksOn: (node) => fullDisks.filter(({ observation: { subject } }) => subject.node === node),
    remarksOn: (node, image) =>
      remarks.filter(
        ({ observation: { subject } }) =>
          (node === null || subject.node === null || subject.node === node) &&
          (image === null || subject.image === null || subject.image === image),
      ),
  };
}

/**
 * A list with a Secret of the namespace is taken to hold all of it; one with Secrets of several namespaces holds all of
 * the cluster, since that is how kubectl and the API server make lists.
 */
function findSecretLists(secrets: readonly SecretSeen[]): CaseFile['secretListOf'] {
  const lists = new Map<number, SecretSeen[]>();
  for (const secret of secrets) if (secret.evidence.item !== null) addTo(lists, secret.evidence.artefact, secret);
  return (namespace) => {
    for (const list of lists.values()) {
      const own = list.find(({ subject }) => subject.namespace === namespace);
      if (own) return own.evidence;
      if (new Set(list.map(({ subject }) => subject.namespace)).size > 1) return list[0]?.evidence ?? null;
    }
    return null;
  };
}

/** Of pulls in order of time those that began and ended within a span. */
function* within(pulls: readonly KnownPull[], span: Interval): Generator<KnownPull> {
  let from = 0;
  for (let to = pulls.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (pulls[middle]!.at.earliest < span.earliest) from = middle + 1;
    else to = middle;
  }
  for (let index = from; index < pulls.length && pulls[index]!.at.earliest <= span.latest; index++)
    if (pulls[index]!.at.latest <= span.latest) yield pulls[index]!;
}

/** When a history failed, a little widened. */
export function failingSpan(history: PullHistory): Interval {
  return widen({ earliest: history.firstFailureAt.earliest, latest: history.lastFailureAt.latest }, MEANWHILE_MS);
}

function is<K extends Observation['kind']>(record: Timed, kind: K): record is Timed<Extract<Observation, { kind: K }>> {
  return record.observation.kind === kind;
}
