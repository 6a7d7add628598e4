import type { CauseId, Provenance } from '../../model/cause.ts';
import { parseImageReference } from '../../model/image-reference.ts';
import type { Verdict } from '../../model/incident.ts';
import type { PullHistory } from '../../model/pull.ts';
import { overlaps } from '../../model/time.ts';
import { failingSpan } from './case-file.ts';

/** A carried verdict is a guess: the weaker the tie, the less of the donor's confidence it keeps. */
export const CARRIED: Readonly<Record<Exclude<Provenance, 'direct'>, number>> = {
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

/**
 * Takes the verdict of the nearest history that has one of its own: same pod and image, same image and node, same registry.
 * Null where none is near enough.
 */
export function carryVerdict(history: PullHistory, direct: ReadonlyMap<PullHistory, Verdict>): Verdict | null {
  if (history.kind !== 'pull') return null;
  let best: { donor: PullHistory; verdict: Verdict; provenance: Exclude<Provenance, 'direct'> } | null = null;
  for (const [donor, verdict] of direct) {
    const provenance = tie(history, donor);
    if (provenance === null || verdict.cause.id === 'unknown' || donor.kind !== 'pull') continue;
    if (provenance === 'weak' && !OF_REGISTRY.has(verdict.cause.id)) continue;
    if (!best || CARRIED[provenance] > CARRIED[best.provenance]) best = { donor, verdict, provenance };
  }
  if (!best) return null;
  const { donor, verdict, provenance } = best;
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

function tie(history: PullHistory, donor: PullHistory): Exclude<Provenance, 'direct'> | null {
  const sameImage = history.image !== null && history.image === donor.image;
  const { podUid, node, pod, namespace } = history.subject;
  const samePod =
    podUid !== null
      ? podUid === donor.subject.podUid
      : pod !== null && pod === donor.subject.pod && namespace === donor.subject.namespace;
  if (sameImage && samePod) return 'strong';
  if (!overlaps(failingSpan(history), failingSpan(donor))) return null;
  if (sameImage && node !== null && node === donor.subject.node) return 'medium';
  const registry = registryOf(history);
  return registry !== null && registry === registryOf(donor) ? 'weak' : null;
}

function describeTie(provenance: Exclude<Provenance, 'direct'>): string {
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
