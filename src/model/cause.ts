/** The cause ids of the public contract, in its order. Users' own causes begin with `x-`. */
export const CAUSE_IDS = [
  'tag-not-found',
  'repository-not-found',
  'digest-not-found',
  'repository-missing-or-denied',
  'blob-not-found',
  'credentials-missing',
  'credentials-invalid',
  'access-denied',
  'pull-secret-missing',
  'rate-limited',
  'invalid-image-name',
  'dns-failure',
  'connection-refused',
  'connection-reset',
  'connection-timeout',
  'network-unreachable',
  'tls-untrusted-ca',
  'tls-invalid-certificate',
  'tls-handshake-failed',
  'http-https-mismatch',
  'proxy-failure',
  'registry-server-error',
  'registry-request-rejected',
  'not-a-registry',
  'registry-unavailable',
  'platform-mismatch',
  'manifest-unsupported',
  'content-corrupt',
  'disk-full',
  'layer-extract-failed',
  'never-pull',
  'kubelet-throttled',
  'pull-timed-out',
  'blocked-by-policy',
  'signature-rejected',
  'runtime-unavailable',
  'image-inspect-failed',
  'credential-provider-failed',
  'mirror-misconfigured',
  'image-removed',
  'unknown',
] as const;

/** A cause of a pull failure: one of the contract, or a user's own. */
export type CauseId = (typeof CAUSE_IDS)[number] | `x-${string}`;

/** A cause and how sure it is, from 0 to 1. */
export interface Weighed {
  readonly id: CauseId;
  readonly confidence: number;
}

/**
 * How a failure comes by its cause:
 * - `direct`: a record of that container names it
 * - `strong`: a record of the same pod UID and image
 * - `medium`: a record of the same image on the same node
 * - `weak`: a record of the same registry in the same window
 */
export type Provenance = 'direct' | 'strong' | 'medium' | 'weak';
