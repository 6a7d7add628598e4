import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, suite, test } from 'node:test';
import { FORMATS } from '../../src/formats/index.ts';
import { readInputs } from '../../src/formats/reading/read-inputs.ts';
import type { NodeConfigured, Observation } from '../../src/model/observation.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources } from '../../src/sources/open-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'pullmortem-settings-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Reads a file of that path through the whole of sources and formats; gives its settings. */
async function settingsOf(path: string, text: string): Promise<readonly NodeConfigured['setting'][]> {
  const observations = await observationsOf(path, text);
  return observations.flatMap((one) => (one.kind === 'node-config' ? [one.setting] : []));
}

async function observationsOf(path: string, text: string): Promise<readonly Observation[]> {
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
  return observations;
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

suite('files that only their place tells', () => {
  const TEXT = '{"registry.example":"robot"}';
  for (const [path, names] of [
    ['bundle/cluster-resources/image-pull-secrets/shop/regcred.json', ['regcred']],
    ['image-pull-secrets/shop/regcred.json', ['regcred']],
    ['bundle/cluster-resources/configmaps/shop/regcred.json', []],
    ['my-image-pull-secrets/shop/regcred.json', []],
    ['image-pull-secrets/regcred.json', []],
  ] as const) {
    test(`${path}: ${names.length === 0 ? 'no pull secret' : 'a pull secret'}`, async () => {
      const found = await observationsOf(path, TEXT);
      assert.deepEqual(
        found.map((one) => one.kind === 'secret' && one.name),
        names,
      );
    });
  }

  test('an Event that was saved there is none', async () => {
    assert.deepEqual(await observationsOf('image-pull-secrets/shop/x.json', '{"kind":"Thing","a.b":"c"}'), []);
  });
});

suite('no login gets out of a configuration', () => {
  const LINES = 'username = "SECRET-1"\npassword = \'\'\'{\n "key": "SECRET-2"\n}\'\'\'\nidentitytoken = "SECRET-3"\n';
  const PLUGIN = 'plugins."io.containerd.cri.v1.images".registry';
  for (const [path, text, least] of [
    [
      'config.toml',
      `[${PLUGIN}.configs."a.example".auth]\n${LINES}[${PLUGIN}.mirrors."docker.io"]\nendpoint = ["https://u:SECRET-4@b.example"]\n`,
      2,
    ],
    [
      'registries.yaml',
      'mirrors:\n  docker.io:\n    endpoint: ["https://u:SECRET-4@b.example"]\nconfigs:\n  u:SECRET-5@a.example:\n    auth: {username: SECRET-1, password: SECRET-2}\n',
      2,
    ],
    [
      'certs.d/docker.io/hosts.toml',
      '[host."https://u:SECRET-4@b.example"]\n[host."https://u:SECRET-4@b.example".header]\n  authorization = "SECRET-1"\n',
      1,
    ],
    ['image-pull-secrets/shop/regcred.json', '{"https://u:SECRET-4@b.example/v2/":"SECRET-1"}', 1],
  ] as const) {
    test(path, async () => {
      const found = await observationsOf(path, text);
      assert.ok(found.length >= least, `${found.length}`);
      assert.doesNotMatch(JSON.stringify(found), /SECRET/);
    });
  }
});

test('k3s’s registries.yaml is YAML, though it begins as no object of Kubernetes does', async () => {
  const text = 'configs:\n  registry.example:\n    tls: {insecure_skip_verify: true}\n';
  const [setting] = await settingsOf('registries.yaml', text);
  assert.equal(setting?.name, 'registry-tls');
});

for (const [title, text] of [
  ['a Compose file', 'configs:\n  web:\n    file: ./web.conf\n'],
  ['a list of mirrors of packages', 'mirrors:\n  - https://deb.example/debian\n'],
  ['a table of another program', 'Filesystem is full\n/dev/sda1 1 1 0 100% /\n'],
  ['a configuration of another program', '[plugins]\nname = "x"\n[plugins.cri]\n'],
] as const) {
  test(`${title} gives nothing`, async () => {
    assert.deepEqual(await observationsOf('file.yaml', text), []);
  });
}

test('rows of an export and settings that are all of one length are no broken lines', async () => {
  const row = 'kube_pod_container_status_waiting_reason,shop,cart-0,web,ImagePullBackOff,1,172099860';
  const header = '__name__,namespace,pod,container,reason,__value__,__timestamp__:unix_s';
  const [series] = await observationsOf('waiting.csv', `${header}\n${row}0\n${row}5\n${row}9\n`);
  assert.equal(series?.kind === 'waiting-series' && series.waitingAtMs.length, 3);
});
