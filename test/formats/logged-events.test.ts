import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubeletLog } from '../../src/formats/kubelet-log.ts';
import { loggedEvents } from '../../src/formats/logged-events.ts';
import { cutChunks, scanChunks } from './text/run-samples.ts';

const CHUNK_BYTES = 4096;
const EVENT = `Event(v1.ObjectReference{Kind:"Pod", Namespace:"shop", Name:"web-0", UID:"u-1", APIVersion:"v1", ResourceVersion:"1", FieldPath:"spec.containers{web}"}): type: 'Warning' reason: 'Failed' Error: ErrImagePull`;

const LOGS: readonly { readonly title: string; readonly lines: readonly string[]; readonly records: object }[] = [
  {
    title: 'a controller logs its Events with klog: its log is no kubelet log',
    lines: [
      'I0914 14:13:48.703630       1 kubelet_config_controller.go:169] Starting MachineConfigController-KubeletConfigController',
      'I0914 14:13:48.703659       1 docker_registry_service.go:135] caches synced',
      'I0914 14:13:48.709096       1 generic.go:191] Flag --profiling has been deprecated',
      `I0914 14:13:48.803630       1 event.go:282] ${EVENT}`,
    ],
    records: { 'logged-events': 1 },
  },
  {
    title: 'a kubelet that logs its Events, too, has written both',
    lines: [
      'I0914 14:13:48.703630    4726 dns.go:156] Nameserver limits were exceeded',
      `I0914 14:13:48.803630    4726 event.go:282] ${EVENT}`,
      'I0914 14:13:49.703630    4726 kubelet_node_status.go:70] Attempting to register node n1',
    ],
    records: { 'logged-events': 1, 'kubelet-log': 2 },
  },
];

for (const { title, lines, records } of LOGS)
  test(title, async () => {
    const chunks = cutChunks(Buffer.from(`${lines.join('\n')}\n`), CHUNK_BYTES);
    const read = await scanChunks(chunks, [loggedEvents, kubeletLog]);
    assert.deepEqual(Object.fromEntries(read.records), records);
    assert.deepEqual(
      read.observations.map(({ kind, origin, subject: { pod } }) => [kind, origin, pod]),
      [['pull-failed', 'event', 'web-0']],
    );
  });
