import type { FormatSample, LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { standingFact } from './objects/standing.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'crictl images, crictl 1.28',
    text: `IMAGE                                TAG                 IMAGE ID            SIZE
docker.io/library/nginx              1.25                9bea9f2796e23       70.5MB
registry.k8s.io/pause                3.9                 e6f1816883972       322kB
registry.example:5000/shop/web       <none>              aaaaaaaaaaaaa       12.1MB`,
    observations: [
      {
        kind: 'node-images',
        images: ['docker.io/library/nginx:1.25', 'registry.k8s.io/pause:3.9'],
        isComplete: true,
        evidence: { line: 1, excerpt: 'crictl images: 3 images' },
      },
    ],
  },
];

const HEADER = /^\s*IMAGE\s+TAG\s+(?:DIGEST\s+)?IMAGE ID\s+SIZE\b/;
const ROW = /^\s*([^\s<]\S{0,400})\s+(\S{1,200})\s+(?:\S{1,200}\s+)?([0-9a-f]{12,64})\s+[0-9.]+\s?[kMGT]?i?B\s*$/;

/** The table of `crictl images`. */
export const crictlImages: TextFormat = {
  kind: 'text',
  id: 'crictl-images',
  title: 'crictl images',
  description:
    "The table of all images that the node's runtime has, at the instant of the command. Which node it is of, only the file's path tells. An image without a tag is named by its digest, which the plain table does not print.",
  commands: ['crictl images > NODE/crictl-images.txt   # on the node'],
  sources: ['kubernetes-sigs/cri-tools cmd/crictl/image.go, v1.20–v1.34'],
  samples: SAMPLES,
  needles: ['\nIMAGE '],
  reader: readTable,
};

function readTable(context: ReadContext): TextReader {
  let header: number | null = null;
  let images: string[] = [];
  let rows = 0;

  const flush = () => {
    if (header === null) return;
    context.record();
    const place = { line: header, item: null };
    const fact = standingFact(context, place, {}, [`crictl images: ${rows} ${rows === 1 ? 'image' : 'images'}`]);
    context.observe({ ...fact, kind: 'node-images', images, isComplete: true });
    [header, images, rows] = [null, [], 0];
  };

  const line = ({ number, text }: TextLine): LineVerdict => {
    if (HEADER.test(text)) {
      flush();
      header = number;
      return 'more';
    }
    if (header === null) return 'ignored';
    const row = ROW.exec(text);
    if (!row && !/^\s*<none>\s/.test(text)) {
      flush();
      return 'ignored';
    }
    rows += 1;
    const [, name = '', tag = ''] = row ?? [];
    if (row && tag !== '<none>') images.push(`${name}:${tag}`);
    return 'more';
  };

  return { line, end: flush };
}
