import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events } from '../../../src/formats/events.ts';
import { nodes } from '../../../src/formats/nodes.ts';
import { readObjects } from '../../../src/formats/objects/read-objects.ts';
import { pods } from '../../../src/formats/pods.ts';
import { prometheusRange } from '../../../src/formats/prometheus-range.ts';
import { readText, type TextRead } from './read-text.ts';

const FORMATS = [events, pods, nodes, prometheusRange];
const read = (text: string | Buffer): Promise<TextRead> => readText(Buffer.from(text as string), FORMATS);

const event = (name: string, message = 'Error: ErrImagePull'): Record<string, unknown> => ({
  kind: 'Event',
  involvedObject: { kind: 'Pod', namespace: 'shop', name },
  reason: 'Failed',
  message,
  type: 'Warning',
  firstTimestamp: '2024-07-15T17:05:52Z',
  lastTimestamp: '2024-07-15T17:05:52Z',
  count: 1,
});
const pod = (name: string): Record<string, unknown> => ({
  kind: 'Pod',
  metadata: { namespace: 'shop', name },
  spec: { containers: [{ name: 'app', image: 'nginx' }] },
});
const names = (got: TextRead): unknown[] => got.observations.map((observation) => observation.subject.pod);

test('a list of mixed kinds goes to the formats; the rest is counted', async () => {
  const got = await read(JSON.stringify({ items: [event('a'), pod('b'), { kind: 'ConfigMap', data: { a: 'b' } }] }));
  assert.deepEqual(
    [...got.records],
    [
      ['events', 1],
      ['pods', 1],
    ],
  );
  assert.deepEqual([got.objects, got.read], [3, 2]);
  assert.deepEqual(got.notes, ['1 of 3 objects are of kinds that say nothing of image pulls']);
});

test('a syntax error in one item loses that item, with a warning at its line', async () => {
  const items = [event('a'), event('b'), event('c')].map((one) => JSON.stringify(one));
  const got = await read(`{"items":[\n${items[0]},\n${items[1]?.replace('"count":1', '"count":')},\n${items[2]}]}`);
  assert.deepEqual(names(got), ['a', 'c']);
  assert.equal(got.warnings.length, 1);
  assert.equal(got.warnings[0]?.line, 3);
  assert.match(got.warnings[0]?.message ?? '', /^item 1 of the list could not be parsed and was left out/);
});

test('a truncated file gives all whole items and one warning that says where', async () => {
  const items = Array.from({ length: 50 }, (_, index) => JSON.stringify(event(`p-${index}`)));
  const text = `{"items":[\n${items.join(',\n')}`;
  const got = await read(text.slice(0, -20));
  assert.equal(got.observations.length, 49);
  assert.deepEqual(
    got.warnings.map(({ line }) => line),
    [51],
  );
  assert.match(
    got.warnings[0]?.message ?? '',
    /the file ends in the middle of item 49 of the list.*save the file again/,
  );
});

test('lists in a list (jq -s) are read, with the line of the list', async () => {
  const got = await read(`[{"kind":"List","items":[${JSON.stringify(event('a'))}]},\n${JSON.stringify(pod('b'))}]`);
  assert.deepEqual(names(got), ['a', 'b']);
  const nested = await read(JSON.stringify({ items: [{ kind: 'EventList', items: [event('c'), event('d')] }] }));
  assert.deepEqual(names(nested), ['c', 'd']);
  assert.deepEqual(
    nested.observations.map(({ evidence }) => evidence.item),
    [0, 1],
  );
});

test('many broken items make few warnings, and none is uncounted', async () => {
  const got = await read(`{"items":[${Array.from({ length: 100 }, () => '{"involvedObject":}').join(',')}]}`);
  assert.equal(got.warnings.length, 21);
  assert.equal(got.warnings.at(-1)?.message, '80 more warnings of this kind');
});

/** Rows: what is there instead of data, the text, the note or warning. */
const NOTHING: readonly (readonly [string, string, RegExp])[] = [
  ['an empty list in JSON', '{"apiVersion":"v1","items":[],"kind":"List"}', /an empty List/],
  ['items: null in JSON', '{"items":null,"kind":"EventList"}', /an empty EventList/],
  ['an empty bare array', '[]', /an empty list/],
  ['an empty list in YAML', 'apiVersion: v1\nitems: []\nkind: PodList\n', /an empty PodList/],
  ['items: null in YAML', 'apiVersion: v1\nitems: null\nkind: PodList\n', /an empty PodList/],
  ['items without a value in YAML', 'apiVersion: v1\nitems:\nkind: PodList\n', /an empty PodList/],
  [
    'an empty Prometheus answer',
    '{"status":"success","data":{"resultType":"matrix","result":[]}}',
    /a Prometheus answer \(matrix\) without series/,
  ],
  [
    'a scalar Prometheus answer',
    '{"status":"success","data":{"resultType":"scalar","result":[17,"41"]}}',
    /2 values in a list are no objects/,
  ],
  [
    'a vector Prometheus answer',
    '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]}]}}',
    /its one object is of a kind/,
  ],
  [
    'an error of Prometheus',
    '{"status":"error","errorType":"bad_data","error":"parse error"}',
    /Prometheus refused the query.*parse error/,
  ],
  [
    'an error of the API server',
    '{"kind":"Status","status":"Failure","message":"pods is forbidden","code":403}',
    /the API server's answer was an error.*pods is forbidden/,
  ],
  [
    'an error of kubectl after an empty list',
    '{"items":[]}\nError from server (Forbidden): events is forbidden',
    /kubectl was refused.*events is forbidden/,
  ],
  ['No resources found', 'apiVersion: v1\nNo resources found in shop namespace.\n', /kubectl found nothing/],
];

for (const [title, text, expected] of NOTHING) {
  test(`is not silent about ${title}`, async () => {
    const got = await read(text);
    assert.deepEqual(got.observations, []);
    assert.match([...got.notes, ...got.warnings.map(({ message }) => message)].join('\n'), expected);
  });
}

test('a bomb of YAML aliases is refused with a warning', async () => {
  const levels = Array.from(
    { length: 9 },
    (_, level) =>
      `  a${level}: &a${level} [${Array(9)
        .fill(level ? `*a${level - 1}` : '"x"')
        .join(', ')}]`,
  );
  const got = await read(`apiVersion: v1\nkind: Pod\nmetadata:\n${levels.join('\n')}\nspec:\n  containers: []\n`);
  assert.deepEqual(got.observations, []);
  assert.match(got.warnings[0]?.message ?? '', /could not be parsed.*aliases/);
});

test('anchors and merge keys that people write are followed', async () => {
  const got = await read(
    [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: web-0, namespace: shop}',
      'spec:',
      '  containers:',
      '  - &web {name: web, image: "r.example/web:9"}',
      '  - {<<: *web, name: two}',
      '',
    ].join('\n'),
  );
  const [pod] = got.observations;
  assert.ok(pod?.kind === 'pod');
  assert.deepEqual(
    pod.containers.map(({ name, image }) => [name, image]),
    [
      ['web', 'r.example/web:9'],
      ['two', 'r.example/web:9'],
    ],
  );
});

test('custom YAML types are refused, and times stay text', async () => {
  const got = await read(
    'items:\n- !!js/function x\n- kind: Node\n  metadata:\n    creationTimestamp: 2026-08-13T11:47:31Z\n    name: n\n  status:\n    nodeInfo: {}\nkind: List\n',
  );
  assert.equal(got.observations.length, 1);
  assert.ok(got.observations[0]?.kind === 'node' && got.observations[0].createdAt?.valueMs === 1786621651000);
});

test('a YAML item with an error is lost alone, with the line of the error', async () => {
  const item = (name: string): string =>
    `- kind: Pod\n  metadata:\n    name: ${name}\n  spec:\n    containers:\n    - name: app\n`;
  const got = await read(`items:\n${item('a')}${item('b: : c')}${item('d')}kind: List\n`);
  assert.deepEqual(names(got), ['a', 'd']);
  assert.deepEqual(
    got.warnings.map(({ line }) => line),
    [8],
  );
  assert.match(got.warnings[0]?.message ?? '', /\(line 10\)/);
});

test('bytes that are no UTF-8 are named once, and the record is read', async () => {
  const bytes = Buffer.from(JSON.stringify({ items: [event('a', 'Error: caf#'), event('b', 'Error: caf#')] }));
  for (let at = bytes.indexOf('#'); at >= 0; at = bytes.indexOf('#', at)) bytes[at] = 0xe9;
  const got = await read(bytes);
  assert.equal(got.observations.length, 2);
  assert.equal(got.warnings.length, 1);
  assert.match(got.warnings[0]?.message ?? '', /no UTF-8/);
});

test('fields of wrong types lose no record and crash nothing', async () => {
  const hostile = [17, 'x', null, true, [], [null], {}, { a: 1 }];
  for (const value of hostile) {
    const odd = (object: Record<string, unknown>): Record<string, unknown> =>
      Object.fromEntries(Object.entries(object).map(([key, own]) => [key, key === 'kind' ? own : value]));
    const items = [
      odd(event('a')),
      { ...event('b'), metadata: value, series: value, source: value, count: value, firstTimestamp: value },
      { ...pod('c'), metadata: value, status: { containerStatuses: value, conditions: value } },
      {
        ...pod('d'),
        spec: { containers: [value], imagePullSecrets: [value] },
        status: { containerStatuses: [{ state: value, lastState: value }] },
      },
      { kind: 'Node', metadata: value, status: { nodeInfo: { architecture: value }, conditions: [value] } },
      {
        metric: {
          __name__: 'kube_pod_container_status_waiting_reason',
          pod: 'p',
          container: 'c',
          reason: 'ErrImagePull',
        },
        values: [value, [value, value]],
      },
      { metric: value, values: value },
    ];
    const got = await read(JSON.stringify({ items }));
    assert.ok(got.read >= 3, JSON.stringify(value));
    assert.ok(names(got).includes('b'));
  }
});

test('where the bytes break off with an error, the whole objects were read', async () => {
  const observed: unknown[] = [];
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(`{"items":[${JSON.stringify(event('a'))},{"a":`);
    throw new Error('the archive is damaged');
  }
  const context = {
    artefact: 0,
    path: 'x',
    clock: () =>
      ({ id: 'x', artefact: 0, notation: 'absolute', keeper: { kind: 'api-server' }, offsetMinutes: null }) as const,
    observe(observation: unknown) {
      observed.push(observation);
      return null;
    },
    record: () => {},
    warn: () => {},
  };
  const warnings: string[] = [];
  await assert.rejects(
    readObjects(
      chunks(),
      'json',
      FORMATS,
      () => context,
      (_, message) => void warnings.push(message),
    ),
    /damaged/,
  );
  assert.equal(observed.length, 1);
  assert.equal(warnings.length, 1);
});
