import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeFiles, type Files } from './small-bundles.ts';

/** The Rancher logs collector's layout, written by hand: raw klog without year, zone or host, and a table with ages. */
const ERROR =
  'rpc error: code = NotFound desc = failed to pull and unpack image \\"registry.example/shop/web:9\\": not found';
const KUBELET_LOG = ['14:40:05', '14:40:18']
  .map(
    (time) =>
      `E1204 ${time}.123456     201 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"${ERROR.replaceAll('\\"', '\\\\\\"')}\\"" pod="shop/web-0" podUID="1c0f3211-d560-4fba-a83a-e20d3e834a63"\n`,
  )
  .join('');
const EVENTS = `NAMESPACE   LAST SEEN   TYPE      REASON   OBJECT      MESSAGE
shop        5m          Warning   Failed   pod/api-0   Failed to pull image "registry.example/shop/api:9": not found
`;
const FILES: Files = {
  'systeminfo/date': 'Thu Dec  4 14:45:58 +0530 2025\n',
  'systeminfo/hostname': 'agent-1\n',
  'journald/rke2-agent': '-- No entries --\n',
  'rke2/agent-logs/kubelet.log': KUBELET_LOG,
  'rke2/kubectl/events': EVENTS,
};

suite('what a bundle says of itself sets its clocks', () => {
  test('year, zone and node of a raw kubelet log', async () => {
    const report = await analyzeFiles(FILES);
    const failure = report.incidents.flatMap(({ failures }) => failures).find(({ pod }) => pod === 'web-0');
    assert.equal(failure?.node, 'agent-1');
    const { earliest, latest } = failure.attempts.find(({ basis }) => basis === 'observed')!.at;
    const written = Date.parse('2025-12-04T09:10:05.123Z');
    // What is left open is the node's own skew, which nothing here tells.
    assert.ok(Date.parse(earliest) <= written && written <= Date.parse(latest), `${earliest} to ${latest}`);
    assert.ok(Date.parse(latest) - Date.parse(earliest) < 360_000, `${earliest} to ${latest}`);
    const clock = report.clocks.find(({ notation }) => notation === 'yearless');
    assert.match(clock?.setBy ?? '', /systeminfo\/date of the bundle/);
    assert.equal(report.inputs.find(({ path }) => path.endsWith('kubelet.log'))?.node, 'agent-1');
  });

  test('the capture time, narrowed by each member’s own time where that lies within the collection', async () => {
    const wide = await analyzeFiles(FILES);
    assert.deepEqual(wide.capturedAt, { earliest: '2025-12-04T09:15:58.000Z', latest: '2025-12-04T09:25:58.000Z' });
    const sharp = await analyzeFiles(FILES, { 'rke2/kubectl/events': '2025-12-04T09:17:03Z' });
    const seen = sharp.incidents.flatMap(({ failures }) => failures).find(({ pod }) => pod === 'api-0');
    // Five minutes before, cut to a minute, on a clock that may be two minutes off.
    assert.equal(seen?.attempts[0]?.at.latest, '2025-12-04T09:14:05.000Z');
    // An archive that was packed anew later says nothing of when its files were saved.
    const repacked = await analyzeFiles(FILES, { 'rke2/kubectl/events': '2026-01-20T10:00:00Z' });
    assert.deepEqual(repacked.capturedAt, wide.capturedAt);
  });

  test('metadata files are told as such, and an empty journal is no warning of its own', async () => {
    const report = await analyzeFiles(FILES);
    const formatOf = (path: string) => report.inputs.find((input) => input.path === path)?.format;
    assert.equal(formatOf('systeminfo/date'), 'bundle-metadata');
    assert.equal(formatOf('systeminfo/hostname'), 'bundle-metadata');
    const journal = report.inputs.find(({ path }) => path === 'journald/rke2-agent');
    assert.deepEqual([journal?.status, journal?.note?.startsWith('the journal held nothing')], ['skipped', true]);
  });
});
