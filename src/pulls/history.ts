import type { Evidence } from '../model/evidence.ts';
import { normaliseImage } from '../model/image-reference.ts';
import type { Attempt, ErrorText, FailureKind, PullHistory, PullState } from '../model/pull.ts';
import { subject } from '../model/subject.ts';
import { compareIntervals, type Interval, lastOf } from '../model/time.ts';
import type { Coverage, Timed } from '../model/timed.ts';
import { buildAttempts, marksOf, provesEarlierFailure } from './attempts.ts';
import { boundAttempts, findCountContradictions } from './counts.ts';
import { type Draft, tellsOfFailure } from './drafts.ts';
import { inferBetween } from './inference.ts';
import { failureKindOf } from './reasons.ts';
import {
  firstFailure,
  firstSign,
  lastFailure,
  lastSign,
  recovery,
  STILL_FAILING_MS,
  unrecoveredUntil,
} from './turning-points.ts';
import { waitingSpans, waitsBetween } from './waits.ts';

/** The first call of a pod comes soon after it is scheduled; one that is seen this early is the first. */
const FIRST_CALL_MS = 120_000;
const EVIDENCE_PER_TEXT = 3;

/** What of the whole analysis a history must know. */
export interface Setting {
  /** When the evidence was saved, at the latest. */
  readonly capturedAt: Interval;
  readonly coverage: readonly Coverage[];
}

/** Makes the history of one container's failing image; null where no record tells of a failure. */
export function buildHistory(draft: Draft, setting: Setting): PullHistory | null {
  const records = [...draft.records].sort((a, b) => compareIntervals(a.first, b.first));
  const failures = records.filter(({ observation }) => tellsOfFailure(observation));
  if (failures.length === 0) return null;
  const kind = kindOf(draft, failures);
  const born = draft.pod?.createdAt.earliest ?? -Infinity;
  const observed = kind === 'pull' || kind === 'sandbox' ? observedAttempts(draft, records, kind, setting) : [];
  const attempts = kind === 'pull' ? complete(observed, draft, records, born) : observed;
  const failed = attempts.filter(({ outcome }) => outcome === 'failed');
  const coverage = setting.coverage.filter(({ node, origin }) => node === draft.node && origin === 'kubelet');
  const calls = kind === 'pull' || kind === 'sandbox';
  const deletedAt = draft.pod?.deletedAt ?? null;
  const recoveredAt = recovery(records, attempts, unrecoveredUntil(failures, failed));
  const judgedUntil = Math.min(
    setting.capturedAt.latest,
    recoveredAt?.latest ?? Infinity,
    deletedAt?.latest ?? Infinity,
  );
  const firstFailureAt = firstFailure(failed, failures, born, coverage);
  const lastFailureAt = lastFailure(failed, failures, judgedUntil, coverage);
  const firstIsFirst = failed[0] !== undefined && failed[0].at.latest - born <= FIRST_CALL_MS;
  return {
    subject: subject({
      namespace: draft.pod?.namespace ?? null,
      pod: draft.pod?.name ?? null,
      podUid: draft.pod?.uid ?? null,
      container: draft.container,
      containerType: draft.containerType,
      node: draft.node,
      image: draft.image,
    }),
    image: draft.image === null ? null : normaliseImage(draft.image),
    kind,
    reasons: reasonsOf(failures),
    attempts,
    attemptCount: calls
      ? boundAttempts(records, attempts, { earliest: born, latest: judgedUntil }, coverage, kind)
      : { min: 0, max: 0 },
    backoff: kind === 'pull' ? waitsBetween(attempts, firstIsFirst) : [],
    waiting: waitingSpans(records),
    errors: errorTexts(failures),
    firstFailureAt,
    lastFailureAt,
    recoveredAt,
    deletedAt,
    state: stateOf(records, failures, recoveredAt, deletedAt, setting),
    undecidedWith: [...draft.undecidedWith].sort(),
    workload: draft.pod ? workloadOf(draft.pod.owner, draft.pod.labels) : null,
    remarks: kind === 'pull' ? findCountContradictions(records) : [],
    evidence: keyEvidence(records, failures),
  };
}

function kindOf(draft: Draft, failures: readonly Timed[]): FailureKind {
  if (draft.containerType === 'sandbox') return 'sandbox';
  const kinds = failures.map(({ observation }) => {
    if (observation.kind === 'check-failed') return failureKindOf(observation.reason) ?? 'inspect';
    if (observation.kind === 'waiting' || observation.kind === 'waiting-series')
      return failureKindOf(observation.reason);
    return 'pull';
  });
  return kinds.includes('pull') ? 'pull' : (kinds.find((kind) => kind !== null) ?? 'pull');
}

function observedAttempts(draft: Draft, records: readonly Timed[], kind: FailureKind, setting: Setting): Attempt[] {
  const severalContainers = (draft.pod?.containers.size ?? 2) !== 1;
  const marks = records.flatMap((record) =>
    kind === 'sandbox' ? sandboxMarks(record) : marksOf(record, severalContainers),
  );
  const waitingAgain = lastOf(
    records.filter(({ observation }) => provesEarlierFailure(observation)).map(({ last }) => last),
  );
  return buildAttempts(marks).map((attempt) => {
    if (attempt.outcome !== 'unknown') return attempt;
    const start = attempt.startedAt ?? attempt.at;
    // Back-off after the call began: it failed in between.
    if (waitingAgain && waitingAgain.earliest > start.latest) {
      return { ...attempt, outcome: 'failed' as const, at: { earliest: start.earliest, latest: waitingAgain.latest } };
    }
    return { ...attempt, at: { earliest: start.earliest, latest: setting.capturedAt.latest } };
  });
}

/** A sandbox's records are read as failed calls: the runtime pulls the pause image at every sync. */
function sandboxMarks(record: Timed): ReturnType<typeof marksOf> {
  const { observation } = record;
  if (observation.kind !== 'sandbox-failed') return marksOf(record, false);
  return marksOf({ ...record, observation: { ...observation, kind: 'pull-failed', reason: null } }, false);
}

/** Adds the calls that are not observed but proved: by a wait after them, or by the count of an Event. */
function complete(observed: Attempt[], draft: Draft, records: readonly Timed[], born: number): Attempt[] {
  const failed = observed.filter(({ outcome }) => outcome === 'failed');
  if (failed.length > 0) return inferBetween(observed, records);
  const signs = records.filter(({ observation }) => provesEarlierFailure(observation));
  const [first] = signs;
  // Where containers share one back-off, the failed call may have been the other container's.
  if (!first || draft.sharesBackoff) return observed;
  const provedBy = Math.min(...signs.map((sign) => firstSign(sign).latest));
  const inferred: Attempt = {
    at: { earliest: Math.min(born, provedBy), latest: provedBy },
    startedAt: null,
    outcome: 'failed',
    basis: 'inferred',
    message: null,
    evidence: [first.observation.evidence],
  };
  return [inferred, ...observed];
}

function stateOf(
  records: readonly Timed[],
  failures: readonly Timed[],
  recoveredAt: Interval | null,
  deletedAt: Interval | null,
  setting: Setting,
): PullState {
  if (recoveredAt) return 'recovered';
  if (deletedAt) return 'deleted';
  const waits = records.some(
    ({ observation }) => observation.kind === 'waiting' && failureKindOf(observation.reason) !== null,
  );
  if (waits) return 'failing';
  const last = lastOf(failures.map(lastSign));
  return last && last.latest >= setting.capturedAt.earliest - STILL_FAILING_MS ? 'failing' : 'unknown';
}

function reasonsOf(failures: readonly Timed[]): string[] {
  const reasons = new Set<string>();
  for (const { observation } of failures) {
    if ('reason' in observation && observation.reason !== null) reasons.add(observation.reason);
    else if (observation.kind === 'back-off') reasons.add('ImagePullBackOff');
  }
  return [...reasons].sort();
}

// images/image_manager.go: 1.32 and later repeat the earlier error behind the back-off's own text.
const REPEATED = /^Back-off pulling image "[^"]*": (?:ErrImagePull: )?/;

/** The distinct error texts, each with its first and last time and the first few places. */
function errorTexts(failures: readonly Timed[]): ErrorText[] {
  const texts = new Map<string, { first: Interval; last: Interval; evidence: Evidence[] }>();
  for (const { observation, first, last } of failures) {
    if (!('message' in observation) || observation.message === null) continue;
    const message = observation.message.replace(REPEATED, '');
    if (message.startsWith('Back-off pulling image')) continue;
    const known = texts.get(message);
    if (!known) texts.set(message, { first, last, evidence: [observation.evidence] });
    else {
      known.last = lastOf([known.last, last]) ?? last;
      if (known.evidence.length < EVIDENCE_PER_TEXT) known.evidence.push(observation.evidence);
    }
  }
  return [...texts].map(([message, rest]) => ({ message, ...rest }));
}

/** Of the many records the ones that show most: the first and last of each kind and writer. */
function keyEvidence(records: readonly Timed[], failures: readonly Timed[]): Evidence[] {
  const byWriter = new Map<string, Timed[]>();
  for (const record of failures) {
    const { kind, origin, evidence } = record.observation;
    const writer = `${kind} ${origin} ${evidence.artefact}`;
    byWriter.set(writer, [...(byWriter.get(writer)?.slice(0, 1) ?? []), record]);
  }
  const shown = new Set([...byWriter.values()].flat());
  return records
    .filter((record) => shown.has(record))
    .flatMap(({ observation: { evidence, lastEvidence } }) => (lastEvidence ? [evidence, lastEvidence] : [evidence]));
}

// rand.SafeEncodeString (apimachinery pkg/util/rand/rand.go) writes the hash of a pod template in these characters.
const TEMPLATE_HASH = /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{8,10}$/;

/**
 * The workload that people know: a ReplicaSet is named after its Deployment and the hash of its pod template, which is
 * also the pods' label `pod-template-hash`. Another ReplicaSet stands for itself.
 * Source: pkg/controller/deployment/sync.go getNewReplicaSet.
 */
function workloadOf(
  owner: { readonly kind: string; readonly name: string } | null,
  labels: Readonly<Record<string, string>>,
): { kind: string; name: string } | null {
  if (!owner) return null;
  const hash = labels['pod-template-hash'];
  if (owner.kind !== 'ReplicaSet') return { kind: owner.kind, name: owner.name };
  if (hash && owner.name.endsWith(`-${hash}`)) {
    return { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) };
  }
  const deployment = TEMPLATE_HASH.exec(owner.name)?.[1];
  return deployment === undefined ? { kind: owner.kind, name: owner.name } : { kind: 'Deployment', name: deployment };
}
