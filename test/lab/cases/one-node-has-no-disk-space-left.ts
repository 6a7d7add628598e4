import {
  deploy,
  failed,
  joinWorkloads,
  journal,
  kubectl,
  type LabCase,
  labNode,
  MINUTE,
  podsOf,
  pulled,
} from '../lab-case.ts';
import { seedRandom } from '../random.ts';
import { runtimeError } from '../runtime-error.ts';

const SEED = 21;

export const oneNodeHasNoDiskSpaceLeft: LabCase = {
  name: 'one-node-has-no-disk-space-left',
  shows: `The image file system of worker-2 is full: every pull there breaks off while it is unpacked, whatever the registry. The same
images work on worker-1. The node's condition, its garbage collector and its events say the same.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'ml',
        name: 'scorer',
        image: 'registry.lab.example/ml/scorer:2.0',
        nodes: ['worker-1', 'worker-2'],
        createdAt: before(11),
      }),
      deploy(random, {
        namespace: 'web',
        name: 'front',
        image: 'ghcr.io/acme-tools/front:5.1',
        nodes: ['worker-1', 'worker-2'],
        createdAt: before(10),
      }),
    );
    const gc = { node: 'worker-2', type: 'Warning' as const, component: 'kubelet' as const };
    return {
      minor: 30,
      seed: SEED,
      from: before(14),
      captureAt,
      nodes: [labNode('worker-1', captureAt), labNode('worker-2', captureAt, { diskPressureSince: before(9) })],
      workloads,
      pods,
      nodeEvents: [
        {
          ...gc,
          at: before(12),
          lastAt: before(2),
          count: 3,
          reason: 'FreeDiskSpaceFailed',
          message:
            'Failed to garbage collect required amount of images. Attempted to free 1932735283 bytes, but only found 0 bytes eligible to free.',
        },
        {
          ...gc,
          at: before(9),
          type: 'Normal',
          reason: 'NodeHasDiskPressure',
          message: 'Node worker-2 status is now: NodeHasDiskPressure',
        },
      ],
      pull({ image, node }) {
        if (node === 'worker-1') return pulled(random);
        return failed(random, runtimeError('containerd-1.7.24-disk-full-snapshot', image), 'Unknown', [9, 22]);
      },
    };
  },
  files: [
    kubectl('events.json', 'get events -A -o json'),
    kubectl('pods.json', 'get pods -A -o json'),
    kubectl('describe-node.txt', 'describe node worker-2'),
    journal('worker-2.log', 'worker-2', 'short-precise'),
  ],
  incidents: [{ causes: ['disk-full'], registry: null, statuses: ['ongoing'], holds: () => true }],
  decoys: (world) =>
    podsOf(
      'scorer',
      'front',
    )(world).filter((name) =>
      world.scenario.pods.some((pod) => `${pod.namespace}/${pod.name}` === name && pod.node === 'worker-1'),
    ),
};
