import { isMasked } from '../../model/masked-text.ts';
import type { NodeSetting } from '../../model/node-setting.ts';
import type { ReadContext } from '../format.ts';
import { standingFact } from '../objects/standing.ts';
import { isPlainAddress, nameHost, nameHub } from './name-host.ts';

/** Where a setting stands. */
interface Place {
  readonly line: number;
  readonly item: number | null;
}

/** What a configuration says of one registry, or of one host that is asked for it. */
export interface RegistryEntry {
  readonly place: Place;
  /** Addresses that are asked first, in order. */
  endpoints: readonly string[];
  /** Repository names that are asked for by another name, as `pattern → name`. */
  rewrites: readonly string[];
  skipsCheck: boolean;
  caFile: string | null;
  hasLogin: boolean;
}

/** Registries and hosts of one file, by the name that the file gives them. */
export type RegistryEntries = Map<string, RegistryEntry>;

/** The entry of a name; a new one where there is none. */
export function entryOf(entries: RegistryEntries, name: string, place: Place): RegistryEntry {
  let entry = entries.get(name);
  if (!entry) {
    entry = { place, endpoints: [], rewrites: [], skipsCheck: false, caFile: null, hasLogin: false };
    entries.set(name, entry);
  }
  return entry;
}

/** Observes the settings of one kind of file, which `source` names in the excerpts. */
export type SettingObserver = (setting: NodeSetting, place: Place, parts: readonly (string | null)[]) => void;

export function createSettingObserver(context: ReadContext, source: string): SettingObserver {
  return (setting, place, parts) =>
    context.observe({ ...standingFact(context, place, {}, [source, ...parts]), kind: 'node-config', setting });
}

/** Observes what mirrors a configuration sets, how hosts are asked, and for which it has a login. Never a login itself. */
export function observeRegistries(mirrors: RegistryEntries, hosts: RegistryEntries, observe: SettingObserver): void {
  for (const [name, { place, endpoints: written, rewrites }] of mirrors) {
    const endpoints = written.filter((address) => !isMasked(address));
    if (isMasked(name)) continue;
    // An address of the registry itself is no mirror.
    const asked = [...new Set(endpoints.map(nameHost))].filter((host) => nameHub(host) !== name);
    if (asked.length > 0) {
      const isRewritten = rewrites.length > 0 ? { isRewritten: true } : {};
      observe({ name: 'mirror', registry: name, mirrors: asked, ...isRewritten }, place, [
        name,
        `mirrors: ${asked.join(', ')}`,
        isRewritten.isRewritten ? `rewrite: ${rewrites.join(', ')}` : null,
      ]);
    }
    for (const host of new Set(endpoints.filter(isPlainAddress).map(hostOf)))
      observe({ name: 'registry-tls', registry: host, isPlain: true, isChecked: true, caFile: null }, place, [
        name,
        `endpoint: http://${host}`,
      ]);
  }
  for (const [name, { place, skipsCheck, caFile, hasLogin }] of hosts) {
    if (isMasked(name)) continue;
    if (skipsCheck || caFile !== null)
      observe(
        { name: 'registry-tls', registry: nameHub(name), isPlain: false, isChecked: !skipsCheck, caFile },
        place,
        [name, skipsCheck ? 'insecure_skip_verify: true' : null, caFile && `ca_file: ${caFile}`],
      );
    if (hasLogin) observe({ name: 'registry-login', registry: nameHub(name) }, place, [name, 'auth: (not shown)']);
  }
}

/** Host and port alone. */
function hostOf(address: string): string {
  return nameHost(address).split('/', 1)[0] ?? '';
}
