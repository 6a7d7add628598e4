import { platformTeamOnNodes } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

export const mirrorMisconfigured = defineCause({
  id: 'mirror-misconfigured',
  title: 'A mirror or registry configuration of the node is at fault',
  transience: 'terminal',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['mirror.config', 'mirror.short-name'],
  matches: (error) =>
    bestOf(
      matchOn(error.find('mirror.config'), 83, 0.8, [['registry-unavailable', 0.08]]),
      // Above that an inspection failed: this is why.
      matchOn(error.find('mirror.short-name'), 87, 0.6, [['invalid-image-name', 0.35]]),
    ),
  proves:
    'The runtime could not use what its registry configuration says: no host for the job, an unreadable file, or no rule for a short name.',
  doesNotProve: 'That the registry itself fails: it may never have been asked.',
  explanation:
    "The node's registry configuration (hosts.toml, registries.conf, daemon.json) sends the pull to a host that cannot serve it, cannot be read, or does not say where unqualified image names come from.",
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'Read the configuration for this registry',
        commands: [
          onNode(
            names,
            command`cat /etc/containerd/certs.d/${n.registry}/hosts.toml /etc/containerd/certs.d/_default/hosts.toml /etc/containers/registries.conf /etc/containers/registries.conf.d/*`,
          ),
        ],
      },
      {
        action: 'Read which hosts the runtime tried, in its log',
        commands: [
          onNode(
            names,
            'journalctl -u containerd -u crio --since -1h | grep -iE "next host|mirror|hosts.toml" | tail -50',
          ),
        ],
      },
      { action: 'Correct it, or write the image with its registry in full', commands: [] },
    ];
  },
  docs: [
    { title: 'containerd: hosts.toml', url: 'https://github.com/containerd/containerd/blob/main/docs/hosts.md' },
    {
      title: 'containers-registries.conf',
      url: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/app:1": failed to resolve reference "docker.io/library/app:1": no resolve hosts: not found',
    },
    {
      from: 'podman 4.3',
      message:
        'Error: short-name "app:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
    },
    {
      from: 'CRI-O 1.30',
      message: 'short name mode is enforcing, but image name app:1 returns ambiguous list',
    },
    {
      from: 'kubelet 1.28 with CRI-O, before any pull',
      message:
        'Failed to inspect image "team/app:1": rpc error: code = Unknown desc = short name mode is enforcing, but image name team/app:1 returns ambiguous list',
    },
    {
      from: 'kubelet 1.10 with CRI-O',
      message:
        'Failed to inspect image "app:1": rpc error: code = Unknown desc = no registries configured while trying to pull an unqualified image',
    },
    {
      from: 'containerd 1.7, bad certificate file',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": unable to load CA cert "/etc/containerd/certs.d/registry.corp.example/ca.crt": failed to find any PEM data',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "docker.io/library/app:1": failed to resolve reference "docker.io/library/app:1": failed to do request: Head "https://mirror.corp.example/v2/library/app/manifests/1?ns=docker.io": dial tcp 10.0.0.40:443: connect: connection refused',
      cause: 'connection-refused',
    },
  ],
});
