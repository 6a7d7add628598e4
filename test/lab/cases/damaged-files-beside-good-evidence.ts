import {
  deploy,
  failed,
  joinWorkloads,
  klog,
  kubectl,
  type LabCase,
  labNode,
  MINUTE,
  podsOf,
  pulled,
  written,
} from '../lab-case.ts';
import { seedRandom } from '../random.ts';
import { runtimeError } from '../runtime-error.ts';

const SEED = 24;
const MISSING = 'registry.lab.example/shop/cart:v9.9';

export const damagedFilesBesideGoodEvidence: LabCase = {
  name: 'damaged-files-beside-good-evidence',
  shows: `A list of events that breaks off in the middle (a full disk, a closed lid), an empty file, a log with bytes that are no UTF-8, and a file of an
unknown kind, beside a describe that is whole. Each is warned about; what can be read counts.`,
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, { namespace: 'shop', name: 'cart', image: MISSING, nodes: ['worker-1'], createdAt: before(8) }),
      deploy(random, {
        namespace: 'shop',
        name: 'catalogue',
        image: 'registry.lab.example/shop/catalogue:v1.4.0',
        nodes: ['worker-1'],
        createdAt: before(7),
      }),
    );
    return {
      minor: 30,
      seed: SEED,
      from: before(9),
      captureAt,
      nodes: [labNode('worker-1', captureAt)],
      workloads,
      pods,
      pull: ({ image }) =>
        image === MISSING
          ? failed(random, runtimeError('containerd-1.6.20-name-latest-default', image), 'NotFound')
          : pulled(random),
    };
  },
  files: [
    kubectl('describe.txt', 'describe pods -n shop'),
    {
      ...kubectl('events.json', 'get events -n shop -o json'),
      source: '`kubectl get events -n shop -o json`, cut after three fifths',
      change: (text) => text.slice(0, Math.floor(text.length * 0.6)),
    },
    {
      ...klog('kubelet.log', 'worker-1'),
      source: 'the model, in the words of the kubelet; each tenth line got the bytes FF FE',
      change: damageLines,
    },
    written('empty.json', '', 'an empty file'),
    written(
      'core.bin',
      Buffer.from([
        0x7f,
        0x45,
        0x4c,
        0x46,
        0x02,
        0x01,
        0x01,
        ...Array.from({ length: 505 }, (_, index) => (index * 151 + 7) % 256),
      ]),
      '512 bytes that begin like an ELF core file',
    ),
  ],
  incidents: [
    {
      causes: ['tag-not-found', 'repository-not-found', 'repository-missing-or-denied'],
      registry: 'registry.lab.example',
      statuses: ['ongoing'],
      holds: () => true,
    },
  ],
  decoys: podsOf('catalogue'),
  warnedInputs: ['events.json', 'empty.json', 'core.bin', 'kubelet.log'],
};

/** Bytes that are no UTF-8 at the end of each tenth line. */
function damageLines(text: string): Buffer {
  const lines = text
    .split('\n')
    .map((line, index) =>
      index % 10 === 9 ? Buffer.concat([Buffer.from(line), Buffer.from([0xff, 0xfe])]) : Buffer.from(line),
    );
  return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [Buffer.from('\n'), line])));
}
