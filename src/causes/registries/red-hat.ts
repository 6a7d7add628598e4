import type { RegistryProfile } from './profile.ts';

export const redHat: RegistryProfile = {
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
};
