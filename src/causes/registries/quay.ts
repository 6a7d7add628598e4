import type { RegistryProfile } from './profile.ts';

export const quay: RegistryProfile = {
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
};
