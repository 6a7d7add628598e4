import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { analyzePaths } from '../../figures/analyze-paths.ts';
import { makeFolder } from '../archives.ts';
import type { Files } from './small-bundles.ts';

const NAME = 'support-bundle-2025-04-11T14_05_31';
const TROUBLESHOOT: Files = {
  'version.yaml': 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n',
  'cluster-resources/nodes.json': '{"kind":"NodeList","apiVersion":"v1","items":[]}',
  'node-metrics/node-1.json': '{"node":{"nodeName":"node-1","cpu":{"time":"2025-04-11T19:05:28Z"}}}',
};
const EKS_NAME = 'eks_i-0123456789abcdef0_2024-07-02_0910-UTC_0.7.8';
const EKS: Files = {
  'system/instance-id.txt': 'i-0123456789abcdef0\n',
  'kubelet/kubelet.log': '',
  'ipamd/ipamd.log': '',
};

function write(context: TestContext, trees: Readonly<Record<string, Files>>): string {
  const base = makeFolder(context);
  for (const [name, files] of Object.entries(trees)) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(base, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  return base;
}

async function find(paths: readonly string[]) {
  const { bundles, inputs } = await analyzePaths(paths);
  return {
    bundles: bundles.map(({ producer, root, capturedAt }) => [producer, root, capturedAt?.earliest ?? null]),
    paths: inputs.map(({ path }) => path),
  };
}

suite('the name of a folder that is itself the argument tells of the bundle, and is not shown', () => {
  test('a folder', async (context) => {
    const base = write(context, { [NAME]: TROUBLESHOOT });
    assert.deepEqual(await find([join(base, NAME)]), {
      bundles: [['troubleshoot', '', '2025-04-11T19:05:31.000Z']],
      paths: Object.keys(TROUBLESHOOT).sort(),
    });
  });

  test('a folder within it that was unpacked under another name', async (context) => {
    const base = write(context, { [`${NAME}/unpacked`]: TROUBLESHOOT });
    assert.deepEqual((await find([join(base, NAME)])).bundles, [
      ['troubleshoot', 'unpacked', '2025-04-11T19:05:31.000Z'],
    ]);
  });

  test('all that is in the folder, as the shell writes it for *', async (context) => {
    const base = write(context, { [NAME]: TROUBLESHOOT });
    const all = readdirSync(join(base, NAME))
      .sort()
      .map((name) => join(base, NAME, name));
    assert.deepEqual(await find(all), {
      bundles: [['troubleshoot', '', '2025-04-11T19:05:31.000Z']],
      paths: ['nodes.json', 'node-1.json', 'version.yaml'],
    });
  });

  test('two folders of different producers, none of whose paths is in both', async (context) => {
    const base = write(context, { [NAME]: TROUBLESHOOT, [EKS_NAME]: EKS });
    const { bundles } = await find([join(base, NAME), join(base, EKS_NAME)]);
    assert.deepEqual(bundles.toSorted(), [
      ['eks-log-collector', '', '2024-07-02T09:10:00.000Z'],
      ['troubleshoot', '', '2025-04-11T19:05:31.000Z'],
    ]);
  });

  test('two bundles of one producer, whose paths are told apart', async (context) => {
    const later = NAME.replace('14_05_31', '15_05_31');
    const base = write(context, {
      [NAME]: TROUBLESHOOT,
      [later]: { ...TROUBLESHOOT, 'node-metrics/node-1.json': '{"cpu":{"time":"2025-04-11T20:05:28Z"}}' },
    });
    const { bundles } = await find([join(base, NAME), join(base, later)]);
    assert.deepEqual(bundles, [
      ['troubleshoot', NAME, '2025-04-11T19:05:31.000Z'],
      ['troubleshoot', later, '2025-04-11T20:05:31.000Z'],
    ]);
  });

  test('the folder of a file that was given says nothing of its time', async (context) => {
    const base = write(context, { 'seen-2025-04-11T14_05_31': { 'other.txt': 'nothing\n' } });
    const { capturedAt } = await analyzePaths([join(base, 'seen-2025-04-11T14_05_31', 'other.txt')]);
    assert.notEqual(capturedAt?.latest.slice(0, 4), '2025');
    const ofFolder = await analyzePaths([join(base, 'seen-2025-04-11T14_05_31')]);
    assert.equal(ofFolder.capturedAt?.earliest, '2025-04-11T00:05:31.000Z');
  });
});

test('a captured-at file holds for what is beside and below it, not for another argument', async (context) => {
  const log = (day: string) => `Apr ${day} 10:00:05 node-1 kubelet[201]: E0402 10:00:05.123456     201 x.go:1] "x"\n`;
  const base = write(context, {
    a: { 'a.log': log('02'), 'captured-at': '2025-04-02T12:00:00Z\n' },
    b: { 'b.log': log('02') },
  });
  const report = await analyzePaths([join(base, 'a'), join(base, 'b')]);
  const setBy = (name: string) => {
    const index = report.inputs.findIndex(({ path }) => path === name);
    return report.clocks.find(({ inputs }) => inputs.includes(index))?.setBy ?? '';
  };
  assert.match(setBy('a.log'), /captured-at/);
  assert.doesNotMatch(setBy('b.log'), /captured-at/);
});
