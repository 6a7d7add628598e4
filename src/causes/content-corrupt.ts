import { bestOf, defineCause, matchOn } from './cause.ts';
import { inspectImageCommand, pullOnNodeCommand } from './commands.ts';

export const contentCorrupt = defineCause({
  id: 'content-corrupt',
  title: 'What was received is not what the manifest promises',
  transience: 'depends',
  whoActs: 'registry owner',
  looksAt: ['content.corrupt', 'net.unexpected-eof'],
  matches: (error) => {
    const fact = error.find('content.corrupt');
    const cut = error.find('net.unexpected-eof');
    return bestOf(
      matchOn(
        fact,
        fact?.strong ? 87 : 71,
        fact?.strong ? 0.95 : 0.8,
        fact?.strong
          ? []
          : [
              ['connection-reset', 0.1],
              ['layer-extract-failed', 0.05],
            ],
      ),
      matchOn(cut?.scope === 'registry' ? cut : null, 66, 0.6, [
        ['connection-reset', 0.3],
        ['layer-extract-failed', 0.05],
      ]),
    );
  },
  proves: 'Digest or size of what arrived differ from the manifest, or the data broke off or cannot be parsed.',
  doesNotProve:
    'An attack, nor that the registry stores it wrongly: a proxy or cache that cuts or changes bodies does the same.',
  explanation:
    'The registry, a cache or a proxy delivered other bytes than the manifest names: a cut transfer, a damaged object in the store, a cache with a half-written entry, or a body that was replaced by an error page.',
  remediation: (names) => [
    { action: 'Pull again by hand: if it works, a transfer was cut', commands: [pullOnNodeCommand(names)] },
    {
      action: 'Pull past mirrors and proxies, to see which of them changes the data',
      commands: [inspectImageCommand(names)],
    },
    { action: 'Clear the cache of the mirror, or push the image again', commands: [] },
  ],
  docs: [
    { title: 'OCI content descriptors', url: 'https://github.com/opencontainers/image-spec/blob/main/descriptor.md' },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'rpc error: code = FailedPrecondition desc = failed to pull and unpack image "docker.io/library/app:6.6": failed commit on ref "layer-sha256:1111111111111111111111111111111111111111111111111111111111111111": unexpected commit digest sha256:2222222222222222222222222222222222222222222222222222222222222222, expected sha256:1111111111111111111111111111111111111111111111111111111111111111: failed precondition',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: filesystem layer verification failed for digest sha256:1111111111111111111111111111111111111111111111111111111111111111',
    },
    {
      from: 'podman 5.8',
      message:
        'Error: unable to copy from source docker://team/app:1: writing blob: setting up to decompress blob: happened during read: Digest did not match, expected sha256:1111111111111111111111111111111111111111111111111111111111111111, got sha256:2222222222222222222222222222222222222222222222222222222222222222',
    },
    {
      from: 'containerd 2.1',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": short read: expected 32838 bytes but got 16419: unexpected EOF',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount394: unexpected EOF: unknown',
      cause: 'layer-extract-failed',
    },
  ],
});
