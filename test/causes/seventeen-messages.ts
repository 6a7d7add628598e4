/** A kind of message on which peers' rules were replayed, and what each made of it. */
export interface PeerMessage {
  readonly kind: string;
  /** What is true, of this message alone. */
  readonly cause: string;
  /** In a runtime's own words. */
  readonly message: string;
  readonly peers: Readonly<Record<Peer, string>>;
}

export const PEERS = ['robusta', 'k8t', 'kube-agents', 'vz analyze', 'TroubleShootAI'] as const;
type Peer = (typeof PEERS)[number];

/**
 * Seventeen kinds of message, with what the published rules of five tools answer: robusta-dev/robusta
 * (image_pull_backoff_enricher, 2026-08), aboigues/k8t (2025-12), gke-labs/kube-agents (pullfailure.go, 2026-08),
 * verrazzano `vz analyze` (2024), spathak-droid/TroubleShootAI (scanners, 2026-03). Their rules were replayed from source.
 */
export const SEVENTEEN: readonly PeerMessage[] = [
  {
    kind: 'access denied, no rpc prefix',
    cause: 'repository-missing-or-denied',
    message:
      'Failed to pull image "acme/web:1": failed to pull and unpack image "docker.io/acme/web:1": failed to resolve reference "docker.io/acme/web:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    peers: {
      robusta: 'no match',
      k8t: 'NOT_FOUND',
      'kube-agents': 'terminal',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'access denied, code Unknown',
    cause: 'repository-missing-or-denied',
    message:
      'Failed to pull image "acme/web:1": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/acme/web:1": failed to resolve reference "docker.io/acme/web:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    peers: {
      robusta: 'Unauthorized',
      k8t: 'NOT_FOUND',
      'kube-agents': 'terminal',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'docker: manifest not found',
    cause: 'tag-not-found',
    message:
      'Failed to pull image "acme/web:9": rpc error: code = Unknown desc = Error response from daemon: manifest for acme/web:9 not found: manifest unknown: manifest unknown',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'terminal',
      'vz analyze': 'NotFound',
      TroubleShootAI: 'NotFound',
    },
  },
  {
    kind: 'containerd: NotFound',
    cause: 'tag-not-found',
    message:
      'Failed to pull image "acme/web:9": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/acme/web:9": failed to resolve reference "docker.io/acme/web:9": docker.io/acme/web:9: not found',
    peers: {
      robusta: 'NotFound',
      k8t: 'NETWORK',
      'kube-agents': 'terminal',
      'vz analyze': 'NotFound',
      TroubleShootAI: 'NotFound',
    },
  },
  {
    kind: 'docker: unauthorized',
    cause: 'credentials-missing',
    message:
      'Failed to pull image "registry.corp.example/web:1": rpc error: code = Unknown desc = Error response from daemon: unauthorized: authentication required',
    peers: {
      robusta: 'text as it is',
      k8t: 'AUTH',
      'kube-agents': 'terminal',
      'vz analyze': 'general',
      TroubleShootAI: 'Auth',
    },
  },
  {
    kind: 'x509',
    cause: 'tls-untrusted-ca',
    message:
      'Failed to pull image "registry.corp.example/web:1": rpc error: code = Unknown desc = Error response from daemon: Get https://registry.corp.example/v2/: x509: certificate signed by unknown authority',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'unknown',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'Client.Timeout',
    cause: 'connection-timeout',
    message:
      'Failed to pull image "rancher/web:1": rpc error: code = Unknown desc = Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    peers: {
      robusta: 'Timeout',
      k8t: 'NETWORK',
      'kube-agents': 'unknown',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'Harbor: artifact gone',
    cause: 'tag-not-found',
    message:
      'Failed to pull image "harbor.corp.example/shop/web:9": rpc error: code = Unknown desc = Error response from daemon: unknown: artifact shop/web:9 not found',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'terminal',
      'vz analyze': 'NotFound',
      TroubleShootAI: 'NotFound',
    },
  },
  {
    kind: '429',
    cause: 'rate-limited',
    message:
      'Failed to pull image "busybox": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/busybox:latest": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/busybox/manifests/sha256:1111111111111111111111111111111111111111111111111111111111111111: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'retryable',
      'vz analyze': 'RateLimit',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'no such host',
    cause: 'dns-failure',
    message:
      'Failed to pull image "registry.corp.example/web:1": failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to do request: Head "https://registry.corp.example/v2/web/manifests/1": dial tcp: lookup registry.corp.example on 10.0.0.2:53: no such host',
    peers: {
      robusta: 'NotFound',
      k8t: 'NETWORK',
      'kube-agents': 'unknown',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'connection refused',
    cause: 'connection-refused',
    message:
      'Failed to pull image "registry.corp.example/web:1": failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to do request: Head "https://registry.corp.example/v2/web/manifests/1": dial tcp 10.0.0.9:443: connect: connection refused',
    peers: {
      robusta: 'no match',
      k8t: 'NETWORK',
      'kube-agents': 'retryable',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'no space left',
    cause: 'disk-full',
    message:
      'Failed to pull image "registry.corp.example/web:1": rpc error: code = Unknown desc = failed to register layer: Error processing tar file(exit status 1): write /app/data: no space left on device',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'terminal',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'platform',
    cause: 'platform-mismatch',
    message:
      'Failed to pull image "acme/web:1": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/acme/web:1": no match for platform in manifest: not found',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'terminal',
      'vz analyze': 'NotFound',
      TroubleShootAI: 'NotFound',
    },
  },
  {
    kind: '503',
    cause: 'registry-server-error',
    message:
      'Failed to pull image "registry.corp.example/web:1": rpc error: code = Unknown desc = Error response from daemon: received unexpected HTTP status: 503 Service Unavailable',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'retryable',
      'vz analyze': 'Service',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'HTTP answer to an HTTPS client',
    cause: 'http-https-mismatch',
    message:
      'Failed to pull image "registry.corp.example:5000/web:1": rpc error: code = Unknown desc = Error response from daemon: Get https://registry.corp.example:5000/v2/: http: server gave HTTP response to HTTPS client',
    peers: {
      robusta: 'text as it is',
      k8t: 'NETWORK',
      'kube-agents': 'unknown',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'disk full, tag v1.404',
    cause: 'disk-full',
    message:
      'Failed to pull image "registry.corp.example/web:v1.404": rpc error: code = Unknown desc = failed to pull and unpack image "registry.corp.example/web:v1.404": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/1/fs/x: no space left on device: unknown',
    peers: {
      robusta: 'text as it is',
      k8t: 'NOT_FOUND',
      'kube-agents': 'terminal',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
  {
    kind: 'bare back-off',
    cause: 'unknown',
    message: 'Back-off pulling image "acme/web:1"',
    peers: {
      robusta: 'no match',
      k8t: 'UNKNOWN',
      'kube-agents': 'unknown',
      'vz analyze': 'general',
      TroubleShootAI: 'nothing',
    },
  },
];
