import { bestOf, defineCause, matchOn } from './cause.ts';
import { attachSecretCommand, createSecretCommand, listTagsCommand, showPullSecretsCommand } from './commands.ts';
import { judgeRefusal } from './denials.ts';
import { credentialSteps } from './registries/index.ts';

export const repositoryMissingOrDenied = defineCause({
  id: 'repository-missing-or-denied',
  title: 'The repository is missing, or the pull has no right to it',
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['denied.or-missing', 'denied.scope', 'denied.plain'],
  matches: (error) => {
    const open = error.find('denied.or-missing', 'denied.scope');
    const plain = error.find('denied.plain');
    const denial = plain && judgeRefusal(error);
    return bestOf(
      matchOn(open, 45, 0.55, [
        ['repository-not-found', 0.17],
        ['credentials-missing', 0.12],
        ['access-denied', 0.12],
      ]),
      denial?.cause === 'repository-missing-or-denied'
        ? matchOn(plain, 43, denial.confidence, denial.alternatives)
        : null,
    );
  },
  proves: 'The registry answered and refused the pull in words that fit a missing repository as well as a private one.',
  doesNotProve: 'Which of the two; nor whether any credentials were sent.',
  explanation:
    'Registries hide whether a private repository exists. The name may be wrong, the repository may be private and no pull secret was used, or the account in the secret may not read it.',
  remediation: (names) => [
    {
      action: 'Look with a login that may read the repository: this decides between missing and private',
      commands: [listTagsCommand(names)],
    },
    { action: 'If it exists: see which pull secrets the pod uses', commands: [showPullSecretsCommand(names)] },
    {
      action: 'If it uses none: make one and attach it',
      commands: [createSecretCommand(names), attachSecretCommand(names)],
    },
    ...credentialSteps(names),
  ],
  docs: [
    {
      title: 'Kubernetes: pull an image from a private registry',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    },
  ],
  examples: [
    {
      from: 'dockerd 20.10, in its log',
      message: 'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required',
    },
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "docker.io/acme/app:1": failed to resolve reference "docker.io/acme/app:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    },
    {
      from: 'dockerd 20.10',
      message:
        "Error response from daemon: pull access denied for ngnix, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    },
    {
      from: 'podman 5.8 with Docker Hub',
      message:
        'Error: unable to copy from source docker://acme/app:1: initializing source docker://acme/app:1: reading manifest 1 in docker.io/acme/app: requested access to the resource is denied',
    },
    {
      from: 'dockerd 24.0 with GitLab',
      message:
        'Error response from daemon: Head "https://registry.gitlab.com/v2/group/app/manifests/latest": denied: access forbidden',
    },
  ],
  counterExamples: [
    {
      message:
        "Error response from daemon: pull access denied for public.ecr.aws/acme/app, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
      cause: 'credentials-invalid',
    },
    {
      message:
        'failed to pull and unpack image "registry.corp.example/acme/app:1": failed to resolve reference "registry.corp.example/acme/app:1": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
      cause: 'credentials-missing',
    },
  ],
});
