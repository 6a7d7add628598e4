import { deploy, joinWorkloads, klog, kubectl, type LabCase, labNode, MINUTE, podsOf, pulled } from '../lab-case.ts';
import { seedRandom } from '../random.ts';

const SEED = 16;

export const anImageWithPolicyNeverIsNotThere: LabCase = {
  name: 'an-image-with-policy-never-is-not-there',
  shows: `Pull policy Never: the image was loaded by hand on one node of two. Nothing is pulled, so there are no attempts and no back-off,
only a check that fails at every sync (ErrImageNeverPull).`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'edge',
        name: 'sensor',
        image: 'sensor:build-881',
        nodes: ['worker-1', 'worker-2'],
        createdAt: before(7),
        pullPolicy: 'Never',
      }),
      deploy(random, {
        namespace: 'edge',
        name: 'broker',
        image: 'docker.io/library/eclipse-mosquitto:2.0',
        nodes: ['worker-2'],
        createdAt: before(6),
      }),
    );
    return {
      minor: 30,
      seed: SEED,
      from: before(8),
      captureAt,
      nodes: [labNode('worker-1', captureAt, { images: ['sensor:build-881'] }), labNode('worker-2', captureAt)],
      workloads,
      pods,
      pull: () => pulled(random),
    };
  },
  files: [
    kubectl('events.json', 'get events -n edge -o json'),
    kubectl('pods.json', 'get pods -n edge -o json'),
    klog('worker-2-kubelet.log', 'worker-2'),
  ],
  incidents: [{ causes: ['never-pull'], registry: null, statuses: ['ongoing'], holds: () => true }],
  decoys: (world) => [
    ...podsOf('broker')(world),
    ...world.scenario.pods
      .filter(({ node, labels }) => node === 'worker-1' && labels['app'] === 'sensor')
      .map(({ namespace, name }) => `${namespace}/${name}`),
  ],
};
