import { nameRegistry } from './affected.ts';
import { bestOf, defineCause } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import { matchTransport } from './network.ts';

export const tlsInvalidCertificate = defineCause({
  id: 'tls-invalid-certificate',
  title: "The registry's certificate is expired, not yet valid, or for another name",
  titleOf: (affected) => {
    const registry = nameRegistry(affected);
    return registry && `The certificate of ${registry} is expired, not yet valid, or for another name`;
  },
  transience: 'terminal',
  whoActs: 'registry owner',
  looksAt: ['tls.invalid', 'tls.unverified'],
  matches: (error) =>
    bestOf(
      matchTransport(error, ['tls.invalid'], 83, 0.97),
      matchTransport(error, ['tls.unverified'], 77, 0.5, [
        ['tls-untrusted-ca', 0.25],
        ['tls-handshake-failed', 0.15],
      ]),
    ),
  proves:
    'The certificate that the node got does not hold: by its dates as the node reads the clock, or by the names in it.',
  doesNotProve:
    'That the certificate has really expired: compare the two times in the text, for the clock of the node may be wrong.',
  explanation:
    "The server's certificate has expired, is not valid yet by the node's clock, or was issued for other host names or without subject alternative names.",
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See dates and names of the certificate, and the time on the node',
        commands: [
          onNode(
            names,
            command`date -u; openssl s_client -connect ${n.host}:${n.port} -servername ${n.host} </dev/null | openssl x509 -noout -dates -ext subjectAltName`,
          ),
        ],
      },
      {
        action: 'Renew the certificate for the name that images use; or use the name that the certificate has',
        commands: [],
      },
      {
        action: "If the node's time is off, repair its time service",
        commands: [onNode(names, 'timedatectl status || chronyc tracking')],
      },
    ];
  },
  docs: [{ title: 'distribution: configure TLS', url: 'https://distribution.github.io/distribution/about/deploying/' }],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-11T05:55:07Z is after 2025-12-25T07:37:01Z',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: Get "https://10.0.0.43/v2/": x509: cannot validate certificate for 10.0.0.43 because it doesn\'t contain any IP SANs',
    },
    {
      from: 'podman 4.3',
      message:
        'Error: initializing source docker://registry.corp.example/app:1: pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": x509: certificate is valid for web.corp.example, not registry.corp.example',
    },
    {
      from: 'CRI-O 1.24',
      message:
        'pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": x509: certificate relies on legacy Common Name field, use SANs instead',
    },
  ],
  counterExamples: [
    {
      message:
        "Error from server: Get https://10.0.0.9:10250/containerLogs/shop/web/web: x509: cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs",
      cause: 'not-image-pull',
    },
  ],
});
