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

const SEED = 25;
const DENIED = 'registry.lab.example/shop/cart:1.0';
const NAMES = ['<script>alert(1)</script>', '=1+1', 'a|b`id`', '\u202egpj.exe:latest'];
// What a registry that means harm may answer; it goes into the error text as it is.
const BODY =
  'denied: <script>alert("pull")</script> | `rm -rf /` [x](javascript:alert(1)) \u001b[31mred\u001b[0m \u202etxet =HYPERLINK("http://x.example") {{constructor}} \u0007';

export const hostileNamesAndMessages: LabCase = {
  name: 'hostile-names-and-messages',
  shows: `Everything that Kubernetes lets through, meant to break reports: markup, Markdown, template braces, spreadsheet formulas, terminal escapes, bidi marks and a bell in a
registry's answer, in image names and in annotations; file names with markup, a line break and an escape; CRLF line ends. It lies in an archive, because not
every file system takes such names. The registry's answer is made up. Nothing of it may act in any report, and each failure is still found.`,
  archive: 'evidence.tar.gz',
  scenario(captureAt) {
    const random = seedRandom(SEED);
    const before = (minutes: number) => captureAt - minutes * MINUTE;
    const { workloads, pods } = joinWorkloads(
      deploy(random, {
        namespace: 'shop',
        name: 'cart',
        image: DENIED,
        nodes: ['worker-1'],
        createdAt: before(8),
        pod: { annotations: { 'lab.example/note': "=cmd|' /C calc'!A0 <img src=x onerror=alert(2)> \u202e" } },
      }),
      ...NAMES.map((image, index) =>
        deploy(random, {
          namespace: 'odd',
          name: `odd-${index + 1}`,
          image,
          nodes: ['worker-1'],
          createdAt: before(6),
        }),
      ),
      deploy(random, { namespace: 'odd', name: 'even', image: 'redis:7.4', nodes: ['worker-1'], createdAt: before(5) }),
    );
    return {
      minor: 32,
      seed: SEED,
      from: before(9),
      captureAt,
      nodes: [labNode('worker-1', captureAt, { runtime: 'containerd://2.1.9' })],
      workloads,
      pods,
      pull: ({ image }) =>
        image === DENIED
          ? failed(
              random,
              runtimeError('containerd-2.1.9-blob-429', image, {
                '429 Too Many Requests\ntoomanyrequests': `403 Forbidden\n${BODY}`,
              }),
            )
          : pulled(random),
    };
  },
  files: [
    kubectl('=1+1 <img src=x onerror=alert(3)>.json', 'get events -A -o json'),
    kubectl('pods\n\u001b[31m|`.yaml', 'get pods -A -o yaml'),
    {
      ...kubectl('describe-\u202etxt.crlf.txt', 'describe pods -A'),
      source: '`kubectl describe pods -A`, with CRLF line ends',
      change: (text) => text.replaceAll('\n', '\r\n'),
    },
    klog('{{worker-1}}.log', 'worker-1'),
    written('-rf', '', 'an empty file named like a flag'),
  ],
  incidents: [
    {
      causes: ['access-denied', 'credentials-invalid', 'credentials-missing', 'repository-missing-or-denied'],
      registry: 'registry.lab.example',
      statuses: ['ongoing'],
      holds: ({ image }) => image === DENIED,
    },
    ...NAMES.map((name) => ({
      causes: ['invalid-image-name'],
      registry: null,
      statuses: ['ongoing'],
      holds: ({ image }: { image: string }) => image === name,
    })),
  ],
  decoys: podsOf('even'),
  warnedInputs: ['-rf'],
};
