import type { FormatSample, ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { type Fields, fieldsOf, isFields, textOf } from './objects/fields.ts';
import { nameHost } from './registries/name-host.ts';
import {
  createSettingObserver,
  entryOf,
  observeRegistries,
  type RegistryEntries,
} from './registries/observe-registries.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'registries.yaml of k3s 1.31: mirrors with rewritten names, for all registries too, TLS and logins',
    text: `# /etc/rancher/k3s/registries.yaml
mirrors:
  docker.io:
    endpoint:
      - "https://mirror.example:5000"
      - "http://10.0.0.40"
    rewrite:
      "^rancher/(.*)": "mirrorproject/rancher-images/$1"
  "*":
    endpoint: ["https://mirror.example:5000"]
  registry.example:5000:
configs:
  "mirror.example:5000":
    auth:
      username: robot
      password: hunter2
    tls:
      cert_file: # none
      ca_file: /etc/certs/mirror.pem
  10.0.0.40:
    tls:
      insecure_skip_verify: true
  docker.io:
`,
    observations: [
      {
        kind: 'node-config',
        setting: {
          name: 'mirror',
          registry: 'docker.io',
          mirrors: ['mirror.example:5000', '10.0.0.40'],
          isRewritten: true,
        },
        evidence: {
          line: 2,
          item: null,
          excerpt:
            'registries.yaml · docker.io · mirrors: mirror.example:5000, 10.0.0.40 · rewrite: ^rancher/(.*) → mirrorproject/rancher-images/$1',
        },
      },
      { setting: { name: 'registry-tls', registry: '10.0.0.40', isPlain: true } },
      { setting: { name: 'mirror', registry: '*', mirrors: ['mirror.example:5000'] } },
      {
        setting: {
          name: 'registry-tls',
          registry: 'mirror.example:5000',
          isChecked: true,
          caFile: '/etc/certs/mirror.pem',
        },
      },
      {
        setting: { name: 'registry-login', registry: 'mirror.example:5000' },
        evidence: { excerpt: 'registries.yaml · mirror.example:5000 · auth: (not shown)' },
      },
      { setting: { name: 'registry-tls', registry: '10.0.0.40', isPlain: false, isChecked: false } },
    ],
  },
  {
    title: 'registries.yaml of RKE2 with settings of hosts alone',
    text: `configs:
  registry.example:
    auth:
      token: aHVudGVyMg==
`,
    observations: [{ setting: { name: 'registry-login', registry: 'registry.example' } }],
  },
];

/** k3s's and RKE2's own file of registries, from which they write containerd's configuration. */
export const k3sRegistries: ObjectFormat = {
  id: 'k3s-registries',
  kind: 'object',
  title: "registries.yaml: k3s's and RKE2's mirrors, TLS and logins",
  description:
    'The mirrors that containerd asks before a registry, with the repository names that are rewritten for them, and for hosts how they are asked and whether there is a login (never the login). k3s and RKE2 read the file when they start; which node it is of, only the path tells.',
  commands: [
    "sed -E 's/((username|password|token|auth):).+/\\1/' /etc/rancher/*/registries.yaml > NODE/registries.yaml   # on the node",
  ],
  sources: ['k3s-io/docs docs/installation/private-registry.md', 'rancher/wharfie pkg/registries/registries.go'],
  samples: SAMPLES,
  needles: ['mirrors:', 'configs:'],
  accepts(object, { syntax }) {
    const keys = Object.keys(object);
    if (syntax !== 'yaml' || keys.length === 0 || !keys.every((key) => PARTS.has(key))) return false;
    const mirrors = Object.values(fieldsOf(object['mirrors']));
    const configs = Object.values(fieldsOf(object['configs']));
    return mirrors.some(isMirror) || configs.some(isConfig);
  },
  read(object, place, context) {
    const mirrors: RegistryEntries = new Map();
    for (const [name, value] of Object.entries(fieldsOf(object['mirrors']))) addMirror(mirrors, name, value, place);
    const hosts: RegistryEntries = new Map();
    for (const [name, value] of Object.entries(fieldsOf(object['configs']))) addHost(hosts, name, value, place);
    observe(mirrors, hosts, context);
  },
};

const PARTS: ReadonlySet<string> = new Set(['mirrors', 'configs', 'auths']);
const LOGIN_KEYS: readonly string[] = ['username', 'password', 'auth', 'token', 'identity_token'];

function isMirror(value: unknown): boolean {
  return isFields(value) && (Array.isArray(value['endpoint']) || isFields(value['rewrite']));
}

function isConfig(value: unknown): boolean {
  return isFields(value) && (isFields(value['tls']) || isFields(value['auth']));
}

function addMirror(mirrors: RegistryEntries, name: string, value: unknown, place: ObjectPlace): void {
  if (!isMirror(value)) return;
  const { endpoint, rewrite } = fieldsOf(value);
  const entry = entryOf(mirrors, name, place);
  entry.endpoints = Array.isArray(endpoint) ? endpoint.flatMap((address) => textOf(address) ?? []) : [];
  entry.rewrites = Object.entries(fieldsOf(rewrite)).map(([pattern, to]) => `${pattern} → ${String(to)}`);
}

function addHost(hosts: RegistryEntries, name: string, value: unknown, place: ObjectPlace): void {
  if (!isConfig(value)) return;
  const tls = fieldsOf(fieldsOf(value)['tls']);
  const auth: Fields = fieldsOf(fieldsOf(value)['auth']);
  const entry = entryOf(hosts, nameHost(name), place);
  entry.skipsCheck = tls['insecure_skip_verify'] === true;
  entry.caFile = textOf(tls['ca_file']);
  entry.hasLogin = LOGIN_KEYS.some((key) => textOf(auth[key]) !== null);
}

function observe(mirrors: RegistryEntries, hosts: RegistryEntries, context: ReadContext): void {
  observeRegistries(mirrors, hosts, createSettingObserver(context, 'registries.yaml'));
}
