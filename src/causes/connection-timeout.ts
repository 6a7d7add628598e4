import { bestOf, defineCause } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import { matchTransport } from './network.ts';

export const connectionTimeout = defineCause({
  id: 'connection-timeout',
  title: 'The registry did not answer in time',
  titleOf: ({ address }) => address && `${address} did not answer in time`,
  transience: 'transient',
  whoActs: 'network team',
  looksAt: ['net.timeout', 'cancel.deadline'],
  matches: (error) =>
    bestOf(
      matchTransport(error, ['net.timeout'], 80, 0.93, [['pull-timed-out', 0.04]]),
      // A deadline that ran out while a request stood is most likely a silent registry.
      error.request || error.stage === 'resolve'
        ? matchTransport(error, ['cancel.deadline'], 66, 0.6, [['pull-timed-out', 0.35]])
        : null,
    ),
  proves:
    'Packets to the host were lost or not answered within the time allowed: at the dial, the TLS handshake or the headers.',
  doesNotProve:
    'That the registry is down: a firewall that drops, a missing route back or a proxy that has to be used read the same.',
  explanation:
    'Nothing came back in time. Usually a firewall or security group drops the packets, the node has no way out to the internet, or the registry is overloaded.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'Try from the node',
        commands: [onNode(names, command`curl -sv --max-time 20 https://${n.endpoint}/v2/`)],
      },
      {
        action: `Open the way from the nodes to ${n.host} port ${n.port}, to its token service and to the store of its layers; or give the runtime the proxy to use`,
        commands: [],
      },
      { action: 'If the dial works and the TLS handshake hangs, check the MTU and proxies in between', commands: [] },
    ];
  },
  docs: [
    {
      title: 'containerd: systemd drop-in for a proxy',
      url: 'https://github.com/containerd/containerd/blob/main/docs/getting-started.md',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.k8s.io/etcd:3.5": failed to resolve reference "registry.k8s.io/etcd:3.5": failed to do request: Head "https://registry.k8s.io/v2/etcd/manifests/3.5": dial tcp 203.0.113.164:443: i/o timeout',
    },
    {
      from: 'containerd 2.1',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve image: failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": net/http: TLS handshake timeout',
    },
    {
      from: 'dockerd 19.03',
      message:
        'Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    },
    {
      from: 'CRI-O 1.27',
      message:
        'pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp 10.0.0.40:443: connect: connection timed out',
    },
  ],
  counterExamples: [
    {
      message:
        'Readiness probe failed: Get "http://10.1.2.3:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      cause: 'not-image-pull',
    },
    {
      message:
        'Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: read udp 10.0.0.7:41234->10.0.0.2:53: i/o timeout',
      cause: 'dns-failure',
    },
  ],
});
