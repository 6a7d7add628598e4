import { defineCause } from './cause.ts';
import { command, fillNames, onNode, pullOnNodeCommand } from './commands.ts';

export const unknown = defineCause({
  id: 'unknown',
  title: 'A pull failed, and the text does not say why',
  transience: 'depends',
  whoActs: 'platform team',
  looksAt: [],
  matches: () => null,
  proves: 'That a pull failed or is being waited for.',
  doesNotProve: 'Any cause.',
  explanation:
    'The record says only that the image could not be pulled. The cause stands in another record: an earlier Event, the status of the pod (from Kubernetes 1.32 on), or the log of kubelet or runtime on the node.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'Read the events and the status of the pod',
        commands: [command`kubectl -n ${n.namespace} describe pod ${n.pod}`],
      },
      {
        action: 'Read the log of kubelet and runtime on the node',
        commands: [onNode(names, 'journalctl -u kubelet -u containerd -u crio --since -1h | grep -i pull | tail -100')],
      },
      { action: 'Pull by hand', commands: [pullOnNodeCommand(names)] },
    ];
  },
  docs: [
    {
      title: 'Kubernetes: ImagePullBackOff',
      url: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
    },
  ],
  examples: [
    { from: 'kubelet 1.13 to 1.31', message: 'Back-off pulling image "registry.corp.example/app:1"' },
    { from: 'kubelet', message: 'Error: ErrImagePull' },
    { from: 'kubelet', message: 'Error: ImagePullBackOff' },
    {
      from: 'kubelet 1.3 with docker',
      message: 'Failed to pull image "registry.corp.example/app:1": image pull failed for unknown error',
    },
  ],
  counterExamples: [
    {
      message: 'Back-off pulling image "registry.corp.example/app:1": ErrImagePull: pull QPS exceeded',
      cause: 'kubelet-throttled',
    },
    {
      message: 'Back-off restarting failed container web in pod web-0_shop(5c1b0d0e-0000-4000-8000-000000000001)',
      cause: 'not-image-pull',
    },
  ],
});
