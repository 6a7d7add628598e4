import type { NodeSetting } from '../model/node-setting.ts';
import type { FormatSample, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { standingFact } from './objects/standing.ts';
import { createTomlReader } from './toml/toml-reader.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'registries.conf, version 2: mirrors, a blocked registry, and where short names are looked for',
    text: `# For more information on this configuration file, see containers-registries.conf(5).
unqualified-search-registries = [
  "registry.access.redhat.com", # first
  "docker.io",
]
short-name-mode = "enforcing"

[[registry]]
prefix = "quay.example/team"
location = "quay.example/team"

  [[registry.mirror]]
  location = "mirror.example:5000/team"
  pull-from-mirror = "digest-only"

  [[registry.mirror]]
  insecure = true
  location = "mirror-b.example/team"

[[registry]]
location = "docker.io"
blocked = true`,
    observations: [
      {
        kind: 'node-config',
        setting: { name: 'unqualified-search', registries: ['registry.access.redhat.com', 'docker.io'] },
        evidence: {
          line: 2,
          excerpt: 'registries.conf · unqualified-search-registries: registry.access.redhat.com, docker.io',
        },
      },
      {
        kind: 'node-config',
        setting: {
          name: 'mirror',
          registry: 'quay.example/team',
          mirrors: ['mirror.example:5000/team'],
          pullsBy: 'digest',
        },
        evidence: {
          line: 8,
          excerpt: 'registries.conf · quay.example/team · mirrors: mirror.example:5000/team · digest-only',
        },
      },
      { setting: { name: 'mirror', registry: 'quay.example/team', mirrors: ['mirror-b.example/team'] } },
      {
        setting: { name: 'registry-tls', registry: 'mirror-b.example', isChecked: false },
        evidence: { line: 8, excerpt: 'registries.conf · mirror-b.example · insecure: true' },
      },
      {
        kind: 'node-config',
        setting: { name: 'registry-blocked', registry: 'docker.io' },
        evidence: { line: 20, excerpt: 'registries.conf · docker.io · blocked: true' },
      },
    ],
  },
  {
    title: 'registries.conf, version 1',
    text: `[registries.search]
registries = ['docker.io', 'quay.example']
[registries.insecure]
registries = ['plain.example:5000']
[registries.block]
registries = ['bad.example']`,
    observations: [
      { setting: { name: 'unqualified-search', registries: ['docker.io', 'quay.example'] } },
      { setting: { name: 'registry-tls', registry: 'plain.example:5000', isChecked: false } },
      { setting: { name: 'registry-blocked', registry: 'bad.example' } },
    ],
  },
];

/** `registries.conf` of CRI-O, podman and skopeo. */
export const registriesConf: TextFormat = {
  kind: 'text',
  id: 'registries-conf',
  title: "registries.conf: CRI-O's and podman's registries, mirrors and short names",
  description:
    'Which registries are blocked, which have mirrors that are asked first, whose certificate is not checked, and where names without a registry are looked for. Both versions of the file, and the pieces in registries.conf.d. Which node it is of, only the path tells; whether a later file overrides it, it does not show.',
  commands: ['cat /etc/containers/registries.conf /etc/containers/registries.conf.d/*   # on the node'],
  sources: ['containers/image docs/containers-registries.conf.5.md, v5.36'],
  samples: SAMPLES,
  needles: ['\n[[registry', '\n[registries.', '\nunqualified-search-registries'],
  reader: readRegistriesConf,
};

/** `isInsecure`: it may be asked over plain HTTP, or with a certificate that nobody vouches for. */
interface Mirror {
  location: string | null;
  isInsecure: boolean;
  /** `digest-only`, `tag-only` or `all`. */
  pullsBy: string | null;
}

interface Registry {
  readonly line: TextLine;
  prefix: string | null;
  location: string | null;
  isBlocked: boolean;
  isInsecure: boolean;
  isByDigest: boolean;
  readonly mirrors: Mirror[];
}

function readRegistriesConf(context: ReadContext): TextReader {
  let table = '';
  let registry: Registry | null = null;

  const observe = (setting: NodeSetting, line: TextLine, parts: readonly string[]) => {
    context.record();
    const place = { line: line.number, item: null };
    const fact = standingFact(context, place, {}, ['registries.conf', ...parts]);
    context.observe({ ...fact, kind: 'node-config', setting });
  };

  const flush = () => {
    if (!registry) return;
    const { line, isBlocked, isInsecure, location } = registry;
    const mirrors = registry.mirrors.map((mirror) => ({
      ...mirror,
      pullsBy: mirror.pullsBy ?? (registry?.isByDigest ? 'digest-only' : 'all'),
    }));
    const insecure = registry.mirrors.flatMap((mirror) => (mirror.isInsecure ? (mirror.location ?? []) : []));
    const name = registry.prefix ?? registry.location;
    // A registry whose location is another host is asked there instead: the same as one mirror.
    const moved = registry.prefix !== null && registry.location !== null && registry.location !== registry.prefix;
    if (moved) mirrors.push({ location, isInsecure: false, pullsBy: 'all' });
    registry = null;
    if (name === null) return;
    if (isBlocked) observe({ name: 'registry-blocked', registry: name }, line, [name, 'blocked: true']);
    for (const pullsBy of ['digest', 'tag', null] as const) {
      const asked = mirrors.filter((mirror) => readPullsBy(mirror.pullsBy) === pullsBy);
      const names = asked.flatMap((mirror) => mirror.location ?? []);
      if (names.length === 0) continue;
      observe({ name: 'mirror', registry: name, mirrors: names, ...(pullsBy && { pullsBy }) }, line, [
        name,
        `mirrors: ${names.join(', ')}`,
        ...(pullsBy ? [`${pullsBy}-only`] : []),
      ]);
    }
    const hosts = isInsecure ? [location ?? name, ...insecure] : insecure;
    for (const host of new Set(hosts.map((text) => text.split('/', 1)[0] ?? text)))
      observe({ name: 'registry-tls', registry: host, isPlain: false, isChecked: false, caFile: null }, line, [
        host,
        'insecure: true',
      ]);
  };

  return createTomlReader({
    begins: (line) =>
      line.kind === 'table'
        ? (line.isElement && line.path[0] === 'registry') || line.path[0] === 'registries'
        : line.kind === 'value' && line.key === 'unqualified-search-registries',
    table(path, isElement, line) {
      table = path.join('.');
      if (table === 'registry' && isElement) {
        flush();
        registry = {
          line,
          prefix: null,
          location: null,
          isBlocked: false,
          isInsecure: false,
          isByDigest: false,
          mirrors: [],
        };
      } else if (table === 'registry.mirror' && isElement)
        registry?.mirrors.push({ location: null, isInsecure: false, pullsBy: null });
      else if (path[0] !== 'registry') flush();
    },
    value(key, value, line) {
      if (table === 'registry' && registry) {
        if (key === 'prefix' && typeof value === 'string') registry.prefix = value;
        if (key === 'location' && typeof value === 'string') registry.location = value;
        if (key === 'blocked') registry.isBlocked = value === true;
        if (key === 'insecure') registry.isInsecure = value === true;
        if (key === 'mirror-by-digest-only') registry.isByDigest = value === true;
      } else if (table === 'registry.mirror' && registry) {
        const mirror = registry.mirrors.at(-1);
        if (mirror && key === 'location' && typeof value === 'string') mirror.location = value;
        if (mirror && key === 'insecure') mirror.isInsecure = value === true;
        if (mirror && key === 'pull-from-mirror' && typeof value === 'string') mirror.pullsBy = value;
      } else if (Array.isArray(value) && isSearchList(table, key)) {
        observe({ name: 'unqualified-search', registries: value }, line, [
          `unqualified-search-registries: ${value.join(', ') || 'none'}`,
        ]);
      } else if (Array.isArray(value) && table === 'registries.insecure' && key === 'registries') {
        for (const name of value)
          observe({ name: 'registry-tls', registry: name, isPlain: false, isChecked: false, caFile: null }, line, [
            name,
            'insecure',
          ]);
      } else if (Array.isArray(value) && table === 'registries.block' && key === 'registries') {
        for (const name of value) observe({ name: 'registry-blocked', registry: name }, line, [name, 'blocked']);
      }
    },
    finish: flush,
  });
}

function readPullsBy(text: string): 'digest' | 'tag' | null {
  return text === 'digest-only' ? 'digest' : text === 'tag-only' ? 'tag' : null;
}

function isSearchList(table: string, key: string): boolean {
  return (
    (table === '' && key === 'unqualified-search-registries') || (table === 'registries.search' && key === 'registries')
  );
}
