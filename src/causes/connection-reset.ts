import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode, pullOnNodeCommand } from './commands.ts';
import { matchTransport } from './network.ts';

export const connectionReset = defineCause({
  id: 'connection-reset',
  title: 'The other side broke the connection off',
  titleOf: ({ address }) => address && `${address} broke connections off`,
  transience: 'transient',
  whoActs: 'network team',
  looksAt: ['net.unexpected-eof', 'net.reset', 'net.eof'],
  matches: (error) => {
    // Cut off before an answer; in the middle of a body it is the content that is cut (content-corrupt).
    const cut = error.request && error.stage !== 'unpack' ? error.find('net.unexpected-eof') : null;
    return bestOf(
      matchTransport(error, ['net.reset'], 80, 0.9, [['content-corrupt', 0.04]]),
      matchTransport(error, ['net.eof'], 79, 0.8, [
        ['registry-unavailable', 0.08],
        ['proxy-failure', 0.04],
        ['http-https-mismatch', 0.04],
      ]),
      matchOn(cut && cut.scope === 'registry' ? cut : null, 78, 0.7, [['content-corrupt', 0.2]]),
    );
  },
  proves: 'A connection stood and was reset or closed before the answer was whole.',
  doesNotProve: 'Who broke it off: the registry, a load balancer, a proxy, a firewall, or the network between.',
  explanation:
    'The connection to the registry or to the store of its layers was cut midway: a restart, an idle or size limit of a proxy or load balancer, or a firewall that ends long transfers.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'The kubelet tries again by itself; see whether one pull by hand gets through',
        commands: [pullOnNodeCommand(names)],
      },
      { action: 'See where it breaks', commands: [onNode(names, command`curl -sv https://${n.endpoint}/v2/`)] },
      {
        action:
          'If only large layers fail, raise time and size limits of proxies and load balancers in between, and check the MTU',
        commands: [],
      },
    ];
  },
  docs: [{ title: 'Kubernetes: images', url: 'https://kubernetes.io/docs/concepts/containers/images/' }],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "docker.io/acme/app:latest": failed to copy: read tcp 10.0.0.7:57406->203.0.113.30:443: read: connection reset by peer',
    },
    { from: 'dockerd 20.10', message: 'Error response from daemon: Get "https://registry.corp.example/v2/": EOF' },
    {
      from: 'podman 4.3',
      message:
        'Error: writing blob: storing blob to file "/var/tmp/storage2098922261/1": happened during read: read tcp 10.0.0.7:43684->10.0.0.38:443: read: connection reset by peer',
    },
    {
      from: 'containerd 2.0',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://registry.corp.example/v2/app/blobs/sha256:1111111111111111111111111111111111111111111111111111111111111111": http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug=""',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "docker.io/acme/app:latest": failed to read expected number of bytes: unexpected EOF',
      cause: 'content-corrupt',
    },
  ],
});
