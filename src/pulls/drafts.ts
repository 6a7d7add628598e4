import { normaliseImage } from '../model/image-reference.ts';
import { addTo } from '../model/lists.ts';
import type { Observation } from '../model/observation.ts';
import { pulledImageOf } from '../model/pulled-image.ts';
import type { ContainerType } from '../model/subject.ts';
import type { Timed } from '../model/timed.ts';
import { containersOfImage, containerTypeOf, type Pod, type PodIndex } from './pods.ts';
import { failureKindOf, pauseImageOf } from './reasons.ts';

/** The records on one container's image, before they are made a history. */
export interface Draft {
  readonly pod: Pod | null;
  readonly container: string | null;
  readonly containerType: ContainerType | null;
  /** The reference as the spec has it, where any record shows it. */
  image: string | null;
  node: string | null;
  readonly records: Timed[];
  /** Other containers of the pod with the same image that some of the records may mean as well. */
  readonly undecidedWith: Set<string>;
  /** Whether another container of the pod has the same image, and so the same back-off. */
  sharesBackoff: boolean;
}

/** The records on pulls, sorted by what they are about. */
export interface Drafts {
  readonly drafts: readonly Draft[];
  /** Records of runtimes and of the kubelet's lower layers, which name an image and a node but no pod. */
  readonly podless: readonly Timed[];
}

type PullRecord = Timed<
  Extract<
    Observation,
    {
      kind:
        | 'pull-started'
        | 'pull-failed'
        | 'pull-succeeded'
        | 'image-present'
        | 'back-off'
        | 'check-failed'
        | 'sandbox-failed'
        | 'waiting'
        | 'waiting-series'
        | 'container-ran';
    }
  >
>;

const PULL_KINDS: ReadonlySet<Observation['kind']> = new Set([
  'pull-started',
  'pull-failed',
  'pull-succeeded',
  'image-present',
  'back-off',
  'check-failed',
  'sandbox-failed',
  'waiting',
  'waiting-series',
  'container-ran',
]);

/** Sorts the records on pulls by pod, container and image: the key of the kubelet's own back-off. */
export function draftHistories(records: readonly Timed[], pods: PodIndex): Drafts {
  const byKey = new Map<string, Draft>();
  const byPod = new Map<Pod, Draft[]>();
  const podless: Timed[] = [];
  const later: { record: PullRecord; pod: Pod }[] = [];

  const open = (pod: Pod, container: string | null, type: ContainerType | null, image: string | null): Draft => {
    const key = `${identify(pod)}\n${container ?? ''}\n${(image !== null && normaliseImage(image)) || image || ''}`;
    const known = byKey.get(key);
    if (known) return known;
    const node = pod.node;
    const draft: Draft = {
      pod,
      container,
      containerType: type,
      image,
      node,
      records: [],
      undecidedWith: new Set(),
      sharesBackoff: false,
    };
    byKey.set(key, draft);
    addTo(byPod, pod, draft);
    return draft;
  };

  for (const record of records) {
    if (!isPullRecord(record)) continue;
    const { observation } = record;
    const pod = pods.find(observation.subject, record.last);
    if (!pod) {
      podless.push(record);
      continue;
    }
    if (observation.kind === 'sandbox-failed') {
      const image = pauseImageOf(observation.message);
      if (image !== null) open(pod, null, 'sandbox', image).records.push(record);
      continue;
    }
    const { image } = observation.subject;
    const candidates = candidatesOf(pod, observation.subject.container, image);
    const [first] = candidates;
    const container = observation.subject.container ?? first ?? null;
    const specImage = image ?? (container === null ? null : (pod.containers.get(container)?.image ?? null));
    if (container === null || specImage === null) {
      later.push({ record, pod });
      continue;
    }
    const type = containerTypeOf(pod, container) ?? observation.subject.containerType;
    const draft = open(pod, container, type, specImage);
    draft.records.push(record);
    for (const other of candidates.slice(1)) {
      draft.undecidedWith.add(other);
      open(pod, other, containerTypeOf(pod, other), specImage).undecidedWith.add(container);
    }
  }
  // What names its container first, so that what names none can join it.
  later.sort(
    (a, b) =>
      Number(a.record.observation.subject.container === null) - Number(b.record.observation.subject.container === null),
  );
  // What shows an image comes first: what shows none joins it, and not the other way round.
  const isImageless = ({ record }: { record: PullRecord }) => record.observation.subject.image === null;
  for (const { record, pod } of [...later.filter((each) => !isImageless(each)), ...later.filter(isImageless)]) {
    const { container, containerType, image } = record.observation.subject;
    const fitting = (byPod.get(pod) ?? []).filter(
      (draft) =>
        draft.containerType !== 'sandbox' &&
        (container === null || draft.container === null || draft.container === container) &&
        (image === null || draft.image === null || normaliseImage(draft.image) === normaliseImage(image)) &&
        (containerType === null || draft.containerType === null || draft.containerType === containerType),
    );
    const failing = fitting.filter((draft) => draft.records.some((known) => tellsOfFailure(known.observation)));
    // A failure that names no image is not that of one that was pulled, where another was only asked for.
    const unmet = fitting.filter((draft) => !draft.records.some((known) => isMet(known.observation)));
    const likely = image === null && tellsOfFailure(record.observation) && unmet.length > 0 ? unmet : fitting;
    const [home] = failing.length > 0 ? failing : likely;
    const draft = home ?? open(pod, container, containerType, image);
    draft.image ??= image;
    draft.records.push(record);
  }
  for (const draft of byKey.values()) draft.image ??= imageOfErrors(draft.records);
  const drafts = [...byKey.values()].filter((draft) => draft.records.length > 0);
  for (const draft of drafts) {
    const { pod, container, image } = draft;
    if (pod === null || draft.containerType === 'sandbox') continue;
    // Metrics name no image: another container that waits beside it may have the same.
    draft.sharesBackoff =
      image === null
        ? (byPod.get(pod)?.length ?? 0) > 1
        : containersOfImage(pod, image).some(({ name }) => name !== container);
  }
  return { drafts, podless };
}

/** The image that errors name, where no record says which one it is: then all of them are about it. */
function imageOfErrors(records: readonly Timed[]): string | null {
  for (const { observation } of records) {
    const message = observation.kind === 'pull-failed' || observation.kind === 'waiting' ? observation.message : null;
    const image = message === null ? null : pulledImageOf(message);
    if (image !== null) return image;
  }
  return null;
}

/** Whether a record tells that the image came, or was there. */
function isMet({ kind }: Observation): boolean {
  return kind === 'pull-succeeded' || kind === 'image-present';
}

/** Whether a record tells that a pull or an image check failed. */
export function tellsOfFailure(observation: Observation): boolean {
  switch (observation.kind) {
    case 'pull-failed':
    case 'back-off':
    case 'check-failed':
      return true;
    case 'sandbox-failed':
      return pauseImageOf(observation.message) !== null;
    case 'waiting':
    case 'waiting-series':
      return failureKindOf(observation.reason) !== null;
    default:
      return false;
  }
}

/** A key that is the same for all records of a pod and for no other. */
export function identify(pod: Pod): string {
  return `${pod.namespace ?? ''}/${pod.name ?? ''}/${pod.uid ?? ''}`;
}

function candidatesOf(pod: Pod, container: string | null, image: string | null): string[] {
  if (container !== null) return [container];
  if (image !== null) {
    const sameImage = containersOfImage(pod, image);
    if (sameImage.length > 0) return sameImage.map(({ name }) => name);
  }
  const [only, ...others] = pod.containers.keys();
  return only !== undefined && others.length === 0 ? [only] : [];
}

function isPullRecord(record: Timed): record is PullRecord {
  return PULL_KINDS.has(record.observation.kind);
}
