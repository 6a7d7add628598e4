import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJsonCutter } from '../../../src/formats/objects/cut-json.ts';
import { analyzeFiles } from '../../sources/bundles/small-bundles.ts';

/** In the layout of `kubectl cluster-info dump` without a folder: kubectl pkg/cmd/clusterinfo/clusterinfo_dump.go. */
const list = (kind: string, items: readonly object[]): string =>
  JSON.stringify({ kind, apiVersion: 'v1', metadata: { resourceVersion: '1' }, items }, null, 4);
const log = (pod: string, lines: readonly string[]): string =>
  `==== START logs for container app of pod ${pod} ====\n${lines.join('\n')}\n==== END logs for container app of pod ${pod} ====`;

/** More than the first 64 KiB, so that nothing is taken for a paste. */
const NODES = Array.from({ length: 20 }, (_, index) => ({
  metadata: { name: `node-${index}` },
  status: { nodeInfo: { architecture: 'amd64' }, images: [{ names: ['x'.repeat(4000)] }] },
}));
const TRAPS = [
  '[INFO] plugin/reload: running',
  '{"level":"error","msg":"open { [ ',
  ', ] }',
  'error: of the program itself',
];

test('a container’s log between lists is text, whatever brackets it holds, and lists go on after it', () => {
  const dump = [list('EventList', []), log('kube-system/coredns-1', TRAPS), list('PodList', [{ a: 1 }]), 'end'].join(
    '\n',
  );
  for (const size of [1, 7, 100_000]) {
    const objects: string[] = [];
    const lists: number[] = [];
    const texts: [number, string, boolean][] = [];
    const cutter = createJsonCutter({
      object: ({ bytes }) => objects.push(bytes.toString()),
      list: (_envelope, items) => lists.push(items),
      text: (line, text, isLog) => texts.push([line, text, isLog]),
      flaw: (flaw) => assert.fail(flaw),
    });
    for (let at = 0; at < dump.length; at += size) cutter.write(Buffer.from(dump.slice(at, at + size)));
    cutter.end();
    assert.deepEqual(lists, [0, 1]);
    assert.equal(objects.length, 1);
    const first = list('EventList', []).split('\n').length + 1;
    assert.deepEqual(
      texts.slice(0, 6).map(([line, text, isLog]) => [line - first, text, isLog]),
      [
        [0, '==== START logs for container app of pod kube-system/coredns-1 ====', true],
        ...TRAPS.map((text, index) => [index + 1, text.trim(), true]),
        [5, '==== END logs for container app of pod kube-system/coredns-1 ====', true],
      ],
    );
    assert.deepEqual([texts[6]?.[1], texts[6]?.[2]], ['end', false]);
  }
});

test('what kubectl says in place of a log is read from the dump, with its line, and the dump is told as what it is', async () => {
  const waiting =
    'Request log error: container "app" in pod "web-0" is waiting to start: trying and failing to pull image';
  const dump = [list('NodeList', NODES), log('kube-system/coredns-1', TRAPS), log('shop/web-0', [waiting])].join('\n');
  const report = await analyzeFiles({ 'dump.txt': dump });
  assert.deepEqual(
    report.bundles.map(({ producer, root }) => [producer, root]),
    [['cluster-info-dump-stdout', 'dump.txt']],
  );
  const [failure] = report.incidents.flatMap(({ failures }) => failures);
  assert.ok(failure);
  assert.deepEqual([failure.namespace, failure.pod], ['shop', 'web-0']);
  const [evidence] = failure.evidence.map((index) => report.evidence[index]);
  assert.equal(evidence?.line, dump.split('\n').indexOf(waiting) + 1);
  assert.deepEqual(
    report.warnings.map(({ message }) => message),
    [],
  );
});
