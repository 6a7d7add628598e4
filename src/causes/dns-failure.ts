import { onlyOne } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';
import type { Fact, PullError } from './pull-error.ts';

/**
 * The look-up that a connection ended with: Go's resolver says why behind it, in words of the operating system or cut off.
 * Source: Go src/net/net.go DNSError.Error and OpError.Error, 1.11–1.24.
 */
function lookupOfDial(error: PullError): Fact | null {
  const lookup = error.find('dns.lookup');
  const dial = error.find('net.dial');
  return lookup && dial && lookup.at === dial.until ? lookup : null;
}

export const dnsFailure = defineCause({
  id: 'dns-failure',
  title: "The registry's name does not resolve on the node",
  titleOf: ({ lookup, registry, nodes }) => {
    const where = onlyOne(nodes) ?? 'the nodes';
    if (lookup !== null) return `The name ${lookup} does not resolve on ${where}`;
    return registry === null && nodes.length > 0 ? `Names of registries do not resolve on ${where}` : null;
  },
  transience: 'depends',
  whoActs: 'network team',
  looksAt: [
    'net.refused',
    'net.timeout',
    'net.unreachable',
    'net.reset',
    'cancel.deadline',
    'cancel.context',
    'dns.not-found',
    'dns.failing',
    'dns.lookup',
  ],
  matches: (error) => {
    const notProxy = (fact: Fact | null) => (fact && fact.scope !== 'proxy' && fact.scope !== 'socket' ? fact : null);
    const asked = error.find(
      'net.refused',
      'net.timeout',
      'net.unreachable',
      'net.reset',
      'cancel.deadline',
      'cancel.context',
    );
    return bestOf(
      matchOn(notProxy(error.find('dns.not-found', 'dns.failing')), 84, 0.97),
      asked?.scope === 'dns'
        ? matchOn(asked, 83, 0.9, [['network-unreachable', asked.kind === 'net.unreachable' ? 0.08 : 0.02]])
        : null,
      matchOn(notProxy(lookupOfDial(error)), 82, 0.85),
    );
  },
  proves: 'The node asked its DNS server for the name and got no address.',
  doesNotProve:
    "That the name is wrong: it may be right and known to another DNS server only. The pods' DNS plays no part; the runtime uses the node's.",
  explanation:
    "The node's resolver has no answer for the registry's host: a typing error in the image, a name that only an internal DNS server knows, or a DNS server that is down or unreachable from the node.",
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'Ask on the node itself',
        commands: [onNode(names, command`getent hosts ${n.host}; cat /etc/resolv.conf`)],
      },
      {
        action: 'Ask from elsewhere: if it resolves there, the node has the wrong DNS server or cannot reach it',
        commands: [command`nslookup ${n.host}`],
      },
      { action: 'Correct the name in the image, or the DNS of the node', commands: [] },
    ];
  },
  docs: [
    {
      title: 'Kubernetes: debugging DNS resolution',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": dial tcp: lookup registry.corp.example on 10.0.0.2:53: no such host',
    },
    {
      from: 'CRI-O 1.28',
      message:
        'pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp: lookup registry.corp.example on 10.0.0.2:53: server misbehaving',
    },
    {
      from: 'dockerd 18.09',
      message:
        'Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: read udp 10.0.0.7:41234->10.0.0.2:53: i/o timeout',
    },
    {
      from: 'containerd 1.4 with the host resolver',
      message:
        'failed to pull and unpack image "docker.io/library/vault:latest": failed to resolve reference "docker.io/library/vault:latest": failed to do request: Head https://registry-1.docker.io/v2/library/vault/manifests/latest: dial tcp: lookup registry-1.docker.io: Try again',
    },
    {
      from: 'CRI-O 1.18 with the host resolver',
      message:
        'error pinging docker registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp: lookup registry.corp.example: device or resource busy',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "docker.io/library/app:1": failed to resolve reference "docker.io/library/app:1": failed to do request: Head "https://registry-1.docker.io/v2/library/app/manifests/1": proxyconnect tcp: dial tcp: lookup proxy.corp.example on 10.0.0.2:53: no such host',
      cause: 'proxy-failure',
    },
    {
      message: 'Readiness probe failed: dial tcp: lookup db.shop.svc on 10.96.0.10:53: no such host',
      cause: 'not-image-pull',
    },
  ],
});
