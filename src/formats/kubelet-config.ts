import { CORE_SCHEMA, load } from 'js-yaml';
import type { NodeSetting } from '../model/node-setting.ts';
import type { FormatSample, ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf } from './objects/fields.ts';
import { standingFact } from './objects/standing.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: '/var/lib/kubelet/config.yaml, kubeadm 1.31',
    text: `apiVersion: kubelet.config.k8s.io/v1beta1
imageGCHighThresholdPercent: 80
imageGCLowThresholdPercent: 75
kind: KubeletConfiguration
maxParallelImagePulls: 3
registryBurst: 20
registryPullQPS: 10
serializeImagePulls: false
`,
    observations: [
      {
        kind: 'node-config',
        subject: { node: null },
        setting: {
          name: 'pull-limits',
          registryPullQps: 10,
          registryBurst: 20,
          serializeImagePulls: false,
          maxParallelImagePulls: 3,
        },
        evidence: {
          line: 1,
          item: null,
          excerpt:
            'kubelet configuration · registryPullQPS: 10 · registryBurst: 20 · serializeImagePulls: false · maxParallelImagePulls: 3',
        },
      },
      { kind: 'node-config', setting: { name: 'image-gc', highPercent: 80, lowPercent: 75 } },
    ],
  },
  {
    title: 'kubectl get --raw /api/v1/nodes/NODE/proxy/configz, 1.28',
    text: '{"kubeletconfig":{"enableServer":true,"serializeImagePulls":true,"registryPullQPS":5,"registryBurst":10,"imageGCHighThresholdPercent":85,"imageGCLowThresholdPercent":80}}\n',
    observations: [
      { kind: 'node-config', setting: { name: 'pull-limits', registryPullQps: 5, serializeImagePulls: true } },
      { kind: 'node-config', setting: { name: 'image-gc', highPercent: 85, lowPercent: 80 } },
    ],
  },
  {
    title: "kubeadm's ConfigMap of the kubelets' configuration, 1.31, and one of OpenShift for a pool of nodes",
    text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: kubelet-config
  namespace: kube-system
data:
  kubelet: |
    apiVersion: kubelet.config.k8s.io/v1beta1
    kind: KubeletConfiguration
    registryPullQPS: 0
    serializeImagePulls: false
---
apiVersion: machineconfiguration.openshift.io/v1
kind: KubeletConfig
metadata:
  name: more-pulls
spec:
  machineConfigPoolSelector:
    matchLabels: {pools.example/worker: ""}
  kubeletConfig:
    registryPullQPS: 20
    registryBurst: 40
`,
    observations: [
      { setting: { name: 'pull-limits', registryPullQps: 0, serializeImagePulls: false }, evidence: { line: 1 } },
      { setting: { name: 'pull-limits', registryPullQps: 20, registryBurst: 40 }, evidence: { line: 13 } },
    ],
  },
  {
    title: 'the file of --image-credential-provider-config, 1.29',
    text: `apiVersion: kubelet.config.k8s.io/v1
kind: CredentialProviderConfig
providers:
- name: ecr-credential-provider
  matchImages:
  - "*.dkr.ecr.*.amazonaws.com"
  defaultCacheDuration: 12h
  apiVersion: credentialprovider.kubelet.k8s.io/v1
`,
    observations: [
      {
        kind: 'node-config',
        setting: {
          name: 'credential-provider',
          provider: 'ecr-credential-provider',
          matchImages: ['*.dkr.ecr.*.amazonaws.com'],
        },
        evidence: { excerpt: 'credential plug-in ecr-credential-provider · matchImages: *.dkr.ecr.*.amazonaws.com' },
      },
    ],
  },
];

/** The kubelet's configuration, of a file or as the kubelet itself answers. */
export const kubeletConfig: ObjectFormat = {
  id: 'kubelet-config',
  kind: 'object',
  title: "A kubelet's configuration (YAML or JSON), and that of its credential plug-ins",
  description:
    "The kubelet's own limits on pulls, the disk levels at which it deletes unused images, and the credential plug-ins that it asks. Also in kubeadm's ConfigMap and in OpenShift's KubeletConfig. Which node a file is of, only its path tells. Flags of the kubelet's command line outrank a file; configz has what is in force.",
  commands: [
    'kubectl get --raw /api/v1/nodes/NODE/proxy/configz > NODE/configz.json',
    'cat /var/lib/kubelet/config.yaml   # on the node',
  ],
  sources: [
    'kubernetes/kubelet config/v1beta1/types.go KubeletConfiguration and config/v1 CredentialProviderConfig, v0.34',
  ],
  samples: SAMPLES,
  needles: ['KubeletConfiguration', 'kubeletconfig', 'kubeletConfig', 'CredentialProviderConfig'],
  accepts(object) {
    const kind = textOf(object['kind']);
    return kind === 'CredentialProviderConfig' || findConfig(object, kind) !== null;
  },
  read(object, place, context) {
    const kind = textOf(object['kind']);
    if (kind === 'CredentialProviderConfig') readProviders(object, place, context);
    else readLimits(findConfig(object, kind) ?? {}, place, context);
  },
};

/** The kubelet's configuration in an object; null where there is none. */
function findConfig(object: Fields, kind: string | null): Fields | null {
  if (kind === 'KubeletConfiguration') return object;
  // The kubelet's own answer at /configz.
  if (kind === null && isFields(object['kubeletconfig'])) return object['kubeletconfig'];
  // OpenShift, for a pool of nodes.
  if (kind === 'KubeletConfig') return fieldsOf(fieldsOf(object['spec'])['kubeletConfig']);
  const name = textOf(fieldsOf(object['metadata'])['name']) ?? '';
  const text = /^kubelet-config(?:-1\.[0-9]+)?$/.test(name) ? textOf(fieldsOf(object['data'])['kubelet']) : null;
  return text === null ? null : parseConfig(text);
}

/** kubeadm's ConfigMap holds the configuration as text. */
function parseConfig(text: string): Fields | null {
  try {
    const config = load(text, { schema: CORE_SCHEMA, json: true, maxAliases: 0 });
    return isFields(config) && config['kind'] === 'KubeletConfiguration' ? config : null;
  } catch {
    return null;
  }
}

function readLimits(config: Fields, place: ObjectPlace, context: ReadContext): void {
  const shown = (...keys: readonly string[]) =>
    keys.map((key) => (key in config ? `${key}: ${String(config[key])}` : null));
  const observe = (setting: NodeSetting, parts: readonly (string | null)[]) => {
    if (parts.every((part) => part === null)) return;
    const fact = standingFact(context, place, {}, ['kubelet configuration', ...parts]);
    context.observe({ ...fact, kind: 'node-config', setting });
  };
  const serialized = config['serializeImagePulls'];
  observe(
    {
      name: 'pull-limits',
      registryPullQps: numberOf(config['registryPullQPS']),
      registryBurst: numberOf(config['registryBurst']),
      serializeImagePulls: typeof serialized === 'boolean' ? serialized : null,
      maxParallelImagePulls: numberOf(config['maxParallelImagePulls']),
    },
    shown('registryPullQPS', 'registryBurst', 'serializeImagePulls', 'maxParallelImagePulls'),
  );
  observe(
    {
      name: 'image-gc',
      highPercent: numberOf(config['imageGCHighThresholdPercent']),
      lowPercent: numberOf(config['imageGCLowThresholdPercent']),
    },
    shown('imageGCHighThresholdPercent', 'imageGCLowThresholdPercent'),
  );
}

function readProviders(config: Fields, place: ObjectPlace, context: ReadContext): void {
  for (const entry of listOf(config['providers'])) {
    const provider = textOf(entry['name']);
    if (provider === null) continue;
    const patterns = Array.isArray(entry['matchImages']) ? entry['matchImages'] : [];
    const matchImages = patterns.flatMap((pattern) => textOf(pattern) ?? []);
    const parts = [`credential plug-in ${provider}`, `matchImages: ${matchImages.join(', ') || 'none'}`];
    const setting: NodeSetting = { name: 'credential-provider', provider, matchImages };
    context.observe({ ...standingFact(context, place, {}, parts), kind: 'node-config', setting });
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
