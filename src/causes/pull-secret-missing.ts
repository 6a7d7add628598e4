import { defineCause, matchOn } from './cause.ts';
import { command, createSecretCommand, fillNames, showPullSecretsCommand } from './commands.ts';

export const pullSecretMissing = defineCause({
  id: 'pull-secret-missing',
  title: 'A pull secret that the pod names cannot be read',
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['kubelet.secret'],
  matches: (error) => matchOn(error.find('kubelet.secret'), 90, 0.97),
  proves: 'The kubelet could not read a secret that the pod or its service account names, and went on without it.',
  doesNotProve: 'That the pull failed for it: an image that needs no login is pulled all the same.',
  explanation:
    'The pod refers to an imagePullSecret that is not in its namespace: it was never created there, has another name, or was deleted. The kubelet then pulls without it.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'See which secrets the pod names', commands: [showPullSecretsCommand(names)] },
      {
        action: 'See which pull secrets the namespace has',
        commands: [command`kubectl -n ${n.namespace} get secrets --field-selector=type=kubernetes.io/dockerconfigjson`],
      },
      { action: 'Create the missing one in the same namespace', commands: [createSecretCommand(names)] },
    ];
  },
  docs: [
    {
      title: 'Kubernetes: imagePullSecrets',
      url: 'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
    },
  ],
  examples: [
    {
      from: 'kubelet 1.28',
      message:
        'Unable to retrieve some image pull secrets (registry-login); attempting to pull the image may not succeed.',
    },
    {
      from: 'kubelet 1.18',
      message:
        'W0122 10:59:48.843735   45925 kubelet_pods.go:883] Unable to retrieve pull secret shop/registry-login for shop/web due to secret "registry-login" not found.  The image pull may not succeed.',
    },
    {
      from: 'kubelet 1.24',
      message:
        'E0901 09:00:00.000000    1234 kubelet_pods.go:902] "Unable to retrieve pull secret, the image pull may not succeed." pod="shop/web-0" secret="" err="secret \\"registry-login\\" not found"',
    },
  ],
  counterExamples: [
    { message: 'Error: secret "registry-login" not found', cause: 'not-image-pull' },
    { message: 'MountVolume.SetUp failed for volume "certs" : secret "web-tls" not found', cause: 'not-image-pull' },
  ],
});
