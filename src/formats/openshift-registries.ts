import type { NodeSetting } from '../model/node-setting.ts';
import type { FormatSample, ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { fieldsOf, listOf, textOf } from './objects/fields.ts';
import { createSettingObserver } from './registries/observe-registries.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'mirrors for pulls by digest and by tag, of OpenShift 4.14, and the older kind',
    text: `apiVersion: config.openshift.io/v1
kind: ImageDigestMirrorSet
metadata:
  name: release
spec:
  imageDigestMirrors:
  - mirrors:
    - mirror.example:5000/ocp4/release
    source: quay.example/openshift/release
---
apiVersion: config.openshift.io/v1
kind: ImageTagMirrorSet
metadata:
  name: tools
spec:
  imageTagMirrors:
  - mirrors: [mirror.example:5000/tools]
    mirrorSourcePolicy: NeverContactSource
    source: registry.example/tools
---
apiVersion: operator.openshift.io/v1alpha1
kind: ImageContentSourcePolicy
metadata:
  name: old
spec:
  repositoryDigestMirrors:
  - mirrors: [mirror.example:5000/old]
    source: registry.example/old
`,
    observations: [
      {
        kind: 'node-config',
        setting: {
          name: 'mirror',
          registry: 'quay.example/openshift/release',
          mirrors: ['mirror.example:5000/ocp4/release'],
          pullsBy: 'digest',
        },
        evidence: {
          line: 1,
          excerpt:
            'ImageDigestMirrorSet release · quay.example/openshift/release · mirrors: mirror.example:5000/ocp4/release',
        },
      },
      {
        setting: { name: 'mirror', registry: 'registry.example/tools', pullsBy: 'tag' },
        evidence: {
          line: 11,
          excerpt:
            'ImageTagMirrorSet tools · registry.example/tools · mirrors: mirror.example:5000/tools · NeverContactSource',
        },
      },
      { setting: { name: 'mirror', registry: 'registry.example/old', pullsBy: 'digest' } },
    ],
  },
  {
    title: "OpenShift's image configuration: registries that are blocked or not checked",
    text: `apiVersion: config.openshift.io/v1
kind: Image
metadata:
  name: cluster
spec:
  registrySources:
    blockedRegistries: [docker.io]
    insecureRegistries: [plain.example:5000]
`,
    observations: [
      {
        setting: { name: 'registry-blocked', registry: 'docker.io' },
        evidence: { excerpt: 'Image cluster · docker.io · blockedRegistries' },
      },
      { setting: { name: 'registry-tls', registry: 'plain.example:5000', isChecked: false } },
    ],
  },
];

/** Where each kind keeps its mirrors, and which pulls ask them. */
const KINDS: Readonly<Record<string, { readonly list: string; readonly pullsBy: 'digest' | 'tag' }>> = {
  ImageDigestMirrorSet: { list: 'imageDigestMirrors', pullsBy: 'digest' },
  ImageTagMirrorSet: { list: 'imageTagMirrors', pullsBy: 'tag' },
  ImageContentSourcePolicy: { list: 'repositoryDigestMirrors', pullsBy: 'digest' },
};

/** What an OpenShift cluster sets for the registries of all its nodes. */
export const openshiftRegistries: ObjectFormat = {
  id: 'openshift-registries',
  kind: 'object',
  title: "OpenShift's mirror sets and image configuration (JSON or YAML)",
  description:
    "ImageDigestMirrorSet, ImageTagMirrorSet, ImageContentSourcePolicy and the cluster's Image configuration, from which the machine-config operator writes registries.conf on every node. A must-gather has them. Whether a node has taken the newest over, only its registries.conf tells.",
  commands: [
    'oc get imagedigestmirrorset,imagetagmirrorset,imagecontentsourcepolicy,image.config -o yaml > registries.yaml',
  ],
  sources: [
    'openshift/api config/v1 types_image_digest_mirror_set.go, types_image_tag_mirror_set.go and types_image.go, 4.13–4.20',
    'openshift/api operator/v1alpha1 types_image_content_source_policy.go, 4.1–4.20',
  ],
  samples: SAMPLES,
  needles: ['ImageDigestMirrorSet', 'ImageTagMirrorSet', 'ImageContentSourcePolicy', 'config.openshift.io/v1'],
  accepts(object) {
    const kind = textOf(object['kind']) ?? '';
    const version = textOf(object['apiVersion']) ?? '';
    return Object.hasOwn(KINDS, kind) || (kind === 'Image' && version.startsWith('config.openshift.io/'));
  },
  read(object, place, context) {
    const kind = textOf(object['kind']) ?? '';
    const what = [kind, textOf(fieldsOf(object['metadata'])['name'])].filter((part) => part !== null).join(' ');
    const spec = fieldsOf(object['spec']);
    const of = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (of === undefined) {
      readSources(fieldsOf(spec['registrySources']), what, place, context);
      return;
    }
    const observe = createSettingObserver(context, what);
    for (const entry of listOf(spec[of.list])) {
      const source = textOf(entry['source']);
      const mirrors = textsOf(entry['mirrors']);
      if (source === null || mirrors.length === 0) continue;
      const setting: NodeSetting = { name: 'mirror', registry: source, mirrors, pullsBy: of.pullsBy };
      observe(setting, place, [source, `mirrors: ${mirrors.join(', ')}`, textOf(entry['mirrorSourcePolicy'])]);
    }
  },
};

function readSources(
  { blockedRegistries, insecureRegistries }: Readonly<Record<string, unknown>>,
  what: string,
  place: ObjectPlace,
  context: ReadContext,
): void {
  const observe = createSettingObserver(context, what);
  for (const registry of textsOf(blockedRegistries))
    observe({ name: 'registry-blocked', registry }, place, [registry, 'blockedRegistries']);
  for (const registry of textsOf(insecureRegistries))
    observe({ name: 'registry-tls', registry, isPlain: false, isChecked: false, caFile: null }, place, [
      registry,
      'insecureRegistries',
    ]);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((text) => textOf(text) ?? []) : [];
}
