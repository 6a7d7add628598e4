import { bestOf, defineCause } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import { matchTransport } from './network.ts';

export const tlsHandshakeFailed = defineCause({
  id: 'tls-handshake-failed',
  title: 'No TLS connection was agreed',
  transience: 'terminal',
  whoActs: 'platform team',
  looksAt: ['tls.alert-unknown-ca', 'tls.handshake'],
  matches: (error) =>
    bestOf(
      matchTransport(error, ['tls.alert-unknown-ca'], 85, 0.95),
      matchTransport(error, ['tls.handshake'], 81, 0.93),
    ),
  proves:
    'Both sides spoke TLS and one refused to go on: a client certificate is wanted, or no protocol version or cipher suits both.',
  doesNotProve: "Anything on the server's own certificate: it was not the point.",
  explanation:
    'The registry wants a client certificate that the node does not present, or offers only TLS versions or ciphers that the runtime does not take.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See how far the handshake gets',
        commands: [
          onNode(names, command`openssl s_client -connect ${n.host}:${n.port} -servername ${n.host} -brief </dev/null`),
        ],
      },
      {
        action:
          'If a client certificate is wanted, put it into the folder of this registry on each node (client = in hosts.toml, or client.cert and client.key)',
        commands: [
          onNode(
            names,
            command`ls -l /etc/containerd/certs.d/${n.registry} /etc/docker/certs.d/${n.registry} /etc/containers/certs.d/${n.registry}`,
          ),
        ],
      },
      { action: 'If the protocol is too old, raise it on the registry: runtimes want TLS 1.2 or later', commands: [] },
    ];
  },
  docs: [
    {
      title: 'containerd: client certificates (hosts.toml)',
      url: 'https://github.com/containerd/containerd/blob/main/docs/hosts.md#client-field',
    },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": remote error: tls: certificate required',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: Get "https://registry.corp.example/v2/": remote error: tls: handshake failure',
    },
    {
      from: 'CRI-O 1.28',
      message:
        'pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": remote error: tls: bad certificate',
    },
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": tls: server selected unsupported protocol version 301',
    },
  ],
  counterExamples: [
    {
      message: 'Error response from daemon: Get "https://registry.corp.example/v2/": net/http: TLS handshake timeout',
      cause: 'connection-timeout',
    },
    {
      message:
        'Error response from daemon: Get "https://registry.corp.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      cause: 'tls-untrusted-ca',
    },
  ],
});
