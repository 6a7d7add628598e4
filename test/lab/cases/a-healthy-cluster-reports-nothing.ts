import {
  deploy,
  joinWorkloads,
  journal,
  klog,
  kubectl,
  type LabCase,
  labNode,
  MINUTE,
  metrics,
  podsOf,
  problemsOf,
  pulled,
} from '../lab-case.ts';
import { seedRandom } from '../random.ts';

const SEED = 11;

export const aHealthyClusterReportsNothing: LabCase = {
  name: 'a-healthy-cluster-reports-nothing',
  shows: `No pull fails: five pulls work, one of them after four minutes; one image is on its node already. A container crashes
again and again, a pod fits on no node, and a pull secret is missing without need. None of that is a pull failure.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'web',
        name: 'front',
        image: 'nginx:1.27.3',
        nodes: ['worker-1', 'worker-2'],
        createdAt: before(21),
      }),
      deploy(random, {
        namespace: 'ml',
        name: 'scorer',
        image: 'registry.lab.example/ml/scorer:2.0',
        nodes: ['worker-1'],
        createdAt: before(17),
      }),
      deploy(random, {
        namespace: 'web',
        name: 'cache',
        image: 'redis:7.4',
        nodes: ['worker-2'],
        createdAt: before(15),
      }),
      deploy(random, {
        namespace: 'tools',
        name: 'reporter',
        image: 'ghcr.io/acme-tools/reporter:5.1',
        nodes: ['worker-2'],
        createdAt: before(11),
        pod: { pullSecrets: ['old-registry'], missingSecrets: ['old-registry'] },
      }),
      deploy(random, {
        namespace: 'batch',
        name: 'worker',
        image: 'registry.lab.example/batch/worker:1.4',
        nodes: ['worker-1'],
        createdAt: before(19),
        exits: { exitsAfterMs: 3000, exitCode: 2 },
      }),
      deploy(random, {
        namespace: 'ml',
        name: 'trainer',
        image: 'registry.lab.example/ml/trainer:2.0',
        nodes: [null],
        createdAt: before(18),
        pod: {
          unschedulable:
            '0/2 nodes are available: 2 Insufficient memory. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
        },
      }),
    );
    return {
      minor: 32,
      seed: SEED,
      from: before(25),
      captureAt,
      nodes: [
        labNode('worker-1', captureAt),
        labNode('worker-2', captureAt, { images: ['redis:7.4'], zoneOffsetMinutes: -300 }),
      ],
      workloads,
      pods,
      pull: ({ image }) => pulled(random, image.includes('scorer') ? [238, 244] : [1.5, 7]),
    };
  },
  files: [
    kubectl('events.json', 'get events -A -o json'),
    kubectl('pods.yaml', 'get pods -A -o yaml'),
    kubectl('describe-pods.txt', 'describe pods -A'),
    journal('worker-1.log', 'worker-1', 'short-precise'),
    klog('worker-2.log', 'worker-2'),
    metrics('waiting-reason.json', 'kube_pod_container_status_waiting_reason'),
  ],
  incidents: [],
  decoys: podsOf('front', 'scorer', 'cache', 'reporter', 'worker', 'trainer'),
  otherProblems: (world) => [
    ...problemsOf('crash-loop', 'worker')(world),
    ...problemsOf('scheduling', 'trainer')(world),
    ...problemsOf('config', 'reporter')(world),
  ],
};
