import { isMasked } from '../model/masked-text.ts';
import type { FormatSample, ObjectFormat } from './format.ts';
import { standingFact } from './objects/standing.ts';
import { nameRegistry } from './secrets.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'a pull secret in a Troubleshoot support bundle, of which the user name is not kept',
    path: 'support-bundle/cluster-resources/image-pull-secrets/shop/regcred.json',
    text: '{"https://registry.example:5000/v2/":"robot"}',
    observations: [
      {
        kind: 'secret',
        subject: { namespace: 'shop' },
        name: 'regcred',
        type: 'kubernetes.io/dockerconfigjson',
        registries: ['registry.example:5000'],
        isPartial: true,
        evidence: {
          line: 1,
          excerpt: 'pull secret shop/regcred · a login for: registry.example:5000',
        },
      },
    ],
  },
];

/** `image-pull-secrets/NAMESPACE/NAME.json`; `!` ends the path of an archive. */
const PLACE = /(?:^|[/!])image-pull-secrets\/([a-z0-9][a-z0-9.-]{0,252})\/([a-z0-9][a-z0-9.-]{0,252})\.json$/;

/** What Troubleshoot keeps of a pull secret. */
export const troubleshootPullSecrets: ObjectFormat = {
  id: 'troubleshoot-pull-secrets',
  kind: 'object',
  title: 'pull secrets of a Troubleshoot support bundle',
  description:
    'One file for each Secret of type kubernetes.io/dockerconfigjson, named by its path: a registry that it has a login for. Of a Secret with several registries the collector keeps one, so that another is not there proves nothing. The user name in it is not read.',
  commands: ['kubectl support-bundle SPEC.yaml   # the collector clusterResources'],
  sources: ['replicatedhq/troubleshoot pkg/collect/cluster_resources.go imagePullSecrets, August 2026'],
  samples: SAMPLES,
  needles: [],
  isKeptAt: (path) => PLACE.test(path),
  accepts: (object, { syntax, item }) =>
    syntax === 'json' &&
    item === null &&
    Object.keys(object).length > 0 &&
    Object.values(object).every((value) => typeof value === 'string') &&
    !('kind' in object),
  read(object, place, context) {
    const [, namespace = '', name = ''] = PLACE.exec(context.path) ?? [];
    const registries = Object.keys(object)
      .filter((key) => !isMasked(key))
      .map(nameRegistry);
    context.observe({
      ...standingFact(context, place, { namespace }, [
        `pull secret ${namespace}/${name}`,
        registries.length > 0 ? `a login for: ${registries.join(', ')}` : null,
      ]),
      kind: 'secret',
      name,
      type: 'kubernetes.io/dockerconfigjson',
      registries: registries.length > 0 ? registries : null,
      isPartial: true,
    });
  },
};
