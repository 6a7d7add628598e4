import type { CauseId, Provenance } from '../../model/cause.ts';
import { parseImageReference } from '../../model/image-reference.ts';
import type { Verdict } from '../../model/incident.ts';
import { addTo } from '../../model/lists.ts';
import type { PullHistory } from '../../model/pull.ts';
import { type Interval, overlaps } from '../../model/time.ts';
import { failingSpan } from './case-file.ts';

/** A carried verdict is a guess: the weaker the tie, the less of the donor's confidence it keeps. */
export const CARRIED: Readonly<Record<Tie, number>> = {
  strong: 0.95,
  medium: 0.85,
  weak: 0.6,
};
/** What is wrong with a registry, or on the way to it, holds back its other images too; a missing tag is no other's. */
const OF_REGISTRY: ReadonlySet<CauseId> = new Set<CauseId>([
  'connection-refused',
  'connection-reset',
  'connection-timeout',
  'network-unreachable',
  'dns-failure',
  'proxy-failure',
  'tls-untrusted-ca',
  'tls-invalid-certificate',
  'tls-handshake-failed',
  'http-https-mismatch',
  'registry-server-error',
  'registry-request-rejected',
  'registry-unavailable',
  'not-a-registry',
  'rate-limited',
  'pull-timed-out',
  'credentials-missing',
  'credentials-invalid',
]);

type Tie = Exclude<Provenance, 'direct'>;

/** A history that has a verdict of its own. */
interface Donor {
  readonly history: PullHistory;
  readonly verdict: Verdict;
  readonly span: Interval;
}

/** Histories that lend their verdicts, in order, by what they may have in common with others. */
export type Donors = ReadonlyMap<string, readonly Donor[]>;

/** Arranges the histories that have verdicts of their own: in an outage thousands may lend, and thousands ask. */
export function arrangeDonors(direct: ReadonlyMap<PullHistory, Verdict>): Donors {
  const donors = new Map<string, Donor[]>();
  for (const [history, verdict] of direct) {
    if (verdict.cause.id === 'unknown' || history.kind !== 'pull') continue;
    const { image, subject } = history;
    const { podUid, pod, namespace, node } = subject;
    const donor = { history, verdict, span: failingSpan(history) };
    const lend = (key: string) => addTo(donors, key, donor);
    if (image !== null && podUid !== null) lend(keyOf('uid', image, podUid));
    if (image !== null && pod !== null) lend(keyOf('pod', image, pod, namespace));
    if (image !== null && node !== null) lend(keyOf('node', image, node));
    const registry = registryOf(history);
    if (registry !== null && OF_REGISTRY.has(verdict.cause.id)) lend(keyOf('registry', registry));
  }
  return donors;
}

function keyOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}

/**
 * Takes the verdict of the nearest history that has one of its own: same pod and image, same image and node, same registry.
 * Null where none is near enough.
 */
export function carryVerdict(history: PullHistory, donors: Donors): Verdict | null {
  if (history.kind !== 'pull') return null;
  const best = findDonor(history, donors);
  if (!best) return null;
  const { history: donor, verdict, provenance } = best;
  const keep = (confidence: number) => Math.floor(confidence * CARRIED[provenance] * 100) / 100;
  const whose = `${donor.subject.namespace ?? '?'}/${donor.subject.pod ?? '?'}`;
  return {
    cause: { id: verdict.cause.id, confidence: keep(verdict.cause.confidence) },
    alternatives: verdict.alternatives.map(({ id, confidence }) => ({ id, confidence: keep(confidence) })),
    provenance,
    reasoning: [
      {
        statement: `No record of this container names a cause; it is taken from ${whose} (${describeTie(provenance)}).`,
        supports: [verdict.cause.id],
        against: [],
        evidence: [...history.evidence.slice(0, 1), ...donor.evidence.slice(0, 1)],
      },
    ],
    proxy: verdict.proxy,
    decidedBy: verdict.decidedBy,
  };
}

/** The first donor of the strongest tie. */
function findDonor(history: PullHistory, donors: Donors): (Donor & { readonly provenance: Tie }) | null {
  const { image, subject } = history;
  const { podUid, pod, namespace, node } = subject;
  const span = failingSpan(history);
  const find = (provenance: Tie, key: string) => {
    const mayLend = (donor: Donor) => provenance === 'strong' || overlaps(span, donor.span);
    const donor = donors.get(key)?.find(mayLend);
    return donor ? { ...donor, provenance } : null;
  };
  if (image === null) return null;
  const samePod = podUid === null ? keyOf('pod', image, pod, namespace) : keyOf('uid', image, podUid);
  const registry = registryOf(history);
  return (
    find('strong', samePod) ??
    (node === null ? null : find('medium', keyOf('node', image, node))) ??
    (registry === null ? null : find('weak', keyOf('registry', registry)))
  );
}

function describeTie(provenance: Tie): string {
  switch (provenance) {
    case 'strong':
      return 'same pod and image';
    case 'medium':
      return 'same image on the same node';
    case 'weak':
      return 'same registry at the same time';
  }
}

function registryOf({ image }: PullHistory): string | null {
  return image === null ? null : (parseImageReference(image)?.registry ?? null);
}
