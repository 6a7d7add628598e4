// How errors of Go, of runtimes and of registries end: net/http, crypto/x509, net, os; distribution/distribution
// registry/api/errcode; containerd remotes/docker; the kubelet's reasons.
const PHRASES: readonly string[] = [
  'http: server gave HTTP response to HTTPS client',
  'x509: certificate signed by unknown authority',
  'x509: certificate has expired or is not yet valid',
  'x509: certificate is valid for',
  'x509: certificate relies on legacy Common Name field, use SANs',
  'tls: failed to verify certificate: x509: certificate signed by unknown authority',
  'remote error: tls: handshake failure',
  'net/http: TLS handshake timeout',
  'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  'no such host',
  'server misbehaving',
  'Temporary failure in name resolution',
  'i/o timeout',
  'connect: no route to host',
  'connect: network is unreachable',
  'connect: connection refused',
  'read: connection reset by peer',
  'no space left on device',
  'no basic auth credentials',
  'unexpected status code 401 Unauthorized',
  'unexpected status code 403 Forbidden',
  '401 Unauthorized',
  '403 Forbidden',
  '429 Too Many Requests',
  '500 Internal Server Error',
  '502 Bad Gateway',
  '503 Service Unavailable',
  '504 Gateway Timeout',
  'unauthorized: authentication required',
  'toomanyrequests: You have reached your pull rate limit',
  'toomanyrequests: You have reached your unauthenticated pull rate limit',
  'manifest unknown',
  'no match for platform in manifest',
  'no matching manifest for linux',
  'pull access denied, repository does not exist or may require authorization',
  'insufficient_scope: authorization failed',
  'denied: requested access to the resource is denied',
  'pull QPS exceeded',
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'Error: ErrImagePull',
  'Error: ImagePullBackOff',
  'Error: ErrImageNeverPull',
];
/** Shorter beginnings fit too much. */
const SHORTEST = 8;

/**
 * Completes a line that the end of a paste has cut in the middle of a known phrase, where only one begins so (`server gave
 * H`, `no such ho`). Every other line comes back as it is.
 */
export function completePhrase(line: string): string {
  let rest: string | null = null;
  let longest = 0;
  for (const phrase of PHRASES) {
    const length = cutLength(line, phrase);
    if (length === 0 || length < longest) continue;
    const missing = phrase.slice(length);
    if (length === longest && rest !== missing) rest = null;
    else rest = missing;
    longest = length;
  }
  return rest === null ? line : line + rest;
}

/** Whether a line ends as errors do: what stands below it is something else. */
export function endsWithPhrase(line: string): boolean {
  return PHRASES.some((phrase) => line.endsWith(phrase));
}

/** How much of the beginning of a phrase stands at the end of the line; 0 where none, all of it, or less than a word. */
function cutLength(line: string, phrase: string): number {
  if (line.endsWith(phrase)) return 0;
  for (
    let length = Math.min(phrase.length - 1, line.length);
    length >= Math.min(SHORTEST, phrase.length - 3);
    length--
  ) {
    if (!line.endsWith(phrase.slice(0, length))) continue;
    const before = line.at(-length - 1);
    return before === undefined || /[\s:"'(,]/.test(before) ? length : 0;
  }
  return 0;
}
