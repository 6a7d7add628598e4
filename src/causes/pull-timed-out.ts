import { bestOf, defineCause, matchOn } from './cause.ts';
import { onNode, pullOnNodeCommand } from './commands.ts';

export const pullTimedOut = defineCause({
  id: 'pull-timed-out',
  title: 'The pull was cancelled or took too long',
  transience: 'depends',
  whoActs: 'platform team',
  looksAt: ['cancel.context', 'cancel.deadline', 'kubelet.no-progress'],
  matches: (error) => {
    const ended = error.find('cancel.context', 'cancel.deadline');
    const alternatives = [
      ['connection-timeout', 0.25],
      ['runtime-unavailable', error.request ? 0 : 0.08],
    ] as const;
    return bestOf(
      matchOn(error.find('kubelet.no-progress'), 94, 0.93, [['connection-timeout', 0.05]]),
      matchOn(ended?.scope === 'registry' ? ended : null, 58, 0.6, alternatives),
    );
  },
  proves: 'The pull ended before it was done: its deadline or the progress time-out ran out, or the caller gave up.',
  doesNotProve:
    'What made it slow: the network, the registry, the disk of the node, or the restart of kubelet or runtime.',
  explanation:
    'The runtime ends a pull that makes no progress (containerd: image_pull_progress_timeout, 5 minutes by default) or whose caller gave up. Large layers over a slow line, a stalled registry or a busy disk are the usual reasons.',
  remediation: (names) => [
    { action: 'Pull by hand and see how long it takes', commands: [pullOnNodeCommand(names)] },
    {
      action: 'See whether kubelet or runtime were restarted, and whether the disk is slow',
      commands: [
        onNode(
          names,
          'journalctl -u kubelet -u containerd -u crio --since -1h | grep -iE "pull|starting|stopped" | tail -50; iostat -x 1 3',
        ),
      ],
    },
    {
      action: 'Make the image smaller, bring the registry nearer, or raise the progress time-out of the runtime',
      commands: [],
    },
  ],
  docs: [
    {
      title: 'containerd: CRI configuration (image_pull_progress_timeout)',
      url: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    },
  ],
  examples: [
    {
      from: 'containerd 1.7',
      message:
        'rpc error: code = Canceled desc = failed to pull and unpack image "registry.corp.example/app:1": context canceled',
    },
    {
      from: 'containerd 1.6, log',
      message: 'level=error msg="cancel pulling image registry.corp.example/app:1 because of no progress in 1m0s"',
    },
    {
      from: 'cri-dockerd 0.3, log',
      message:
        'E0103 01:23:11.672220   17580 kube_docker_client.go:274] Cancel pulling image "nginx:latest" because of no progress for 1m0s, latest progress: "d8a952145c98: Pulling fs layer "',
    },
    { from: 'dockershim 1.20', message: 'rpc error: code = Unknown desc = context deadline exceeded' },
  ],
  counterExamples: [
    {
      message:
        'Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      cause: 'connection-timeout',
    },
    { message: 'Error: context deadline exceeded', cause: 'not-image-pull' },
  ],
});
