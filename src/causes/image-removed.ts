import { platformTeamOnNodes } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { onNode, pullOnNodeCommand } from './commands.ts';

export const imageRemoved = defineCause({
  id: 'image-removed',
  title: 'The image was on the node and has been removed',
  transience: 'transient',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['store.removed'],
  matches: (error) => {
    const fact = error.find('store.removed');
    return bestOf(
      matchOn(fact, fact?.strong ? 78 : 56, fact?.strong ? 0.6 : 0.45, [
        ['image-inspect-failed', 0.15],
        ['layer-extract-failed', 0.1],
      ]),
    );
  },
  proves: "The runtime's store no longer has the image, or parts of it, that it had.",
  doesNotProve: 'Who removed it: image garbage collection of the kubelet, a person, or a damaged store.',
  explanation:
    'Image garbage collection or a manual clean-up removed the image (or some of its content) while it was needed, and it could not be, or was not, pulled again.',
  remediation: (names) => [
    { action: 'Pull it again', commands: [pullOnNodeCommand(names)] },
    {
      action: 'See whether the disk was short, for that sets off the removal',
      commands: [
        onNode(
          names,
          'df -h; journalctl -u kubelet --since -6h | grep -iE "image garbage|Removing image|DiskPressure" | tail -50',
        ),
      ],
    },
    {
      action:
        'Where images are loaded by hand, pin them, so that they are not collected (containerd: label io.cri-containerd.pinned=pinned)',
      commands: [],
    },
  ],
  docs: [
    {
      title: 'Kubernetes: garbage collection of images',
      url: 'https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images',
    },
  ],
  examples: [
    { from: 'podman 4.3', message: 'Error: image not known' },
    {
      from: 'containerd 1.6',
      message:
        'failed to create containerd container: error unpacking image: content digest sha256:1111111111111111111111111111111111111111111111111111111111111111: not found',
    },
    {
      from: 'containerd 1.7',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/app:1": failed to get image "registry.corp.example/app:1" from containerd image store: not found',
    },
  ],
  counterExamples: [
    {
      message: 'Container image "registry.corp.example/app:1" is not present with pull policy of Never',
      cause: 'never-pull',
    },
  ],
});
