import { hasPassed } from './affected.ts';
import { defineCause } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import { matchTransport } from './network.ts';

export const connectionRefused = defineCause({
  id: 'connection-refused',
  title: 'Nothing listens at the address of the registry',
  titleOf: ({ address }) => address && `Nothing accepted connections on ${address}`,
  transience: 'depends',
  whoActs: 'registry owner',
  isOutsideCluster: hasPassed,
  looksAt: ['net.refused'],
  matches: (error) => matchTransport(error, ['net.refused'], 80, 0.95),
  proves:
    'The host was reached and turned the connection down: nothing listens on that port, or a firewall answers so.',
  doesNotProve:
    'That the registry is down: a wrong port, a wrong address in DNS and a mirror that is off read the same.',
  explanation:
    'The node reached the host, and no process accepted the connection on that port. The registry or its load balancer is down or restarting, or the image names a port where nothing listens.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'Try from the node', commands: [onNode(names, command`curl -sv https://${n.endpoint}/v2/`)] },
      {
        action: 'Try from elsewhere, to tell the registry from the way to it',
        commands: [command`curl -sv ${`https://${n.endpoint}/v2/`}`],
      },
      {
        action: 'Bring the registry back up, or correct port, address or mirror; the kubelet tries again by itself',
        commands: [],
      },
    ];
  },
  docs: [
    {
      title: 'containerd: registry hosts and mirrors',
      url: 'https://github.com/containerd/containerd/blob/main/docs/hosts.md',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example:5000/app:1": failed to resolve reference "registry.corp.example:5000/app:1": failed to do request: Head "https://registry.corp.example:5000/v2/app/manifests/1": dial tcp 10.0.0.40:5000: connect: connection refused',
    },
    {
      from: 'CRI-O 1.30',
      message:
        'RegistryUnavailable: pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp 10.0.0.40:443: connect: connection refused',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: Get "https://registry.corp.example:5000/v2/": dial tcp 10.0.0.40:5000: connect: connection refused',
    },
  ],
  counterExamples: [
    {
      message:
        'Liveness probe failed: Get "http://10.1.2.3:8080/healthz": dial tcp 10.1.2.3:8080: connect: connection refused',
      cause: 'not-image-pull',
    },
    {
      message:
        'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
      cause: 'runtime-unavailable',
    },
  ],
});
