import type { FormatSample } from '../format.ts';

/* Invented, in the shapes in which people paste them. */
export const PASTED_MESSAGE_SAMPLES: readonly FormatSample[] = [
  {
    title: 'an event table whose columns are lost',
    text: `Warning Failed kubelet Failed to pull image "shop/web:1.4": rpc error: code = NotFound desc = not found
Warning Failed kubelet Error: ErrImagePull
`,
    observations: [
      {
        kind: 'pull-failed',
        message: 'rpc error: code = NotFound desc = not found',
        subject: { image: 'shop/web:1.4', pod: null },
      },
      { kind: 'pull-failed', reason: 'ErrImagePull', subject: { image: 'shop/web:1.4' } },
    ],
  },
  {
    title: 'an e2e test of Kubernetes',
    text: `Apr 28 09:35:34.104: INFO: At 2021-04-28 09:30:27 +0100 BST - event for web-0: {kubelet node-1} Failed: Failed to pull image "busybox:1.29": EOF
`,
    observations: [
      { kind: 'pull-failed', message: 'EOF', subject: { pod: 'web-0', node: 'node-1', image: 'busybox:1.29' } },
    ],
  },
  {
    title: 'tilt',
    text: `[K8s EVENT: Pod web-0 (ns: shop)] Failed to pull image "localhost:5000/web:1": EOF
`,
    observations: [
      { kind: 'pull-failed', subject: { namespace: 'shop', pod: 'web-0', image: 'localhost:5000/web:1' } },
    ],
  },
  {
    title: 'a list of time, pod, reason and message',
    text: `2019-07-02T05:01:02Z  web-7d9c6b5f4-x2k8p  InspectFailed  Failed to inspect image "shop/web:1": readlink: invalid argument
2019-07-02T05:01:02Z  web-7d9c6b5f4-x2k8p  Failed         Error: ImageInspectError
`,
    observations: [
      {
        kind: 'check-failed',
        reason: 'ImageInspectError',
        subject: { pod: 'web-7d9c6b5f4-x2k8p', image: 'shop/web:1' },
        last: { valueMs: Date.UTC(2019, 6, 2, 5, 1, 2) },
      },
      { kind: 'check-failed', subject: { image: 'shop/web:1' } },
    ],
  },
  {
    title: 'the OpenShift console, pasted as a table of Markdown',
    text: `4:05:14 PM | Normal | Back-off | Back-off pulling image "r.example:5000/web:1"201 times in the last 47 minutes
3:21:09 PM | Warning | Failed | Failed to pull image "r.example:5000/web:1": manifest unknown… See All3 times in the last 47 minutes
`,
    observations: [
      { kind: 'back-off', count: 201, subject: { image: 'r.example:5000/web:1' } },
      { kind: 'pull-failed', count: 3, message: 'manifest unknown' },
    ],
  },
  {
    title: 'the error of a status alone',
    text: `rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/web:1": failed to resolve reference "docker.io/shop/web:1": docker.io/shop/web:1: not found
`,
    observations: [{ kind: 'pull-failed', subject: { image: 'docker.io/shop/web:1', pod: null } }],
  },
  {
    title: 'sentences and application logs that speak of pulls are none',
    text: `I think it says Failed to pull image "nginx:1": not found
2024-01-02T03:04:05Z ERROR deployer Failed to pull image "nginx:1": not found
2024-01-02T03:04:05Z stdout F Failed to pull image "nginx:1": not found
level=error msg="Failed to pull image \\"nginx:1\\": not found"
`,
    observations: [],
  },
];
