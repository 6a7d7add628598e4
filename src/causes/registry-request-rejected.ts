import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

/** 4xx codes that have causes of their own: credentials, rights, absence, proxy, policy, legal, rate. */
const CLAIMED = new Set([401, 403, 404, 407, 412, 429, 451]);

export const registryRequestRejected = defineCause({
  id: 'registry-request-rejected',
  title: 'The registry does not take the request',
  transience: 'depends',
  whoActs: 'registry owner',
  looksAt: ['server.rejected', 'http.status'],
  matches: (error) => {
    const { status, mirror } = error;
    const rejected =
      status && status.code >= 400 && status.code < 500 && !CLAIMED.has(status.code) ? status.fact : null;
    return bestOf(
      matchOn(
        rejected,
        60,
        mirror ? 0.45 : 0.8,
        mirror
          ? [
              ['mirror-misconfigured', 0.4],
              ['not-a-registry', 0.08],
            ]
          : [
              ['registry-unavailable', 0.05],
              ['not-a-registry', 0.05],
            ],
      ),
      matchOn(error.find('server.rejected'), 53, 0.75, [['not-a-registry', 0.08]]),
    );
  },
  proves: 'Something answered with a 4xx that is about the request itself, not about rights or absence.',
  doesNotProve: 'That it was the registry: proxies, gateways and mirrors answer so too.',
  explanation:
    'The registry, or something in front of it, does not take the form of the request: an old registry, a gateway that filters methods or headers, a mirror that does not know the path, or a name that the registry does not allow.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'Send the same request by hand and read the body of the answer',
        commands: [
          onNode(
            names,
            command`curl -sv -H 'Accept: application/vnd.oci.image.index.v1+json' https://${n.endpoint}/v2/${n.path}/manifests/${n.tag}`,
          ),
        ],
      },
      {
        action: 'See whether a mirror or gateway answers instead of the registry',
        commands: [
          onNode(names, command`cat /etc/containerd/certs.d/${n.registry}/hosts.toml /etc/containers/registries.conf`),
        ],
      },
    ];
  },
  docs: [
    {
      title: 'OCI distribution specification',
      url: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md',
    },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": pulling from host registry.corp.example failed with status code [manifests 1]: 406 Not Acceptable',
    },
    {
      from: 'podman 5.8',
      message:
        'Error: unable to copy from source docker://registry.corp.example/app:1: initializing source docker://registry.corp.example/app:1: reading manifest 1 in registry.corp.example/app: StatusCode: 400, "<html>\\r\\n<head><title>400 Bad Request</title></head..."',
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: error parsing HTTP 405 response body: invalid character \'<\' looking for beginning of value: "<html>\\r\\n<head><title>405 Not Allowed</title></head>"',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": unexpected status from HEAD request to https://registry.corp.example/v2/app/manifests/1: 412 Precondition Failed',
      cause: 'blocked-by-policy',
    },
  ],
});
