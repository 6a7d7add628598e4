import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classifyPullError } from '../../src/causes/classify.ts';
import { parseRequestUrl } from '../../src/causes/pull-error/urls.ts';
import { type PullError, parsePullError } from '../../src/causes/pull-error.ts';

const DIGEST = 'sha256:1111111111111111111111111111111111111111111111111111111111111111';

/** What a test looks at of an error. */
function summarise(error: PullError) {
  return {
    image: error.image?.text ?? null,
    registry: error.registry,
    grpc: error.grpcCodes,
    stage: error.stage,
    url: error.request?.url.text ?? null,
    asksFor: error.request?.url.asksFor ?? null,
    method: error.request?.method ?? null,
    status: error.status?.code ?? null,
    token: error.token,
    lookup: error.lookup,
    address: error.address,
    mirror: error.mirror,
    context: error.context,
  };
}

const NOTHING = {
  image: null,
  registry: null,
  grpc: [] as string[],
  stage: null,
  url: null,
  asksFor: null,
  method: null,
  status: null,
  token: null,
  lookup: null,
  address: null,
  mirror: null,
  context: 'none',
};

const CASES: readonly (readonly [
  title: string,
  message: string,
  found: Partial<Record<keyof typeof NOTHING, unknown>>,
])[] = [
  [
    'containerd: a request that was refused',
    'Failed to pull image "web:1": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/web:1": failed to resolve reference "docker.io/library/web:1": failed to do request: Head "https://registry-1.docker.io/v2/library/web/manifests/1": dial tcp 203.0.113.9:443: connect: connection refused',
    {
      image: 'web:1',
      registry: 'docker.io',
      grpc: ['Unknown'],
      stage: 'resolve',
      url: 'https://registry-1.docker.io/v2/library/web/manifests/1',
      asksFor: 'manifest',
      method: 'HEAD',
      address: '203.0.113.9:443',
      context: 'pull',
    },
  ],
  [
    'containerd 2.1: the token service, by a status',
    'failed to pull and unpack image "ghcr.io/acme/web:1": failed to resolve image: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fweb%3Apull&service=ghcr.io: 403 Forbidden',
    {
      image: 'ghcr.io/acme/web:1',
      registry: 'ghcr.io',
      stage: 'authorize',
      url: 'https://ghcr.io/token?scope=repository%3Aacme%2Fweb%3Apull&service=ghcr.io',
      asksFor: 'token',
      method: 'GET',
      status: 403,
      token: 'anonymous',
      context: 'pull',
    },
  ],
  [
    'containerd: a mirror',
    'failed to pull and unpack image "docker.io/library/web:1": failed to copy: httpReadSeeker: failed open: unexpected status code https://mirror.corp.example:5000/v2/library/web/blobs/sha256:11?ns=docker.io: 400 Bad Request',
    {
      image: 'docker.io/library/web:1',
      registry: 'docker.io',
      stage: 'blob',
      url: 'https://mirror.corp.example:5000/v2/library/web/blobs/sha256:11?ns=docker.io',
      asksFor: 'blob',
      status: 400,
      mirror: { host: 'mirror.corp.example:5000', of: 'docker.io' },
      context: 'pull',
    },
  ],
  [
    'a name that does not resolve, with the DNS server',
    'Error response from daemon: Get https://registry.corp.example/v2/: dial tcp: lookup registry.corp.example on 10.0.0.2:53: no such host',
    {
      registry: 'registry.corp.example',
      url: 'https://registry.corp.example/v2/',
      asksFor: 'ping',
      method: 'GET',
      lookup: { host: 'registry.corp.example', server: '10.0.0.2:53' },
      context: 'pull',
    },
  ],
  [
    'CRI-O: image and registry from the words around',
    'initializing source docker://web:1: reading manifest 1 in docker.io/library/web: StatusCode: 404, "<html>"',
    { image: 'web:1', registry: 'docker.io', stage: 'manifest', status: 404, context: 'pull' },
  ],
  [
    'a kubelet line in klog, quoted twice, with doubled gRPC codes',
    'E0101 10:00:00.000000    1 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"rpc error: code = Unknown desc = rpc error: code = NotFound desc = failed to pull and unpack image \\\\\\"registry.corp.example/web:1\\\\\\": not found\\"" pod="shop/web-0"',
    {
      image: 'registry.corp.example/web:1',
      registry: 'registry.corp.example',
      grpc: ['Unknown', 'NotFound'],
      context: 'pull',
    },
  ],
  [
    'a text pasted with its quotes still escaped',
    'failed to pull and unpack image \\"registry.corp.example/web:1\\": failed to do request: Head \\"https://registry.corp.example/v2/web/manifests/1\\": EOF',
    {
      image: 'registry.corp.example/web:1',
      registry: 'registry.corp.example',
      url: 'https://registry.corp.example/v2/web/manifests/1',
      asksFor: 'manifest',
      method: 'HEAD',
      context: 'pull',
    },
  ],
  [
    'an exit status is no HTTP status',
    'failed to register layer: ApplyLayer exit status 1 stdout:  stderr: EOF',
    { stage: 'unpack', context: 'pull' },
  ],
  [
    'a tag of digits is no HTTP status',
    'pulling from host h.example failed with status code [manifests 429]: 401 Unauthorized',
    { registry: 'h.example', status: 401, context: 'pull' },
  ],
  [
    'a link to documentation is no request',
    'toomanyrequests: You have reached your pull rate limit: https://www.docker.com/increase-rate-limit',
    { context: 'pull' },
  ],
];

describe('parsePullError', () => {
  for (const [title, message, found] of CASES) {
    it(`takes apart ${title}`, () => assert.deepEqual(summarise(parsePullError(message)), { ...NOTHING, ...found }));
  }

  it('keeps a JSON error body apart into code and message, and its details out', () => {
    const error = parsePullError(
      'error parsing HTTP 404 response body: x: "{\\"errors\\":[{\\"code\\":\\"MANIFEST_UNKNOWN\\",\\"message\\":\\"manifest unknown\\",\\"detail\\":{\\"Tag\\":\\"unauthorized\\"}}]}"',
    );
    assert.ok(error.find('missing.manifest'));
    assert.equal(error.find('auth.unauthorized'), null);
  });

  it('tells what befell the proxy, the DNS server and the socket from what befell the registry', () => {
    const scope = (text: string) => parsePullError(text).find('net.refused')?.scope;
    assert.equal(scope('Get "https://h/v2/": dial tcp 10.0.0.1:443: connect: connection refused'), 'registry');
    assert.equal(
      scope('Get "https://h/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused'),
      'proxy',
    );
    assert.equal(
      scope(
        'Get "https://h/v2/": dial tcp: lookup h on [::1]:53: read udp [::1]:1->[::1]:53: read: connection refused',
      ),
      'dns',
    );
    assert.equal(scope('dial unix /run/containerd/containerd.sock: connect: connection refused'), 'socket');
  });

  it("does not take what is told of mirrors for the registry's answer", () => {
    const error = parsePullError(
      'initializing source docker://h/w:1: (Mirrors also failed: [m/w:1: reading manifest 1 in m/w: unauthorized: authentication required]): h/w:1: reading manifest 1 in h/w: manifest unknown',
    );
    assert.equal(error.find('auth.unauthorized'), null);
    assert.ok(error.find('missing.manifest'));
  });

  it('takes names for no words', () => {
    const { tokens } = parsePullError('Failed to pull image "not found": manifest Unknown');
    assert.equal(tokens.map(({ word }) => word || '*').join(' '), 'failed to pull image * manifest unknown');
  });
});

describe('parseRequestUrl', () => {
  const cases: [string, string, string, string | null][] = [
    ['https://h/v2/', 'ping', 'h', null],
    ['https://user:secret@h:5000/v2/a/manifests/1', 'manifest', 'h:5000', null],
    [`https://h/v2/a/blobs/${DIGEST}?ns=docker.io`, 'blob', 'h', 'docker.io'],
    ['https://h:443/v2/a/manifests/1?ns=h', 'manifest', 'h:443', null],
    [
      'https://auth.docker.io/token?scope=repository%3Aa%3Apull&service=registry.docker.io',
      'token',
      'auth.docker.io',
      null,
    ],
    ['https://bucket.s3.amazonaws.com/x?X-Amz-Expires=3600', 'blob', 'bucket.s3.amazonaws.com', null],
    ['https://10.96.0.1:443/api/v1/pods', 'other', '10.96.0.1:443', null],
  ];
  for (const [text, asksFor, host, mirrorOf] of cases) {
    it(`reads ${text.slice(0, 70)}`, () => {
      const url = parseRequestUrl(text);
      assert.deepEqual([url?.asksFor, url?.host, url?.mirrorOf], [asksFor, host, mirrorOf]);
    });
  }
  it('is null for what is no URL', () => assert.equal(parseRequestUrl('registry.corp.example/web:1'), null));
});

describe('a message of a megabyte', () => {
  const MEGABYTE = 1_000_000;
  const inputs: [string, string][] = [
    ['words', 'failed to do request: '.repeat(MEGABYTE / 22)],
    ['quotes', '"'.repeat(MEGABYTE)],
    ['escaped quotes', '\\"'.repeat(MEGABYTE / 2)],
    ['backslashes', `${'\\'.repeat(MEGABYTE)}"`],
    ['quotes in quotes', '"\\"'.repeat(MEGABYTE / 3)],
    ['brackets', '[('.repeat(MEGABYTE / 2)],
    ['colons', ': '.repeat(MEGABYTE / 2)],
    ['schemes', '://'.repeat(MEGABYTE / 3)],
    ['one word', 'a'.repeat(MEGABYTE)],
    ['beginnings of phrases', 'unexpected status from '.repeat(MEGABYTE / 23)],
    ['line breaks', '\n'.repeat(MEGABYTE)],
  ];
  for (const [title, noise] of inputs) {
    it(`of ${title} is inspected in part, and its end still decides`, () => {
      const message = `Failed to pull image "web:1": ${noise} x: pull QPS exceeded`;
      const error = parsePullError(message);
      assert.ok(error.tokens.length <= 33_000, `${error.tokens.length} tokens`);
      const judged = classifyPullError(message).cause.id;
      // Where the noise opens a quotation that never ends, the end may be part of a name.
      assert.ok(judged === 'kubelet-throttled' || (judged === 'unknown' && /quote|backslash/.test(title)), judged);
    });
  }
});
