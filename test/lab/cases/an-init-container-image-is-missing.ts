import {
  deploy,
  failed,
  joinWorkloads,
  journal,
  kubectl,
  type LabCase,
  labNode,
  MINUTE,
  metrics,
  podsOf,
  pulled,
} from '../lab-case.ts';
import { seedRandom } from '../random.ts';
import { runtimeError } from '../runtime-error.ts';

const SEED = 13;
const MISSING = 'registry.lab.example/data/migrate:2024-13';

export const anInitContainerImageIsMissing: LabCase = {
  name: 'an-init-container-image-is-missing',
  shows: `The image of an init container is not in the registry, so the pod's own container never gets a turn. Written by
kubectl and kubelet 1.20: \`From\` without a host, printf-style log lines, and no cause in the waiting message.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'data',
        name: 'orders',
        image: 'registry.lab.example/data/orders:5.0',
        nodes: ['node-a'],
        createdAt: before(9),
        beside: [{ name: 'migrate', type: 'init', image: MISSING, pullPolicy: 'IfNotPresent', exitsAfterMs: 2000 }],
      }),
      deploy(random, {
        namespace: 'data',
        name: 'invoices',
        image: 'registry.lab.example/data/invoices:5.0',
        nodes: ['node-a'],
        createdAt: before(8),
        beside: [
          {
            name: 'migrate',
            type: 'init',
            image: 'registry.lab.example/data/migrate:2024-12',
            pullPolicy: 'IfNotPresent',
            exitsAfterMs: 2000,
          },
        ],
      }),
    );
    return {
      minor: 20,
      seed: SEED,
      from: before(10),
      captureAt,
      nodes: [labNode('node-a', captureAt, { runtime: 'containerd://1.6.20' })],
      workloads,
      pods,
      pull: ({ image }) =>
        image === MISSING
          ? failed(random, runtimeError('containerd-1.6.20-name-latest-default', image), 'NotFound')
          : pulled(random),
    };
  },
  files: [
    kubectl('describe.txt', 'describe pods -n data', { old: true }),
    kubectl('events.yaml', 'get events -n data -o yaml', { old: true }),
    journal('node-a.log', 'node-a', 'short'),
    metrics('init-waiting-reason.json', 'kube_pod_init_container_status_waiting_reason'),
    metrics('waiting-reason.json', 'kube_pod_container_status_waiting_reason'),
  ],
  incidents: [
    {
      causes: ['tag-not-found', 'repository-not-found', 'repository-missing-or-denied'],
      registry: 'registry.lab.example',
      statuses: ['ongoing'],
      widest: { failureSeconds: 3, recoverySeconds: 3 },
      holds: () => true,
    },
  ],
  decoys: podsOf('invoices'),
};
