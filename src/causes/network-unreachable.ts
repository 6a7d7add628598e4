import { defineCause } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import { matchTransport } from './network.ts';

export const networkUnreachable = defineCause({
  id: 'network-unreachable',
  title: 'No route to the registry',
  titleOf: ({ address }) => address && `No route to ${address}`,
  transience: 'depends',
  whoActs: 'network team',
  looksAt: ['net.unreachable'],
  matches: (error) => matchTransport(error, ['net.unreachable'], 80, 0.95),
  proves: "The node's kernel has no route to the address, or a router or firewall on the way rejected the packets.",
  doesNotProve: 'That the registry is down. With an IPv6 address, IPv4 may work.',
  explanation:
    'The address of the registry cannot be reached from the node: a route is missing, the interface is down, a firewall rejects, or the name resolves to an IPv6 address on a node without IPv6.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See the address and the route that the node would take',
        commands: [onNode(names, command`getent ahosts ${n.host}; ip route; ip -6 route`)],
      },
      {
        action:
          'Repair the route or the firewall rule; where only IPv6 fails, give the node IPv6 or take the AAAA record away',
        commands: [],
      },
    ];
  },
  docs: [
    { title: 'Kubernetes: dual-stack', url: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/' },
  ],
  examples: [
    {
      from: 'containerd 1.6',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": dial tcp 10.7.0.5:443: connect: no route to host',
    },
    {
      from: 'CRI-O 1.27',
      message:
        'pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp 203.0.113.219:443: connect: no route to host',
    },
    {
      from: 'dockerd 24.0',
      message:
        'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp [2001:db8::5]:443: connect: network is unreachable',
    },
  ],
  counterExamples: [
    {
      message:
        'Liveness probe failed: Get "http://10.1.2.3:8080/healthz": dial tcp 10.1.2.3:8080: connect: no route to host',
      cause: 'not-image-pull',
    },
  ],
});
