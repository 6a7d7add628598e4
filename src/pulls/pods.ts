import { normaliseImage } from '../model/image-reference.ts';
import { addTo } from '../model/lists.ts';
import type { ContainerSpec, PodSeen } from '../model/observation.ts';
import type { ContainerType, Subject } from '../model/subject.ts';
import type { Interval } from '../model/time.ts';
import { ALWAYS, hull, intersect } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';

/** A pod as all records together show it. */
export interface Pod {
  /** Null until a record names it. */
  namespace: string | null;
  readonly name: string | null;
  readonly uid: string | null;
  node: string | null;
  owner: { readonly kind: string; readonly name: string } | null;
  phase: string | null;
  serviceAccount: string | null;
  pullSecrets: readonly string[] | null;
  labels: Readonly<Record<string, string>>;
  /** When it was created or started; open where no record shows it. */
  createdAt: Interval;
  deletedAt: Interval | null;
  readonly containers: Map<string, ContainerSpec>;
  /** From the first to the last record of it. */
  seen: Interval | null;
  /** When its object or description was saved, where one was. */
  picturedAt: Interval | null;
  picture: Timed<PodSeen> | null;
}

/** Finds the pod that a subject means. */
export interface PodIndex {
  /** All pods, in order of first appearance. */
  readonly all: () => readonly Pod[];
  /**
   * By UID; else the only pod of that namespace and name, or the only one that lives in `at`; else one of its own for
   * the name. Null where the subject names no pod.
   */
  readonly find: (subject: Subject, at?: Interval) => Pod | null;
}

/** Makes the pods known that the records name: first all UIDs, then what describes them, then the names without UID. */
export function indexPods(records: readonly Timed[]): PodIndex {
  const pods = new Set<Pod>();
  const byUid = new Map<string, Pod>();
  const byName = new Map<string, Pod[]>();

  const add = (namespace: string | null, name: string | null, uid: string | null): Pod => {
    const pod = newPod(namespace, name, uid);
    pods.add(pod);
    if (uid !== null) byUid.set(uid, pod);
    if (name !== null) addTo(byName, name, pod);
    return pod;
  };

  const namesakes = (namespace: string | null, name: string): Pod[] => {
    const sameName = byName.get(name) ?? [];
    // A record without a namespace (a pasted table) means the pod of that name wherever it is, and the other way round.
    if (namespace === null) return sameName;
    const exact = sameName.filter((pod) => pod.namespace === namespace);
    return exact.length > 0 ? exact : sameName.filter((pod) => pod.namespace === null);
  };

  const find = (subject: Subject, at: Interval = ALWAYS): Pod | null => {
    if (subject.podUid !== null) {
      const known = byUid.get(subject.podUid);
      if (known) return known;
    }
    if (subject.pod === null) return null;
    const sameName = namesakes(subject.namespace, subject.pod);
    const living = sameName.filter((pod) => pod.seen === null || intersect(pod.seen, at) !== null);
    const [only] = sameName.length === 1 ? sameName : living.length === 1 ? living : [];
    return only ?? sameName.find((pod) => pod.uid === null) ?? add(subject.namespace, subject.pod, null);
  };

  for (const { observation, first, last } of records) {
    const { subject } = observation;
    if (subject.podUid === null) continue;
    let pod = byUid.get(subject.podUid);
    if (pod && pod.name === null && subject.pod !== null) {
      pods.delete(pod);
      pod = undefined;
    }
    pod ??= add(subject.namespace, subject.pod, subject.podUid);
    if (!pod.seen || first.earliest < pod.seen.earliest || last.latest > pod.seen.latest) {
      pod.seen = hull([first, last, pod.seen ?? first]);
    }
  }
  for (const record of records) {
    const pod = find(record.observation.subject, record.last);
    if (!pod) continue;
    pod.namespace ??= record.observation.subject.namespace;
    if (record.observation.kind === 'pod') describePod(pod, record as Timed<PodSeen>);
    if (record.observation.kind === 'changed' && record.observation.change === 'pod-created') {
      pod.owner ??= record.observation.of ?? null;
    }
    pod.node ??= record.observation.subject.node;
    learnContainer(pod, record.observation.subject);
  }
  return { all: () => [...pods], find };
}

/** A record that names a container and its image tells of the spec what no saved object may. */
function learnContainer(pod: Pod, subject: Subject): void {
  const { container, containerType, image } = subject;
  if (container === null || image === null || pod.containers.has(container)) return;
  pod.containers.set(container, { name: container, type: containerType ?? 'regular', image, pullPolicy: null });
}

/** Takes into a pod what an object or a description of it tells. */
function describePod(pod: Pod, seen: Timed<PodSeen>): void {
  const { observation } = seen;
  pod.picturedAt = seen.last;
  pod.picture = seen;
  pod.node ??= observation.subject.node;
  pod.owner ??= observation.owner;
  pod.phase = observation.phase ?? pod.phase;
  pod.serviceAccount ??= observation.serviceAccount;
  pod.pullSecrets ??= observation.pullSecrets;
  if (Object.keys(observation.labels).length > 0) pod.labels = observation.labels;
  for (const container of observation.containers) {
    const known = pod.containers.get(container.name);
    pod.containers.set(container.name, {
      ...container,
      pullPolicy: container.pullPolicy ?? known?.pullPolicy ?? null,
    });
  }
}

/** The containers of a pod whose image is that one, however it is written; in the spec's order. */
export function containersOfImage(pod: Pod, image: string): ContainerSpec[] {
  const wanted = normaliseImage(image);
  return [...pod.containers.values()].filter(
    (container) => container.image === image || (wanted !== null && normaliseImage(container.image) === wanted),
  );
}

/** The type of a container, where the pod's spec shows it. */
export function containerTypeOf(pod: Pod | null, container: string | null): ContainerType | null {
  return (container !== null && pod?.containers.get(container)?.type) || null;
}

function newPod(namespace: string | null, name: string | null, uid: string | null): Pod {
  return {
    namespace,
    name,
    uid,
    node: null,
    owner: null,
    phase: null,
    serviceAccount: null,
    pullSecrets: null,
    labels: {},
    createdAt: ALWAYS,
    deletedAt: null,
    containers: new Map(),
    seen: null,
    picturedAt: null,
    picture: null,
  };
}
