import { platformTeamOnNodes } from './affected.ts';
import { defineCause, matchOn } from './cause.ts';
import { command, fillNames } from './commands.ts';

export const kubeletThrottled = defineCause({
  id: 'kubelet-throttled',
  title: "The kubelet's own limit on pulls was reached",
  transience: 'transient',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['kubelet.throttled'],
  matches: (error) => matchOn(error.find('kubelet.throttled'), 95, 0.99),
  proves:
    'The kubelet did not start the pull, because more pulls were asked for than registryPullQPS allows. No registry was contacted.',
  doesNotProve: 'Anything on the registry or its limits.',
  explanation:
    'Many pods started on one node at once, and the kubelet limits pulls to registryPullQPS (5 a second, bursts of 10 by default). It tries again by itself.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'Wait: the pulls are tried again after the back-off', commands: [] },
      {
        action: 'See the limits of this kubelet',
        commands: [command`kubectl get --raw ${`/api/v1/nodes/${n.node}/proxy/configz`}`],
      },
      {
        action:
          'If it happens often, raise registryPullQPS and registryBurst, or pull in parallel (serializeImagePulls: false, maxParallelImagePulls)',
        commands: [],
      },
    ];
  },
  docs: [
    {
      title: 'KubeletConfiguration: registryPullQPS',
      url: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    },
  ],
  examples: [
    { from: 'kubelet 1.27', message: 'Failed to pull image "registry.corp.example/app:1": pull QPS exceeded' },
    {
      from: 'kubelet 1.29, log',
      message:
        'E0611 00:08:36.232130    2669 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"pull QPS exceeded\\"" pod="shop/web-0" podUID="5c1b0d0e-0000-4000-8000-000000000001"',
    },
    {
      from: 'kubelet 1.32',
      message: 'Back-off pulling image "registry.corp.example/app:1": ErrImagePull: pull QPS exceeded',
    },
  ],
  counterExamples: [{ message: 'Error response from daemon: toomanyrequests: Rate exceeded', cause: 'rate-limited' }],
});
