import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, setImageCommand } from './commands.ts';

export const invalidImageName = defineCause({
  id: 'invalid-image-name',
  title: 'The image reference cannot be parsed',
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['name.invalid'],
  matches: (error) => bestOf(matchOn(error.find('name.invalid'), 89, 0.97)),
  proves: 'The text of the image field is no valid image reference. Nothing was pulled, and no registry was asked.',
  doesNotProve: 'What was meant.',
  explanation:
    'The image field holds something that no registry could serve: upper-case letters in the name, a scheme such as https://, blanks, two tags, or a template variable that was not filled in.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See what the workload names, blanks included',
        commands: [
          command`kubectl -n ${n.namespace} get ${n.workload} -o jsonpath=${'{range .spec.template.spec.containers[*]}[{.image}]{"\\n"}{end}'}`,
        ],
      },
      {
        action: 'Correct the reference: [HOST[:PORT]/]path in lower case[:TAG][@DIGEST], no scheme',
        commands: [setImageCommand(names)],
      },
    ];
  },
  docs: [
    { title: 'Kubernetes: image names', url: 'https://kubernetes.io/docs/concepts/containers/images/#image-names' },
    { title: 'Grammar of image references', url: 'https://pkg.go.dev/github.com/distribution/reference' },
  ],
  examples: [
    {
      from: 'kubelet 1.27',
      message:
        'Failed to apply default image tag "registry.corp.example/Team/App:1": couldn\'t parse image reference "registry.corp.example/Team/App:1": invalid reference format: repository name must be lowercase',
    },
    {
      from: 'kubelet 1.28',
      message:
        'Failed to apply default image tag "https://registry.corp.example/app:1": couldn\'t parse image name "https://registry.corp.example/app:1": invalid reference format',
    },
    {
      from: 'containerd 2.1',
      message:
        'rpc error: code = InvalidArgument desc = failed to parse image reference "registry.corp.example/Team/App:1": invalid reference format: repository name (Team/App) must be lowercase',
    },
    { from: 'dockerd 20.10', message: 'Error response from daemon: invalid reference format' },
    {
      from: 'podman 5.8',
      message: 'Error: parsing reference "registry.corp.example/app::1": invalid reference format',
    },
  ],
  counterExamples: [
    {
      message:
        'Failed to inspect image "registry.corp.example/app:1": rpc error: code = Unknown desc = readlink /var/lib/docker/overlay2: invalid argument',
      cause: 'image-inspect-failed',
    },
  ],
});
