import { nameRegistry } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { attachSecretCommand, command, createSecretCommand, fillNames } from './commands.ts';
import { registryOfHost } from './registries/index.ts';

export const rateLimited = defineCause({
  id: 'rate-limited',
  title: 'The registry limits the rate of pulls',
  titleOf: (affected) => {
    const registry = nameRegistry(affected);
    return registry && `${registry} limits the rate of pulls`;
  },
  transience: 'transient',
  whoActs: 'platform team',
  looksAt: ['limit.rate', 'http.status'],
  matches: (error) => {
    const status = error.status?.code === 429 ? error.status.fact : null;
    return bestOf(matchOn(error.find('limit.rate'), 74, 0.97), matchOn(status, 74, 0.97));
  },
  proves: 'The registry, its token service or a proxy of it answered that too much was asked for.',
  doesNotProve: 'Whether the limit counts by address or by account, unless the text says so.',
  explanation:
    'More pulls came from this address or account than the registry allows in a span of time. Nodes that share one outgoing address share its limit; the pull works again when the span is over.',
  remediation: (names) => {
    const n = fillNames(names);
    const limits = registryOfHost(n.registry)?.limits ?? null;
    return [
      { action: 'Wait: the kubelet tries again, at most five minutes apart', commands: [] },
      {
        action: limits
          ? `Pull with a login, whose limit is higher. ${limits}`
          : 'Pull with a login, whose limit is higher',
        commands: [createSecretCommand(names), attachSecretCommand(names)],
      },
      { action: 'Put a pull-through cache or mirror between the nodes and the registry', commands: [] },
      {
        action: 'Do not ask the registry at every start: pin tags and use IfNotPresent',
        commands: [
          command`kubectl -n ${n.namespace} get ${n.workload} -o jsonpath=${'{.spec.template.spec.containers[*].imagePullPolicy}'}`,
        ],
      },
    ];
  },
  docs: [
    { title: 'Docker Hub pull usage and limits', url: 'https://docs.docker.com/docker-hub/usage/pulls/' },
    {
      title: 'containerd: registry mirrors (hosts.toml)',
      url: 'https://github.com/containerd/containerd/blob/main/docs/hosts.md',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'failed to pull and unpack image "docker.io/library/busybox:latest": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/busybox/manifests/sha256:1111111111111111111111111111111111111111111111111111111111111111: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    },
    {
      from: 'containerd 2.1',
      message:
        'failed to pull and unpack image "docker.io/library/postgres:16": failed to resolve image: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Alibrary%2Fpostgres%3Apull&service=registry.docker.io: 429 Too Many Requests',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    },
    { from: 'CRI-O 1.30', message: 'initializing source docker://library/postgres:16: too many requests to registry' },
  ],
  counterExamples: [
    { message: 'Failed to pull image "registry.corp.example/app:429": pull QPS exceeded', cause: 'kubelet-throttled' },
  ],
});
