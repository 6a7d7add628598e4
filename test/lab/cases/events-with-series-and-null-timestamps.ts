import {
  deploy,
  failed,
  joinWorkloads,
  kubectl,
  type LabCase,
  labNode,
  MINUTE,
  podsOf,
  problemsOf,
  pulled,
} from '../lab-case.ts';
import { seedRandom } from '../random.ts';
import { runtimeError } from '../runtime-error.ts';

const SEED = 23;
const REFUSED = 'registry.lab.example:5000/search/indexer:0.9.4';

export const eventsWithSeriesAndNullTimestamps: LabCase = {
  name: 'events-with-series-and-null-timestamps',
  shows: `Events of the newer API only: \`eventTime\` and \`series\`, null in \`firstTimestamp\` and \`lastTimestamp\`, counts that are up to half an hour old.
The scheduler writes such events in every cluster; that the kubelet's are so too is made up, to have pulls among them.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'search',
        name: 'indexer',
        image: REFUSED,
        nodes: ['worker-1', 'worker-2'],
        createdAt: before(38),
      }),
      deploy(random, {
        namespace: 'search',
        name: 'trainer',
        image: 'registry.lab.example:5000/search/trainer:1.0',
        nodes: [null],
        createdAt: before(37),
        pod: {
          unschedulable:
            '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
        },
      }),
    );
    return {
      minor: 32,
      seed: SEED,
      from: before(40),
      captureAt,
      nodes: [labNode('worker-1', captureAt), labNode('worker-2', captureAt)],
      eventStyle: 'series',
      workloads,
      pods,
      pull: ({ image }) =>
        image === REFUSED
          ? failed(
              random,
              runtimeError('containerd-1.6.20-net-conn-refused', image, {
                '10.0.12.40:5999': '10.0.12.40:5000',
                'registry.corp.example:5999': 'registry.lab.example:5000',
              }),
            )
          : pulled(random),
    };
  },
  files: [
    kubectl('events.yaml', 'get events.events.k8s.io -n search -o yaml'),
    kubectl('describe.txt', 'describe pods -n search', { old: true }),
  ],
  incidents: [
    { causes: ['connection-refused'], registry: 'registry.lab.example:5000', statuses: ['ongoing'], holds: () => true },
  ],
  decoys: podsOf('trainer'),
  otherProblems: problemsOf('scheduling', 'trainer'),
};
