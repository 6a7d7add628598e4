import { nameRegistry } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, createSecretCommand, fillNames, showSecretHostsCommand } from './commands.ts';
import { judgeUnauthorized } from './denials.ts';
import { credentialSteps } from './registries/index.ts';

export const credentialsInvalid = defineCause({
  id: 'credentials-invalid',
  title: 'The credentials were refused or have expired',
  titleOf: (affected) => {
    const registry = nameRegistry(affected);
    return registry && `${registry} refused the credentials, or they have expired`;
  },
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: [
    'auth.unauthorized',
    'auth.token-refused',
    'auth.malformed',
    'kubelet.secret-broken',
    'auth.rejected',
    'http.status',
  ],
  matches: (error) => {
    const code = error.status?.code;
    const status = code === 401 || (error.token === 'oauth' && code === 400) ? (error.status?.fact ?? null) : null;
    const unauthorized = status ?? error.find('auth.unauthorized', 'auth.token-refused');
    const open = unauthorized && judgeUnauthorized(error);
    return bestOf(
      matchOn(error.find('auth.malformed'), 75, 0.9, [['pull-secret-missing', 0.05]]),
      matchOn(error.find('kubelet.secret-broken'), 88, 0.85, [['pull-secret-missing', 0.1]]),
      matchOn(error.find('auth.rejected'), 73, 0.92, [['access-denied', 0.04]]),
      open?.cause === 'credentials-invalid'
        ? matchOn(unauthorized, status ? 62 : 55, open.confidence, open.alternatives)
        : null,
    );
  },
  proves: 'Credentials for this registry were sent and not taken, or could not even be decoded.',
  doesNotProve:
    'Whether the password is wrong, the token has expired, the account is disabled or the clock of the node is off.',
  explanation:
    'A pull secret or node credential for this registry was used and refused: a changed password, an expired token (ECR tokens last 12 hours), a disabled robot account, or a secret whose content is malformed.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'See which hosts the secret covers', commands: [showSecretHostsCommand(names)] },
      { action: 'Try the same login by hand', commands: [`${command`skopeo login ${n.registry}`} --username USER`] },
      {
        action: 'Put working credentials into the secret',
        commands: [`${createSecretCommand(names)} --dry-run=client -o yaml | kubectl apply -f -`],
      },
      ...credentialSteps(names),
    ];
  },
  docs: [
    {
      title: 'Kubernetes: pull an image from a private registry',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    },
    {
      title: 'Amazon ECR: registry authentication',
      url: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
    },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "corp.azurecr.io/team/app:1": failed to resolve reference "corp.azurecr.io/team/app:1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    },
    {
      from: 'containerd 2.1',
      message:
        'failed to pull and unpack image "registry.corp.example/team/app:1": failed to resolve image: failed to get credentials for "registry.corp.example": illegal base64 data at input byte 0',
    },
    {
      from: 'dockerd 20.10 with Docker Hub',
      message:
        'Error response from daemon: Get https://registry-1.docker.io/v2/acme/app/manifests/latest: unauthorized: incorrect username or password',
    },
    {
      from: 'podman 5.8 with Amazon ECR',
      message:
        'Error: unable to copy from source docker://123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart:1.0: initializing source docker://123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart:1.0: reading manifest 1.0 in 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart: denied: Your authorization token has expired. Reauthenticate and try again.',
    },
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example/team/app:1": failed to resolve reference "registry.corp.example/team/app:1": pull access denied, repository does not exist or may require authorization: server message: invalid_token: authorization failed',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "docker.io/team/app:1": failed to resolve reference "docker.io/team/app:1": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized',
      cause: 'credentials-missing',
    },
    {
      message:
        'failed to pull and unpack image "docker.io/team/app:1": failed to resolve reference "docker.io/team/app:1": failed to authorize: failed to fetch oauth token: unexpected status: 500 Internal Server Error',
      cause: 'registry-server-error',
    },
  ],
});
