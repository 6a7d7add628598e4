import { nameRegistry } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import {
  attachSecretCommand,
  createSecretCommand,
  showPullSecretsCommand,
  showSecretHostsCommand,
} from './commands.ts';
import { judgeRefusal, judgeUnauthorized } from './denials.ts';
import { credentialSteps } from './registries/index.ts';

export const credentialsMissing = defineCause({
  id: 'credentials-missing',
  title: 'The registry wants a login, and the pull had none',
  titleOf: (affected) => {
    const registry = nameRegistry(affected);
    return registry && `${registry} wants a login, and the pull had none`;
  },
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['auth.unauthorized', 'auth.token-refused', 'denied.plain', 'auth.basic-missing', 'http.status'],
  matches: (error) => {
    const unauthorized =
      error.status?.code === 401 ? error.status.fact : error.find('auth.unauthorized', 'auth.token-refused');
    const open = unauthorized && judgeUnauthorized(error);
    const forbidden = error.status?.code === 403 ? error.status.fact : error.find('denied.plain');
    const refusal = forbidden && judgeRefusal(error);
    return bestOf(
      matchOn(error.find('auth.basic-missing'), 72, 0.92, [['credential-provider-failed', 0.04]]),
      open?.cause === 'credentials-missing'
        ? matchOn(unauthorized, error.status ? 62 : 42, open.confidence, open.alternatives)
        : null,
      refusal?.cause === 'credentials-missing'
        ? matchOn(forbidden, error.status ? 60 : 43, refusal.confidence, refusal.alternatives)
        : null,
    );
  },
  proves:
    'The registry asked for a login. Where the text says "anonymous token" or "no basic auth credentials", none reached the runtime.',
  doesNotProve:
    'That the pod names no pull secret: it may name one for another host, or one that could not be read. Nor that the repository exists.',
  explanation:
    'No credentials for this registry reached the runtime: the pod and its service account name no pull secret, the secret is for another host or namespace, or the node has no credential provider for the registry.',
  remediation: (names) => [
    { action: 'See which pull secrets the pod uses', commands: [showPullSecretsCommand(names)] },
    {
      action: 'See which hosts the secret covers; the host must be as in the image, port included',
      commands: [showSecretHostsCommand(names)],
    },
    {
      action: 'Make a secret for the registry and attach it to the service account',
      commands: [createSecretCommand(names), attachSecretCommand(names)],
    },
    ...credentialSteps(names),
  ],
  docs: [
    {
      title: 'Kubernetes: pull an image from a private registry',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    },
    {
      title: 'Kubernetes: kubelet credential provider',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7.24',
      message:
        'failed to pull and unpack image "registry.corp.example/team/app:1": failed to resolve reference "registry.corp.example/team/app:1": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    },
    {
      from: 'containerd 1.7 with Azure',
      message:
        'failed to pull and unpack image "corp.azurecr.io/team/app:1": failed to resolve reference "corp.azurecr.io/team/app:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://corp.azurecr.io/oauth2/token?scope=repository%3Ateam%2Fapp%3Apull&service=corp.azurecr.io: 401 Unauthorized',
    },
    {
      from: 'dockerd 20.10 with Amazon ECR',
      message:
        'Error response from daemon: Get https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/team/app/manifests/latest: no basic auth credentials',
    },
    {
      from: 'podman 4.3',
      message:
        'Error: initializing source docker://registry.corp.example/team/app:1: reading manifest 1 in registry.corp.example/team/app: unauthorized: authentication required',
    },
    {
      from: 'CRI-O 1.26 with Quay',
      message:
        'Error reading manifest latest in quay.io/acme/app: unauthorized: access to the requested resource is not authorized',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "corp.azurecr.io/team/app:1": failed to resolve reference "corp.azurecr.io/team/app:1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
      cause: 'credentials-invalid',
    },
    {
      message:
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "a": plugin type="calico" failed (add): connection is unauthorized: Unauthorized',
      cause: 'not-image-pull',
    },
  ],
});
