import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isMasked } from '../../../src/model/masked-text.ts';
import { analyzeFiles } from './small-bundles.ts';

/** A failed pull as an Event, after a redactor has been over it; written by hand. */
const event = (pod: string, image: string, error: string, uid: string | null = `u-${pod}`, host = 'node-1') => ({
  kind: 'Event',
  metadata: {
    name: `${pod}.1`,
    namespace: 'shop',
    uid: `e-${pod}-${uid}-${host}`,
    creationTimestamp: '2024-07-02T09:10:05Z',
  },
  involvedObject: { kind: 'Pod', namespace: 'shop', name: pod, ...(uid && { uid }), fieldPath: 'spec.containers{app}' },
  reason: 'Failed',
  message: `Failed to pull image "${image}": ${error}`,
  source: { component: 'kubelet', host },
  firstTimestamp: '2024-07-02T09:10:05Z',
  lastTimestamp: '2024-07-02T09:10:05Z',
  count: 1,
  type: 'Warning',
});

suite('names that were masked before the files were handed on', () => {
  const NAMES: readonly (readonly [string, boolean])[] = [
    ['***HIDDEN***/team/web:1', true],
    ['***TOKEN_host_A1***', true],
    ['********', true],
    ['registry.example/[REDACTED]/web', true],
    ['xxxxxxxxxx/web:1', true],
    // Equal names are masked alike there, so this one tells a registry from another.
    ['x-ipv4-0000000001-x:5000/team/web:1', false],
    ['registry.example/xxl/web:1', false],
    ['nginx', false],
  ];
  for (const [name, masked] of NAMES)
    test(`${name} is ${masked ? 'masked' : 'a name'}`, () => assert.equal(isMasked(name), masked));

  test('the failure is reported with its cause, and no mask is called a registry or an image', async () => {
    const hidden = '***HIDDEN***';
    const lookup = `failed to do request: Head "https://${hidden}/v2/": dial tcp: lookup ${hidden} on ${hidden}:53: no such host`;
    const report = await analyzeFiles({
      'events.json': JSON.stringify([event('web-0', `${hidden}/team/web:1`, lookup)]),
    });
    const [incident] = report.incidents;
    assert.equal(incident?.cause.id, 'dns-failure');
    assert.equal(incident.registry, null);
    assert.doesNotMatch(incident.title, /HIDDEN|several/);
    assert.match(incident.title, /masked/);
    assert.equal(incident.failures[0]?.pod, 'web-0');
  });

  test('a consistent mask still names a registry', async () => {
    const image = 'x-ipv4-0000000001-x:5000/team/web:1';
    const refused = 'dial tcp x-ipv4-0000000001-x:5000: connect: connection refused';
    const report = await analyzeFiles({ 'events.json': JSON.stringify([event('web-0', image, refused)]) });
    assert.equal(report.incidents[0]?.registry, 'x-ipv4-0000000001-x:5000');
  });
});

suite('equal masks are not equal things', () => {
  const notFound = (image: string) =>
    `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  const noSuchHost = (host: string) =>
    `failed to do request: Head "https://${host}/v2/": dial tcp: lookup ${host} on 10.0.0.2:53: no such host`;
  const analyzeEvents = (events: readonly object[]) => analyzeFiles({ 'events.json': JSON.stringify(events) });

  for (const mask of ['***HIDDEN***', 'xxxxxxxx', '********']) {
    test(`two pods called ${mask} are two, by their UIDs`, async () => {
      const { incidents } = await analyzeEvents([
        event(mask, 'registry.example/a:1', notFound('registry.example/a:1'), 'u-1'),
        event(mask, 'registry.example/a:1', notFound('registry.example/a:1'), 'u-2', 'node-2'),
      ]);
      assert.deepEqual(
        incidents.map(({ failures }) => failures.map(({ podUid }) => podUid)),
        [['u-1', 'u-2']],
      );
    });

    test(`two pods called ${mask} without UIDs on two nodes are two failures of an image`, async () => {
      const { incidents } = await analyzeEvents([
        event(mask, 'registry.example/a:1', notFound('registry.example/a:1'), null),
        event(mask, 'registry.example/a:1', notFound('registry.example/a:1'), null, 'node-2'),
      ]);
      assert.deepEqual(
        incidents.flatMap(({ failures }) => failures.map(({ pod, node, image }) => [pod, node, image])),
        [
          [null, 'node-1', 'registry.example/a:1'],
          [null, 'node-2', 'registry.example/a:1'],
        ],
      );
    });

    test(`rows of a table whose pods are called ${mask} are of two pods`, async () => {
      const row = (status: string) => `shop        ${mask.padEnd(12)}   0/1     ${status}   0          70s\n`;
      const head = `NAMESPACE   NAME           READY   STATUS             RESTARTS   AGE\n`;
      const { incidents } = await analyzeFiles({
        'pods.txt': head + row('ImagePullBackOff') + row('ErrImagePull    '),
      });
      assert.equal(incidents.flatMap(({ failures }) => failures).length, 2);
    });

    test(`two images called ${mask} are two incidents, and one that could be pulled says nothing of the other`, async () => {
      const pulled = {
        ...event('b', mask, '', 'u-3', 'node-3'),
        reason: 'Pulled',
        type: 'Normal',
        message: `Successfully pulled image "${mask}" in 1.2s (1.2s including waiting)`,
      };
      const { incidents } = await analyzeEvents([
        event('a', mask, notFound(mask), 'u-1'),
        event('c', mask, notFound(mask), 'u-2', 'node-2'),
        pulled,
      ]);
      assert.deepEqual(
        incidents.map(({ failures }) => failures.map(({ pod }) => pod)),
        [['a'], ['c']],
      );
      const said = incidents.flatMap(({ reasoning }) => reasoning.map(({ statement }) => statement));
      assert.ok(!said.some((statement) => statement.includes('same image')), said.join(' '));
      assert.deepEqual(
        incidents.map(({ registry }) => registry),
        [null, null],
      );
    });

    test(`nodes called ${mask} are not one node on which no name resolves`, async () => {
      const { incidents } = await analyzeEvents([
        event('a', 'r1.example/a:1', noSuchHost('r1.example'), 'u-1', mask),
        event('b', 'r2.example/b:1', noSuchHost('r2.example'), 'u-2', mask),
      ]);
      assert.deepEqual(
        incidents.map(({ registry, nodes }) => [registry, nodes]),
        [
          ['r1.example', []],
          ['r2.example', []],
        ],
      );
    });
  }
});
