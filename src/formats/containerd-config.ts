import { CONTAINERD_CONFIG_SAMPLES } from './containerd-config-samples.ts';
import type { ReadContext, TextFormat, TextReader } from './format.ts';
import { parseGoDuration } from './go-text.ts';
import { nameHost } from './registries/name-host.ts';
import {
  createSettingObserver,
  entryOf,
  observeRegistries,
  type RegistryEntries,
} from './registries/observe-registries.ts';
import type { TomlLine } from './toml/read-toml-line.ts';
import { createTomlReader } from './toml/toml-reader.ts';

/** containerd's own configuration, as far as it decides on pulls. */
export const containerdConfig: TextFormat = {
  kind: 'text',
  id: 'containerd-config',
  title: "config.toml: containerd's configuration",
  description:
    "Mirrors, how hosts are asked and for which there is a login (never the login), the folder of hosts.toml files, the sandbox's image, and after what time without progress a pull is cancelled. Versions 1 to 3 of the file, also as containerd config dump prints it. Where config_path is set, containerd uses no mirrors and no TLS settings of this file. Which node it is of, only the path tells.",
  commands: ['containerd config dump | grep -vE "password|auth =|identitytoken" > NODE/config.toml   # on the node'],
  sources: [
    'containerd docs/cri/config.md and docs/cri/registry.md, v1.2–v2.1',
    'containerd pkg/cri/config/config.go, v1.7, and internal/cri/config/config.go, v2.1',
  ],
  samples: CONTAINERD_CONFIG_SAMPLES,
  needles: ['\n[plugins', '\ndisabled_plugins'],
  reader: readConfig,
};

/** Where the CRI plug-in's settings are, by the version of the file: 1, 2 and 3. */
const PLUGINS: ReadonlySet<string> = new Set(['cri', 'io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.images']);
const CRI: ReadonlySet<string> = new Set(['cri', 'io.containerd.grpc.v1.cri']);

/** The part of a path that is within the CRI plug-in; null for other paths. */
function pathInPlugin(path: readonly string[]): readonly string[] | null {
  return path[0] === 'plugins' && PLUGINS.has(path[1] ?? '') ? path.slice(2) : null;
}

function isDisabledCri(line: TomlLine): boolean {
  const isList = line.kind === 'value' && line.key === 'disabled_plugins' && Array.isArray(line.value);
  return isList && line.value.some((name) => CRI.has(name));
}

function readConfig(context: ReadContext): TextReader {
  const observe = createSettingObserver(context, 'config.toml');
  const mirrors: RegistryEntries = new Map();
  const hosts: RegistryEntries = new Map();
  let table: readonly string[] = [];
  let folders: { readonly paths: readonly string[]; readonly line: number } | null = null;

  const readRegistry = (path: readonly string[], value: string | boolean | readonly string[], line: number) => {
    const place = { line, item: null };
    const [kind = '', name = '', part = '', key = ''] = path;
    if (kind === 'config_path' && typeof value === 'string' && value !== '')
      folders = { paths: splitPaths(value), line };
    if (kind === 'mirrors' && part === 'endpoint' && Array.isArray(value))
      entryOf(mirrors, name, place).endpoints = value;
    if (kind === 'configs' && part === 'tls') {
      if (key === 'insecure_skip_verify' && value === true) entryOf(hosts, name, place).skipsCheck = true;
      if (key === 'ca_file' && typeof value === 'string' && value !== '') entryOf(hosts, name, place).caFile = value;
    }
    const isAuth = (kind === 'configs' && part === 'auth') || kind === 'auths';
    if (isAuth && typeof value === 'string' && value !== '') entryOf(hosts, nameHost(name), place).hasLogin = true;
  };

  return createTomlReader({
    begins: (line) => (line.kind === 'table' ? pathInPlugin(line.path) !== null : isDisabledCri(line)),
    table(path) {
      table = path;
    },
    value(key, value, { number }, path) {
      const place = { line: number, item: null };
      if (
        table.length === 0 &&
        key === 'disabled_plugins' &&
        Array.isArray(value) &&
        value.some((name) => CRI.has(name))
      )
        observe({ name: 'cri-not-served', why: 'disabled_plugins has the CRI plug-in' }, place, [
          `disabled_plugins: ${value.join(', ')}`,
        ]);
      const within = pathInPlugin([...table, ...path]);
      if (!within) return;
      const [first = ''] = within;
      const name = within.join('.');
      if (first === 'registry') readRegistry(within.slice(1), value, number);
      if (typeof value !== 'string' || value === '') return;
      if (name === 'sandbox_image' || name === 'pinned_images.sandbox')
        observe({ name: 'sandbox-image', image: value, of: 'runtime' }, place, [`${name}: ${value}`]);
      const timeoutMs = name === 'image_pull_progress_timeout' ? parseGoDuration(value) : null;
      if (timeoutMs !== null)
        observe({ name: 'pull-progress-timeout', seconds: timeoutMs / 1000 }, place, [`${name}: ${value}`]);
    },
    finish() {
      context.record();
      if (folders) {
        const { paths, line } = folders;
        const place = { line, item: null };
        observe({ name: 'mirror-folders', paths }, place, [`config_path: ${paths.join(', ')}`]);
        // Source: pkg/cri/config/config.go ValidatePluginConfig, v1.5–v1.7, and internal/cri/config/config.go, v2.1.
        if (mirrors.size > 0)
          observe({ name: 'cri-not-served', why: 'registry.mirrors and registry.config_path are both set' }, place, [
            `config_path: ${paths.join(', ')}`,
            `mirrors: ${[...mirrors.keys()].join(', ')}`,
          ]);
        mirrors.clear();
        for (const entry of hosts.values()) [entry.skipsCheck, entry.caFile] = [false, null];
      }
      observeRegistries(mirrors, hosts, observe);
      mirrors.clear();
      hosts.clear();
      [table, folders] = [[], null];
    },
  });
}

/** Folders are separated as in PATH: by colons, and by semicolons on Windows. */
function splitPaths(text: string): readonly string[] {
  const isWindows = text.includes(';') || /^[A-Za-z]:[\\/]/.test(text);
  return text.split(isWindows ? ';' : ':').filter((path) => path !== '');
}
