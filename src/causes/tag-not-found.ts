import { parseImageReference } from '../model/image-reference.ts';
import { onlyOne } from './affected.ts';
import { defineCause } from './cause.ts';
import { command, fillNames, listTagsCommand, setImageCommand } from './commands.ts';
import { MISSING_KINDS, matchMissing } from './missing.ts';

export const tagNotFound = defineCause({
  id: 'tag-not-found',
  title: 'The tag does not exist in the registry',
  titleOf: ({ images }) => {
    const reference = parseImageReference(onlyOne(images) ?? '');
    if (!reference) return null;
    const { registry, repository } = reference;
    const tag = reference.tag ?? 'latest';
    return registry === 'docker.io'
      ? `Docker Hub has no tag ${tag} of ${repository.replace(/^library\//, '')}`
      : `${registry}/${repository} has no tag ${tag}`;
  },
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: MISSING_KINDS,
  matches: (error) => matchMissing(error, 'tag'),
  proves:
    'The registry (or the mirror that was asked first) answered, took the credentials, and has no manifest of that tag.',
  doesNotProve:
    'That the repository exists: many registries answer 404 for both. Where a mirror is configured, that the registry behind it lacks the tag too.',
  explanation:
    'The image reference names a tag that the registry does not have: a typing error, a build that was never pushed, or a tag that was deleted by a clean-up rule.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'List the tags that exist', commands: [listTagsCommand(names)] },
      { action: 'Name a tag that exists, or push the missing one', commands: [setImageCommand(names)] },
      {
        action: 'If the last change brought the wrong tag in, take it back',
        commands: [command`kubectl -n ${n.namespace} rollout undo ${n.workload}`],
      },
    ];
  },
  docs: [
    { title: 'Kubernetes: images', url: 'https://kubernetes.io/docs/concepts/containers/images/' },
    {
      title: 'OCI distribution specification: pulling manifests',
      url: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7 through kubelet 1.29',
      message:
        'Failed to pull image "registry.corp.example/shop/web:1.99": rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/shop/web:1.99": failed to resolve reference "registry.corp.example/shop/web:1.99": registry.corp.example/shop/web:1.99: not found',
    },
    {
      from: 'containerd 2.1',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.99": failed to resolve image: docker.io/library/nginx:1.99: not found',
    },
    {
      from: 'CRI-O 1.29',
      message:
        'initializing source docker://quay.io/team/app:9.9: reading manifest 9.9 in quay.io/team/app: manifest unknown',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: manifest for registry.corp.example/shop/web:1.99 not found: manifest unknown: manifest unknown',
    },
    {
      from: 'podman 5.8',
      message:
        'Error: unable to copy from source docker://team/app:2.0: initializing source docker://team/app:2.0: reading manifest 2.0 in registry.corp.example/team/app: StatusCode: 404, "<html>\\r\\n<head><title>404 Not Found</title></head>..."',
    },
    {
      from: 'dockerd 20.10 with Harbor',
      message: 'Error response from daemon: unknown: artifact shop/web:1.99 not found',
    },
  ],
  counterExamples: [
    {
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/app:1": no match for platform in manifest: not found',
      cause: 'platform-mismatch',
    },
    { message: 'Error: secret "not-found" not found', cause: 'not-image-pull' },
  ],
});
