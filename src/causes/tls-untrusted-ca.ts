import { nameRegistry, onlyOne, platformTeamOnNodes } from './affected.ts';
import { defineCause } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import { matchTransport } from './network.ts';

export const tlsUntrustedCa = defineCause({
  id: 'tls-untrusted-ca',
  title: 'The node does not trust the authority that signed the certificate',
  titleOf: (affected) => {
    const registry = nameRegistry(affected);
    const who = onlyOne(affected.nodes);
    return (
      registry &&
      `${who === null ? 'The nodes do' : `${who} does`} not trust the authority that signed the certificate of ${registry}`
    );
  },
  transience: 'terminal',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['tls.untrusted'],
  matches: (error) => matchTransport(error, ['tls.untrusted'], 82, 0.97),
  proves: 'The server showed a certificate whose chain ends in an authority that the node does not have.',
  doesNotProve:
    'That the registry is a private one: a proxy that inspects TLS in front of a public registry reads the same; so does a server that leaves out an intermediate certificate.',
  explanation:
    "The registry's certificate (or that of a proxy that opens TLS) is signed by an authority missing from the node's trust store, or the server does not send its intermediate certificates.",
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See who signed the certificate that the node gets',
        commands: [
          onNode(
            names,
            command`openssl s_client -connect ${n.host}:${n.port} -servername ${n.host} -showcerts </dev/null | openssl x509 -noout -issuer -subject -dates`,
          ),
        ],
      },
      {
        action:
          "Put the authority's certificate on every node: in the system's store or in the runtime's folder for this registry, then restart the runtime if it was the system's",
        commands: [
          onNode(
            names,
            command`mkdir -p /etc/containerd/certs.d/${n.registry} && ls /etc/containerd/certs.d /etc/docker/certs.d /etc/containers/certs.d`,
          ),
        ],
      },
      {
        action: 'If the issuer is a proxy of your own, have it leave registries alone, or trust its authority',
        commands: [],
      },
    ];
  },
  docs: [
    {
      title: 'containerd: registry certificates',
      url: 'https://github.com/containerd/containerd/blob/main/docs/hosts.md#ca-field',
    },
    {
      title: 'OpenShift: additional trusted CAs for image registries',
      url: 'https://docs.openshift.com/container-platform/latest/openshift_images/image-configuration.html',
    },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": x509: certificate signed by unknown authority',
    },
    {
      from: 'CRI-O 1.30',
      message:
        'pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: Get "https://registry.corp.example/v2/": x509: certificate signed by unknown authority',
    },
    {
      from: 'containerd 1.7, token service',
      message:
        'failed to pull and unpack image "docker.io/acme/app:1": failed to resolve reference "docker.io/acme/app:1": failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.docker.io": tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "corp-root")',
    },
  ],
  counterExamples: [
    {
      message:
        'Error from server (InternalError): Internal error occurred: failed calling webhook "v.corp.example": Post "https://webhook.shop.svc:443/v": x509: certificate signed by unknown authority',
      cause: 'not-image-pull',
    },
  ],
});
