import type { FormatSample, ObjectFormat } from './format.ts';
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
    title: 'crictl info of containerd 1.7, cut to what matters',
    text: `{
  "status": {
    "conditions": [
      { "type": "RuntimeReady", "status": true, "reason": "", "message": "" },
      { "type": "NetworkReady", "status": true, "reason": "", "message": "" }
    ]
  },
  "cniconfig": { "PluginDirs": ["/opt/cni/bin"] },
  "config": {
    "containerd": { "snapshotter": "overlayfs" },
    "registry": {
      "configPath": "",
      "mirrors": { "docker.io": { "endpoint": ["https://mirror.example"] } },
      "configs": {
        "mirror.example": {
          "auth": { "username": "robot", "password": "hunter2", "auth": "", "identitytoken": "" },
          "tls": { "insecure_skip_verify": false, "caFile": "/etc/certs/ca.pem", "certFile": "", "keyFile": "" }
        }
      },
      "auths": null,
      "headers": null
    },
    "sandboxImage": "registry.k8s.io/pause:3.8",
    "imagePullProgressTimeout": "5m0s"
  },
  "golang": "go1.21.8",
  "lastCNILoadStatus": "OK"
}
`,
    observations: [
      { kind: 'node-config', setting: { name: 'sandbox-image', image: 'registry.k8s.io/pause:3.8', of: 'runtime' } },
      {
        setting: { name: 'mirror', registry: 'docker.io', mirrors: ['mirror.example'] },
        evidence: { line: 1, excerpt: 'crictl info · docker.io · mirrors: mirror.example' },
      },
      { setting: { name: 'registry-tls', registry: 'mirror.example', isChecked: true, caFile: '/etc/certs/ca.pem' } },
      { setting: { name: 'registry-login', registry: 'mirror.example' } },
    ],
  },
  {
    title: 'crictl info of containerd 2.0, which has no registries in it',
    text: '{"cniconfig":{},"config":{"cni":{"binDir":"/opt/cni/bin"}},"golang":"go1.24.4","lastCNILoadStatus":"OK","runtimeHandlers":[{"name":"runc"}],"status":{"conditions":[]}}\n',
    observations: [],
  },
];

/** What containerd says of its own configuration, over the CRI. */
export const crictlInfo: ObjectFormat = {
  id: 'crictl-info',
  kind: 'object',
  title: 'crictl info (containerd)',
  description:
    "The configuration with which containerd runs: of 1.x mirrors, folders of hosts.toml files, TLS, logins (only that there are some) and the sandbox's image; 2.x keeps the settings of images out of it. CRI-O answers without a configuration. Which node it is of, only the path tells.",
  commands: ["crictl info | jq 'del(.config.registry.configs[]?.auth)' > NODE/crictl-info.json   # on the node"],
  sources: [
    'containerd pkg/cri/server/status.go and pkg/cri/config/config.go, v1.7',
    'internal/cri/server/status.go, v2.1',
  ],
  samples: SAMPLES,
  needles: ['lastCNILoadStatus', 'cniconfig'],
  accepts: ({ kind, config, status, ...rest }) =>
    textOf(kind) === null &&
    isFields(config) &&
    isFields(status) &&
    ('lastCNILoadStatus' in rest || 'cniconfig' in rest),
  read(object, place, context) {
    const config = fieldsOf(object['config']);
    const observe = createSettingObserver(context, 'crictl info');
    const image = textOf(config['sandboxImage']);
    if (image !== null) observe({ name: 'sandbox-image', image, of: 'runtime' }, place, [`sandboxImage: ${image}`]);
    const registry = fieldsOf(config['registry']);
    const folders = (textOf(registry['configPath']) ?? '').split(':').filter((path) => path !== '');
    if (folders.length > 0) {
      observe({ name: 'mirror-folders', paths: folders }, place, [`configPath: ${folders.join(', ')}`]);
      return;
    }
    const mirrors: RegistryEntries = new Map();
    const hosts: RegistryEntries = new Map();
    for (const [name, value] of Object.entries(fieldsOf(registry['mirrors']))) {
      const { endpoint } = fieldsOf(value);
      entryOf(mirrors, name, place).endpoints = Array.isArray(endpoint)
        ? endpoint.flatMap((one) => textOf(one) ?? [])
        : [];
    }
    for (const [name, value] of Object.entries(fieldsOf(registry['configs']))) {
      const [auth, tls] = [fieldsOf(fieldsOf(value)['auth']), fieldsOf(fieldsOf(value)['tls'])];
      const entry = entryOf(hosts, nameHost(name), place);
      entry.skipsCheck = tls['insecure_skip_verify'] === true;
      entry.caFile = textOf(tls['caFile']);
      entry.hasLogin = hasLogin(auth);
    }
    for (const name of Object.keys(fieldsOf(registry['auths']))) entryOf(hosts, nameHost(name), place).hasLogin = true;
    observeRegistries(mirrors, hosts, observe);
  },
};

function hasLogin(auth: Fields): boolean {
  return ['username', 'password', 'auth', 'identitytoken'].some((key) => textOf(auth[key]) !== null);
}
