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

const SEED = 14;
const BAD = 'registry.lab.example/web/front:2.8.0-rc9';

export const aBadRolloutIsReplacedByAGoodOne: LabCase = {
  name: 'a-bad-rollout-is-replaced-by-a-good-one',
  shows: `A Deployment rolls out a tag that does not exist. Somebody sees it and rolls out the next one: the bad ReplicaSet's
pods are deleted without ever having pulled, the good one's run. The bad pods are gone from the API server; only their events
and the log tell of them.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const old = deploy(random, {
      namespace: 'web',
      name: 'front',
      image: 'registry.lab.example/web/front:2.7.4',
      nodes: ['worker-1', 'worker-2'],
      createdAt: before(29),
    });
    const bad = deploy(random, {
      namespace: 'web',
      name: 'front',
      image: BAD,
      nodes: ['worker-1', 'worker-2'],
      createdAt: before(26),
      scaledDownAt: before(15),
      revision: 2,
    });
    const good = deploy(random, {
      namespace: 'web',
      name: 'front',
      image: 'registry.lab.example/web/front:2.8.0',
      nodes: ['worker-1', 'worker-2'],
      createdAt: before(15),
      revision: 3,
    });
    const { workloads, pods } = joinWorkloads(old, bad, good);
    return {
      minor: 30,
      seed: SEED,
      from: before(30),
      captureAt,
      nodes: [labNode('worker-1', captureAt, { noisePerMinute: 6 }), labNode('worker-2', captureAt)],
      workloads,
      pods,
      pull: ({ image }) =>
        image === BAD
          ? failed(random, runtimeError('containerd-1.6.20-name-latest-default', image), 'NotFound')
          : pulled(random),
    };
  },
  files: [
    kubectl('events.json', 'get events -n web -o json'),
    kubectl('pods.json', 'get pods -n web -o json'),
    kubectl('replicasets.json', 'get replicasets -n web -o json'),
    journal('worker-1.log', 'worker-1', 'short-precise'),
  ],
  incidents: [
    {
      causes: ['tag-not-found', 'repository-not-found', 'repository-missing-or-denied'],
      registry: 'registry.lab.example',
      statuses: ['replaced'],
      holds: () => true,
    },
  ],
  decoys: (world) =>
    podsOf('front')(world).filter(
      (name) =>
        !world.scenario.pods.some((pod) => `${pod.namespace}/${pod.name}` === name && pod.deletedAt !== undefined),
    ),
};
