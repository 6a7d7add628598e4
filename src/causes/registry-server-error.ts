import { isRegistryElsewhere, nameRegistry } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames } from './commands.ts';

export const registryServerError = defineCause({
  id: 'registry-server-error',
  title: 'The registry answers with a server error',
  titleOf: (affected) => {
    const registry = nameRegistry(affected);
    return registry && `${registry} answers with a server error`;
  },
  transience: 'transient',
  whoActs: 'registry owner',
  isOutsideCluster: isRegistryElsewhere,
  looksAt: ['server.failing', 'http.status'],
  matches: (error) => {
    const { status } = error;
    const failing = error.find('server.failing');
    // containerd ends errors of its own with the word (errdefs): then no registry said it.
    const isSuffix = error.request === null && failing?.at === error.tokens.length - 1 && error.tokens.length > 1;
    return bestOf(
      matchOn(status && status.code >= 500 ? status.fact : null, 65, 0.93, [['registry-unavailable', 0.04]]),
      matchOn(isSuffix ? null : failing, 52, 0.8, [['registry-unavailable', 0.12]]),
    );
  },
  proves: 'The registry, its token service, or a load balancer in front of it answered with 5xx.',
  doesNotProve: 'Which of these; nor that other images of the registry fail too.',
  explanation:
    'The registry was reached and could not serve the request: it is overloaded, restarting or read-only, its storage or database fails, or its token service does.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'See whether it is the whole registry', commands: [command`curl -sv ${`https://${n.endpoint}/v2/`}`] },
      { action: "Read the registry's status page or logs; the kubelet tries again by itself", commands: [] },
      { action: 'If it lasts, serve the image from a mirror', commands: [] },
    ];
  },
  docs: [
    {
      title: 'OCI distribution specification: error codes',
      url: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes',
    },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": pulling from host registry.corp.example failed with status code [manifests 1]: 503 Service Unavailable',
    },
    {
      from: 'containerd 2.1',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve image: failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://registry.corp.example/service/token: 500 Internal Server Error',
    },
    { from: 'dockerd 20.10', message: 'Error response from daemon: received unexpected HTTP status: 502 Bad Gateway' },
    {
      from: 'podman 4.3',
      message:
        'Error: initializing source docker://library/memcached:1.6: Requesting bearer token: invalid status code from registry 504 (Gateway Timeout)',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "docker.io/library/traefik:503": failed to resolve reference "docker.io/library/traefik:503": failed to do request: Head "https://registry-1.docker.io/v2/library/traefik/manifests/503": Bad Gateway',
      cause: 'proxy-failure',
    },
    { message: 'Readiness probe failed: HTTP probe failed with statuscode: 503', cause: 'not-image-pull' },
  ],
});
