import { bestOf, defineCause, matchOn } from './cause.ts';
import { setImageCommand } from './commands.ts';

export const blockedByPolicy = defineCause({
  id: 'blocked-by-policy',
  title: 'The registry refuses the image by a rule',
  transience: 'terminal',
  whoActs: 'registry owner',
  looksAt: ['policy.gate', 'policy.node-block', 'http.status'],
  matches: (error) => {
    const code = error.status?.code;
    const status = code === 412 || code === 451 ? (error.status?.fact ?? null) : null;
    return bestOf(
      matchOn(error.find('policy.gate'), 74, 0.93, [['access-denied', 0.04]]),
      matchOn(error.find('policy.node-block'), 84, 0.65, [['mirror-misconfigured', 0.3]]),
      matchOn(status, 62, 0.75, [
        ['access-denied', 0.1],
        ['registry-request-rejected', 0.1],
      ]),
    );
  },
  proves: 'A rule of the registry (or of the registry configuration of the node) forbids this image or version.',
  doesNotProve:
    'That credentials or rights are wrong. A bare 412 comes from a gate such as that of Harbor; the body with the reason is not in the message.',
  explanation:
    'The registry has the image and does not hand it out: it has vulnerabilities above the allowed severity or was not scanned or signed, it is in quarantine, or it is blocked for legal reasons.',
  remediation: (names) => [
    { action: "Read the rule and the scan result in the registry's interface", commands: [] },
    { action: 'Use a version that passes', commands: [setImageCommand(names)] },
    { action: 'Or have the owner of the registry exempt it', commands: [] },
  ],
  docs: [
    {
      title: 'Harbor: prevent vulnerable images from running',
      url: 'https://goharbor.io/docs/main/working-with-projects/project-configuration/',
    },
    {
      title: 'JFrog Xray: download blocking',
      url: 'https://jfrog.com/help/r/jfrog-security-documentation/create-xray-policies',
    },
  ],
  examples: [
    {
      from: 'dockerd 20.10 with Harbor',
      message:
        'Error response from daemon: unknown: current image with 12 vulnerabilities cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "High" or higher from running.\' To continue with pull, please contact your project administrator to exempt matched vulnerabilities through configuring the CVE allowlist.',
    },
    {
      from: 'containerd 1.7 with Harbor',
      message:
        'failed to pull and unpack image "registry.corp.example/team/app:1": failed to resolve reference "registry.corp.example/team/app:1": unexpected status from HEAD request to https://registry.corp.example/v2/team/app/manifests/1: 412 Precondition Failed',
    },
    {
      from: 'podman 4.3',
      message:
        'Error: initializing source docker://registry.corp.example/app:1: reading manifest 1 in registry.corp.example/app: StatusCode: 451, <html>\r\n<head><title>451 Unavailable For Legal Rea...',
    },
    {
      from: 'CRI-O 1.30, registries.conf',
      message:
        'initializing source docker://docker.io/library/app:1: pinging container registry docker.io: registry docker.io is blocked in /etc/containers/registries.conf or /etc/containers/registries.conf.d',
    },
  ],
  counterExamples: [
    {
      message: 'Error: Source image rejected: A signature was required, but no signature exists',
      cause: 'signature-rejected',
    },
    {
      message:
        'Forbidden: this image is prohibited by policy: only images imported into the registry are allowed (openshift/app:1)',
      cause: 'not-image-pull',
    },
  ],
});
