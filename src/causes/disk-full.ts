import { onlyOne, platformTeamOnNodes } from './affected.ts';
import { defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

export const diskFull = defineCause({
  id: 'disk-full',
  title: 'No space, or no inodes, for the image on the node',
  titleOf: ({ nodes }) => {
    const node = onlyOne(nodes);
    return node && `No space, or no inodes, for the image on ${node}`;
  },
  transience: 'depends',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['disk.full'],
  matches: (error) => matchOn(error.find('disk.full'), 93, 0.97),
  proves:
    'A write of the runtime on the node failed for want of space, inodes or quota, while it stored or unpacked the image.',
  doesNotProve:
    'Which of the three; nor that the node reports DiskPressure: the condition may lag or be about another file system.',
  explanation:
    "The file system that holds the runtime's images is full, or has no inodes left. The download itself worked.",
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'See space and inodes', commands: [onNode(names, 'df -h; df -i; crictl imagefsinfo')] },
      { action: 'Remove images that no container uses', commands: [onNode(names, 'crictl rmi --prune')] },
      {
        action:
          'Keep pods away until it is repaired, then enlarge the disk or lower the image GC thresholds of the kubelet',
        commands: [command`kubectl cordon ${n.node}`],
      },
    ];
  },
  docs: [
    {
      title: 'Kubernetes: garbage collection of images',
      url: 'https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images',
    },
    {
      title: 'Kubernetes: node-pressure eviction',
      url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
    },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount296: write /var/lib/containerd/tmpmounts/containerd-mount296/app/zero.bin: no space left on device: unknown',
    },
    {
      from: 'dockerd 19.03',
      message:
        'Error response from daemon: failed to register layer: Error processing tar file(exit status 1): write /app/data.rpm: no space left on device',
    },
    {
      from: 'CRI-O 1.28',
      message:
        'writing blob: adding layer with blob "sha256:1111111111111111111111111111111111111111111111111111111111111111": Error processing tar file(exit status 1): mkdir /usr/share/doc: no space left on device',
    },
  ],
  counterExamples: [
    {
      message: 'Error: failed to create containerd container: mkdir /var/lib/containerd/x: no space left on device',
      cause: 'not-image-pull',
    },
    {
      message: 'failed to garbage collect required amount of images. Wanted to free 1000 bytes, but freed 0 bytes',
      cause: 'not-image-pull',
    },
  ],
});
