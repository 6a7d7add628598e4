import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, inspectImageCommand } from './commands.ts';

export const manifestUnsupported = defineCause({
  id: 'manifest-unsupported',
  title: 'The runtime does not take this kind of manifest',
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['manifest.unsupported'],
  matches: (error) => {
    const fact = error.find('manifest.unsupported');
    return bestOf(
      matchOn(
        fact,
        fact?.strong ? 87 : 63,
        fact?.strong ? 0.95 : 0.75,
        fact?.strong ? [] : [['content-corrupt', 0.15]],
      ),
    );
  },
  proves: 'The manifest was read, and is of a type that the runtime cannot use.',
  doesNotProve: 'That the image is broken: other runtimes, or older ones, may take it.',
  explanation:
    'The image is in an old format (docker schema 1, gone since containerd 2), or what was pushed under this name is no container image but another artifact (a chart, a signature, a plug-in).',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'See the media type of the manifest', commands: [inspectImageCommand(names)] },
      {
        action: 'Convert an old image by copying it',
        commands: [command`skopeo copy --format=oci ${`docker://${n.image}`} ${`docker://${n.repository}:NEW_TAG`}`],
      },
      { action: 'If it is no container image, correct the reference', commands: [] },
    ];
  },
  docs: [
    {
      title: 'containerd: schema 1 support',
      url: 'https://github.com/containerd/containerd/blob/main/RELEASES.md#deprecated-features',
    },
    { title: 'OCI image manifest', url: 'https://github.com/opencontainers/image-spec/blob/main/manifest.md' },
  ],
  examples: [
    {
      from: 'containerd 2.1',
      message:
        'rpc error: code = InvalidArgument desc = failed to pull and unpack image "registry.corp.example/old:1": schema 1 image manifests are no longer supported: invalid argument',
    },
    {
      from: 'containerd 2.0',
      message:
        'rpc error: code = Unimplemented desc = failed to pull and unpack image "registry.corp.example/old:1": not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.0, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json" or "application/vnd.oci.image.manifest.v1+json"',
    },
    {
      from: 'dockerd 28',
      message: 'Error response from daemon: application/vnd.docker.distribution.manifest.v1+prettyjws not supported',
    },
    {
      from: 'CRI-O 1.30',
      message:
        'initializing image from source docker://registry.corp.example/chart:1: unsupported image-specific operation on artifact with type "application/vnd.cncf.helm.config.v1+json"',
    },
  ],
  counterExamples: [
    {
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/app:1": failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:1111111111111111111111111111111111111111111111111111111111111111: not found',
      cause: 'not-a-registry',
    },
  ],
});
