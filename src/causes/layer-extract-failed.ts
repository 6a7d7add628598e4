import { platformTeamOnNodes } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { onNode, pullOnNodeCommand } from './commands.ts';

export const layerExtractFailed = defineCause({
  id: 'layer-extract-failed',
  title: 'A layer could not be unpacked on the node',
  transience: 'terminal',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['extract.failed', 'stage.unpack', 'net.unexpected-eof'],
  matches: (error) => {
    const fact = error.find('extract.failed');
    const unpacking = error.find('stage.unpack');
    const cut = unpacking && error.find('net.unexpected-eof');
    return bestOf(
      matchOn(fact, fact?.strong ? 85 : 72, fact?.strong ? 0.85 : 0.75, [['content-corrupt', 0.1]]),
      matchOn(cut, 67, 0.75, [['content-corrupt', 0.2]]),
      matchOn(unpacking, 30, 0.7, [['content-corrupt', 0.12]]),
    );
  },
  proves: 'The download had succeeded; what failed is writing the layer into the file system of the node.',
  doesNotProve: 'That the registry or the network is at fault. Whether the image is broken, another node would tell.',
  explanation:
    'The layer is damaged or in a form that the runtime cannot read, the file system under the runtime refuses an operation (read-only, no user IDs in a rootless setup, a broken snapshotter), or the runtime lost its local state.',
  remediation: (names) => [
    {
      action: 'Pull on another node: if it works there, this node is at fault, else the image',
      commands: [pullOnNodeCommand(names)],
    },
    {
      action: "Look at the node's kernel and runtime logs",
      commands: [onNode(names, 'dmesg | tail -50; journalctl -u containerd -u crio -u docker --since -1h | tail -100')],
    },
    { action: "If the runtime's store is damaged: drain the node, remove the image and pull anew", commands: [] },
  ],
  docs: [
    {
      title: 'containerd: snapshotters',
      url: 'https://github.com/containerd/containerd/blob/main/docs/snapshotters/README.md',
    },
    { title: 'OCI image layers', url: 'https://github.com/opencontainers/image-spec/blob/main/layer.md' },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to extract layer sha256:1111111111111111111111111111111111111111111111111111111111111111: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount331: archive/tar: invalid tar header: unknown',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: failed to register layer: ApplyLayer exit status 1 stdout:  stderr: lchown /app: invalid argument',
    },
    {
      from: 'podman 5.8',
      message:
        'Error: unable to copy from source docker://team/app:1: writing blob: adding layer with blob "sha256:1111111111111111111111111111111111111111111111111111111111111111": ApplyLayer stdout:  stderr: no such file or directory exit status 1',
    },
    {
      from: 'containerd 1.6, damaged snapshotter',
      message:
        'rpc error: code = Unknown desc = failed to pull and unpack image "gcr.io/acme/app:1": failed to unpack image on snapshotter overlayfs: failed to prepare extraction snapshot "extract-731580600-yNJo sha256:1111111111111111111111111111111111111111111111111111111111111111": parent snapshot sha256:2222222222222222222222222222222222222222222222222222222222222222 does not exist: not found',
    },
  ],
  counterExamples: [
    {
      message:
        'Error response from daemon: failed to register layer: ApplyLayer exit status 1 stdout:  stderr: mkdir /root/.npm/x: no space left on device',
      cause: 'disk-full',
    },
  ],
});
