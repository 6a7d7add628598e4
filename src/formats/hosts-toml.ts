import type { FormatSample, ReadContext, TextFormat, TextReader } from './format.ts';
import { standingFact } from './objects/standing.ts';
import { createTomlReader } from './toml/toml-reader.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'hosts.toml of containerd 1.7 with two mirrors, one of which only resolves',
    text: `server = "https://registry-1.docker.io"

[host."https://user:pw@mirror.example:5000/v2/hub"]
  capabilities = ["pull", "resolve"]
  override_path = true
  ca = "/etc/certs/mirror.pem"
  [host."https://user:pw@mirror.example:5000/v2/hub".header]
    x-custom = "value"

[host."http://10.0.0.40"]
  capabilities = [
    "resolve"
  ]
  skip_verify = true`,
    observations: [
      {
        kind: 'node-config',
        setting: { name: 'mirror', registry: 'docker.io', mirrors: ['mirror.example:5000/v2/hub', '10.0.0.40'] },
        evidence: {
          line: 1,
          excerpt: 'hosts.toml · docker.io · mirrors: mirror.example:5000/v2/hub (pull, resolve), 10.0.0.40 (resolve)',
        },
      },
    ],
  },
];

/** `hosts.toml` of containerd, one per registry. */
export const hostsToml: TextFormat = {
  kind: 'text',
  id: 'hosts-toml',
  title: "hosts.toml: containerd's hosts for one registry",
  description:
    'The mirrors that containerd asks before a registry, and what each may be asked for. The folder names the registry (certs.d/docker.io/hosts.toml; _default is all others); where it does not, the `server` does. containerd asks the registry itself last.',
  commands: ['cd /etc/containerd && tar -c certs.d > certs.d.tar   # on the node; may hold headers with logins'],
  sources: ['containerd docs/hosts.md and core/remotes/docker/config/hosts.go, v1.5–v2.1'],
  samples: SAMPLES,
  needles: ['\n[host.', '\nserver = "http', "\nserver = 'http", '\nserver="http'],
  reader: readHostsToml,
};

function readHostsToml(context: ReadContext): TextReader {
  let first: number | null = null;
  let server: string | null = null;
  let host: { readonly name: string; capabilities: readonly string[] | null } | null = null;
  const hosts: { readonly name: string; capabilities: readonly string[] | null }[] = [];

  return createTomlReader({
    begins: (line) =>
      line.kind === 'table'
        ? line.path[0] === 'host' && line.path.length === 2
        : line.kind === 'value' && line.key === 'server' && typeof line.value === 'string' && isAddress(line.value),
    table(path, _isElement, line) {
      first ??= line.number;
      const [kind, address] = path;
      host = null;
      if (kind !== 'host' || address === undefined || path.length !== 2) return;
      host = { name: nameHost(address), capabilities: null };
      hosts.push(host);
    },
    value(key, value, line) {
      first ??= line.number;
      if (key === 'server' && typeof value === 'string' && hosts.length === 0) server = nameHost(value);
      if (key === 'capabilities' && Array.isArray(value) && host) host.capabilities = value;
    },
    finish() {
      const registry = registryOfPath(context.path) ?? (server === null ? null : nameHub(server));
      const mirrors = hosts.filter(({ name }) => name !== registry && name !== server);
      if (registry !== null && mirrors.length > 0) {
        context.record();
        const said = mirrors.map(({ name, capabilities }) =>
          capabilities ? `${name} (${capabilities.join(', ')})` : name,
        );
        context.observe({
          ...standingFact(context, { line: first ?? 1, item: null }, {}, [
            'hosts.toml',
            registry,
            `mirrors: ${said.join(', ')}`,
          ]),
          kind: 'node-config',
          setting: { name: 'mirror', registry, mirrors: mirrors.map(({ name }) => name) },
        });
      }
      [first, server, host] = [null, null, null];
      hosts.length = 0;
    },
  });
}

function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** Host, port and path of an address, without its scheme and any login. */
function nameHost(address: string): string {
  const [host = '', ...path] = address.replace(/^[a-z]+:\/\//i, '').split('/');
  return [host.replace(/^.*@/, ''), ...path.filter((part) => part !== '')].join('/');
}

function nameHub(server: string): string {
  return /^(?:registry-1|index)\.docker\.io(?:$|\/)/.test(server) ? 'docker.io' : (server.split('/', 1)[0] ?? server);
}

/** The registry that the folder names: a colon may be written as underscores around the port. */
function registryOfPath(path: string): string | null {
  const folder = /(?:^|[/!])([^/!]+)\/+hosts\.toml$/.exec(path)?.[1];
  if (folder === undefined) return null;
  if (folder === '_default') return '*';
  const name = folder.replace(/_([0-9]{1,5})_$/, ':$1');
  return /[.:]/.test(name) || name === 'localhost' ? name : null;
}
