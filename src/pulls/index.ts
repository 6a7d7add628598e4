import type { Reading } from '../model/clock.ts';
import { normaliseImage } from '../model/image-reference.ts';
import type { GoodPull, PullHistory } from '../model/pull.ts';
import { ALWAYS, compareIntervals, type Interval, intersect, overlaps, widen } from '../model/time.ts';
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

/** Records of one node this close together on one image are about one pull. */
const SAME_PULL_MS = 3_000;

function goodPulls(records: readonly Timed[], pods: PodIndex): GoodPull[] {
  const known = new Map<string, Interval[]>();
  const good: GoodPull[] = [];
  // The sharpest record of a pull comes first and stands for it.
  const bySharpness = records
    .filter(({ observation }) => observation.kind === 'pull-succeeded' || observation.kind === 'image-present')
    .sort((a, b) => a.ownFirst.latest - a.ownFirst.earliest - (b.ownFirst.latest - b.ownFirst.earliest));
  for (const { observation, first, last, ownFirst } of bySharpness) {
    const image = observation.subject.image === null ? null : normaliseImage(observation.subject.image);
    const node = observation.subject.node ?? pods.find(observation.subject, last)?.node ?? null;
    const pulled = observation.kind === 'pull-succeeded';
    const key = `${image}\n${node}\n${pulled}`;
    const times = known.get(key) ?? [];
    if (times.some((time) => overlaps(time, widen(ownFirst, SAME_PULL_MS)))) continue;
    known.set(key, [...times, ownFirst]);
    good.push({ subject: { ...observation.subject, node }, image, at: first, pulled, evidence: observation.evidence });
  }
  return good.sort((a, b) => compareIntervals(a.at, b.at));
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
