import {
  deploy,
  failed,
  joinWorkloads,
  klog,
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

const SEED = 12;
const TYPO = 'registry.lab.example/shop/cart:v1.4.O';

export const aTagTypoSeenByFourSources: LabCase = {
  name: 'a-tag-typo-seen-by-four-sources',
  shows: `The tag has a letter O where a zero belongs. Each failed pull is in the events, in \`kubectl describe\`, in the kubelet's log and in
the metrics, and counts once. The events of most attempts were dropped by the recorder's spam filter.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'shop',
        name: 'cart',
        image: TYPO,
        container: 'cart',
        nodes: ['worker-1', 'worker-1'],
        createdAt: before(14),
      }),
      deploy(random, {
        namespace: 'shop',
        name: 'catalogue',
        image: 'registry.lab.example/shop/catalogue:v1.4.0',
        nodes: ['worker-1'],
        createdAt: before(12),
      }),
    );
    return {
      minor: 30,
      seed: SEED,
      from: before(16),
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
    kubectl('events.json', 'get events -n shop -o json'),
    kubectl('describe.txt', 'describe pods -n shop'),
    klog('kubelet.log', 'worker-1'),
    metrics('err-image-pull.json', 'kube_pod_container_status_waiting_reason{reason="ErrImagePull"}'),
    metrics('image-pull-back-off.json', 'kube_pod_container_status_waiting_reason{reason="ImagePullBackOff"}'),
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
  decoys: podsOf('catalogue'),
};
