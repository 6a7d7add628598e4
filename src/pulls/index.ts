import type { Reading } from '../model/clock.ts';
import { normaliseImage } from '../model/image-reference.ts';
import type { GoodPull, PullHistory } from '../model/pull.ts';
import { ALWAYS, type Interval, intersect } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';
import { draftHistories } from './drafts.ts';
import { buildHistory, type Setting } from './history.ts';
import { attributePodless } from './podless.ts';
import { indexPods, type Pod, type PodIndex } from './pods.ts';

/** All pulls that the evidence shows. */
export interface Pulls {
  /** One for each container whose image failed, in order of namespace, pod and container. */
  readonly histories: readonly PullHistory[];
  /** Pulls that worked, and images that were found present. */
  readonly good: readonly GoodPull[];
  readonly pods: PodIndex;
}

/**
 * Reconstructs what the kubelets did: which calls failed, when, and how each container came out of it.
 *
 * @param at sets a reading's clock, for the few readings that are no record's own time
 */
export function reconstructPulls(
  records: readonly Timed[],
  setting: Setting,
  at: (reading: Reading) => Interval,
): Pulls {
  const pods = indexPods(records);
  for (const record of records) learnLifetime(pods, record, at);
  const { drafts, podless } = draftHistories(records, pods);
  const histories = attributePodless(drafts, podless)
    .map((draft) => buildHistory(draft, setting))
    .filter((history) => history !== null)
    .sort(compareHistories);
  return { histories, good: goodPulls(records, pods), pods };
}

/** Takes from a record when its pod came and went. */
function learnLifetime(pods: PodIndex, record: Timed, at: (reading: Reading) => Interval): void {
  const { observation } = record;
  if (observation.kind === 'pod') {
    const pod = pods.find(observation.subject, record.last);
    if (!pod) return;
    for (const born of [observation.createdAt, observation.startedAt]) if (born) beginAt(pod, at(born));
    if (observation.deletedAt) pod.deletedAt = at(observation.deletedAt);
  } else if (observation.kind === 'changed') {
    const pod = pods.find(observation.subject, record.last);
    if (!pod) return;
    if (observation.change === 'scheduled' || observation.change === 'pod-created') beginAt(pod, record.first);
    if (observation.change === 'pod-deleted') pod.deletedAt ??= record.last;
  }
}

/** A pod is pulled for after each of its creation, its scheduling and its start, so the latest of them bounds from below. */
function beginAt(pod: Pod, born: Interval): void {
  pod.createdAt =
    pod.createdAt === ALWAYS
      ? born
      : (intersect(pod.createdAt, { earliest: born.earliest, latest: Infinity }) ?? pod.createdAt);
}

function goodPulls(records: readonly Timed[], pods: PodIndex): GoodPull[] {
  const good: GoodPull[] = [];
  for (const { observation, first, last } of records) {
    if (observation.kind !== 'pull-succeeded' && observation.kind !== 'image-present') continue;
    const image = observation.subject.image === null ? null : normaliseImage(observation.subject.image);
    const node = observation.subject.node ?? pods.find(observation.subject, last)?.node ?? null;
    const pulled = observation.kind === 'pull-succeeded';
    good.push({ subject: { ...observation.subject, node }, image, at: first, pulled, evidence: observation.evidence });
  }
  return good;
}

function compareHistories(a: PullHistory, b: PullHistory): number {
  return (
    compareTexts(a.subject.namespace, b.subject.namespace) ||
    compareTexts(a.subject.pod, b.subject.pod) ||
    compareTexts(a.subject.podUid, b.subject.podUid) ||
    compareTexts(a.subject.container, b.subject.container) ||
    compareTexts(a.image, b.image)
  );
}

function compareTexts(a: string | null, b: string | null): number {
  const left = a ?? '';
  const right = b ?? '';
  return left < right ? -1 : left > right ? 1 : 0;
}
