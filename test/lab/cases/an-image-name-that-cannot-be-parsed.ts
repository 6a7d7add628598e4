import { deploy, joinWorkloads, klog, kubectl, type LabCase, labNode, MINUTE, podsOf, pulled } from '../lab-case.ts';
import { seedRandom } from '../random.ts';

const SEED = 17;

export const anImageNameThatCannotBeParsed: LabCase = {
  name: 'an-image-name-that-cannot-be-parsed',
  shows: `Two names that are none: one with capitals in the repository, one whose tag was to come from a variable that nobody set. Nothing is
pulled (InvalidImageName). The images differ, so these are two incidents.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'ci',
        name: 'runner',
        image: 'registry.lab.example/CI/Runner:1.0',
        nodes: ['worker-1'],
        createdAt: before(6),
      }),
      deploy(random, {
        namespace: 'ci',
        name: 'cleaner',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: this very text is the broken name
        image: 'registry.lab.example/ci/cleaner:${TAG}',
        nodes: ['worker-1'],
        createdAt: before(5),
      }),
      deploy(random, { namespace: 'ci', name: 'cache', image: 'redis:7.4', nodes: ['worker-1'], createdAt: before(5) }),
    );
    return {
      minor: 28,
      seed: SEED,
      from: before(7),
      captureAt,
      nodes: [labNode('worker-1', captureAt)],
      workloads,
      pods,
      pull: () => pulled(random),
    };
  },
  files: [
    kubectl('describe.txt', 'describe pods -n ci', { zone: 'Europe/Berlin' }),
    kubectl('events.json', 'get events -n ci -o json'),
    kubectl('pods.txt', 'get pods -n ci'),
    klog('kubelet.log', 'worker-1'),
  ],
  incidents: [
    {
      causes: ['invalid-image-name'],
      registry: null,
      statuses: ['ongoing'],
      holds: ({ image }) => image.includes('Runner'),
    },
    {
      causes: ['invalid-image-name'],
      registry: null,
      statuses: ['ongoing'],
      holds: ({ image }) => image.includes('cleaner'),
    },
  ],
  decoys: podsOf('cache'),
};
