import { defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

export const neverPull = defineCause({
  id: 'never-pull',
  title: 'The policy forbids pulling, and the image is not on the node',
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['kubelet.never'],
  matches: (error) => matchOn(error.find('kubelet.never'), 95, 0.92, [['image-removed', 0.06]]),
  proves:
    'The imagePullPolicy is Never, and the kubelet found the image not on the node (from 1.33 on also: present, but not proved to be allowed for this pod). Nothing was pulled.',
  doesNotProve: 'That the image was never there: it may have been removed by garbage collection.',
  explanation:
    'With imagePullPolicy: Never the image has to be loaded onto each node beforehand. It is not on this node, or stands there under another name or tag.',
  remediation: (names) => {
    const n = fillNames(names);
    const policy = [{ op: 'replace', path: '/spec/template/spec/containers/0/imagePullPolicy', value: 'IfNotPresent' }];
    return [
      { action: 'See which images the node has', commands: [onNode(names, 'crictl images')] },
      {
        action: 'Load it onto the node under exactly the name that the pod uses',
        commands: [onNode(names, command`ctr -n k8s.io images import IMAGE.tar && crictl inspecti ${n.image}`)],
      },
      {
        action: 'Or allow the pull',
        commands: [command`kubectl -n ${n.namespace} patch ${n.workload} --type=json -p ${JSON.stringify(policy)}`],
      },
    ];
  },
  docs: [
    {
      title: 'Kubernetes: image pull policy',
      url: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
    },
  ],
  examples: [
    {
      from: 'kubelet 1.13 to 1.36',
      message: 'Container image "registry.corp.example/app:1" is not present with pull policy of Never',
    },
    { from: 'kubelet 1.27', message: 'Error: ErrImageNeverPull' },
    {
      from: 'kubelet 1.30, log',
      message:
        'E0901 09:00:00.000000    1234 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImageNeverPull: \\"Container image \\\\\\"web:dev\\\\\\" is not present with pull policy of Never\\"" pod="shop/web-0" podUID="5c1b0d0e-0000-4000-8000-000000000001"',
    },
  ],
  counterExamples: [
    {
      message: 'Container image "registry.corp.example/never:pull" already present on machine',
      cause: 'not-image-pull',
    },
  ],
});
