import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { renderSummary } from '../../../src/report/summary.ts';
import { kubeletJournal } from './failing-pull.ts';
import { analyzeFiles, type Files } from './small-bundles.ts';

const EMPTY: Readonly<Record<string, string>> = {
  'no bytes': '',
  'items: null': '{"kind":"EventList","apiVersion":"v1","metadata":{},"items":null}',
  'items: []': '{"kind":"EventList","apiVersion":"v1","metadata":{},"items":[]}',
  'a refusal by the API server':
    'Error from server (Forbidden): events is forbidden: User "x" cannot list resource "events"\n',
  'a server that is not there':
    'The connection to the server 127.0.0.1:16443 was refused - did you specify the right host or port?\n',
  'a journal without entries': '-- No entries --\n',
  'a journal without entries below its header':
    '-- Logs begin at Tue 2024-07-02 08:00:01 UTC, end at Tue 2024-07-02 09:00:00 UTC. --\n-- No entries --\n',
  'a command that is not there': 'bash: line 1: kubectl: command not found\n',
};

suite('empty is not healthy', () => {
  for (const [title, text] of Object.entries(EMPTY))
    test(`a bundle in which all evidence is ${title}: what is there but empty is said, and not that nothing failed`, async () => {
      const files: Files = {
        'version.yaml': 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n',
        'cluster-resources/events/shop.json': text,
        'cluster-resources/pods/shop.json': text,
        'host-collectors/run-host/kubelet.txt': text,
      };
      const report = await analyzeFiles(files);
      assert.deepEqual(report.bundles[0]?.lacks.slice(0, 3), [
        'Events (nothing in their files can be used)',
        'pod objects (nothing in their files can be used)',
        'the journals of kubelets and runtimes (nothing in their files can be used)',
      ]);
      for (const path of Object.keys(files).slice(1)) {
        const input = report.inputs.find((one) => one.path === path);
        assert.equal(input?.status, 'skipped');
        assert.notEqual(input.note, 'no line in it is of a known format');
        assert.ok(
          report.warnings.some((warning) => warning.input === path || /more file/.test(warning.message)),
          path,
        );
      }
      assert.deepEqual(report.gaps[0]?.id, 'evidence-missing');
      const summary = renderSummary(report);
      assert.match(summary, /Whether image pulls failed, these files do not show/);
      assert.doesNotMatch(summary, /Nothing failed|No image pull failed/);
    });

  test('a place of which one file holds something is not lacking', async () => {
    const report = await analyzeFiles({
      'version.yaml': 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n',
      'cluster-resources/events/shop.json': '',
      'host-collectors/run-host/containerd.txt': '-- No entries --\n',
      'host-collectors/run-host/kubelet.txt': kubeletJournal('node-1', 'kubelet[201]'),
    });
    assert.deepEqual(report.bundles[0]?.lacks, [
      'Events (nothing in their files can be used)',
      'pod objects',
      'metrics over time',
    ]);
  });
});
