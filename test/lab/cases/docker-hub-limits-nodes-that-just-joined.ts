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

const SEED = 18;
const REGISTRY_URL = 'registry-1.docker.io';

export const dockerHubLimitsNodesThatJustJoined: LabCase = {
  name: 'docker-hub-limits-nodes-that-just-joined',
  shows: `Two nodes join and pull everything at once, anonymously, through one address; Docker Hub answers 429. The older node has the images
and goes on. containerd 2.1 puts the registry's own text on a second line, which makes a block in the kubelet's line and
two entries in the journal. The registry's own words are those that it is known
for, put into a recorded text. The limit ends seven minutes before the capture.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number, seconds = 0) => captureAt - minutes * MINUTE + seconds * 1000;
    const joined = before(24);
    const images = ['docker.io/library/memcached:1.6', 'docker.io/grafana/promtail:3.2.1'];
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'cache',
        name: 'memcached',
        image: 'memcached:1.6',
        nodes: ['worker-1', 'worker-2', 'worker-3'],
        createdAt: before(23),
      }),
      deploy(random, {
        namespace: 'observability',
        name: 'promtail',
        image: 'grafana/promtail:3.2.1',
        nodes: ['worker-1', 'worker-2', 'worker-3'],
        createdAt: before(22, 41),
      }),
      deploy(random, {
        namespace: 'shop',
        name: 'cart',
        image: 'registry.lab.example/shop/cart:1.31.2',
        nodes: ['worker-2', 'worker-3'],
        createdAt: before(20),
      }),
    );
    const labNodes = ['worker-2', 'worker-3'];
    return {
      minor: 32,
      seed: SEED,
      from: joined,
      captureAt,
      nodes: [
        labNode('worker-1', captureAt, { runtime: 'containerd://2.1.9', images }),
        ...labNodes.map((name) => labNode(name, captureAt, { runtime: 'containerd://2.1.9', createdAt: joined })),
      ],
      workloads,
      pods,
      nodeEvents: labNodes.flatMap((node) => [
        {
          at: joined,
          node,
          type: 'Normal' as const,
          reason: 'Starting',
          message: 'Starting kubelet.',
          component: 'kubelet' as const,
        },
        {
          at: joined + 4000,
          node,
          type: 'Normal' as const,
          reason: 'RegisteredNode',
          message: `Node ${node} event: Registered Node ${node} in Controller`,
          component: 'node-controller' as const,
        },
        {
          at: joined + 21_000,
          node,
          type: 'Normal' as const,
          reason: 'NodeReady',
          message: `Node ${node} status is now: NodeReady`,
          component: 'kubelet' as const,
        },
      ]),
      pull({ image, at }) {
        const limited = !image.startsWith('registry.lab.example') && at < captureAt - 7 * MINUTE;
        if (!limited) return pulled(random);
        const reference = image.includes('grafana')
          ? 'docker.io/grafana/promtail:3.2.1'
          : 'docker.io/library/memcached:1.6';
        const message = runtimeError('containerd-2.1.9-blob-429', reference, {
          'https://artifacts.corp.example/': `https://${REGISTRY_URL}/`,
          toomanyrequests:
            'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
        });
        return failed(random, message);
      },
    };
  },
  files: [
    kubectl('events.json', 'get events -A -o json'),
    kubectl('pods.json', 'get pods -A -o json'),
    kubectl('nodes.txt', 'describe nodes'),
    journal('worker-2.log', 'worker-2', 'short-iso'),
    journal('worker-3.log', 'worker-3', 'short'),
  ],
  incidents: [
    {
      causes: ['rate-limited'],
      registry: 'docker.io',
      statuses: ['recovered'],
      widest: { failureSeconds: 3, recoverySeconds: 3 },
      holds: () => true,
      goneBefore: 7 * MINUTE,
    },
  ],
  decoys: (world) => [
    ...podsOf('cart')(world),
    ...world.scenario.pods
      .filter(({ node }) => node === 'worker-1')
      .map(({ namespace, name }) => `${namespace}/${name}`),
  ],
};
