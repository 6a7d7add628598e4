import { command, fillNames } from '../commands.ts';
import type { RegistryProfile } from './profile.ts';

export const openshift: RegistryProfile = {
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
};
