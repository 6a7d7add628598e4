import type { FormatSample } from './format.ts';

export const GET_PODS_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl 1.32, --all-namespaces -o wide (cut from real output)',
    text: `NAMESPACE   NAME                                        READY   STATUS                       RESTARTS   AGE     IP            NODE                                       NOMINATED NODE   READINESS GATES
staging     hub-private-no-creds-7d9c6b5f4-133bb        0/1     ImagePullBackOff             0          5m5s    10.244.1.6    node-b2                                    <none>           <none>
batch       hub-wrong-password-7d9c6b5f4-b10aa          0/1     Init:ImagePullBackOff        0          3h      10.244.1.8    node-a7                                    <none>           <none>
forms       decoy-config-0                              0/1     CreateContainerConfigError   0          40m     10.244.1.9    node-a7                                    <none>           <none>
forms       recovered-0                                 1/1     Running                      2 (5m ago) 18m     10.244.1.10   node-b2                                    <none>           <none>
`,
    observations: [
      {
        kind: 'pod',
        subject: { namespace: 'staging', pod: 'hub-private-no-creds-7d9c6b5f4-133bb', node: 'node-b2' },
        createdAt: { valueMs: 304_000, widthMs: 2000 },
        phase: null,
      },
      {
        kind: 'waiting',
        reason: 'ImagePullBackOff',
        message: null,
        subject: { container: null, containerType: null, node: 'node-b2' },
        evidence: { line: 2 },
      },
      { kind: 'pod', subject: { namespace: 'batch' } },
      { kind: 'waiting', reason: 'ImagePullBackOff', subject: { container: null, containerType: 'init' } },
      { kind: 'pod', subject: { pod: 'decoy-config-0' } },
      { kind: 'other-problem', problem: 'config', reason: 'CreateContainerConfigError' },
      { kind: 'pod', phase: 'Running', createdAt: { valueMs: 1_079_000, widthMs: 61_000 } },
    ],
  },
  {
    title: 'kubectl 1.20, one namespace, pasted with its prompt and with rows left out',
    text: `$ kubectl get pods
NAME                   READY   STATUS              RESTARTS   AGE
web-7d9c6b5f4-x2k8p    0/1     ErrImagePull        0          43s
[...]
web-7d9c6b5f4-z9m4t    0/1     ContainerCreating   0          44s
old-5c6f7d8b9-q7w2e    0/1     CrashLoopBackOff    12         3d4h

$ exit
`,
    observations: [
      { kind: 'pod', subject: { namespace: null, pod: 'web-7d9c6b5f4-x2k8p', node: null } },
      { kind: 'waiting', reason: 'ErrImagePull' },
      { kind: 'pod', subject: { pod: 'web-7d9c6b5f4-z9m4t' } },
      { kind: 'pod', subject: { pod: 'old-5c6f7d8b9-q7w2e' } },
      { kind: 'other-problem', problem: 'crash-loop', reason: 'CrashLoopBackOff' },
    ],
  },
  {
    title: 'kubectl 1.27, --no-headers, and the rows of deployments of `kubectl get all`, which are no pods',
    text: `pod/web-7d9c6b5f4-x2k8p   0/2   Init:ErrImagePull   0     2m5s
deployment.apps/web   0/1   1     0     2m5s
`,
    observations: [
      { kind: 'pod', subject: { pod: 'web-7d9c6b5f4-x2k8p' } },
      { kind: 'waiting', reason: 'ErrImagePull', subject: { containerType: 'init' } },
    ],
  },
];
