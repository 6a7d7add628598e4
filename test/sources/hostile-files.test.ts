import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { analyze } from '../../src/analyze.ts';
import type { Report } from '../../src/model/report.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { PLAIN_OPTIONS } from '../plain-options.ts';
import { makeFolder, makeNoise, makeTar, streamOf } from './archives.ts';

/** Far above what is needed, so that only growth fails. */
const LIMITS = { timeout: 30_000 };
const MEMORY_BYTES = 300 * 1024 ** 2;
const DATA = fileURLToPath(new URL('./data/', import.meta.url));

/** Writes a file, analyses it as the command line does, and gives what was said. */
async function analyzeFile(context: TestContext, name: string, content: string | Buffer) {
  const file = join(makeFolder(context), name);
  writeFileSync(file, content);
  const before = process.memoryUsage.rss();
  const said: string[] = [];
  const sources = openSources([file], {
    limits: DEFAULT_LIMITS,
    stdin: streamOf(Buffer.alloc(0)),
    exclude: () => false,
    warn: ({ message }) => said.push(message),
  });
  const { report } = await analyze(sources, PLAIN_OPTIONS);
  said.push(...report.warnings.map(({ message }) => message));
  assert.ok(process.memoryUsage.rss() - before < MEMORY_BYTES, 'memory');
  assert.ok(!said.some((message) => /call stack|heap|undefined/.test(message)), said.join('\n'));
  return { report, said };
}

function podsOf({ incidents }: Report): (string | null)[] {
  return incidents.flatMap(({ failures }) => failures.map(({ pod }) => pod));
}

const LEVELS = 100_000;
const LISTS = '['.repeat(LEVELS) + ']'.repeat(LEVELS);
const OBJECTS = `${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`;
const IMAGE = 'registry.example/shop/web:9';
const ERROR = `rpc error: code = NotFound desc = ${IMAGE}: not found`;

/** An Event of a pull that failed, with a field more. */
function event(pod: string, extra = ''): string {
  const whole = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${pod}.1`, namespace: 'shop', uid: pod },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: pod, uid: `uid-${pod}`, fieldPath: 'spec.containers{web}' },
    reason: 'Failed',
    message: `Failed to pull image "${IMAGE}": ${ERROR}`,
    source: { component: 'kubelet', host: 'node-1' },
    lastTimestamp: '2026-06-15T10:12:00Z',
    count: 1,
    type: 'Warning',
  });
  return extra === '' ? whole : `${whole.slice(0, -1)},"extra":${extra}}`;
}

const KLOG = `E0615 10:12:00.123456    1234 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"${ERROR}\\"" pod="shop/web-0" podUID="uid-web-0"`;

/** An entry of GKE's kubelet log in Cloud Logging. */
function cloudEntry(extra: string): string {
  return `{"insertId":"x","logName":"projects/p/logs/kubelet","resource":{"type":"k8s_node","labels":{"node_name":"node-1"}},"timestamp":"2026-06-15T10:12:00.2Z","jsonPayload":{"MESSAGE":${JSON.stringify(KLOG)},"extra":${extra}}}`;
}

function record(extra: string): string {
  return `{"__REALTIME_TIMESTAMP":"1781518320123500","_HOSTNAME":"node-1","SYSLOG_IDENTIFIER":"kubelet","_PID":"1","MESSAGE":${JSON.stringify(KLOG)},"extra":${extra}}`;
}

const TOO_DEEP = /nested deeper than 200 levels/;

/** Title, name, content, what is said (null: nothing is lost), and the pods whose failures are found all the same. */
const DEEP: readonly (readonly [string, string, string, RegExp | null, readonly string[]])[] = [
  [
    'in an Event of a list',
    'events.json',
    `{"kind":"EventList","items":[${event('bad-0', LISTS)},${event('web-0')}]}`,
    TOO_DEEP,
    ['web-0'],
  ],
  [
    'in an Event that stands alone',
    'events.json',
    `${event('bad-0', OBJECTS)}\n${event('web-0')}\n`,
    TOO_DEEP,
    ['web-0'],
  ],
  [
    'in the cells of a table of the API',
    'table.json',
    `{"kind":"Table","apiVersion":"meta.k8s.io/v1","columnDefinitions":[{"name":"Name"}],"rows":[{"cells":[${LISTS}]}]}\n${event('web-0')}`,
    TOO_DEEP,
    ['web-0'],
  ],
  [
    'in the labels of a Prometheus series',
    'range.json',
    `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"kube_pod_container_status_waiting_reason","pod":${OBJECTS}},"values":[[1781518320,"1"]]},{"metric":{"__name__":"kube_pod_container_status_waiting_reason","namespace":"shop","pod":"web-0","container":"web","reason":"ErrImagePull"},"values":[[1781518320,"1"]]}]}}`,
    TOO_DEEP,
    ['web-0'],
  ],
  [
    'in a frame of Grafana',
    'panel.json',
    `[{"schema":{"fields":[{"name":"Time","type":"time"}]},"data":{"values":[${LISTS}]}},${event('web-0')}]`,
    TOO_DEEP,
    ['web-0'],
  ],
  ['in an entry of Cloud Logging', 'log.json', `[${cloudEntry(LISTS)},${cloudEntry('1')}]`, TOO_DEEP, ['web-0']],
  [
    'in a record of a log store',
    'log.json',
    `[{"log":{"x":${OBJECTS}},"line":"a.go:1] x"},${event('web-0')}]`,
    TOO_DEEP,
    ['web-0'],
  ],
  ['in a field of a journald entry beside the message', 'journal.json', `${record(LISTS)}\n`, null, ['web-0']],
  [
    'in a key of klog in JSON',
    'kubelet.log',
    `{"ts":1781518320123.4,"caller":"a.go:1","msg":"Error syncing pod, skipping","err":${OBJECTS},"pod":{"name":"bad-0","namespace":"shop"}}\n${record('1')}\n`,
    null,
    ['web-0'],
  ],
  [
    'in a field of logrus in JSON',
    'containerd.log',
    `{"level":"error","msg":"PullImage \\"a:1\\" failed","time":"2026-06-15T10:12:00Z","x":${LISTS}}\n${record('1')}\n`,
    null,
    ['web-0', 'null'],
  ],
  [
    "in a part of Docker's json-file",
    'x-json.log',
    `{"log":"part","stream":"stderr","time":"2026-06-15T10:12:00Z","x":${LISTS}}\n{"log":" end\\n","stream":"stderr"}\n${record('1')}\n`,
    null,
    ['web-0'],
  ],
];

suite('JSON of 100,000 levels loses itself only', () => {
  for (const [title, name, content, warning, pods] of DEEP) {
    test(title, LIMITS, async (context) => {
      const { report, said } = await analyzeFile(context, name, content);
      assert.deepEqual(podsOf(report).map(String).sort(), [...pods].sort().map(String).sort(), said.join('\n'));
      if (warning) assert.match(said.join('\n'), warning);
    });
  }
});

suite('YAML that grows or goes deep', () => {
  const good = `---\n${event('web-0')}\n`;
  const head = 'apiVersion: v1\nkind: Pod\nmetadata: {name: bad, namespace: shop}\n';
  const levels = Array.from({ length: 11 }, (_, at) => at + 1);
  const ROWS: readonly (readonly [string, string, RegExp])[] = [
    [
      'by aliases of aliases',
      `${head}a0: &a0 [ErrImagePull, x, x, x, x, x, x, x, x, x]\n${levels.map((at) => `a${at}: &a${at} [${Array(10).fill(`*a${at - 1}`)}]\n`).join('')}`,
      /could not be parsed.*aliases/,
    ],
    [
      'by aliases in merge keys',
      `${head}a0: &a0 {a: ErrImagePull}\n${levels.map((at) => `a${at}: &a${at} {<<: [${Array(10).fill(`*a${at - 1}`)}], k${at}: 1}\n`).join('')}`,
      /could not be parsed.*aliases/,
    ],
    ['by brackets', `${head}status: ${'{a: '.repeat(LEVELS)}ErrImagePull${'}'.repeat(LEVELS)}\n`, /nesting exceeded/],
    ['by dashes', `${head}status:\n  ${'- '.repeat(LEVELS)}ErrImagePull\n`, /nesting exceeded/],
  ];
  for (const [title, yaml, warning] of ROWS) {
    test(`${title} is refused, and the next document read`, LIMITS, async (context) => {
      const { report, said } = await analyzeFile(context, 'pods.yaml', yaml + good);
      assert.match(said.join('\n'), warning);
      assert.deepEqual(podsOf(report), ['web-0']);
    });
  }
});

suite('what is cut off gives its beginning and one warning', () => {
  const events = `{"kind":"EventList","items":[\n${event('web-0')},\n${event('api-0')},\n"${makeNoise(200_000)}"]}`;
  const gz = gzipSync(events);
  test('gz', LIMITS, async (context) => {
    const { report, said } = await analyzeFile(context, 'events.json.gz', gz.subarray(0, gz.length - 20_000));
    assert.deepEqual(podsOf(report).sort(), ['api-0', 'web-0']);
    assert.match(said.join('\n'), /the gzip file is cut off/);
    assert.equal(report.inputs[0]?.status, 'partly-read');
  });
  for (const [ending, name] of [
    ['xz', 'xz'],
    ['zst', 'zstd'],
    ['bz2', 'bzip2'],
  ] as const) {
    test(ending, LIMITS, async (context) => {
      const whole = readFileSync(join(DATA, `bundle.tar.${ending}`));
      const { said } = await analyzeFile(context, `bundle.tar.${ending}`, whole.subarray(0, whole.length - 12));
      assert.ok(
        said.some((message) => message.includes(`the ${name} file is cut off`)),
        said.join('\n'),
      );
    });
  }
});

suite('tars', () => {
  test('with paths that lead out, absolute ones and links give the rest, and name each', LIMITS, async (context) => {
    const tar = await makeTar([
      { name: '../../outside.json', content: event('bad-0') },
      { name: '/etc/absolute.json', content: event('bad-1') },
      { name: 'soft', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'hard', type: 'link', linkname: '/etc/shadow' },
      { name: 'good/events.json', content: event('web-0') },
    ]);
    const { report, said } = await analyzeFile(context, 'bundle.tar', tar);
    assert.deepEqual(podsOf(report), ['web-0']);
    assert.deepEqual(said.map((message) => /leads out|absolute|a link/.exec(message)?.[0]).sort(), [
      'a link',
      'a link',
      'absolute',
      'leads out',
    ]);
  });
});

test('a sparse member of a tar is named, and the rest read', LIMITS, async (context) => {
  const tar = await makeTar([
    { name: 'sparse.log', content: '' },
    { name: 'events.json', content: event('web-0') },
  ]);
  tar.write('S', 156, 'latin1');
  const sum = Buffer.from(tar.subarray(0, 512))
    .fill(' ', 148, 156)
    .reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const { report, said } = await analyzeFile(context, 'bundle.tar', tar);
  assert.deepEqual(podsOf(report), ['web-0']);
  assert.match(said.join('\n'), /a type that is not read \(sparse/);
});

test('files whose names are no UTF-8 are read', { ...LIMITS, skip: process.platform !== 'linux' }, async (context) => {
  const folder = makeFolder(context);
  for (const byte of [0xe4, 0xf6])
    writeFileSync(Buffer.concat([Buffer.from(join(folder, 'x')), Buffer.from([byte])]), event(`web-${byte}`));
  const sources = openSources([folder], {
    limits: DEFAULT_LIMITS,
    stdin: streamOf(Buffer.alloc(0)),
    exclude: () => false,
    warn: ({ message }) => assert.fail(message),
  });
  const { report } = await analyze(sources, PLAIN_OPTIONS);
  assert.deepEqual(podsOf(report).sort(), ['web-228', 'web-246']);
});
