import { command, fillNames } from '../commands.ts';
import type { RegistryProfile } from './profile.ts';

export const artifactRegistry: RegistryProfile = {
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
};
