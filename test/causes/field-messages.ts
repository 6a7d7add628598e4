/**
 * Messages of image pulls and their look-alikes that runtimes, registries, proxies, snapshotters, policies and credential
 * plug-ins of 2020 to 2026 print, names invented; each was judged by hand before it was run. Beside each the causes that
 * are right for the text, the best first.
 */
export const FIELD_MESSAGES: readonly (readonly [message: string, ...causes: string[]])[] = [
  [
    'failed to pull and unpack image "ghcr.io/acme/web:esgz": failed to prepare extraction snapshot "extract-481 sha256:1111111111111111111111111111111111111111111111111111111111111111": failed to resolve layer: failed to resolve layer "sha256:1111111111111111111111111111111111111111111111111111111111111111" from "ghcr.io/acme/web:esgz": failed to resolve the blob: failed to resolve the source: cannot resolve layer: failed to redirect (host "ghcr.io", ref:"ghcr.io/acme/web:esgz", digest:"sha256:1111111111111111111111111111111111111111111111111111111111111111"): failed to access to the registry with code 403: failed to resolve',
    'access-denied',
    'credentials-missing',
    'credentials-invalid',
    'repository-missing-or-denied',
    'layer-extract-failed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to prepare extraction snapshot "extract-7 sha256:1111111111111111111111111111111111111111111111111111111111111111": rafs mount: nydusd daemon is not ready: context deadline exceeded: unknown',
    'layer-extract-failed',
    'pull-timed-out',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to unpack image on snapshotter stargz: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd-stargz-grpc/containerd-stargz-grpc.sock: connect: no such file or directory"',
    'runtime-unavailable',
    'layer-extract-failed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": unable to initialize unpacker: snapshotter not loaded: nydus: invalid argument',
    'layer-extract-failed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: failed to mount /var/lib/containerd/tmpmounts/containerd-mount77: mount source: "overlay", target: "/var/lib/containerd/tmpmounts/containerd-mount77", fstype: overlay, flags: 0, data: "index=off,workdir=/w,upperdir=/u,lowerdir=/l", err: invalid argument: unknown',
    'layer-extract-failed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: failed to get stream processor for application/vnd.oci.image.layer.v1.tar+zstd: no processor for media-type: unknown',
    'layer-extract-failed',
    'manifest-unsupported',
  ],
  [
    'failed to register layer: Error processing tar file(exit status 1): zstd: invalid input: magic number mismatch',
    'layer-extract-failed',
    'content-corrupt',
  ],
  [
    'copying system image from manifest list: writing blob: storing blob to file "/var/tmp/container_images_storage7/1": happened during read: Digest did not match, expected sha256:1111111111111111111111111111111111111111111111111111111111111111, got sha256:2222222222222222222222222222222222222222222222222222222222222222',
    'content-corrupt',
  ],
  [
    'writing blob: storing blob to file "/var/tmp/container_images_storage7/2": happened during read: read tcp 10.0.0.5:41234->203.0.113.9:443: read: connection reset by peer',
    'connection-reset',
  ],
  [
    'committing the finished image: adding image: image with ID "1111111111111111111111111111111111111111111111111111111111111111" already exists, but uses a different top layer: that ID is already in use',
    'layer-extract-failed',
    'content-corrupt',
    'image-inspect-failed',
    'unknown',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to prepare extraction snapshot "extract-7 sha256:1111111111111111111111111111111111111111111111111111111111111111": lease does not exist: not found',
    'layer-extract-failed',
    'image-removed',
    'unknown',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to commit snapshot extract-7: commit failed: rename /var/lib/containerd/io.containerd.content.v1.content/ingest/ab /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256/ab: no such file or directory: not found',
    'layer-extract-failed',
    'image-removed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: hcsshim::ImportLayer failed in Win32: There is not enough space on the disk. (0x70)',
    'disk-full',
  ],
  [
    'Source image rejected: cryptographic signature verification failed: invalid signature when validating ASN.1 encoded signature',
    'signature-rejected',
  ],
  [
    'SignatureValidationFailed: copying system image from manifest list: Source image rejected: Required email "ci@corp.example" not found (got []string{"dev@corp.example"})',
    'signature-rejected',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": image verifier cosign blocked pull of registry.corp.example/shop/web:1 with digest sha256:1111111111111111111111111111111111111111111111111111111111111111 for reason: no matching signatures',
    'signature-rejected',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": image verifier scan-gate blocked pull of registry.corp.example/shop/web:1 with digest sha256:1111111111111111111111111111111111111111111111111111111111111111 for reason: 3 critical vulnerabilities',
    'signature-rejected',
    'blocked-by-policy',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": unexpected status from HEAD request to https://registry.corp.example/v2/shop/web/manifests/1: 412 Precondition Failed',
    'blocked-by-policy',
    'registry-request-rejected',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": unexpected status from HEAD request to https://registry.corp.example/v2/shop/web/manifests/1: 451 Unavailable For Legal Reasons',
    'blocked-by-policy',
  ],
  [
    'Failed to pull image "quay.io/acme/models:v2": unable to pull image or OCI artifact: pull image err: initializing source docker://quay.io/acme/models:v2: reading manifest v2 in quay.io/acme/models: unauthorized: access to the requested resource is not authorized; artifact err: get manifest: build image source: reading manifest v2 in quay.io/acme/models: unauthorized: access to the requested resource is not authorized',
    'credentials-missing',
    'repository-missing-or-denied',
    'access-denied',
  ],
  [
    'Failed to pull image "registry.corp.example/charts/web:1": unable to pull image or OCI artifact: pull image err: unsupported image-specific operation on artifact with type "application/vnd.cncf.helm.config.v1+json"; artifact err: pull artifact: copy artifact: writing manifest: blob is too large',
    'manifest-unsupported',
  ],
  [
    'Container image "registry.corp.example/shop/web:1" is present with pull policy of Never but does not have the proper auth (image secret) that was used to pull the image',
    'never-pull',
    'credentials-missing',
    'access-denied',
  ],
  ['cancel pulling image registry.corp.example/shop/web:1 because of no progress in 5m0s', 'pull-timed-out'],
  [
    'Failed to pull image "registry.corp.example/shop/web:1": rpc error: code = Canceled desc = grpc: the client connection is closing',
    'runtime-unavailable',
    'pull-timed-out',
  ],
  [
    'Failed to pull image "registry.corp.example/shop/web:1": rpc error: code = ResourceExhausted desc = grpc: received message larger than max (16777999 vs. 16777216)',
    'runtime-unavailable',
    'image-inspect-failed',
    'unknown',
  ],
  [
    'E0101 10:00:00.000000    1000 plugin.go:251] "Error getting credential from external registry credential provider" err="error execing credential provider plugin acr-credential-provider for image corp.azurecr.io/web: context deadline exceeded"',
    'credential-provider-failed',
  ],
  [
    'Failed getting credential from external registry credential provider: error execing credential provider plugin ecr-credential-provider for image 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web: operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: 1, AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/node/i-0 is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
    'credential-provider-failed',
    'access-denied',
  ],
  [
    'failed to pull and unpack image "europe-docker.pkg.dev/acme/r/web:1": failed to resolve reference "europe-docker.pkg.dev/acme/r/web:1": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://europe-docker.pkg.dev/v2/token?scope=repository%3Aacme%2Fr%2Fweb%3Apull&service=europe-docker.pkg.dev: 403 Forbidden',
    'access-denied',
    'repository-missing-or-denied',
    'credentials-invalid',
  ],
  [
    'Error response from daemon: denied: Artifact Registry API has not been used in project 4711 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/artifactregistry.googleapis.com/overview?project=4711 then retry.',
    'access-denied',
    'registry-request-rejected',
    'repository-missing-or-denied',
  ],
  [
    'failed to pull and unpack image "ghcr.io/acme/web:1": failed to resolve reference "ghcr.io/acme/web:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fweb%3Apull&service=ghcr.io: 403 Forbidden',
    'credentials-missing',
    'repository-missing-or-denied',
    'access-denied',
  ],
  [
    'initializing source docker://quay.io/acme/web:1: reading manifest 1 in quay.io/acme/web: denied: Namespace acme has been disabled. Please contact a system administrator.',
    'access-denied',
    'blocked-by-policy',
  ],
  [
    'Error response from daemon: unknown: Tag 1 was deleted or has expired. To pull, revive via time machine',
    'tag-not-found',
  ],
  [
    'Error response from daemon: unknown: http status code: 429, body: {"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]}',
    'rate-limited',
  ],
  [
    'Error response from daemon: Get "https://gitlab.corp.example/jwt/auth?account=ci&scope=repository%3Ashop%2Fweb%3Apull&service=container_registry": denied: access forbidden',
    'repository-missing-or-denied',
    'access-denied',
    'credentials-invalid',
  ],
  [
    'initializing source docker://image-registry.openshift-image-registry.svc:5000/shop/web:latest: pinging container registry image-registry.openshift-image-registry.svc:5000: Get "https://image-registry.openshift-image-registry.svc:5000/v2/": dial tcp: lookup image-registry.openshift-image-registry.svc on 10.0.0.2:53: no such host',
    'dns-failure',
  ],
  [
    'Error response from daemon: error parsing HTTP 404 response body: invalid character \'<\' looking for beginning of value: "<!DOCTYPE html>\\n<html lang=\\"en\\">\\n<head>\\n  <title>404 - Nexus Repository Manager</title>"',
    'tag-not-found',
    'not-a-registry',
    'repository-not-found',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://corp.blob.core.windows.net/b/docker/registry/v2/blobs/sha256/11/data?se=2026-01-01&sig=x: 403 Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
    'access-denied',
    'credentials-invalid',
    'proxy-failure',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.corp.example/token?scope=repository%3Ashop%2Fweb%3Apull&service=r: 404 Not Found',
    'not-a-registry',
    'registry-request-rejected',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": unexpected status from HEAD request to https://registry.corp.example/v2/shop/web/manifests/1: 402 Payment Required',
    'registry-request-rejected',
    'rate-limited',
    'blocked-by-policy',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to do request: Head "https://registry.corp.example/v2/shop/web/manifests/1": proxyconnect tcp: tls: first record does not look like a TLS handshake',
    'proxy-failure',
    'http-https-mismatch',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to do request: Head "https://registry.corp.example/v2/shop/web/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "Zscaler Root CA")',
    'tls-untrusted-ca',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to do request: Head "https://registry.corp.example/v2/shop/web/manifests/1": tls: failed to parse certificate from server: x509: invalid certificate policies',
    'tls-invalid-certificate',
    'tls-handshake-failed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to do request: Head "https://registry.corp.example/v2/shop/web/manifests/1": local error: tls: bad record MAC',
    'tls-handshake-failed',
    'connection-reset',
    'content-corrupt',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to do request: Head "https://registry.corp.example/v2/shop/web/manifests/1": http2: failed reading the frame payload: http2: frame too large, note that the frame header looked like an HTTP/1.1 header',
    'not-a-registry',
    'http-https-mismatch',
    'connection-reset',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to do request: Head "https://registry.corp.example/v2/shop/web/manifests/1": net/http: invalid header field value for "Authorization"',
    'credentials-invalid',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": failed to do request: parse "https://registry.corp.example:port/v2/shop/web/manifests/1": invalid port ":port" after host',
    'invalid-image-name',
    'mirror-misconfigured',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": unexpected status from HEAD request to https://registry.corp.example/v2/shop/web/manifests/1: 408 Request Timeout',
    'connection-timeout',
    'registry-request-rejected',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to resolve reference "registry.corp.example/shop/web:1": unexpected status from HEAD request to https://registry.corp.example/v2/shop/web/manifests/1: 511 Network Authentication Required',
    'proxy-failure',
    'registry-server-error',
    'not-a-registry',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/shop/web:1": failed to copy: ref layer-sha256:1111111111111111111111111111111111111111111111111111111111111111 locked for 2m0.5s (since 2026-01-01 10:00:00 +0000 UTC m=+1): unavailable',
    'unknown',
    'pull-timed-out',
    'layer-extract-failed',
  ],
  [
    'Error: initializing source docker://registry.corp.example/shop/web:1: Requesting bearer token: received unexpected HTTP status: 500 Internal Server Error',
    'registry-server-error',
  ],
  ['{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"v9"}}]}', 'tag-not-found'],
];

/** Look-alikes: no kubelet or runtime failed to pull an image. */
export const FIELD_NO_PULLS: readonly string[] = [
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create containerd container: get apparmor_parser version: exec: "apparmor_parser": executable file not found in $PATH',
  'Error: failed to reserve container name "web_web-0_shop_5c1b0d0e_0": name "web_web-0_shop_5c1b0d0e_0" is reserved for "ab"',
  'Error: container create failed: error creating read-write layer with ID "1111": stat /var/lib/containers/storage/overlay/2222: no such file or directory',
  'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: Post "https://10.0.0.1:6443/api/v1/namespaces/shop/serviceaccounts/default/token": dial tcp 10.0.0.1:6443: connect: connection refused',
  'oauth2: "invalid_client" "Invalid client credentials"',
  'Error: INSTALLATION FAILED: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fcharts%3Apull&service=ghcr.io: 401 Unauthorized',
  'MountVolume.MountDevice failed for volume "pvc-1" : rpc error: code = NotFound desc = volume not found',
  'rpc error: code = Unknown desc = failed to list refs: Get "https://gitlab.corp.example/acme/web.git/info/refs?service=git-upload-pack": dial tcp: lookup gitlab.corp.example on 10.96.0.10:53: no such host',
  "failed to pull artifact from 'oci://ghcr.io/acme/manifests': GET https://ghcr.io/token?scope=repository%3Aacme%2Fmanifests%3Apull&service=ghcr.io: DENIED: denied",
  'etcdserver: request timed out',
  'error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: checking push permission for "registry.corp.example/web:1": POST https://registry.corp.example/v2/web/blobs/uploads/: UNAUTHORIZED: authentication required',
  'npm ERR! 404 Not Found - GET https://registry.npmjs.org/@acme%2fweb - Not found',
  "HTTPSConnectionPool(host='pypi.corp.example', port=443): Max retries exceeded with url: /simple/ (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate')))",
  "Failed to download metadata for repo 'appstream': Cannot download repomd.xml: Cannot download repodata/repomd.xml: All mirrors were tried",
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
  'admission webhook "mutate.kyverno.svc-fail" denied the request: policy Pod/shop/web-0 for resource violation: require-signed: failed to verify image registry.corp.example/web:1: .attestors[0].entries[0].keys: no matching signatures',
  'Error creating: pods "web-" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
  'pull request #12 denied: unauthorized: author has no right to merge',
  'time="2026-01-01T10:00:00Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,} failed, error" error="failed to setup network for sandbox \\"ab\\": plugin type=\\"cilium-cni\\" failed (add): unable to connect to Cilium daemon: dial unix /var/run/cilium/cilium.sock: connect: no such file or directory"',
  'Failed to list images: rate limit exceeded for api.github.com, see https://docs.github.com/rest/rate-limit',
  'ErrImageScan: scanner returned 404 for report',
];
