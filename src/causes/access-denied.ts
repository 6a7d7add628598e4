import { whoGrantsAccess } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { inspectImageCommand, showPullSecretsCommand } from './commands.ts';
import { judgeRefusal } from './denials.ts';
import { credentialSteps } from './registries/index.ts';

export const accessDenied = defineCause({
  id: 'access-denied',
  title: 'The registry knows who asks and does not allow the pull',
  transience: 'terminal',
  whoActs: 'registry owner',
  actor: whoGrantsAccess,
  looksAt: ['denied.plain', 'denied.known', 'denied.address', 'http.status'],
  matches: (error) => {
    const forbidden = error.status?.code === 403 ? error.status.fact : error.find('denied.plain');
    const refusal = forbidden && judgeRefusal(error);
    return bestOf(
      matchOn(error.find('denied.known'), 67, 0.65, [
        ['repository-missing-or-denied', 0.12],
        ['credentials-invalid', 0.1],
        ['credentials-missing', 0.08],
      ]),
      matchOn(error.find('denied.address'), 69, 0.65, [['blocked-by-policy', 0.25]]),
      refusal?.cause === 'access-denied'
        ? matchOn(forbidden, error.status ? 60 : 43, refusal.confidence, refusal.alternatives)
        : null,
    );
  },
  proves: 'The registry (or the store that holds its layers) refused this pull.',
  doesNotProve:
    'A plain 403 does not tell a missing right from a missing repository, an expired token or a firewall; only a text that names the account or the permission does.',
  explanation:
    'The account in use may not read this repository, the registry allows other addresses only, or a signed download link was refused (a wrong clock, or a proxy that changes requests).',
  remediation: (names) => [
    {
      action: 'See which account pulls: the pull secrets of the pod, else the identity of the node',
      commands: [showPullSecretsCommand(names)],
    },
    {
      action: 'Pull with that account from elsewhere: this tells a missing right from a blocked address',
      commands: [inspectImageCommand(names)],
    },
    { action: 'Have the registry grant that account the right to pull this repository', commands: [] },
    ...credentialSteps(names),
  ],
  docs: [
    {
      title: 'Amazon ECR: repository policies',
      url: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
    },
    {
      title: 'Artifact Registry: access control',
      url: 'https://cloud.google.com/artifact-registry/docs/access-control',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example/team/app:1": failed to resolve reference "registry.corp.example/team/app:1": unexpected status from HEAD request to https://registry.corp.example/v2/team/app/manifests/1: 403 Forbidden',
    },
    {
      from: 'containerd 1.6.20 with GHCR',
      message:
        'failed to pull and unpack image "ghcr.io/acme/app:1": failed to copy: httpReadSeeker: failed open: unexpected status code https://ghcr.io/v2/acme/app/blobs/sha256:1111111111111111111111111111111111111111111111111111111111111111: 403 Forbidden - Server message: denied',
    },
    {
      from: 'dockerd 24.0 with Artifact Registry',
      message:
        'Error response from daemon: Head "https://europe-west2-docker.pkg.dev/v2/project/ml/app/manifests/1": denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/project/locations/europe-west2/repositories/ml" (or it may not exist)',
    },
    {
      from: 'podman 4.3 with Amazon ECR',
      message:
        'Error: initializing source docker://123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart:1: reading manifest 1 in 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart: denied: User: arn:aws:sts::123456789012:assumed-role/eks-node-role/i-0abc is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:123456789012:repository/shop/cart because no resource-based policy allows the ecr:BatchGetImage action',
    },
    {
      from: 'dockerd 20.10 with Harbor',
      message:
        'Error response from daemon: unauthorized: unauthorized to access repository: team/app, action: pull: unauthorized to access repository: team/app, action: pull',
    },
  ],
  counterExamples: [
    {
      message:
        'unauthorized: unauthorized to access repository: team/app, action: push: unauthorized to access repository: team/app, action: push',
      cause: 'not-image-pull',
    },
    {
      message:
        'failed to pull and unpack image "docker.io/team/app:1": failed to resolve reference "docker.io/team/app:1": failed to do request: Head "https://registry-1.docker.io/v2/team/app/manifests/1": Forbidden',
      cause: 'proxy-failure',
    },
  ],
});
