import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

export const notARegistry = defineCause({
  id: 'not-a-registry',
  title: 'Something answers, but not as a registry',
  transience: 'terminal',
  whoActs: 'registry owner',
  looksAt: ['registry.not-one', 'http.malformed', 'http.status'],
  matches: (error) => {
    const { status } = error;
    // A page instead of JSON beside an error status says less than the status.
    const junk = status && status.code >= 400 ? null : error.find('registry.not-one');
    const odd = status && status.code < 400 ? status.fact : null;
    const malformed = error.find('http.malformed');
    // Where the realm of the challenge leads to nothing, no token service is there; the tag was never asked for.
    const noService = status?.code === 404 && error.request?.url.asksFor === 'token' ? status.fact : null;
    return bestOf(
      matchOn(junk, 68, 0.8, [
        ['mirror-misconfigured', 0.08],
        ['proxy-failure', 0.05],
      ]),
      matchOn(malformed, 81, 0.7, [['http-https-mismatch', 0.2]]),
      matchOn(noService, 64, 0.6, [
        ['mirror-misconfigured', 0.15],
        ['registry-request-rejected', 0.1],
      ]),
      matchOn(odd, 58, 0.5, [
        ['mirror-misconfigured', 0.15],
        ['registry-request-rejected', 0.15],
      ]),
    );
  },
  proves:
    'The answer is not what the registry protocol prescribes: a web page, another protocol, or a token answer without a token.',
  doesNotProve:
    'That the host runs no registry: a captive portal, a login page or a wrong path in a mirror can stand before it.',
  explanation:
    'The host answers, but with something else than a registry would: the web interface, a login page, a proxy page, or a token service that gives no token. Often the port or the path prefix is wrong.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See what answers: a registry says 200 or 401 and Docker-Distribution-Api-Version',
        commands: [onNode(names, command`curl -si https://${n.endpoint}/v2/ | head -20`)],
      },
      {
        action: 'Compare with the answer from elsewhere',
        commands: [command`curl -si ${`https://${n.endpoint}/v2/`}`],
      },
      {
        action: 'Correct host, port or path in the image or in the mirror; let proxies pass the registry unchanged',
        commands: [],
      },
    ];
  },
  docs: [
    {
      title: 'OCI distribution specification: determining support',
      url: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#determining-support',
    },
  ],
  examples: [
    {
      from: 'containerd 1.6.20',
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to authorize: failed to fetch anonymous token: authorization server did not include a token in the response',
    },
    {
      from: 'containerd 1.5',
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/app:1": failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:1111111111111111111111111111111111111111111111111111111111111111: not found',
    },
    {
      from: 'CRI-O 1.28',
      message:
        "initializing source docker://registry.corp.example/app:1: pinging container registry registry.corp.example: invalid character '<' looking for beginning of value",
    },
    {
      from: 'dockerd 20.10',
      message:
        'Error response from daemon: Head "https://registry.corp.example/v2/app/manifests/1": authorization server did not include a token in the response',
    },
  ],
  counterExamples: [
    {
      message:
        'Error response from daemon: error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html>\\r\\n<head><title>403 Forbidden</title></head>"',
      cause: 'access-denied',
    },
  ],
});
