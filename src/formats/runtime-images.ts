import type { FormatSample, ObjectFormat } from './format.ts';
import { isFields, listOf, textOf } from './objects/fields.ts';
import { standingFact } from './objects/standing.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'crictl images -o json, crictl 1.28',
    text: `{
  "images": [
    {
      "id": "sha256:9bea9f2796e236cb18c2b3ad561ff29f655d1001f9ec7247a0bc5e08d25652a1",
      "repoTags": ["docker.io/library/nginx:1.25"],
      "repoDigests": [
        "docker.io/library/nginx@sha256:67f9a4f10d147a6e04629340e6493c9703300ca23a2f7f3aa56fe615d75d31ca"
      ],
      "size": "70520324",
      "uid": null,
      "username": "",
      "spec": null,
      "pinned": false
    },
    { "id": "sha256:e6f1816883972d4be47bd48879a08919b96afcd344132622e4d444987919323c", "repoTags": [], "repoDigests": [] }
  ]
}
`,
    observations: [
      {
        kind: 'node-images',
        images: [
          'docker.io/library/nginx:1.25',
          'docker.io/library/nginx@sha256:67f9a4f10d147a6e04629340e6493c9703300ca23a2f7f3aa56fe615d75d31ca',
        ],
        isComplete: true,
        evidence: { line: 1, item: null, excerpt: 'crictl images: 2 images' },
      },
    ],
  },
];

/** The images of a node, as its runtime lists them over the CRI. */
export const runtimeImages: ObjectFormat = {
  id: 'runtime-images',
  kind: 'object',
  title: 'crictl images -o json',
  description:
    "All images that the node's runtime has, with tags and digests, at the instant of the command. Which node it is of, only the file's path tells. What was deleted before, it does not show.",
  commands: ['crictl images -o json > NODE/crictl-images.json   # on the node'],
  sources: [
    'kubernetes-sigs/cri-tools cmd/crictl/image.go, v1.20–v1.34',
    'kubernetes/cri-api runtime/v1 api.proto Image',
  ],
  samples: SAMPLES,
  needles: ['repoTags'],
  accepts(object) {
    const [first] = listOf(object['images']);
    return textOf(object['kind']) === null && isFields(first) && Array.isArray(first['repoTags']);
  },
  read(object, place, context) {
    const all = listOf(object['images']);
    const images = all.flatMap((image) =>
      [image['repoTags'], image['repoDigests']].flatMap((names) => (Array.isArray(names) ? names.filter(isName) : [])),
    );
    const fact = standingFact(context, place, {}, [`crictl images: ${all.length} images`]);
    context.observe({ ...fact, kind: 'node-images', images, isComplete: true });
  },
};

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.startsWith('<none>');
}
