import { defineCause, matchOn } from './cause.ts';
import { command, fillNames, inspectImageCommand } from './commands.ts';

export const platformMismatch = defineCause({
  id: 'platform-mismatch',
  title: "The image has no variant for the node's platform",
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['platform.none'],
  matches: (error) => matchOn(error.find('platform.none'), 91, 0.97),
  proves: "The image's index was read, and has no entry for the operating system and architecture of the node.",
  doesNotProve:
    'That the tag is missing, though the code is NotFound. An image without an index is pulled on any platform and fails later (exec format error).',
  explanation:
    'The image was built for other platforms than the node that pulls it: amd64 only on an arm64 node, Linux on Windows, or a Windows build that does not match.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      { action: 'See which platforms the image has', commands: [inspectImageCommand(names)] },
      {
        action: 'See the platform of the nodes',
        commands: ['kubectl get nodes -L kubernetes.io/os,kubernetes.io/arch'],
      },
      {
        action: 'Build for the missing platform',
        commands: [command`docker buildx build --platform linux/amd64,linux/arm64 -t ${n.image} --push .`],
      },
      {
        action: 'Or run the workload only where the image fits',
        commands: [
          command`kubectl -n ${n.namespace} patch ${n.workload} -p ${'{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/arch":"amd64"}}}}}'}`,
        ],
      },
    ];
  },
  docs: [
    { title: 'OCI image index', url: 'https://github.com/opencontainers/image-spec/blob/main/image-index.md' },
    { title: 'Docker: multi-platform builds', url: 'https://docs.docker.com/build/building/multi-platform/' },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/acme/app:1": no match for platform in manifest: not found',
    },
    {
      from: 'containerd 2.1',
      message:
        'rpc error: code = NotFound desc = get image config descriptor: no match for platform in manifest sha256:1111111111111111111111111111111111111111111111111111111111111111: not found',
    },
    {
      from: 'dockerd 20.10',
      message: 'Error response from daemon: no matching manifest for linux/arm64/v8 in the manifest list entries',
    },
    {
      from: 'CRI-O 1.30',
      message:
        'choosing an image from manifest list docker://acme/app:1: no image found in manifest list for architecture "arm64", variant "v8", OS "linux"',
    },
  ],
  counterExamples: [
    { message: 'exec /bin/sh: exec format error', cause: 'not-image-pull' },
    {
      message:
        'Error response from daemon: manifest for acme/linux-arm64:1 not found: manifest unknown: manifest unknown',
      cause: 'tag-not-found',
    },
  ],
});
