/**
 * Messages in the words of further versions of runtimes, registries and tools than the examples of the causes: the
 * formats as their sources print them (containerd, CRI-O, containers/image, moby, kubelet), the names invented. Beside
 * each the causes that are right for the text, the best first.
 */
export const FURTHER_MESSAGES: readonly (readonly [message: string, ...causes: string[]])[] = [
  // docker before 1.13 and the kubelet's wrappers of it
  [
    'Failed to pull image "quay.io/shop/web:v2": image pull failed for quay.io/shop/web:v2, this may be because there are no credentials on this request.  details: (Tag v2 not found in repository quay.io/shop/web)',
    'tag-not-found',
  ],
  [
    'Failed to pull image "shop/web": image pull failed for shop/web, this may be because there are no credentials on this request.  details: (Error: image shop/web:latest not found)',
    'tag-not-found',
    'repository-not-found',
  ],
  ['Failed to pull image "shop/web": unexpected EOF', 'content-corrupt', 'connection-reset'],
  [
    'Failed to pull image "shop/web": Network timed out while trying to connect to https://index.docker.io/v1/repositories/shop/web/images. You may want to check your internet connection or if you are behind a proxy.',
    'connection-timeout',
  ],
  ['Error pulling image (latest) from shop/web, HTTP code 403', 'access-denied', 'repository-missing-or-denied'],
  [
    'Error syncing pod, skipping: failed to "StartContainer" for "web" with ErrImagePull: "Error response from daemon: {\\"message\\":\\"Get https://gcr.io/v1/_ping: dial tcp 203.0.113.9:443: getsockopt: connection refused\\"}"',
    'connection-refused',
  ],
  [
    'Failed to pull image "web:1": rpc error: code = 2 desc = Error: Status 503 trying to pull repository shop/web: "<html>"',
    'registry-server-error',
  ],
  [
    'rpc error: code = Unknown desc = Error response from daemon: login attempt to https://registry.corp.example/v2/ failed with status: 401 Unauthorized',
    'credentials-invalid',
    'credentials-missing',
  ],
  ['rpc error: code = Unknown desc = Error response from daemon: toomanyrequests: Rate exceeded', 'rate-limited'],
  [
    "Error response from daemon: denied: Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute per region' of service 'artifactregistry.googleapis.com'",
    'rate-limited',
  ],
  [
    'Error response from daemon: error parsing HTTP 429 response body: invalid character \'T\' looking for beginning of value: "Too Many Requests (HAP429).\\n"',
    'rate-limited',
  ],
  ['Error response from daemon: manifest unknown: The named manifest is not known to the registry.', 'tag-not-found'],
  [
    'Error response from daemon: manifest for registry.corp.example/web:2 not found: manifest unknown: Failed to fetch "2" from request "/v2/web/manifests/2".',
    'tag-not-found',
  ],
  ['Error response from daemon: name unknown: Repository "web" not found', 'repository-not-found'],
  ['Error response from daemon: unknown: repository shop/web not found', 'repository-not-found', 'tag-not-found'],
  ['Error response from daemon: unknown: project shop not found', 'repository-not-found'],
  [
    'Error response from daemon: Head "https://registry.corp.example/v2/shop/web/manifests/1": unknown: The client does not have permission for manifest',
    'access-denied',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": Service Unavailable',
    'proxy-failure',
    'registry-server-error',
  ],
  [
    "Error response from daemon: client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    'access-denied',
    'blocked-by-policy',
  ],
  [
    "Error response from daemon: denied: client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    'access-denied',
    'blocked-by-policy',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": dial tcp: lookup registry.corp.example: no such host',
    'dns-failure',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": dial tcp: lookup registry.corp.example on [::1]:53: read udp [::1]:38345->[::1]:53: read: connection refused',
    'dns-failure',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": dial tcp 10.0.0.9:443: connectex: No connection could be made because the target machine actively refused it.',
    'connection-refused',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": dial tcp 10.0.0.9:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
    'connection-timeout',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02"',
    'http-https-mismatch',
    'not-a-registry',
    'connection-reset',
  ],
  [
    'Error response from daemon: Get "http://registry.corp.example/v2/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02"',
    'http-https-mismatch',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": x509: certificate is valid for ingress.local, *.apps.corp.example, not registry.corp.example',
    'tls-invalid-certificate',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": x509: certificate is not valid for any names, but wanted to match registry.corp.example',
    'tls-invalid-certificate',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": x509: “registry” certificate is not trusted',
    'tls-untrusted-ca',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": tls: server selected unsupported protocol version 302',
    'tls-handshake-failed',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": remote error: tls: protocol version not supported',
    'tls-handshake-failed',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": remote error: tls: unknown certificate authority',
    'tls-handshake-failed',
  ],
  [
    'Error response from daemon: Get "https://registry.corp.example/v2/": remote error: tls: unrecognized name',
    'tls-handshake-failed',
  ],
  ['Error response from daemon: missing or empty Content-Type header', 'not-a-registry', 'unknown'],
  [
    'error pulling image configuration: download failed after attempts=6: dial tcp 203.0.113.7:443: i/o timeout',
    'connection-timeout',
  ],
  [
    'error pulling image configuration: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/ab/abc/data?verify=1": dial tcp: lookup production.cloudflare.docker.com on 10.0.0.2:53: no such host',
    'dns-failure',
  ],
  [
    'rpc error: code = Unknown desc = error pulling image configuration: denied: unauthenticated: User cannot be authenticated with the token provided.',
    'credentials-invalid',
    'access-denied',
    'credentials-missing',
  ],
  [
    'image operating system "windows" cannot be used on this platform: operating system is not supported',
    'platform-mismatch',
  ],
  [
    'Error response from daemon: image with reference docker.io/library/web:1 was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64',
    'platform-mismatch',
  ],
  [
    'Error response from daemon: no matching manifest for windows/amd64 10.0.19045 in the manifest list entries',
    'platform-mismatch',
  ],
  [
    'Error response from daemon: a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host',
    'platform-mismatch',
  ],
  [
    'failed to register layer: Error processing tar file(exit status 1): unexpected EOF',
    'layer-extract-failed',
    'content-corrupt',
  ],
  [
    'failed to register layer: Error processing tar file(exit status 1): open /bin/[: permission denied',
    'layer-extract-failed',
  ],
  [
    'failed to register layer: Error processing tar file(exit status 1): Error creating mount namespace before pivot: operation not permitted',
    'layer-extract-failed',
  ],
  [
    'failed to register layer: rename /var/lib/docker/image/overlay2/layerdb/tmp/write-set-1 /var/lib/docker/image/overlay2/layerdb/sha256/ab: file exists',
    'layer-extract-failed',
  ],
  [
    'failed to register layer: symlink ../ab/diff /var/lib/docker/overlay2/l/AB: no such file or directory',
    'layer-extract-failed',
  ],
  [
    'failed to register layer: devmapper: Thin Pool has 2738 free data blocks which is less than minimum required 163840 free data blocks. Create more free space in thin pool or use dm.min_free_space option to change behavior',
    'disk-full',
  ],
  ['write /var/lib/docker/tmp/GetImageBlob123: no space left on device', 'disk-full', 'not-image-pull'],
  [
    'Failed to pull image "web:1": rpc error: code = Unknown desc = Error response from daemon: mkdir /var/lib/docker/tmp/GetImageBlob: read-only file system',
    'layer-extract-failed',
  ],
  // containerd
  [
    'Failed to pull image "web:1": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/web:1": failed to resolve reference "docker.io/library/web:1": failed to do request: Head https://registry-1.docker.io/v2/library/web/manifests/1: dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: dial udp 10.0.0.2:53: connect: network is unreachable',
    'dns-failure',
    'network-unreachable',
  ],
  [
    'failed to pull and unpack image "docker.io/library/web:1": failed to resolve reference "docker.io/library/web:1": failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=repository%3Alibrary%2Fweb%3Apull&service=registry.docker.io": EOF',
    'connection-reset',
  ],
  [
    'failed to pull and unpack image "docker.io/library/web:1": failed to resolve reference "docker.io/library/web:1": failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=repository%3Alibrary%2Fweb%3Apull&service=registry.docker.io": context deadline exceeded',
    'connection-timeout',
    'pull-timed-out',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to do request: Head "https://registry.corp.example/v2/web/manifests/1": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'connection-timeout',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to do request: Head "https://registry.corp.example/v2/web/manifests/1": read tcp 10.0.0.1:44444->10.0.0.2:443: read: connection timed out',
    'connection-timeout',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to do request: Head "https://registry.corp.example/v2/web/manifests/1": write tcp 10.0.0.1:44444->10.0.0.2:443: write: broken pipe',
    'connection-reset',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://registry.corp.example/v2/web/blobs/sha256:1111111111111111111111111111111111111111111111111111111111111111": stream error: stream ID 7; INTERNAL_ERROR; received from peer',
    'connection-reset',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.corp.example/v2/web/blobs/sha256:1111111111111111111111111111111111111111111111111111111111111111: 500 Internal Server Error - Server message: unknown: unknown error',
    'registry-server-error',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.corp.example/v2/web/manifests/sha256:1111111111111111111111111111111111111111111111111111111111111111: 403 Forbidden - Server message: denied: requested access to the resource is denied',
    'access-denied',
    'repository-missing-or-denied',
  ],
  [
    'failed to pull and unpack image "docker.io/library/web:1": failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://registry-1.docker.io/v2/library/web/manifests/sha256:1111111111111111111111111111111111111111111111111111111111111111: 429 Too Many Requests\ntoomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    'rate-limited',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": unexpected status code [manifests 1]: 401 Unauthorized',
    'credentials-missing',
    'credentials-invalid',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": unexpected status from HEAD request to https://registry.corp.example/v2/web/manifests/1: 401 Unauthorized',
    'credentials-invalid',
    'credentials-missing',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://registry.corp.example/artifactory/api/docker/docker/v2/token: 401 Unauthorized',
    'credentials-invalid',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.corp.example/token: 503 Service Unavailable',
    'registry-server-error',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to find supported auth scheme: not implemented',
    'not-a-registry',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": pulling from host registry.corp.example failed with status code [manifests 1]: 302 Found',
    'not-a-registry',
    'registry-request-rejected',
  ],
  [
    'rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/web:1": failed to copy: httpReadSeeker: failed open: content at https://registry.corp.example/v2/web/blobs/sha256:1111111111111111111111111111111111111111111111111111111111111111 not found: not found',
    'blob-not-found',
  ],
  [
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/web:1": failed to resolve reference "docker.io/library/web:1": rejecting 12345678 byte manifest for docker.io/library/web:1: not found',
    'not-a-registry',
    'manifest-unsupported',
  ],
  [
    'rpc error: code = Unknown desc = failed to pull and unpack image "registry.corp.example/web:1": unexpected media type application/octet-stream for sha256:1111111111111111111111111111111111111111111111111111111111111111: not found',
    'manifest-unsupported',
    'not-a-registry',
  ],
  [
    'rpc error: code = FailedPrecondition desc = failed to pull and unpack image "registry.corp.example/web:1": failed commit on ref "layer-sha256:1111111111111111111111111111111111111111111111111111111111111111": "layer-sha256:1111111111111111111111111111111111111111111111111111111111111111" failed size validation: 1048576 != 2097152: failed precondition',
    'content-corrupt',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount1: failed to Lchown "/var/lib/containerd/tmpmounts/containerd-mount1/app" for UID 1000900000, GID 0: lchown /var/lib/containerd/tmpmounts/containerd-mount1/app: invalid argument (Hint: try increasing the number of subordinate IDs in /etc/subuid and /etc/subgid): unknown',
    'layer-extract-failed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: failed to convert whiteout file "usr/.wh.share": operation not supported: unknown',
    'layer-extract-failed',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: write /var/lib/containerd/io.containerd.content.v1.content/ingest/ab/data: disk quota exceeded',
    'disk-full',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": failed to copy: write /var/lib/containerd/io.containerd.content.v1.content/ingest/ab/data: no space left on device',
    'disk-full',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/web:1": unable to initialize unpacker: no unpack platforms defined: invalid argument',
    'unknown',
    'layer-extract-failed',
    'platform-mismatch',
  ],
  [
    'failed to pull and unpack image "registry.corp.example/enc:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: call to ctd-decoder failed: missing private key needed for decryption',
    'layer-extract-failed',
  ],
  [
    'rpc error: code = Unknown desc = failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to do request: Head "https://mirror.corp.example/v2/web/manifests/1?ns=registry.corp.example": x509: certificate signed by unknown authority',
    'tls-untrusted-ca',
  ],
  [
    'failed to pull and unpack image "docker.io/library/web:1": failed to resolve reference "docker.io/library/web:1": unexpected status from HEAD request to https://mirror.corp.example/v2/library/web/manifests/1?ns=docker.io: 403 Forbidden',
    'access-denied',
  ],
  [
    'time="2026-01-01T10:00:00.000000000Z" level=error msg="PullImage \\"registry.corp.example/web:1\\" failed" error="failed to pull and unpack image \\"registry.corp.example/web:1\\": failed to resolve reference \\"registry.corp.example/web:1\\": failed to do request: Head \\"https://registry.corp.example/v2/web/manifests/1\\": dial tcp 10.0.0.9:443: connect: connection refused"',
    'connection-refused',
  ],
  [
    '{"level":"error","msg":"PullImage failed","error":"failed to pull and unpack image \\"registry.corp.example/web:1\\": no match for platform in manifest: not found"}',
    'platform-mismatch',
  ],
  // several credentials
  [
    'Failed to pull image "registry.corp.example/web:1": [rpc error: code = Unknown desc = failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized, rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": registry.corp.example/web:1: not found]',
    'tag-not-found',
    'credentials-invalid',
  ],
  [
    'Failed to pull image "docker.io/acme/web:1": [rpc error: code = Unknown desc = Error response from daemon: Get https://registry-1.docker.io/v2/acme/web/manifests/1: unauthorized: incorrect username or password, rpc error: code = Unknown desc = Error response from daemon: pull access denied for acme/web, repository does not exist or may require \'docker login\']',
    'credentials-invalid',
    'repository-missing-or-denied',
  ],
  // CRI-O and containers/image
  [
    'FATA[0480] pulling image failed: rpc error: code = Unknown desc = pinging docker registry returned: Get http://registry-1.docker.io/v2/: dial tcp 203.0.113.84:80: i/o timeout',
    'connection-timeout',
  ],
  [
    'FATA[0001] pulling image failed: rpc error: code = Unknown desc = error pinging docker registry registry.corp.example:5000: invalid status code from registry 502 (Bad Gateway)',
    'registry-server-error',
    'proxy-failure',
  ],
  [
    'E1002 17:49:13.548119 2819941 remote_image.go:167] "PullImage from image service failed" err="rpc error: code = Unknown desc = pinging container registry registry.corp.example: Get \\"https://registry.corp.example/v2/\\": Internal Server Error" image="registry.corp.example/web:1"',
    'proxy-failure',
    'registry-server-error',
  ],
  [
    'Failed to pull image "quay.io/acme/web:1": initializing source docker://quay.io/acme/web:1: reading manifest 1 in quay.io/acme/web: unauthorized: access to the requested resource is not authorized',
    'credentials-missing',
    'repository-missing-or-denied',
    'access-denied',
  ],
  [
    'rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password: unauthorized: incorrect username or password',
    'credentials-invalid',
  ],
  [
    'rpc error: code = Unknown desc = initializing source docker://registry.corp.example/web:1: Requesting bearer token: invalid status code from registry 403 (Forbidden)',
    'access-denied',
    'credentials-missing',
    'repository-missing-or-denied',
  ],
  [
    'rpc error: code = Unknown desc = (Mirrors also failed: [mirror.corp.example/library/web:1: pinging container registry mirror.corp.example: Get "https://mirror.corp.example/v2/": dial tcp 10.0.0.3:443: connect: connection refused]): docker.io/library/web:1: reading manifest 1 in docker.io/library/web: manifest unknown',
    'tag-not-found',
  ],
  [
    'initializing source docker://docker.io/library/web:1: (Mirrors also failed: [mirror.corp.example/library/web:1: reading manifest 1 in mirror.corp.example/library/web: unauthorized: authentication required]): docker.io/library/web:1: pinging container registry registry-1.docker.io: Get "https://registry-1.docker.io/v2/": dial tcp 203.0.113.5:443: i/o timeout',
    'connection-timeout',
  ],
  [
    'copying system image from manifest list: writing blob: adding layer with blob "sha256:1111111111111111111111111111111111111111111111111111111111111111": processing tar file(potentially insufficient UIDs or GIDs available in user namespace (requested 0:42 for /etc/gshadow): Check /etc/subuid and /etc/subgid if configured locally and run "podman system migrate": lchown /etc/gshadow: invalid argument): exit status 1',
    'layer-extract-failed',
  ],
  [
    'copying system image from manifest list: determining manifest MIME type for docker://quay.io/acme/web:1: reading manifest sha256:1111111111111111111111111111111111111111111111111111111111111111 in quay.io/acme/web: received unexpected HTTP status: 502 Bad Gateway',
    'registry-server-error',
  ],
  [
    'Source image rejected: None of the signatures were accepted, reasons: Signature by key ABCDEF is not accepted; Signature for identity "registry.corp.example/other" is not accepted',
    'signature-rejected',
  ],
  [
    'copying system image from manifest list: Source image rejected: Running image docker://registry.corp.example/web:1 is rejected by policy.',
    'signature-rejected',
  ],
  [
    'unable to pull image or OCI artifact: pull image err: initializing source docker://registry.corp.example/web:1: reading manifest 1 in registry.corp.example/web: manifest unknown; artifact err: get manifest: build image source: reading manifest 1 in registry.corp.example/web: manifest unknown',
    'tag-not-found',
  ],
  [
    'initializing source docker://registry.corp.example/web:1: pinging container registry registry.corp.example: StatusCode: 404, "404 page not found\\n"',
    'tag-not-found',
    'not-a-registry',
    'repository-not-found',
  ],
  [
    'Error: short-name resolution enforced but cannot prompt without a TTY',
    'mirror-misconfigured',
    'invalid-image-name',
  ],
  [
    'Error: writing blob: storing blob to file "/var/tmp/storage1/1": write /var/tmp/storage1/1: no space left on device',
    'disk-full',
  ],
  // kubelet and kubeadm
  [
    '[ERROR ImagePull]: failed to pull image registry.k8s.io/kube-proxy:v1.99.0: output: E0101 10:00:00.000000    1000 remote_image.go:180] "PullImage from image service failed" err="rpc error: code = NotFound desc = failed to pull and unpack image \\"registry.k8s.io/kube-proxy:v1.99.0\\": failed to resolve reference \\"registry.k8s.io/kube-proxy:v1.99.0\\": registry.k8s.io/kube-proxy:v1.99.0: not found" image="registry.k8s.io/kube-proxy:v1.99.0"',
    'tag-not-found',
  ],
  ['Error: ErrImageNeverPull', 'never-pull'],
  ['Error: InvalidImageName', 'invalid-image-name'],
  ['Error: ImageInspectError', 'image-inspect-failed'],
  ['Error: RegistryUnavailable', 'registry-unavailable'],
  ['Error: SignatureValidationFailed', 'signature-rejected'],
  ['container "web" in pod "web-0" is waiting to start: trying and failing to pull image', 'unknown'],
  ['container "web" in pod "web-0" is waiting to start: image can\'t be pulled', 'unknown'],
  [
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.corp.example/pause:3.9": failed to pull image "registry.corp.example/pause:3.9": failed to pull and unpack image "registry.corp.example/pause:3.9": failed to resolve reference "registry.corp.example/pause:3.9": failed to do request: Head "https://registry.corp.example/v2/pause/manifests/3.9": dial tcp 10.0.0.9:443: i/o timeout',
    'connection-timeout',
  ],
  [
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed pulling image "k8s.gcr.io/pause:3.2": Error response from daemon: Get https://k8s.gcr.io/v2/: x509: certificate has expired or is not yet valid',
    'tls-invalid-certificate',
  ],
  [
    'Failed to inspect image "registry.corp.example/web:1": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /var/run/crio/crio.sock: connect: no such file or directory"',
    'runtime-unavailable',
    'image-inspect-failed',
  ],
  ['Failed to pull image "web:1": rpc error: code = Unavailable desc = transport is closing', 'runtime-unavailable'],
  [
    'Failed to pull image "web:1": rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    'pull-timed-out',
    'connection-timeout',
    'runtime-unavailable',
  ],
  [
    'failed to "StartContainer" for "web" with InvalidImageName: "Failed to apply default image tag \\"{{ .Values.image }}:1\\": couldn\'t parse image name \\"{{ .Values.image }}:1\\": invalid reference format"',
    'invalid-image-name',
  ],
  [
    'Back-off pulling image "registry.corp.example/web:1": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/web:1": failed to resolve reference "registry.corp.example/web:1": registry.corp.example/web:1: not found',
    'tag-not-found',
  ],
];

/** Messages that carry words of pulls and are none. */
export const NO_PULLS: readonly string[] = [
  'Pulling image "registry.corp.example/web:1"',
  'pulling image "nginx"',
  'Successfully pulled image "registry.corp.example/not-found:404" in 2.345s (2.345s including waiting). Image size: 123 bytes.',
  'Container image "registry.corp.example/web:1" already present on machine and can be accessed by the pod',
  'Created container: web',
  'Started container web',
  'Back-off restarting failed container web in pod web-0_shop(5c1b0d0e-0000-4000-8000-000000000001)',
  'failed to "StartContainer" for "web" with CrashLoopBackOff: "back-off 5m0s restarting failed container=web pod=web-0_shop(5c1b0d0e)"',
  'Readiness probe failed: Get "https://10.1.2.3:8443/v2/": dial tcp 10.1.2.3:8443: connect: connection refused',
  'Liveness probe failed: HTTP probe failed with statuscode: 404',
  'Startup probe failed: dial tcp 10.1.2.3:5000: i/o timeout',
  'MountVolume.SetUp failed for volume "config" : configmap "web-config" not found',
  'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data kube-api-access]: timed out waiting for the condition',
  '0/5 nodes are available: 5 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.',
  'Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/run": stat /app/run: no such file or directory: unknown',
  'Error: failed to start container "web": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "web": executable file not found in $PATH: unknown',
  'Error: context deadline exceeded',
  'Error: configmap "web-config" not found',
  'Error: secret "registry-login" not found',
  "Error: couldn't find key DB_PASSWORD in Secret shop/web",
  'Error: container has runAsNonRoot and image will run as root (pod: "web-0_shop(5c1b0d0e)", container: web)',
  'failed to garbage collect required amount of images. Attempted to free 1000000 bytes, but only found 0 bytes eligible to free.',
  'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 100Mi. ',
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "ab": plugin type="flannel" failed (add): open /run/flannel/subnet.env: no such file or directory',
  'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to reserve sandbox name "web-0_shop_5c1b_0": name is reserved for "ab"',
  'Error from server (NotFound): pods "web-0" not found',
  'Error from server: error dialing backend: dial tcp 10.0.0.9:10250: connect: connection refused',
  'Unable to connect to the server: dial tcp: lookup api.corp.example on 10.0.0.2:53: no such host',
  'The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?',
  'Internal error occurred: failed calling webhook "validate.corp.example": failed to call webhook: Post "https://webhook.shop.svc:443/validate?timeout=10s": x509: certificate signed by unknown authority',
  '2026-01-01T10:00:00Z ERROR request failed: GET /v2/orders/404: 404 not found',
  'level=error msg="query failed" err="dial tcp 10.0.3.4:5432: connect: connection refused"',
  'dial tcp 10.0.3.4:5432: connect: connection refused',
  'panic: dial tcp: lookup postgres on 10.96.0.10:53: no such host',
  'Error: connect ECONNREFUSED 10.0.0.7:6379',
  'redis: connection pool: failed to dial: dial tcp 10.0.0.7:6379: i/o timeout',
  'HTTP 429 Too Many Requests from payments',
  'Get "https://10.96.0.1:443/api/v1/namespaces": dial tcp 10.96.0.1:443: i/o timeout',
  'E0101 10:00:00.000000       1 reflector.go:138] k8s.io/client-go/informers/factory.go:134: Failed to watch *v1.Pod: failed to list *v1.Pod: Get "https://10.96.0.1:443/api/v1/pods": dial tcp 10.96.0.1:443: connect: connection refused',
  'error: failed to push registry.corp.example/web:1: unexpected status from POST request to https://registry.corp.example/v2/web/blobs/uploads/: 401 Unauthorized',
  'denied: requested access to the resource is denied: The push refers to repository [docker.io/acme/web]',
  'Unable to fetch image "registry.corp.example/web:1": failed to resolve image to digest: HEAD https://registry.corp.example/v2/web/manifests/1: unexpected status code 401 Unauthorized (HEAD responses have no body, use GET for details)',
  'exec /usr/bin/entrypoint: exec format error',
  'no space left on device',
  'write /data/db/WiredTiger.turtle: no space left on device',
  'open /etc/app/config.yaml: no such file or directory',
  'NodeHasDiskPressure: Node node-a status is now: NodeHasDiskPressure',
  'Stopping container web',
  'Scaled up replica set web-7d9c6b5f4 to 3',
  'ERROR 1045 (28000): Access denied for user',
  'Unauthorized',
  'Forbidden',
  'level=error msg="unauthorized access" user=bob',
  'Authentication required',
  'Error: repository "stable" not found',
  'http: TLS handshake error from 10.0.0.1:3333: remote error: tls: bad certificate',
  'dial tcp: lookup kafka on 10.96.0.10:53: no such host',
  'curl: (22) The requested URL returned error: 403 Forbidden',
  '',
  'hello',
];
