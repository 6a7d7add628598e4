import type { RegistryProfile } from './profile.ts';

export const gitlab: RegistryProfile = {
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
};
