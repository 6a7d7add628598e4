import { hasPassed } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

export const registryUnavailable = defineCause({
  id: 'registry-unavailable',
  title: 'The registry cannot be reached or fails, and the text does not say how',
  transience: 'transient',
  whoActs: 'registry owner',
  isOutsideCluster: hasPassed,
  looksAt: ['http.status', 'unavailable.registry'],
  matches: (error) => {
    // A status was announced, and the text ends before it. A token service mostly refuses: that is no outage.
    const cutOff = error.status === null && error.token === null ? error.find('http.status') : null;
    return bestOf(
      matchOn(error.find('unavailable.registry'), 25, 0.7, [
        ['connection-refused', 0.15],
        ['registry-server-error', 0.1],
      ]),
      matchOn(cutOff, 15, 0.35, [
        ['access-denied', 0.15],
        ['registry-server-error', 0.15],
      ]),
    );
  },
  proves: 'The runtime or kubelet calls the registry unavailable.',
  doesNotProve:
    'Why: CRI-O says so of every refused connection (also that of a token service, mirror or proxy), cri-dockerd of 502, 503 and 504.',
  explanation:
    'The pull failed because the registry was not to be had, and the record left out the underlying error. The log of the runtime on the node has it.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'Read the underlying error in the log of the runtime',
        commands: [onNode(names, 'journalctl -u containerd -u crio -u docker --since -1h | grep -i pull')],
      },
      { action: 'Try from the node', commands: [onNode(names, command`curl -sv https://${n.endpoint}/v2/`)] },
    ];
  },
  docs: [
    { title: 'CRI-O', url: 'https://github.com/cri-o/cri-o/blob/main/server/image_pull.go' },
    { title: 'Kubernetes: CRI errors', url: 'https://github.com/kubernetes/cri-api/blob/master/pkg/errors/errors.go' },
  ],
  examples: [
    {
      from: 'kubelet 1.27',
      message: 'image pull failed for registry.corp.example/app:1 because the registry is unavailable.',
    },
    {
      from: 'kubelet 1.28 with CRI-O',
      message: 'Back-off pulling image "registry.corp.example/app:1": RegistryUnavailable',
    },
    {
      from: 'containerd 1.7, cut off',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": unexpected status from HEAD request to https://registry.corp.example/v2/app/manifests/1',
    },
  ],
  counterExamples: [
    {
      message:
        'RegistryUnavailable: pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp 10.0.0.40:443: connect: connection refused',
      cause: 'connection-refused',
    },
    { message: 'Back-off pulling image "registry.corp.example/registryunavailable:1"', cause: 'unknown' },
    {
      message:
        'failed to resolve reference "registry.corp.example/app:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.corp.example/token?scope=repo',
      cause: 'unknown',
    },
  ],
});
