import { bestOf, defineCause, matchOn } from './cause.ts';
import { onNode } from './commands.ts';
import type { Fact } from './pull-error.ts';

export const proxyFailure = defineCause({
  id: 'proxy-failure',
  title: 'The proxy refused, failed or cannot be reached',
  transience: 'depends',
  whoActs: 'network team',
  looksAt: [
    'net.refused',
    'net.reset',
    'net.timeout',
    'net.unreachable',
    'net.eof',
    'net.unexpected-eof',
    'dns.not-found',
    'dns.failing',
    'tls.untrusted',
    'tls.invalid',
    'tls.handshake',
    'tls.plain-peer',
    'http.plain-answer',
    'cancel.deadline',
    'cancel.context',
    'proxy.connect',
    'proxy.error',
    'proxy.answer',
    'http.status',
  ],
  matches: (error) => {
    const own = (fact: Fact | null) => (fact?.scope === 'proxy' ? fact : null);
    const status = error.status?.code === 407 ? error.status.fact : null;
    return bestOf(
      matchOn(
        own(
          error.find(
            'net.refused',
            'net.reset',
            'net.timeout',
            'net.unreachable',
            'net.eof',
            'net.unexpected-eof',
            'dns.not-found',
            'dns.failing',
            'tls.untrusted',
            'tls.invalid',
            'tls.handshake',
            'tls.plain-peer',
            'http.plain-answer',
            'cancel.deadline',
            'cancel.context',
          ),
        ),
        88,
        0.97,
      ),
      matchOn(error.find('proxy.connect'), 79, 0.9),
      matchOn(error.find('proxy.error'), 85, 0.9, [['credentials-missing', 0.05]]),
      matchOn(error.find('proxy.answer'), 82, 0.9, [['access-denied', 0.04]]),
      matchOn(status, 75, 0.95),
    );
  },
  proves: "The runtime goes through a proxy (its service's HTTPS_PROXY), and the proxy did not pass the request on.",
  doesNotProve: 'Anything on the registry: it was never reached.',
  explanation:
    "The runtime's environment sends pulls through a proxy. The proxy is down, its name does not resolve, it wants a login, or its rules do not allow the registry; or the registry is internal and missing from NO_PROXY.",
  remediation: (names) => [
    {
      action: 'See which proxy the runtime uses, and what is exempt',
      commands: [
        onNode(
          names,
          'systemctl show containerd crio docker cri-docker -p Environment 2>/dev/null; cat /etc/systemd/system/*.service.d/*proxy*.conf',
        ),
      ],
    },
    { action: 'Have the proxy allow the registry, its token service and the store of its layers', commands: [] },
    { action: 'For an internal registry, add its host to NO_PROXY and restart the runtime', commands: [] },
  ],
  docs: [
    { title: 'Docker: daemon proxy configuration', url: 'https://docs.docker.com/engine/daemon/proxy/' },
    {
      title: 'OpenShift: cluster-wide proxy',
      url: 'https://docs.openshift.com/container-platform/latest/networking/enable-cluster-wide-proxy.html',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "docker.io/library/traefik:3.0": failed to resolve reference "docker.io/library/traefik:3.0": failed to do request: Head "https://registry-1.docker.io/v2/library/traefik/manifests/3.0": proxyconnect tcp: dial tcp 10.0.0.60:3128: connect: connection refused',
    },
    {
      from: 'containerd 2.1',
      message:
        'failed to pull and unpack image "docker.io/library/traefik:3.3": failed to resolve image: failed to do request: Head "https://registry-1.docker.io/v2/library/traefik/manifests/3.3": Forbidden',
    },
    {
      from: 'podman 5.8',
      message:
        'Error: unable to copy from source docker://traefik:3.4: initializing source docker://traefik:3.4: pinging container registry registry-1.docker.io: Get "https://registry-1.docker.io/v2/": Bad Gateway',
    },
    {
      from: 'dockerd 19.03',
      message: 'Error response from daemon: Get https://registry-1.docker.io/v2/: Proxy Authentication Required',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "docker.io/library/proxy:502": failed to resolve reference "docker.io/library/proxy:502": pulling from host registry-1.docker.io failed with status code [manifests 502]: 403 Forbidden',
      cause: 'access-denied',
    },
  ],
});
