import { defineCause } from './cause.ts';
import { inspectImageCommand, listTagsCommand, setImageCommand } from './commands.ts';
import { MISSING_KINDS, matchMissing } from './missing.ts';

export const digestNotFound = defineCause({
  id: 'digest-not-found',
  title: 'No manifest with the digest that was asked for',
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: MISSING_KINDS,
  matches: (error) => matchMissing(error, 'digest'),
  proves: 'The image was asked for by digest, and the registry that answered has no manifest of that digest.',
  doesNotProve: 'That the digest never existed: garbage collection removes manifests that no tag points at.',
  explanation:
    'The reference pins a digest that is gone or was never in this repository: a tag was pushed again and the old manifest collected, or the digest belongs to another repository or platform.',
  remediation: (names) => [
    { action: 'Ask the registry for the manifest', commands: [inspectImageCommand(names)] },
    { action: 'See which tags exist and what they point at', commands: [listTagsCommand(names)] },
    { action: 'Pin the digest that exists, or push the old one again', commands: [setImageCommand(names)] },
    { action: 'Keep a tag on every digest that is deployed, so that clean-up rules spare it', commands: [] },
  ],
  docs: [
    { title: 'Kubernetes: image digests', url: 'https://kubernetes.io/docs/concepts/containers/images/#image-names' },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/alpine@sha256:1111111111111111111111111111111111111111111111111111111111111111": failed to resolve reference "docker.io/library/alpine@sha256:1111111111111111111111111111111111111111111111111111111111111111": docker.io/library/alpine@sha256:1111111111111111111111111111111111111111111111111111111111111111: not found',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: manifest for alpine@sha256:1111111111111111111111111111111111111111111111111111111111111111 not found: manifest unknown: manifest unknown',
    },
    {
      from: 'CRI-O 1.30',
      message:
        'initializing source docker://quay.io/team/app@sha256:1111111111111111111111111111111111111111111111111111111111111111: reading manifest sha256:1111111111111111111111111111111111111111111111111111111111111111 in quay.io/team/app: manifest unknown',
    },
  ],
  counterExamples: [
    {
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/team/app:1": failed to resolve reference "registry.corp.example/team/app:1": registry.corp.example/team/app:1: not found',
      cause: 'tag-not-found',
    },
    {
      message:
        'Error: copying system image from manifest list: determining manifest MIME type for docker://team/app:1: reading manifest sha256:1111111111111111111111111111111111111111111111111111111111111111 in registry.corp.example/team/app: manifest unknown',
      cause: 'blob-not-found',
    },
  ],
});
