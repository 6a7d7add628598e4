import type { FormatSample } from './format.ts';

export const NODE_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl get node -o yaml, 1.32, with disk pressure',
    text: `apiVersion: v1
kind: Node
metadata:
  creationTimestamp: "2026-08-13T11:47:31Z"
  name: node-b2
status:
  conditions:
  - lastHeartbeatTime: "2026-11-21T11:47:00Z"
    lastTransitionTime: "2026-11-21T11:20:00Z"
    message: kubelet has disk pressure
    reason: KubeletHasDiskPressure
    status: "True"
    type: DiskPressure
  - reason: KubeletReady
    status: "True"
    type: Ready
  nodeInfo:
    architecture: arm64
    containerRuntimeVersion: containerd://2.1.4
    kubeletVersion: v1.32.4
    operatingSystem: linux
`,
    observations: [
      {
        kind: 'node',
        subject: { node: 'node-b2', pod: null },
        os: 'linux',
        architecture: 'arm64',
        kubeletVersion: 'v1.32.4',
        runtimeVersion: 'containerd://2.1.4',
        createdAt: { valueMs: 1786621651000 },
        conditions: [
          { type: 'DiskPressure', status: 'True', reason: 'KubeletHasDiskPressure' },
          { type: 'Ready', status: 'True', reason: 'KubeletReady' },
        ],
        evidence: {
          line: 1,
          item: null,
          excerpt: 'node node-b2 · linux/arm64 · v1.32.4 · containerd://2.1.4 · conditions: DiskPressure, Ready',
        },
      },
      {
        kind: 'changed',
        change: 'disk-pressure',
        message: 'kubelet has disk pressure',
        first: { clock: { keeper: { kind: 'node', node: 'node-b2' } }, valueMs: 1795260000000 },
      },
    ],
  },
  {
    title: 'kubectl cluster-info dump: nodes.json, a NodeList',
    text: `{
    "kind": "NodeList",
    "apiVersion": "v1",
    "items": [
        {
            "metadata": {
                "name": "node-a7"
            },
            "status": {
                "conditions": [
                    {
                        "type": "DiskPressure",
                        "status": "False"
                    }
                ],
                "nodeInfo": {
                    "kubeletVersion": "v1.20.2",
                    "operatingSystem": "windows",
                    "architecture": "amd64"
                }
            }
        }
    ]
}
`,
    observations: [
      { kind: 'node', os: 'windows', runtimeVersion: null, createdAt: null, evidence: { line: 5, item: 0 } },
    ],
  },
  {
    title: 'kubectl get node -o yaml, 1.32, cut to taints and images',
    text: `apiVersion: v1
kind: Node
metadata:
  name: node-b3
spec:
  taints:
  - effect: NoSchedule
    key: node.kubernetes.io/disk-pressure
  - effect: NoExecute
    key: pool
    value: batch
status:
  images:
  - names:
    - docker.io/library/nginx@sha256:67f9a4f10d147a6e04629340e6493c9703300ca23a2f7f3aa56fe615d75d31ca
    - docker.io/library/nginx:1.25
    sizeBytes: 70520324
  - sizeBytes: 12
  nodeInfo:
    architecture: amd64
    operatingSystem: linux
`,
    observations: [
      { kind: 'node', taints: ['node.kubernetes.io/disk-pressure:NoSchedule', 'pool=batch:NoExecute'] },
      {
        kind: 'node-images',
        subject: { node: 'node-b3' },
        images: [
          'docker.io/library/nginx@sha256:67f9a4f10d147a6e04629340e6493c9703300ca23a2f7f3aa56fe615d75d31ca',
          'docker.io/library/nginx:1.25',
        ],
        isComplete: true,
        evidence: { excerpt: 'node node-b3 · status.images: 2 images' },
      },
    ],
  },
];
