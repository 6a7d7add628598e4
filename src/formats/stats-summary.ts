import { subject } from '../model/subject.ts';
import type { FormatSample, ObjectFormat, ReadContext } from './format.ts';
import { describeFree, isFull } from './metrics/disk-limits.ts';
import { type Fields, fieldsOf, isFields, readTime, textOf } from './objects/fields.ts';
import { standingFact } from './objects/standing.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: "a kubelet's /stats/summary, 1.30, cut: the images' file system is full, and the node's has no inodes left",
    text: `{
 "node": {
  "nodeName": "node-a",
  "startTime": "2026-01-01T00:00:00Z",
  "fs": { "time": "2026-01-02T03:04:05Z", "availableBytes": 53687091200, "capacityBytes": 107374182400, "usedBytes": 1, "inodesFree": 3, "inodes": 6553600 },
  "runtime": {
   "imageFs": { "time": "2026-01-02T03:04:09Z", "availableBytes": 12582912, "capacityBytes": 107374182400, "usedBytes": 1, "inodesFree": 5000000, "inodes": 6553600 },
   "containerFs": { "time": "2026-01-02T03:04:09Z", "availableBytes": 12582912, "capacityBytes": 107374182400 }
  }
 },
 "pods": [ { "podRef": { "name": "web-0", "namespace": "shop", "uid": "u-1" }, "ephemeral-storage": { "availableBytes": 0 } } ]
}
`,
    observations: [
      {
        kind: 'changed',
        change: 'disk-full',
        subject: { node: 'node-a' },
        message: "the images' file system of node-a had 12.0 MiB of 100.0 GiB free",
        first: { valueMs: Date.UTC(2026, 0, 2, 3, 4, 9) },
        evidence: {
          line: 1,
          excerpt: "stats/summary · the images' file system of node-a had 12.0 MiB of 100.0 GiB free",
        },
      },
      { change: 'disk-full', message: "the node's file system of node-a had 3 of 6553600 inodes free" },
    ],
  },
  {
    title: 'a node with room',
    text: '{"node":{"nodeName":"node-a","fs":{"time":"2026-01-02T03:04:05Z","availableBytes":53687091200,"capacityBytes":107374182400},"runtime":{"imageFs":{"time":"2026-01-02T03:04:05Z","availableBytes":53687091200,"capacityBytes":107374182400}}},"pods":[]}\n',
    observations: [],
  },
];

/** What a kubelet measures of its node's disks. */
export const statsSummary: ObjectFormat = {
  id: 'stats-summary',
  kind: 'object',
  title: "A kubelet's /stats/summary (JSON)",
  description:
    "Troubleshoot keeps it as node-metrics. Read is whether the images' file system or the node's own was as good as full of space or of inodes when the kubelet measured it, which it does every 10 s or so. A picture of one instant: a pull that fails for want of space gives it back.",
  commands: ['kubectl get --raw /api/v1/nodes/NODE/proxy/stats/summary > NODE/summary.json'],
  sources: ['kubernetes/kubelet pkg/apis/stats/v1alpha1/types.go Summary, v0.34'],
  samples: SAMPLES,
  needles: ['"imageFs"'],
  accepts: ({ kind, node, pods }) =>
    textOf(kind) === null && Array.isArray(pods) && isFields(fieldsOf(node)['runtime']),
  read(object, place, context) {
    const node = fieldsOf(object['node']);
    const name = textOf(node['nodeName']);
    if (name === null) return;
    const images = fieldsOf(fieldsOf(node['runtime'])['imageFs']);
    observeDisk(images, `the images' file system of ${name}`, name, place, context);
    observeDisk(fieldsOf(node['fs']), `the node's file system of ${name}`, name, place, context);
  },
};

function observeDisk(
  disk: Fields,
  what: string,
  node: string,
  place: { readonly line: number; readonly item: number | null },
  context: ReadContext,
): void {
  const at = readTime(disk['time'], () => context.clock('absolute', { kind: 'node', node }));
  for (const [of, free, total] of [
    ['space', disk['availableBytes'], disk['capacityBytes']],
    ['inodes', disk['inodesFree'], disk['inodes']],
  ] as const) {
    if (at === null || typeof free !== 'number' || typeof total !== 'number' || total <= 0) continue;
    if (!isFull(of, free, total)) continue;
    const message = `${what} had ${describeFree(of, free, total)}`;
    const shared = standingFact(context, place, {}, ['stats/summary', message]);
    context.observe({
      ...shared,
      subject: subject({ node }),
      first: at,
      last: at,
      kind: 'changed',
      change: 'disk-full',
      message,
    });
  }
}
