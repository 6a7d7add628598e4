import { isRegistryElsewhere, whoPushes } from './affected.ts';
import { defineCause } from './cause.ts';
import { fillNames, inspectImageCommand, pullOnNodeCommand } from './commands.ts';
import { MISSING_KINDS, matchMissing } from './missing.ts';

export const blobNotFound = defineCause({
  id: 'blob-not-found',
  title: 'A part of the image is missing in the registry',
  transience: 'terminal',
  whoActs: 'registry owner',
  actor: whoPushes,
  isOutsideCluster: isRegistryElsewhere,
  looksAt: MISSING_KINDS,
  matches: (error) => matchMissing(error, 'content', 'child'),
  proves:
    'The manifest was read, and something that it names (a layer, the config, the manifest of a platform) is not there.',
  doesNotProve:
    'That the image was pushed broken: garbage collection, a replication in progress or a stale cache do the same.',
  explanation:
    'The registry has the manifest and has lost a part that it refers to: an unfinished push or replication, a garbage collection that ran during a push, or a pull-through cache that forgot.',
  remediation: (names) => {
    const { image } = fillNames(names);
    return [
      { action: 'See what the manifest names', commands: [inspectImageCommand(names)] },
      { action: `Push ${image} again from where it was built; the missing parts are sent anew`, commands: [] },
      {
        action: 'Where a mirror or cache stands in between, clear its entry for the repository and pull again',
        commands: [pullOnNodeCommand(names)],
      },
    ];
  },
  docs: [
    {
      title: 'OCI distribution specification: pulling blobs',
      url: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-blobs',
    },
    {
      title: 'distribution: garbage collection',
      url: 'https://distribution.github.io/distribution/about/garbage-collection/',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/team/app:1": failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:1111111111111111111111111111111111111111111111111111111111111111 (application/vnd.oci.image.layer.v1.tar+gzip) from remote: not found',
    },
    {
      from: 'containerd 1.6.20',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/team/app:1": failed to copy: httpReadSeeker: failed open: content at https://registry.corp.example/v2/team/app/manifests/sha256:1111111111111111111111111111111111111111111111111111111111111111 not found: not found',
    },
    {
      from: 'containerd 1.3, which unpacks what has not come',
      message:
        'rpc error: code = Unknown desc = failed to pull and unpack image "registry.corp.example/team/app:1": failed to unpack image on snapshotter overlayfs: content digest sha256:1111111111111111111111111111111111111111111111111111111111111111: not found',
    },
    { from: 'dockerd 20.10', message: 'Error response from daemon: unknown blob' },
    {
      from: 'podman 4.3',
      message:
        'Error: reading blob sha256:1111111111111111111111111111111111111111111111111111111111111111: Error fetching blob: invalid status code from registry 404 (Not Found)',
    },
  ],
  counterExamples: [
    {
      message:
        'Error response from daemon: manifest for team/blob:unknown not found: manifest unknown: manifest unknown',
      cause: 'tag-not-found',
    },
  ],
});
