import type { RegistryProfile } from './profile.ts';

export const ghcr: RegistryProfile = {
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
};
