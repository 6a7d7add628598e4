import {
  deploy,
  failed,
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
import { runtimeError } from '../runtime-error.ts';

const SEED = 20_261;
const REGISTRY = 'registry.shop.example';
// The registry's port is closed from 57 to 36 minutes before the capture.
const CLOSED_BEFORE = 57 * MINUTE;
const OPEN_BEFORE = 36 * MINUTE;
const NODES = ['worker-1', 'worker-2', 'worker-3', 'worker-4'] as const;

/** The main example of the README. */
export const registryOutageRecovers: LabCase = {
  name: 'registry-outage-recovers',
  shows: `Nothing listens on the port of one registry for 21 minutes, while five workloads on four nodes roll out. Ten pods
wait; they recover one by one afterwards, held back by their own back-off for up to five minutes more. Pulls from
other registries work all the while. Each node's log has another form and zone, the clock of worker-3 is ahead, and the
metrics have a hole.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const [one, two, three, four] = NODES;
    const before = (minutes: number, seconds = 0) => captureAt - minutes * MINUTE + seconds * 1000;
    const noisePerMinute = 2.5;
    const failing = joinWorkloads(
      deploy(random, {
        namespace: 'payments',
        name: 'checkout',
        image: `${REGISTRY}/payments/checkout:4.12.0`,
        nodes: [one, two, three],
        createdAt: before(56, 12),
      }),
      deploy(random, {
        namespace: 'payments',
        name: 'ledger',
        image: `${REGISTRY}/payments/ledger:2.3.1`,
        nodes: [four, one],
        createdAt: before(55, 3),
      }),
      deploy(random, {
        namespace: 'shop',
        name: 'cart',
        image: `${REGISTRY}/shop/cart:1.31.2`,
        nodes: [two, three],
        createdAt: before(53, 40),
        pod: { pullSecrets: ['shop-registry'] },
      }),
      deploy(random, {
        namespace: 'search',
        name: 'indexer',
        image: `${REGISTRY}/search/indexer:0.9.4`,
        nodes: [four, two],
        createdAt: before(49, 21),
      }),
      deploy(random, {
        namespace: 'media',
        name: 'thumbnailer',
        image: `${REGISTRY}/media/thumbnailer:7.0`,
        nodes: [three],
        createdAt: before(44, 2),
      }),
    );
    const fine = joinWorkloads(
      deploy(random, {
        namespace: 'web',
        name: 'front',
        image: 'docker.io/library/nginx:1.27.3',
        nodes: [one, four],
        createdAt: before(51, 30),
      }),
      deploy(random, {
        namespace: 'observability',
        name: 'otel-collector',
        image: 'ghcr.io/open-telemetry/opentelemetry-collector:0.115.0',
        nodes: [two],
        createdAt: before(46, 10),
      }),
      deploy(random, {
        namespace: 'shop',
        name: 'catalogue',
        image: `${REGISTRY}/shop/catalogue:3.2.0`,
        nodes: [one],
        createdAt: before(66, 5),
      }),
    );
    const other = joinWorkloads(
      deploy(random, {
        namespace: 'batch',
        name: 'mailer',
        image: 'docker.io/library/busybox:1.36',
        nodes: [one],
        createdAt: before(54),
        exits: { exitsAfterMs: 4000, exitCode: 1 },
      }),
      deploy(random, {
        namespace: 'ml',
        name: 'trainer',
        image: `${REGISTRY}/ml/trainer:1.8`,
        nodes: [null],
        createdAt: before(58),
        pod: {
          unschedulable:
            '0/4 nodes are available: 4 Insufficient nvidia.com/gpu. preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.',
        },
      }),
      deploy(random, {
        namespace: 'tools',
        name: 'reporter',
        image: 'ghcr.io/acme-tools/reporter:5.1',
        nodes: [four],
        createdAt: before(40),
        pod: { pullSecrets: ['old-registry'], missingSecrets: ['old-registry'] },
      }),
    );
    const { workloads, pods } = joinWorkloads(failing, fine, other);
    return {
      minor: 32,
      seed: SEED,
      from: before(70),
      captureAt,
      nodes: [
        labNode(one, captureAt, { runtime: 'containerd://2.1.9', zoneOffsetMinutes: 120, noisePerMinute }),
        labNode(two, captureAt, { runtime: 'containerd://2.1.9', noisePerMinute }),
        labNode(three, captureAt, { runtime: 'containerd://2.1.9', clockSkewMs: 47_300, noisePerMinute }),
        labNode(four, captureAt, { runtime: 'containerd://2.1.9', noisePerMinute }),
      ],
      workloads,
      pods,
      pull({ image, at }) {
        const closed = at >= captureAt - CLOSED_BEFORE && at < captureAt - OPEN_BEFORE;
        if (!image.startsWith(REGISTRY) || !closed) return pulled(random);
        const address = { '10.0.12.40:5999': '10.40.7.17:443' };
        return failed(
          random,
          runtimeError('containerd-2.1.9-net-conn-refused', image, address),
          'Unknown',
          [0.02, 0.3],
        );
      },
    };
  },
  files: [
    kubectl('events.json', 'get events -A -o json'),
    kubectl('pods.json', 'get pods -A -o json'),
    kubectl('describe-pods.txt', 'describe pods -A'),
    journal('nodes/worker-1.log', 'worker-1', 'short-iso'),
    journal('nodes/worker-2.log', 'worker-2', 'short'),
    klog('nodes/worker-3.log', 'worker-3'),
    journal('nodes/worker-4.log', 'worker-4', 'short-precise'),
    metrics(
      'metrics/waiting-reason.json',
      'kube_pod_container_status_waiting_reason{reason=~"ErrImagePull|ImagePullBackOff"}',
      [[47, 44]],
    ),
  ],
  incidents: [
    {
      causes: ['connection-refused'],
      registry: REGISTRY,
      statuses: ['recovered'],
      widest: { failureSeconds: 3, recoverySeconds: 25 },
      holds: () => true,
      goneBefore: OPEN_BEFORE,
    },
  ],
  decoys: podsOf('front', 'otel-collector', 'catalogue', 'mailer', 'trainer', 'reporter'),
  otherProblems: (world) => [
    ...problemsOf('crash-loop', 'mailer')(world),
    ...problemsOf('scheduling', 'trainer')(world),
    ...problemsOf('config', 'reporter')(world),
  ],
};
