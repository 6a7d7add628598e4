import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, suite, test } from 'node:test';
import { FORMATS } from '../../src/formats/index.ts';
import { readInputs } from '../../src/formats/read-inputs.ts';
import type { NodeConfigured } from '../../src/model/observation.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources } from '../../src/sources/open-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'pullmortem-settings-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Reads a file of that path through the whole of sources and formats; gives its settings. */
async function settingsOf(path: string, text: string): Promise<readonly NodeConfigured['setting'][]> {
  const file = join(mkdtempSync(join(folder, 'case-')), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const root = file.slice(0, -path.length - 1);
  const artefacts = openSources([root], {
    limits: DEFAULT_LIMITS,
    stdin: (async function* () {})(),
    exclude: () => false,
    warn: () => {},
  });
  const { observations } = await readInputs(artefacts, {
    formats: FORMATS,
    warn: () => {},
    onProgress: () => {},
    parseInstant: () => null,
  });
  return observations.flatMap((one) => (one.kind === 'node-config' ? [one.setting] : []));
}

suite('which registry a hosts.toml is for', () => {
  const TEXT = '[host."https://mirror.example"]\n  capabilities = ["pull"]\n';
  for (const [path, expected] of [
    ['etc/containerd/certs.d/docker.io/hosts.toml', 'docker.io'],
    ['certs.d/registry.example:5000/hosts.toml', 'registry.example:5000'],
    ['certs.d/registry.example_5000_/hosts.toml', 'registry.example:5000'],
    ['certs.d/_default/hosts.toml', '*'],
    ['certs.d/localhost/hosts.toml', 'localhost'],
  ] as const) {
    test(`the folder says it: ${path}`, async () => {
      const mirrors = ['mirror.example'];
      assert.deepEqual(await settingsOf(path, TEXT), [{ name: 'mirror', registry: expected, mirrors }]);
    });
  }

  test('without a folder, the server says it', async () => {
    const [setting] = await settingsOf('files/hosts.toml', `server = "https://registry-1.docker.io"\n${TEXT}`);
    assert.deepEqual(setting, { name: 'mirror', registry: 'docker.io', mirrors: ['mirror.example'] });
  });

  test('without either, nothing is claimed', async () => {
    assert.deepEqual(await settingsOf('files/hosts.toml', TEXT), []);
  });

  test('the registry itself is no mirror', async () => {
    const text = 'server = "https://registry.example"\n[host."https://registry.example"]\n';
    assert.deepEqual(await settingsOf('certs.d/registry.example/hosts.toml', text), []);
  });
});

suite('registries.conf', () => {
  test('begins with a list of tables, which is no JSON', async () => {
    const text = '[[registry]]\nlocation = "docker.io"\nblocked = true\n';
    assert.deepEqual(await settingsOf('registries.conf', text), [{ name: 'registry-blocked', registry: 'docker.io' }]);
  });

  test('is read behind a long comment', async () => {
    const text = `${'# a comment about registries and images\n'.repeat(200)}[[registry]]\nprefix = "*.example"\nlocation = "mirror.example"\n`;
    assert.deepEqual(await settingsOf('etc/containers/registries.conf.d/x.conf', text), [
      { name: 'mirror', registry: '*.example', mirrors: ['mirror.example'] },
    ]);
  });

  test('a kubelet on one line of JSON is read', async () => {
    const text = '{"kubeletconfig":{"registryPullQPS":5,"serializeImagePulls":true}}';
    const [setting] = await settingsOf('configz.json', text);
    assert.equal(setting?.name, 'pull-limits');
  });
});
