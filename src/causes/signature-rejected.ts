import { defineCause, matchOn } from './cause.ts';
import { onNode } from './commands.ts';

export const signatureRejected = defineCause({
  id: 'signature-rejected',
  title: 'A signature policy refused the image',
  transience: 'terminal',
  whoActs: 'platform team',
  looksAt: ['sign.rejected'],
  matches: (error) => matchOn(error.find('sign.rejected'), 92, 0.95),
  proves: "The node's signature policy or image verifier rejected the image.",
  doesNotProve:
    'That the image was tampered with: a missing key, a missing signature or a strict default policy read the same.',
  explanation:
    'The node accepts only images with a valid signature (policy.json, or an image verifier plug-in), and this one has none, or one by another key or identity.',
  remediation: (names) => [
    {
      action: 'Read the policy on the node',
      commands: [onNode(names, 'cat /etc/containers/policy.json; ls -l /etc/containers/registries.d')],
    },
    { action: 'Sign the image with the key that the policy wants, or correct key and policy', commands: [] },
  ],
  docs: [
    {
      title: 'containers-policy.json',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
    {
      title: 'containerd: image verification',
      url: 'https://github.com/containerd/containerd/blob/main/docs/image-verification.md',
    },
  ],
  examples: [
    { from: 'podman 4.3', message: 'Error: Source image rejected: A signature was required, but no signature exists' },
    {
      from: 'CRI-O 1.28',
      message:
        'SignatureValidationFailed: Source image rejected: Running image docker://registry.corp.example/app:1 is rejected by policy.',
    },
    {
      from: 'kubelet 1.28',
      message:
        'image pull failed for registry.corp.example/app:1 because the signature validation failed: Source image rejected: None of the signatures were accepted, reasons: Signature for identity "registry.corp.example/other:1" is not accepted',
    },
    {
      from: 'containerd 2.1',
      message:
        'rpc error: code = Unknown desc = failed to pull and unpack image "registry.corp.example/app:1": image verifier bindir blocked pull of registry.corp.example/app:1 with digest sha256:1111111111111111111111111111111111111111111111111111111111111111 for reason: verifier cosign rejected image (exit code 1): no matching signatures',
    },
  ],
  counterExamples: [
    {
      message:
        'failed to pull and unpack image "registry.corp.example/app:1": failed to resolve reference "registry.corp.example/app:1": failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": x509: certificate signed by unknown authority',
      cause: 'tls-untrusted-ca',
    },
  ],
});
