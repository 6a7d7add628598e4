import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ObjectFormat, TextFormat } from '../../../src/formats/format.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import { METRIC_NEEDLES } from '../../../src/formats/metrics/meaning.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { readText } from '../objects/read-text.ts';
import { cutChunks, type ScanResult, scanChunks } from '../text/run-samples.ts';

const TEXT_FORMATS = FORMATS.filter((format): format is TextFormat => format.kind === 'text');
const OBJECT_FORMATS = FORMATS.filter((format): format is ObjectFormat => format.kind === 'object');
const METRIC = 'kube_pod_container_status_waiting_reason';
const FIRST = 1795250000000;

const scan = (text: string): Promise<ScanResult> => scanChunks(cutChunks(Buffer.from(text), 64 * 1024), TEXT_FORMATS);
const dumpLine = (pod: string, reason: string, value: string, ms: number): string =>
  `{__name__="${METRIC}", container="app", namespace="prod", pod="${pod}", reason="${reason}"} ${value} ${ms}\n`;
const waitingOf = (observations: readonly Observation[]) =>
  observations.filter((observation) => observation.kind === 'waiting-series');

suite('samples of a series are gathered wherever they stand', () => {
  test('scrapes that follow each other in a file are one series for each container', async () => {
    const scrape = (ms: number): string =>
      ['a-0', 'a-1']
        .map((pod) => `${METRIC}{container="app",namespace="prod",pod="${pod}",reason="ErrImagePull"} 1 ${ms}\n`)
        .join('');
    const { observations } = await scan(scrape(FIRST) + scrape(FIRST + 30_000) + scrape(FIRST + 60_000));
    assert.deepEqual(
      waitingOf(observations).map(({ subject, waitingAtMs }) => [subject.pod, waitingAtMs.length]),
      [
        ['a-0', 3],
        ['a-1', 3],
      ],
    );
  });

  test('a gap is no zero, and a staleness marker neither', async () => {
    const { observations } = await scan(
      dumpLine('a-0', 'ErrImagePull', '1', FIRST) +
        dumpLine('a-0', 'ErrImagePull', 'NaN', FIRST + 30_000) +
        dumpLine('a-0', 'ErrImagePull', '1', FIRST + 600_000),
    );
    const [series] = waitingOf(observations);
    assert.deepEqual([...(series?.waitingAtMs ?? [])], [FIRST, FIRST + 600_000]);
    assert.equal(series?.notWaitingAtMs.length, 0);
  });

  test('of zeros the ends of each run are kept, and series of zeros are not', async () => {
    let text = '';
    for (let index = 0; index < 1000; index += 1)
      text += dumpLine('a-0', 'ErrImagePull', index === 500 ? '1' : '0', FIRST + index * 1000);
    for (let index = 0; index < 1000; index += 1) text += dumpLine('a-1', 'ErrImagePull', '0', FIRST + index * 1000);
    const { observations, records } = await scan(text);
    assert.equal(records.get('tsdb-dump'), 2000);
    assert.equal(observations.length, 1);
    assert.deepEqual(
      waitingOf(observations).map(({ notWaitingAtMs, waitingAtMs }) => [[...notWaitingAtMs], [...waitingAtMs]]),
      [[[FIRST, FIRST + 499_000, FIRST + 501_000, FIRST + 999_000], [FIRST + 500_000]]],
    );
  });

  test('a dump that breaks off is read up to there, and its last line is warned of', async () => {
    const cut = dumpLine('a-0', 'ErrImagePull', '1', FIRST + 30_000).slice(0, 100);
    const { observations, warnings } = await scan(dumpLine('a-0', 'ErrImagePull', '1', FIRST) + cut);
    assert.equal(waitingOf(observations)[0]?.waitingAtMs.length, 1);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /^2: .*cut off/);
  });

  test('a time in nanoseconds is no time', async () => {
    const line = `${METRIC}{container="app",namespace="prod",pod="a-0",reason="ErrImagePull"} 1 ${FIRST}000000\n`;
    const { observations, warnings } = await scan(line);
    assert.equal(observations.length, 0);
    assert.equal(warnings.length, 1);
  });

  test('repeats of a range query are left out with one warning', async () => {
    const grid = (from: number, to: number): string =>
      JSON.stringify(Array.from({ length: to - from + 1 }, (_, index) => [FIRST / 1000 + (from + index) * 30, '1']));
    const series = (reason: string, values: string): string =>
      `{"metric":{"__name__":"${METRIC}","container":"app","namespace":"prod","pod":"a-0","reason":"${reason}"},"values":${values}}`;
    const { observations, warnings } = await readText(
      Buffer.from(`[${series('ErrImagePull', grid(4, 14))},${series('ImagePullBackOff', grid(5, 40))}]`),
      OBJECT_FORMATS,
    );
    const [failed, backedOff] = waitingOf(observations);
    assert.deepEqual([...(failed?.waitingAtMs ?? [])], [FIRST + 120_000]);
    assert.ok((backedOff?.waitingAtMs.length ?? 0) > 10);
    assert.ok((backedOff?.waitingAtMs.at(-1) ?? Infinity) <= FIRST + 30 * 30_000);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]?.message ?? '', /repeats samples/);
  });

  test('one restart of a kubelet for all its counters, and none for a counter that only grows', async () => {
    const counter = (code: string, value: number, ms: number): string =>
      `kubelet_started_containers_errors_total{code="${code}",node="node-a"} ${value} ${ms}\n`;
    const { observations } = await scan(
      counter('ErrImagePull', 5, FIRST) +
        counter('ErrImagePull', 7, FIRST + 30_000) +
        counter('ErrImagePull', 1, FIRST + 60_000) +
        counter('ImagePullBackOff', 50, FIRST + 30_000) +
        counter('ImagePullBackOff', 3, FIRST + 60_000) +
        counter('RunContainerError', 1, FIRST) +
        counter('RunContainerError', 2, FIRST + 60_000),
    );
    assert.deepEqual(
      observations.map((observation) => observation.kind === 'changed' && observation.change),
      ['kubelet-started'],
    );
  });

  test('a counter that names its target by an address tells of no node', async () => {
    const counter = (value: number, ms: number): string =>
      `kubelet_runtime_operations_total{instance="10.0.0.5:10250",operation_type="pull_image"} ${value} ${ms}\n`;
    const { observations } = await scan(counter(5, FIRST) + counter(1, FIRST + 30_000));
    assert.deepEqual(observations, []);
  });
});

test('every line of text that tells something holds a needle, in each notation', () => {
  const names = [
    METRIC,
    'kube_pod_init_container_status_waiting_reason',
    'kube_pod_container_status_running',
    'kube_pod_init_container_info',
    'kube_pod_owner',
    'kube_node_status_condition',
    'process_start_time_seconds',
    'kubelet_started_containers_errors_total',
    'node_filesystem_avail_bytes',
    'node_filesystem_size_bytes',
    'node_filesystem_files_free',
    'node_filesystem_files',
    'container_fs_usage_bytes',
    'container_fs_limit_bytes',
    'container_fs_inodes_free',
    'container_fs_inodes_total',
    'node_uname_info',
    'kube_node_info',
  ];
  for (const name of names)
    assert.ok(
      METRIC_NEEDLES.some((needle) => name.includes(needle)),
      name,
    );
  for (const label of ['operation_type="pull_image"', 'operation_type="pull_image",x="y"'])
    assert.ok(
      METRIC_NEEDLES.some((needle) => label.includes(needle)),
      label,
    );
});

suite('a full disk is read from every notation', () => {
  const NAME = 'node_filesystem_avail_bytes';
  const labels = { mountpoint: '/var', node: 'node-a' };
  const metric = { __name__: NAME, ...labels };
  const written = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  const [seconds, next] = [FIRST / 1000, FIRST / 1000 + 30];
  const texts: readonly (readonly [string, string])[] = [
    [
      'OpenMetrics',
      `${NAME}{${written.join(',')}} 9e9 ${seconds}.000\n${NAME}{${written.join(',')}} 512 ${next}.000\n`,
    ],
    [
      'a dump',
      [9e9, 512]
        .map((value, step) => `{__name__="${NAME}", ${written.join(', ')}} ${value} ${FIRST + step * 30_000}\n`)
        .join(''),
    ],
    ['promtool query range', `${NAME}{${written.join(', ')}} =>\n9000000000 @[${seconds}]\n512 @[${next}]\n`],
  ];
  const objects: readonly (readonly [string, object])[] = [
    [
      'query_range',
      {
        metric,
        values: [
          [seconds, '9e9'],
          [next, '512'],
        ],
      },
    ],
    ['lines of VictoriaMetrics', { metric, values: [9e9, 512], timestamps: [FIRST, FIRST + 30_000] }],
  ];
  const check = (observations: readonly Observation[]) => {
    const [full, ...more] = observations;
    assert.equal(more.length, 0);
    assert.ok(full?.kind === 'changed' && full.change === 'disk-full');
    assert.equal(full.message, '/var of node-a had 512 bytes free');
    assert.deepEqual([full.first?.valueMs, full.first?.widthMs, full.last?.valueMs], [FIRST, 30_000, FIRST]);
  };
  for (const [title, text] of texts) test(title, async () => check((await scan(text)).observations));
  for (const [title, object] of objects)
    test(title, async () => check((await readText(Buffer.from(JSON.stringify(object)), OBJECT_FORMATS)).observations));

  test('a disk with room, one for other things, and one that no node is told of give nothing', async () => {
    const rows = [
      `${NAME}{mountpoint="/var",node="node-a"} 9e9 ${seconds}`,
      `${NAME}{mountpoint="/data",node="node-a"} 0 ${seconds}`,
      `${NAME}{mountpoint="/var",instance="10.0.0.5:9100"} 0 ${seconds}`,
      `${NAME}{mountpoint="/",fstype="squashfs",node="node-b"} 0 ${seconds}`,
    ];
    assert.deepEqual((await scan(`${rows.join('\n')}\n`)).observations, []);
  });

  test('a small disk that is not full gives nothing', async () => {
    const rows = [
      `node_filesystem_size_bytes{mountpoint="/var",node="node-a"} 2e9 ${seconds}`,
      `${NAME}{mountpoint="/var",node="node-a"} 9e8 ${seconds}`,
    ];
    assert.deepEqual((await scan(`${rows.join('\n')}\n`)).observations, []);
  });
});
