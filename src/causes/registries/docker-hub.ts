import type { RegistryProfile } from './profile.ts';

export const dockerHub: RegistryProfile = {
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
};
