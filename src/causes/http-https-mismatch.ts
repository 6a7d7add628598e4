import { platformTeamOnNodes } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import { matchTransport } from './network.ts';

export const httpHttpsMismatch = defineCause({
  id: 'http-https-mismatch',
  title: 'One side speaks plain HTTP, the other TLS',
  transience: 'terminal',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['http.malformed', 'http.plain-answer', 'tls.plain-peer', 'http.status'],
  matches: (error) => {
    const { request, status } = error;
    // Plain HTTP to the port of TLS: servers answer 400 (nginx, Go's net/http).
    const plainToTls =
      status?.code === 400 && request?.url.scheme === 'http' && /:443$|:8443$|:6443$/.test(request.url.host)
        ? status.fact
        : null;
    // A TLS record (alert 0x15 or handshake 0x16, version 3) where an HTTP answer was expected.
    const tlsRecord = /\\x1[56]\\x03/.test(error.message) || request?.url.scheme === 'http';
    const malformed = tlsRecord ? error.find('http.malformed') : null;
    return bestOf(
      matchTransport(error, ['http.plain-answer'], 86, 0.97),
      matchTransport(error, ['tls.plain-peer'], 84, 0.75, [
        ['proxy-failure', 0.1],
        ['not-a-registry', 0.08],
        ['tls-handshake-failed', 0.05],
      ]),
      matchOn(malformed, 84, 0.75, [['not-a-registry', 0.15]]),
      matchOn(plainToTls, 65, 0.7, [['registry-request-rejected', 0.2]]),
    );
  },
  proves: 'The answer was in the other protocol than the one that was spoken.',
  doesNotProve: 'Which side is set up wrongly.',
  explanation:
    'The runtime speaks HTTPS unless told otherwise. The registry serves plain HTTP without being declared insecure on the node, or a mirror is configured with http:// for a port that serves TLS.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See which protocol answers',
        commands: [onNode(names, command`curl -sI http://${n.endpoint}/v2/; curl -skI https://${n.endpoint}/v2/`)],
      },
      { action: 'Best: give the registry a certificate', commands: [] },
      {
        action:
          'Else declare it as plain HTTP on every node (containerd: server = "http://…" in hosts.toml; CRI-O: insecure = true in registries.conf; docker: insecure-registries)',
        commands: [
          onNode(
            names,
            command`cat /etc/containerd/certs.d/${n.registry}/hosts.toml /etc/containers/registries.conf /etc/docker/daemon.json`,
          ),
        ],
      },
    ];
  },
  docs: [
    { title: 'containerd: registry hosts', url: 'https://github.com/containerd/containerd/blob/main/docs/hosts.md' },
    { title: 'distribution: insecure registries', url: 'https://distribution.github.io/distribution/about/insecure/' },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example:5000/app:1": failed to resolve reference "registry.corp.example:5000/app:1": failed to do request: Head "https://registry.corp.example:5000/v2/app/manifests/1": http: server gave HTTP response to HTTPS client',
    },
    {
      from: 'CRI-O 1.28',
      message:
        'pinging container registry registry.corp.example:5000: Get "https://registry.corp.example:5000/v2/": http: server gave HTTP response to HTTPS client',
    },
    {
      from: 'dockerd 18.09',
      message:
        'Error response from daemon: Get https://registry.corp.example:5000/v2/: tls: first record does not look like a TLS handshake',
    },
    {
      from: 'containerd 2.1',
      message:
        'failed to pull and unpack image "mirror.corp.example/x:1": failed to resolve image: unexpected status from HEAD request to http://mirror.corp.example:443/v2/x/manifests/1?ns=mirror.corp.example: 400 Bad Request',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "registry.corp.example/x:1": failed to resolve image: unexpected status from HEAD request to https://registry.corp.example/v2/x/manifests/1: 400 Bad Request',
      cause: 'registry-request-rejected',
    },
  ],
});
