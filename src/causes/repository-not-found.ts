import { defineCause, matchOn } from './cause.ts';
import { listTagsCommand, setImageCommand } from './commands.ts';

export const repositoryNotFound = defineCause({
  id: 'repository-not-found',
  title: 'The repository does not exist in the registry',
  transience: 'terminal',
  whoActs: 'application team',
  looksAt: ['missing.repository'],
  matches: (error) =>
    matchOn(error.find('missing.repository'), 64, 0.9, [
      ['tag-not-found', 0.03],
      ['repository-missing-or-denied', 0.05],
    ]),
  proves: 'The registry says that it knows no repository of that name.',
  doesNotProve: 'That it never did; and where a mirror was asked, that the registry behind it has none either.',
  explanation:
    'The name before the tag is wrong, or nothing was ever pushed under it: a typing error, a missing project or organisation in the path, or a registry that does not create repositories on the first push.',
  remediation: (names) => [
    { action: 'Compare the name with what the registry has', commands: [listTagsCommand(names)] },
    { action: 'Correct the name', commands: [setImageCommand(names)] },
    { action: 'If the name is right, create the repository and push the image', commands: [] },
  ],
  docs: [
    {
      title: 'OCI distribution specification: error codes',
      url: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes',
    },
  ],
  examples: [
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: repository registry.corp.example/team/ap not found: name unknown: repository name not known to registry',
    },
    {
      from: 'podman 4.3',
      message:
        'Error: initializing source docker://registry.corp.example/team/ap:1: reading manifest 1 in registry.corp.example/team/ap: name unknown: repository name not known to registry',
    },
    {
      from: 'dockerd 24.0 with Amazon ECR',
      message:
        "Error response from daemon: repository 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/crt not found: name unknown: The repository with name 'shop/crt' does not exist in the registry with id '123456789012'",
    },
    {
      from: 'podman 5.8',
      message:
        'Error: unable to copy from source docker://registry.corp.example/team/ap:1: initializing source docker://registry.corp.example/team/ap:1: reading manifest 1 in registry.corp.example/team/ap: repository name not known to registry',
    },
  ],
  counterExamples: [
    {
      message:
        "Error response from daemon: pull access denied for nginxx, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      cause: 'repository-missing-or-denied',
    },
  ],
});
