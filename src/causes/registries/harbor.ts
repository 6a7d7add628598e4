import type { RegistryProfile } from './profile.ts';

export const harbor: RegistryProfile = {
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
};
