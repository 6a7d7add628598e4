import { platformTeamOnNodes } from './affected.ts';
import { defineCause, matchOn } from './cause.ts';
import { onNode } from './commands.ts';

export const credentialProviderFailed = defineCause({
  id: 'credential-provider-failed',
  title: "The kubelet's credential plug-in failed",
  transience: 'depends',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['kubelet.provider'],
  matches: (error) => matchOn(error.find('kubelet.provider'), 90, 0.95),
  proves: 'The kubelet could not get credentials from its plug-in, and pulled without them.',
  doesNotProve:
    'That the pull failed for it: images that need no login, or have a pull secret, are pulled all the same.',
  explanation:
    'The plug-in that fetches registry credentials for the node (for ECR, GCR, ACR) is missing, has an unsuitable version of its interface, or was refused by the cloud: its role, its metadata service or its network is at fault.',
  remediation: (names) => [
    {
      action: 'See how the plug-in is configured, and whether it is there',
      commands: [
        onNode(
          names,
          'ps -o args= -C kubelet | tr " " "\\n" | grep image-credential-provider; ls -l /etc/kubernetes /usr/libexec/kubernetes',
        ),
      ],
    },
    {
      action: "Read the kubelet's log",
      commands: [onNode(names, 'journalctl -u kubelet --since -1h | grep -i credential | tail -50')],
    },
    { action: "Repair the plug-in, or the node's cloud role", commands: [] },
  ],
  docs: [
    {
      title: 'Kubernetes: kubelet credential provider',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
    },
  ],
  examples: [
    {
      from: 'kubelet 1.27',
      message:
        'E0901 09:00:00.000000    1234 plugin.go:233] "Failed getting credential from external registry credential provider" err="error execing credential provider plugin ecr-credential-provider for image 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart: exit status 1"',
    },
    {
      from: 'kubelet 1.24',
      message:
        'plugin.go:233] Failed getting credential from external registry credential provider: error execing credential provider plugin acr-credential-provider for image corp.azurecr.io/app: context deadline exceeded',
    },
    {
      from: 'kubelet 1.20',
      message:
        'Failed getting credential from external registry credential provider: plugin binary executable /usr/libexec/ecr-credential-provider did not exist',
    },
  ],
  counterExamples: [
    {
      message:
        'Error response from daemon: Get https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/shop/credential-provider/manifests/latest: no basic auth credentials',
      cause: 'credentials-missing',
    },
  ],
});
