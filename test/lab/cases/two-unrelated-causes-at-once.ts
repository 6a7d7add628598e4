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

const SEED = 15;
const PRIVATE = 'registry.lab.example/billing/core:3.1';
const UNTRUSTED = 'harbor.lab.example/platform/gateway:1.9';

export const twoUnrelatedCausesAtOnce: LabCase = {
  name: 'two-unrelated-causes-at-once',
  shows: `Two teams roll out in the same minutes. One pod has no pull secret for a registry that wants a login; two pods pull
from a registry whose certificate the nodes do not trust. They overlap in time and share a node, and are two incidents.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'billing',
        name: 'core',
        image: PRIVATE,
        nodes: ['worker-1'],
        createdAt: before(13),
      }),
      deploy(random, {
        namespace: 'platform',
        name: 'gateway',
        image: UNTRUSTED,
        nodes: ['worker-1', 'worker-2'],
        createdAt: before(12),
      }),
      deploy(random, {
        namespace: 'web',
        name: 'front',
        image: 'nginx:1.27.3',
        nodes: ['worker-1'],
        createdAt: before(11),
      }),
    );
    return {
      minor: 32,
      seed: SEED,
      from: before(15),
      captureAt,
      nodes: [
        labNode('worker-1', captureAt, { zoneOffsetMinutes: 330 }),
        labNode('worker-2', captureAt, { zoneOffsetMinutes: 330 }),
      ],
      workloads,
      pods,
      pull({ image }) {
        if (image === PRIVATE) return failed(random, runtimeError('containerd-1.7.24-real-registry-no-creds', image));
        if (image === UNTRUSTED) return failed(random, runtimeError('containerd-1.7.24-tls-intercept-k8s', image));
        return pulled(random);
      },
    };
  },
  files: [
    kubectl('events.txt', 'get events -A -o wide'),
    kubectl('events.json', 'get events -A -o json'),
    kubectl('pods.yaml', 'get pods -A -o yaml'),
    journal('worker-1.log', 'worker-1', 'short'),
  ],
  incidents: [
    {
      causes: ['credentials-missing', 'repository-missing-or-denied'],
      registry: 'registry.lab.example',
      statuses: ['ongoing'],
      holds: ({ image }) => image === PRIVATE,
    },
    {
      causes: ['tls-untrusted-ca'],
      registry: 'harbor.lab.example',
      statuses: ['ongoing'],
      holds: ({ image }) => image === UNTRUSTED,
    },
  ],
  decoys: podsOf('front'),
};
