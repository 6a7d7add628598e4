import type { CauseId } from '../model/cause.ts';
import type { Remediation } from '../model/report.ts';
import type { ObjectNames } from './cause.ts';
import { command, fillNames } from './commands.ts';
import type { PullError } from './pull-error.ts';

/** What is particular to a registry: what its answers mean there, and how one logs in. */
export interface RegistryProfile {
  readonly id: string;
  readonly name: string;
  /** Hosts without port: exact, or `*.suffix`, or `*` in the middle of one label. */
  readonly hosts: readonly string[];
  /** Words of its own that show it whatever its host is called. */
  readonly words: readonly string[];
  /** A 404 for a manifest there proves that the repository exists: a missing one is answered with 401 or 403. */
  readonly hidesMissingRepositories: boolean;
  /** What a refusal (401, 403) means there. */
  readonly refusal: string;
  /** How credentials for it come and go. */
  readonly credentials: (names: ObjectNames) => Remediation;
  /** Its limits, and how they are raised; null where none are published. */
  readonly limits: string | null;
  readonly docs: { readonly title: string; readonly url: string };
  /** Its operators serve everybody: nobody at the user's runs it. */
  readonly isPublic?: true;
}

/** Registries whose habits are known; others are judged by the protocol alone. */
export const REGISTRIES: readonly RegistryProfile[] = [
  {
    id: 'docker-hub',
    isPublic: true,
    name: 'Docker Hub',
    hosts: ['docker.io', '*.docker.io', '*.docker.com'],
    words: ['https://www.docker.com/increase-rate-limit'],
    hidesMissingRepositories: true,
    refusal:
      'Docker Hub gives the same answer for a repository that is missing and for one that is private; it never says which.',
    credentials: () => ({
      action:
        'Use a personal or organisation access token of Docker Hub as the password; the secret must be for https://index.docker.io/v1/',
      commands: [],
    }),
    limits:
      'Docker Hub limits pulls per address for anonymous clients and per account for those with a login; the text says "unauthenticated" where no login arrived.',
    docs: { title: 'Docker Hub pull usage and limits', url: 'https://docs.docker.com/docker-hub/usage/' },
  },
  {
    id: 'ecr-public',
    isPublic: true,
    name: 'Amazon ECR Public',
    hosts: ['public.ecr.aws'],
    words: [],
    hidesMissingRepositories: false,
    refusal: 'ECR Public refuses only expired tokens: it can be pulled from without any login.',
    credentials: () => ({
      action: 'Remove an old login for public.ecr.aws, or renew it',
      commands: [
        'aws ecr-public get-login-password --region us-east-1 | skopeo login --username AWS --password-stdin public.ecr.aws',
      ],
    }),
    limits: 'ECR Public limits anonymous pulls by rate and by data per month.',
    docs: {
      title: 'Amazon ECR Public quotas',
      url: 'https://docs.aws.amazon.com/AmazonECR/latest/public/public-service-quotas.html',
    },
  },
  {
    id: 'ecr',
    name: 'Amazon ECR',
    hosts: ['*.dkr.ecr.*.amazonaws.com', '*.dkr.ecr.*.amazonaws.com.cn', '*.dkr-ecr.*.on.aws'],
    words: ['ecr:batchgetimage', 'ecr:getdownloadurlforlayer', 'aws ecr get-login'],
    hidesMissingRepositories: false,
    refusal:
      'ECR answers 401 or 403 for an expired token (they last 12 hours), for one of another region, and where IAM or the repository policy forbids the pull; 404 there means that the credentials were taken.',
    credentials: (names) => {
      const { registry, path } = fillNames(names);
      const region = /\.ecr\.([a-z0-9-]+)\./.exec(registry)?.[1] ?? 'REGION';
      return {
        action:
          'ECR tokens last 12 hours: let the kubelet fetch them (ecr-credential-provider and the node role with AmazonEC2ContainerRegistryPullOnly) rather than keep one in a secret',
        commands: [
          command`aws ecr get-login-password --region ${region} | skopeo login --username AWS --password-stdin ${registry}`,
          command`aws ecr get-repository-policy --region ${region} --repository-name ${path}`,
        ],
      };
    },
    limits: 'ECR limits API calls per account and region; the quota can be raised.',
    docs: {
      title: 'Amazon ECR private registry authentication',
      url: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
    },
  },
  {
    id: 'ghcr',
    isPublic: true,
    name: 'GitHub Container Registry',
    hosts: ['ghcr.io', '*.ghcr.io', 'docker.pkg.github.com'],
    words: [],
    hidesMissingRepositories: true,
    refusal:
      'GHCR answers "denied" or 403 for a package that is missing or private, and also for a public one where a stale login is sent: taking the login away can be the cure.',
    credentials: () => ({
      action:
        'Use a classic personal access token with read:packages as the password, and grant the package to the repository or organisation',
      commands: [],
    }),
    limits: null,
    docs: {
      title: 'Working with the GitHub Container registry',
      url: 'https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
    },
  },
  {
    id: 'artifact-registry',
    name: 'Google Artifact Registry',
    hosts: ['*.pkg.dev', 'gcr.io', '*.gcr.io'],
    words: ['artifactregistry.repositories.downloadartifacts'],
    hidesMissingRepositories: true,
    refusal:
      'Google answers 403 both for a repository that is missing and for an account without artifactregistry.repositories.downloadArtifacts ("or it may not exist").',
    credentials: (names) => {
      const { registry, path } = fillNames(names);
      const location = /^([a-z0-9-]+)-docker\.pkg\.dev$/.exec(registry)?.[1] ?? 'LOCATION';
      const [project = 'PROJECT', repository = 'REPOSITORY'] = path.split('/');
      return {
        action: "Give the nodes' service account the role Artifact Registry Reader on the repository",
        commands: [
          `${command`gcloud artifacts repositories add-iam-policy-binding ${repository} --project=${project} --location=${location}`} --member=serviceAccount:NODE_SERVICE_ACCOUNT --role=roles/artifactregistry.reader`,
        ],
      };
    },
    limits: 'Artifact Registry limits requests per project, region and minute.',
    docs: {
      title: 'Artifact Registry: troubleshoot access',
      url: 'https://cloud.google.com/artifact-registry/docs/troubleshooting',
    },
  },
  {
    id: 'acr',
    name: 'Azure Container Registry',
    hosts: ['*.azurecr.io', '*.azurecr.cn', '*.azurecr.us'],
    words: ['https://aka.ms/acr/authorization', 'https://aka.ms/acr/firewall', 'https://aka.ms/acr/errors'],
    hidesMissingRepositories: true,
    refusal:
      'ACR answers 401 both without and with a wrong identity; "anonymous" or "oauth token" in the text tells which. 403 with an address means its firewall.',
    credentials: (names) => {
      const name = fillNames(names).registry.replace(/\..*$/, '');
      return {
        action: 'Attach the registry to the cluster, so that the kubelet identity may pull (AcrPull)',
        commands: [
          command`az aks update --resource-group RESOURCE_GROUP --name CLUSTER --attach-acr ${name}`,
          command`az aks check-acr --resource-group RESOURCE_GROUP --name CLUSTER --acr ${`${name}.azurecr.io`}`,
        ],
      };
    },
    limits: 'ACR limits reads per minute by service tier.',
    docs: {
      title: 'Troubleshoot Azure Container Registry login',
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login',
    },
  },
  {
    id: 'quay',
    isPublic: true,
    name: 'Quay',
    hosts: ['quay.io', '*.quay.io'],
    words: ['access to the requested resource is not authorized'],
    hidesMissingRepositories: true,
    refusal: 'Quay answers "unauthorized" for repositories that are private and for those that do not exist.',
    credentials: () => ({
      action: 'Use a robot account of Quay with read permission on the repository',
      commands: [],
    }),
    limits: 'quay.io limits requests per address; a login raises the limit.',
    docs: { title: 'Quay: robot accounts', url: 'https://docs.quay.io/glossary/robot-accounts.html' },
  },
  {
    id: 'openshift',
    name: "OpenShift's own registry",
    hosts: [
      'image-registry.openshift-image-registry.svc',
      'docker-registry.default.svc',
      'default-route-openshift-image-registry.*',
    ],
    words: [],
    hidesMissingRepositories: true,
    refusal:
      "OpenShift's registry answers 401 or 403 where the pod's service account has no system:image-puller in the image's project.",
    credentials: (names) => {
      const n = fillNames(names);
      const project = n.path.split('/')[0] ?? 'PROJECT';
      return {
        action: "Let the pod's service account pull from the image's project",
        commands: [
          command`oc policy add-role-to-user system:image-puller ${`system:serviceaccount:${n.namespace}:${n.serviceAccount}`} --namespace=${project}`,
        ],
      };
    },
    limits: null,
    docs: {
      title: 'OpenShift: allowing pods to reference images across projects',
      url: 'https://docs.openshift.com/container-platform/latest/openshift_images/managing_images/using-image-pull-secrets.html',
    },
  },
  {
    id: 'red-hat',
    isPublic: true,
    name: 'Red Hat Ecosystem Catalog',
    hosts: ['registry.redhat.io', 'registry.connect.redhat.com'],
    words: [],
    hidesMissingRepositories: false,
    refusal: "Red Hat's registry wants a login for every pull.",
    credentials: () => ({
      action: 'Add a registry service account of Red Hat to the pull secret (on OpenShift to the global one)',
      commands: [
        'oc get secret/pull-secret -n openshift-config -o jsonpath={.data.\\\\.dockerconfigjson} | base64 -d | jq .auths',
      ],
    }),
    limits: null,
    docs: {
      title: 'Red Hat container registry authentication',
      url: 'https://access.redhat.com/RegistryAuthentication',
    },
  },
  {
    id: 'gitlab',
    name: 'GitLab container registry',
    hosts: ['registry.gitlab.com', 'registry.gitlab.*', 'gitlab.*'],
    words: ['http basic: access denied', '/jwt/auth?', 'service=container_registry'],
    hidesMissingRepositories: true,
    refusal:
      'GitLab answers "denied: access forbidden" for projects that are missing and for those the token may not read.',
    credentials: () => ({
      action: 'Use a deploy token with read_registry; CI job tokens end with their job',
      commands: [],
    }),
    limits: null,
    docs: {
      title: 'GitLab: authenticate with the container registry',
      url: 'https://docs.gitlab.com/user/packages/container_registry/authenticate_with_container_registry/',
    },
  },
  {
    id: 'artifactory',
    name: 'JFrog Artifactory',
    hosts: ['*.jfrog.io', 'artifactory.*'],
    words: ['the client does not have permission for manifest', 'download blocking policy'],
    hidesMissingRepositories: false,
    refusal:
      'Artifactory answers 401 without and 403 with a login that may not read; the latter also where Xray blocks the download.',
    credentials: () => ({
      action:
        "Use an identity token of Artifactory with read permission on the Docker repository, under the host that the image's name has",
      commands: [],
    }),
    limits: null,
    docs: {
      title: 'JFrog: Docker registry',
      url: 'https://jfrog.com/help/r/jfrog-artifactory-documentation/docker-registry',
    },
  },
  {
    id: 'harbor',
    name: 'Harbor',
    hosts: ['harbor.*'],
    words: ['unauthorized to access repository:', 'service=harbor-registry', 'due to configured policy in'],
    hidesMissingRepositories: true,
    refusal: 'Harbor answers "unauthorized to access repository" for private projects and for those that do not exist.',
    credentials: () => ({
      action:
        'Use a robot account of the Harbor project with pull permission; mind its expiry date, and that the $ in its name is quoted',
      commands: [],
    }),
    limits: null,
    docs: {
      title: 'Harbor: robot accounts',
      url: 'https://goharbor.io/docs/main/working-with-projects/project-configuration/create-robot-accounts/',
    },
  },
];

const EXACT = new Map(
  REGISTRIES.flatMap((profile) => profile.hosts.filter((h) => !h.includes('*')).map((h) => [h, profile])),
);
const PATTERNS = REGISTRIES.flatMap((profile) =>
  profile.hosts
    .filter((host) => host.includes('*'))
    .map((host) => {
      const [head = '', ...rest] = host.split('*');
      return { profile, head, rest };
    }),
);

/** The profile of a registry by its host (a port does not matter); null for one whose habits are not known. */
export function registryOfHost(host: string): RegistryProfile | null {
  const name = host.toLowerCase().replace(/:[0-9]+$/, '');
  const exact = EXACT.get(name);
  if (exact) return exact;
  return PATTERNS.find(({ head, rest }) => fits(name, head, rest))?.profile ?? null;
}

function fits(name: string, head: string, rest: readonly string[]): boolean {
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const [index, part] of rest.entries()) {
    // At least one character stands for each `*`.
    const found = index === rest.length - 1 && part !== '' ? name.length - part.length : name.indexOf(part, at + 1);
    if (found <= at - (part === '' ? 1 : 0) || !name.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}

/** The profile of the registry that an error is of, by host or by words of its own; null where neither shows it. */
export function registryOfError(error: PullError): RegistryProfile | null {
  const byHost = error.registry === null ? null : registryOfHost(error.registry);
  if (byHost) return byHost;
  const text = error.message.slice(0, 4096).toLowerCase();
  return REGISTRIES.find((profile) => profile.words.some((word) => text.includes(word))) ?? null;
}

const DOCKER_HUB_HOSTS =
  /^(?:registry-1|index|auth|registry|production\.cloudflare|docker-images-prod)\.docker\.(?:io|com)(?::443)?$/;

/** The registry as images name it, for a host that answers for it: `registry-1.docker.io` is `docker.io`. */
export function canonicalRegistry(host: string): string {
  return DOCKER_HUB_HOSTS.test(host) ? 'docker.io' : host;
}

/** Steps for credentials: those of the registry where its habits are known. */
export function credentialSteps(names: ObjectNames): readonly Remediation[] {
  const profile = names.registry === null && names.image === null ? null : registryOfHost(fillNames(names).registry);
  return profile ? [profile.credentials(names)] : [];
}

const REFUSALS: ReadonlySet<CauseId> = new Set([
  'repository-missing-or-denied',
  'credentials-missing',
  'credentials-invalid',
  'access-denied',
]);

/** What a refusal means at a registry whose habits are known; null for another, or where nothing was refused. */
export function explainRefusal(id: CauseId, registry: string | null): string | null {
  return REFUSALS.has(id) && registry !== null ? (registryOfHost(registry)?.refusal ?? null) : null;
}
