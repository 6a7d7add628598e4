import { platformTeamOnNodes } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

export const imageInspectFailed = defineCause({
  id: 'image-inspect-failed',
  title: 'The runtime cannot inspect or list the image',
  transience: 'depends',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['kubelet.inspect'],
  matches: (error) => {
    const fact = error.find('kubelet.inspect');
    return bestOf(matchOn(fact, fact?.strong ? 86 : 68, 0.85, [['runtime-unavailable', 0.05]]));
  },
  proves: 'The kubelet asked the runtime whether the image is there, and that call failed. Nothing was pulled.',
  doesNotProve: 'That the image is missing or broken; the registry was not asked.',
  explanation:
    "The runtime's image store is damaged or the runtime does not answer in time, so that the kubelet cannot find out whether the image is on the node.",
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'Ask the runtime the same',
        commands: [onNode(names, command`crictl inspecti ${n.image}; crictl images`)],
      },
      {
        action: 'Read its log',
        commands: [onNode(names, 'journalctl -u containerd -u crio -u docker --since -1h | tail -100')],
      },
      {
        action: 'Remove the image and let it be pulled anew; if the store is damaged, drain the node and rebuild it',
        commands: [onNode(names, command`crictl rmi ${n.image}`)],
      },
    ];
  },
  docs: [
    {
      title: 'Kubernetes: debugging nodes with crictl',
      url: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/crictl/',
    },
  ],
  examples: [
    {
      from: 'kubelet 1.18 with docker',
      message:
        'Failed to inspect image "gcr.io/acme/app:latest": rpc error: code = Unknown desc = Error response from daemon: readlink /var/lib/docker/overlay2: invalid argument',
    },
    {
      from: 'kubelet 1.28 with containerd',
      message:
        'Failed to inspect image "registry.corp.example/app:1": rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    },
    { from: 'kubelet 1.32', message: 'Failed to inspect image "": rpc error: code = Unknown desc = layer not known' },
  ],
  counterExamples: [
    {
      message:
        'Failed to apply default image tag "App:1": couldn\'t parse image name "App:1": invalid reference format: repository name (library/App) must be lowercase',
      cause: 'invalid-image-name',
    },
  ],
});
