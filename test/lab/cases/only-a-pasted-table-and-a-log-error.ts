import { deploy, failed, joinWorkloads, kubectl, type LabCase, labNode, MINUTE, podsOf, pulled } from '../lab-case.ts';
import { seedRandom } from '../random.ts';
import { runtimeError } from '../runtime-error.ts';

const SEED = 22;
const TYPO = 'registry.lab.example/shop/cart:v1.4.O';

export const onlyAPastedTableAndALogError: LabCase = {
  name: 'only-a-pasted-table-and-a-log-error',
  shows: `All that a person saved is what their terminal showed: the table of \`kubectl get pods\` and the error of \`kubectl logs\`. They prove that
the pull fails, and not why: the cause is unknown, and the gaps say what to collect.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'shop',
        name: 'cart',
        image: TYPO,
        container: 'cart',
        nodes: ['worker-1'],
        createdAt: before(9),
        pod: { name: 'cart-6c9f7d5b8-x2x7q' },
      }),
      deploy(random, {
        namespace: 'shop',
        name: 'catalogue',
        image: 'registry.lab.example/shop/catalogue:v1.4.0',
        nodes: ['worker-1'],
        createdAt: before(120),
      }),
    );
    return {
      minor: 32,
      seed: SEED,
      from: before(130),
      captureAt,
      nodes: [labNode('worker-1', captureAt)],
      workloads,
      pods,
      pull: ({ image }) =>
        image === TYPO
          ? failed(random, runtimeError('containerd-1.6.20-name-latest-default', image), 'NotFound')
          : pulled(random),
    };
  },
  files: [
    kubectl('get-pods.txt', 'get pods -n shop'),
    kubectl('logs.txt', 'logs -n shop cart-6c9f7d5b8-x2x7q', { both: true }),
  ],
  incidents: [{ causes: ['unknown'], registry: null, statuses: ['ongoing'], holds: () => true }],
  decoys: podsOf('catalogue'),
};
