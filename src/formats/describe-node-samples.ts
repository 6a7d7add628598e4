import type { FormatSample } from './format.ts';

export const DESCRIBE_NODE_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl 1.20: a node under disk pressure (cut from real output)',
    text: `Name:               node-b2
Roles:              <none>
Labels:             kubernetes.io/arch=amd64
                    kubernetes.io/hostname=node-b2
                    kubernetes.io/os=linux
Annotations:        <none>
CreationTimestamp:  Wed, 02 Sep 2026 11:47:31 +0000
Taints:             node.kubernetes.io/disk-pressure:NoSchedule
Unschedulable:      false
Lease:              Failed to get lease: the server could not find the requested resource
Conditions:
  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                       Message
  ----             ------  -----------------                 ------------------                ------                       -------
  DiskPressure     True    Sat, 21 Nov 2026 11:46:21 +0000   Sat, 21 Nov 2026 11:27:31 +0000   KubeletHasDiskPressure       kubelet has disk pressure
  Ready            True    Sat, 21 Nov 2026 11:46:21 +0000   Wed, 02 Sep 2026 11:47:31 +0000   KubeletReady                 kubelet is posting ready status
Addresses:
  InternalIP:  10.0.12.8
  Hostname:    node-b2
System Info:
  Machine ID:                 7c693ee6-b0b5-49cd-ab01-d0517fa51d03
  OS Image:                   Debian GNU/Linux 12 (bookworm)
  Operating System:           linux
  Architecture:               amd64
  Container Runtime Version:  containerd://1.7.24
  Kubelet Version:            v1.31.4
  Kube-Proxy Version:         v1.31.4
PodCIDR:                      10.244.2.0/24
Non-terminated Pods:          (1 in total)
  Namespace                   Name                                         CPU Requests  CPU Limits  Memory Requests  Memory Limits  AGE
  ---------                   ----                                         ------------  ----------  ---------------  -------------  ---
  forms                       recovered-0                                  100m (2%)     0 (0%)      128Mi (0%)       256Mi (1%)     18m
Events:
  Type     Reason               Age                  From     Message
  ----     ------               ----                 ----     -------
  Normal   NodeHasDiskPressure  20m                  kubelet  Node node-b2 status is now: NodeHasDiskPressure
  Warning  FreeDiskSpaceFailed  2m11s (x5 over 22m)  kubelet  Failed to garbage collect required amount of images. Attempted to free 1932735283 bytes, but only found 0 bytes eligible to free.
`,
    observations: [
      {
        kind: 'node',
        subject: { node: 'node-b2' },
        os: 'linux',
        architecture: 'amd64',
        kubeletVersion: 'v1.31.4',
        runtimeVersion: 'containerd://1.7.24',
        createdAt: { valueMs: Date.UTC(2026, 8, 2, 11, 47, 31), widthMs: 1000 },
        conditions: [
          { type: 'DiskPressure', status: 'True', reason: 'KubeletHasDiskPressure' },
          { type: 'Ready', status: 'True', reason: 'KubeletReady' },
        ],
        evidence: { line: 1 },
      },
      {
        kind: 'changed',
        change: 'disk-pressure',
        message: 'kubelet has disk pressure',
        first: { valueMs: Date.UTC(2026, 10, 21, 11, 27, 31), widthMs: 1000 },
        evidence: { line: 14 },
      },
      { kind: 'changed', change: 'disk-pressure', subject: { node: 'node-b2' }, count: 1, evidence: { line: 35 } },
      { kind: 'changed', change: 'disk-pressure', subject: { node: 'node-b2' }, count: 5 },
    ],
  },
  {
    title: 'kubectl 1.32: a kubelet that has started; no pressure',
    text: `Name:               worker-1
Roles:              worker
Labels:             <none>
Annotations:        <none>
CreationTimestamp:  Wed, 02 Sep 2026 13:47:31 +0200
Conditions:
  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                       Message
  ----             ------  -----------------                 ------------------                ------                       -------
  DiskPressure     False   Sat, 21 Nov 2026 11:46:21 +0000   Wed, 02 Sep 2026 11:47:31 +0000   KubeletHasNoDiskPressure     kubelet has no disk pressure
System Info:
  Operating System:           windows
  Architecture:               arm64
  Container Runtime Version:  cri-o://1.28.0
  Kubelet Version:            v1.32.0
Events:
  Type     Reason                 Age    From             Message
  ----     ------                 ----   ----             -------
  Normal   Starting               4m20s  kubelet          Starting kubelet.
  Warning  InvalidDiskCapacity    4m20s  kubelet          invalid capacity 0 on image filesystem
  Normal   NodeHasNoDiskPressure  4m20s  kubelet          Node worker-1 status is now: NodeHasNoDiskPressure
  Normal   RegisteredNode         4m     node-controller  Node worker-1 event: Registered Node worker-1 in Controller
`,
    observations: [
      { kind: 'node', os: 'windows', architecture: 'arm64', runtimeVersion: 'cri-o://1.28.0' },
      {
        kind: 'changed',
        change: 'kubelet-started',
        last: { valueMs: 259_000, widthMs: 2000, clock: { keeper: { kind: 'node', node: 'worker-1' } } },
      },
      { kind: 'changed', change: 'disk-pressure-gone' },
      { kind: 'changed', change: 'node-joined', last: { clock: { keeper: { kind: 'controller' } } } },
    ],
  },
];
