import type { RegistryProfile } from './profile.ts';

export const artifactory: RegistryProfile = {
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
};
