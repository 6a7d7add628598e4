import {
  deploy,
  joinWorkloads,
  journal,
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

const SEED = 19;
const PAUSE = 'registry.k8s.io/pause:3.9';

export const aPauseImageCannotBePulledBesideABrokenNetworkPlugin: LabCase = {
  name: 'a-pause-image-cannot-be-pulled-beside-a-broken-network-plugin',
  shows: `Two pods hang in ContainerCreating with the same event reason, FailedCreatePodSandBox. On worker-1 the runtime cannot pull the pause image
(the certificate is not trusted), which is a pull failure without image back-off; on worker-2 the network plug-in fails, which is none. What the runtime puts around the two errors is
made up after its source.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const pauseError = `failed to get sandbox image "${PAUSE}": failed to pull image "${PAUSE}": ${runtimeError('containerd-1.7.24-tls-intercept-k8s', PAUSE)}`;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'web',
        name: 'front',
        image: 'nginx:1.27.3',
        nodes: ['worker-1'],
        createdAt: before(6),
        pod: { sandboxFault: { kind: 'pause-image', image: PAUSE, error: () => pauseError } },
      }),
      deploy(random, {
        namespace: 'web',
        name: 'api',
        image: 'registry.lab.example/web/api:2.2',
        nodes: ['worker-2'],
        createdAt: before(7),
        pod: {
          sandboxFault: {
            kind: 'network',
            error: (_at, id) =>
              `failed to setup network for sandbox "${id}": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized`,
          },
        },
      }),
    );
    return {
      minor: 30,
      seed: SEED,
      from: before(8),
      captureAt,
      nodes: [labNode('worker-1', captureAt), labNode('worker-2', captureAt)],
      workloads,
      pods,
      pull: () => pulled(random),
    };
  },
  files: [
    kubectl('events.json', 'get events -n web -o json'),
    kubectl('describe.txt', 'describe pods -n web'),
    journal('worker-1.log', 'worker-1', 'short-iso'),
    journal('worker-2.log', 'worker-2', 'short-iso'),
  ],
  incidents: [{ causes: ['tls-untrusted-ca'], registry: 'registry.k8s.io', statuses: ['ongoing'], holds: () => true }],
  decoys: podsOf('api'),
  otherProblems: problemsOf('sandbox', 'api'),
};
