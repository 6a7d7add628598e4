import { NO_EVENT, type PullRemark } from '../model/observation.ts';
import { subject } from '../model/subject.ts';
import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { cutMessage, type Fields, fieldsOf, isFields, textOf, writeExcerpt } from './objects/fields.ts';

/** What Troubleshoot found out about images by asking their registries. */
export const registryCheck: ObjectFormat = {
  id: 'registry-check',
  kind: 'object',
  title: 'registryImages of a Troubleshoot support bundle (JSON)',
  description:
    'For each image of the specification, whether its registry has it, asked from where the collector ran, with the pull ' +
    'secret of the specification and without checking certificates. It is no pull of a kubelet: it counts no attempt, and ' +
    'tells what a failed pull of the same image leaves open.',
  commands: ['kubectl support-bundle SPECIFICATION   # with the collector registryImages'],
  sources: ['replicatedhq/troubleshoot pkg/collect/registry.go RegistryInfo, v0.116'],
  samples: [
    {
      title: 'an image that is there, one that is not, and one that could not be asked for',
      text: `{
  "images": {
    "registry.example/shop/api:1": {
      "exists": true
    },
    "registry.example/shop/web:9": {
      "exists": false
    },
    "private.example/shop/cart:2": {
      "exists": false,
      "error": "failed to get image manifest: reading manifest 2 in private.example/shop/cart: unauthorized: authentication required"
    }
  }
}
`,
      observations: [
        { kind: 'pull-remark', remark: 'registry-has-image', subject: { image: 'registry.example/shop/api:1' } },
        { kind: 'pull-remark', remark: 'registry-lacks-image', subject: { image: 'registry.example/shop/web:9' } },
        {
          kind: 'pull-remark',
          remark: 'registry-check-failed',
          message:
            'failed to get image manifest: reading manifest 2 in private.example/shop/cart: unauthorized: authentication required',
          subject: { image: 'private.example/shop/cart:2', pod: null, node: null },
        },
      ],
    },
  ],
  needles: ['"exists"'],
  accepts(object) {
    const answers = Object.values(fieldsOf(object['images']));
    return answers.length > 0 && answers.every((answer) => isFields(answer) && typeof answer['exists'] === 'boolean');
  },
  read(object, place, context) {
    for (const [image, answer] of Object.entries(fieldsOf(object['images'])))
      observeAnswer(image, fieldsOf(answer), place, context);
  },
};

function observeAnswer(image: string, answer: Fields, place: ObjectPlace, context: ReadContext): void {
  const error = textOf(answer['error']);
  const [remark, message]: [PullRemark['remark'], string] =
    error !== null
      ? ['registry-check-failed', error]
      : answer['exists'] === true
        ? ['registry-has-image', 'the image exists']
        : ['registry-lacks-image', 'the image does not exist'];
  const now = { clock: context.clock('age', { kind: 'api-server' }), valueMs: 0, widthMs: 0 };
  context.observe({
    kind: 'pull-remark',
    remark,
    host: null,
    message,
    origin: 'status',
    subject: subject({ image }),
    first: now,
    last: now,
    ...NO_EVENT,
    evidence: {
      artefact: context.artefact,
      line: place.line,
      item: place.item,
      excerpt: writeExcerpt([image, `exists: ${answer['exists'] === true}`, error === null ? null : cutMessage(error)]),
    },
  });
}
