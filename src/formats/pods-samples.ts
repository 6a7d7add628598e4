import type { FormatSample } from './format.ts';

/* Layouts as kubectl 1.20 to 1.36 writes them; names are invented. */

const NOW = { clock: { notation: 'age', keeper: { kind: 'api-server' } }, valueMs: 0, widthMs: 0 };

export const POD_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl get pods -o json, kubelet 1.32: the last pull error in the message of ImagePullBackOff',
    text: `{
    "apiVersion": "v1",
    "items": [
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "creationTimestamp": "2026-11-21T11:42:31Z",
                "deletionGracePeriodSeconds": 30,
                "deletionTimestamp": "2026-11-21T11:50:30Z",
                "labels": {
                    "app": "billing"
                },
                "name": "billing-7d9c6b5f4-133bb",
                "namespace": "staging",
                "ownerReferences": [
                    {
                        "controller": true,
                        "kind": "ReplicaSet",
                        "name": "billing-7d9c6b5f4"
                    }
                ],
                "uid": "2552a869-2926-47cf-ac8f-ef57423d664f"
            },
            "spec": {
                "containers": [
                    {
                        "image": "acme/billing:2.1.0",
                        "imagePullPolicy": "IfNotPresent",
                        "name": "app"
                    }
                ],
                "imagePullSecrets": [
                    {
                        "name": "regcred"
                    }
                ],
                "initContainers": [
                    {
                        "image": "busybox",
                        "imagePullPolicy": "Always",
                        "name": "init-perm"
                    }
                ],
                "nodeName": "node-a7",
                "serviceAccountName": "billing"
            },
            "status": {
                "containerStatuses": [
                    {
                        "image": "acme/billing:2.1.0",
                        "imageID": "",
                        "lastState": {},
                        "name": "app",
                        "state": {
                            "waiting": {
                                "message": "Back-off pulling image \\"acme/billing:2.1.0\\": ErrImagePull: pull access denied",
                                "reason": "ImagePullBackOff"
                            }
                        }
                    }
                ],
                "initContainerStatuses": [
                    {
                        "image": "docker.io/library/busybox:latest",
                        "name": "init-perm",
                        "state": {
                            "terminated": {
                                "exitCode": 0,
                                "finishedAt": "2026-11-21T11:42:34Z",
                                "reason": "Completed",
                                "startedAt": "2026-11-21T11:42:33Z"
                            }
                        }
                    }
                ],
                "phase": "Pending",
                "startTime": "2026-11-21T11:42:31Z"
            }
        }
    ],
    "kind": "List"
}
`,
    observations: [
      {
        kind: 'pod',
        origin: 'status',
        phase: 'Pending',
        subject: {
          namespace: 'staging',
          pod: 'billing-7d9c6b5f4-133bb',
          podUid: '2552a869-2926-47cf-ac8f-ef57423d664f',
          container: null,
          node: 'node-a7',
        },
        last: NOW,
        createdAt: { clock: { keeper: { kind: 'api-server' } }, valueMs: 1795261351000, widthMs: 1000 },
        startedAt: { clock: { keeper: { kind: 'node', node: 'node-a7' } }, valueMs: 1795261351000 },
        deletedAt: { valueMs: 1795261800000, widthMs: 1000 },
        owner: { kind: 'ReplicaSet', name: 'billing-7d9c6b5f4' },
        labels: { app: 'billing' },
        pullSecrets: ['regcred'],
        serviceAccount: 'billing',
        containers: [
          { name: 'init-perm', type: 'init', image: 'busybox', pullPolicy: 'Always' },
          { name: 'app', type: 'regular', image: 'acme/billing:2.1.0', pullPolicy: 'IfNotPresent' },
        ],
        evidence: { line: 4, item: 0, excerpt: 'pod staging/billing-7d9c6b5f4-133bb · phase: Pending · node: node-a7' },
      },
      {
        kind: 'container-ran',
        state: 'terminated',
        subject: { container: 'init-perm', containerType: 'init', image: 'busybox' },
        first: { valueMs: 1795261353000 },
        last: { valueMs: 1795261354000 },
      },
      {
        kind: 'waiting',
        reason: 'ImagePullBackOff',
        message: 'Back-off pulling image "acme/billing:2.1.0": ErrImagePull: pull access denied',
        subject: { container: 'app', containerType: 'regular', image: 'acme/billing:2.1.0' },
        first: NOW,
        last: NOW,
      },
    ],
  },
  {
    title: 'kubectl get pod -o yaml, kubelet 1.33: a free text as reason; a static pod; a crash loop',
    text: `---
apiVersion: v1
kind: Pod
metadata:
  annotations:
    kubernetes.io/config.mirror: 6f1ed002ab5595859014ebf0951522d9
  name: proxy-node-a7
  namespace: kube-system
  ownerReferences:
  - apiVersion: v1
    controller: true
    kind: Node
    name: node-a7
  uid: 0c1f6a3d-0000-4000-8000-000000000001
spec:
  containers:
  - image: registry.corp.example/proxy:1
    imagePullPolicy: IfNotPresent
    name: proxy
  - image: registry.corp.example/side:1
    imagePullPolicy: IfNotPresent
    name: side
  nodeName: node-a7
status:
  containerStatuses:
  - image: registry.corp.example/proxy:1
    name: proxy
    state:
      waiting:
        message: unexpected end of JSON input
        reason: unexpected end of JSON input
  - image: registry.corp.example/side:1
    lastState:
      terminated:
        exitCode: 1
        finishedAt: "2026-11-21T11:40:05Z"
        reason: Error
        startedAt: "2026-11-21T11:40:00Z"
    name: side
    state:
      waiting:
        message: back-off 5m0s restarting failed container=side pod=proxy-node-a7_kube-system(6f1ed002)
        reason: CrashLoopBackOff
  phase: Pending
`,
    observations: [
      {
        kind: 'pod',
        subject: { podUid: '6f1ed002ab5595859014ebf0951522d9' },
        owner: { kind: 'Node', name: 'node-a7' },
        pullSecrets: [],
        createdAt: null,
        deletedAt: null,
        evidence: { line: 2, item: null },
      },
      { kind: 'waiting', reason: 'unexpected end of JSON input', subject: { container: 'proxy' } },
      { kind: 'container-ran', state: 'terminated', subject: { container: 'side' } },
      { kind: 'other-problem', problem: 'crash-loop', reason: 'CrashLoopBackOff', subject: { container: 'side' } },
    ],
  },
  {
    title: 'a PodList whose items carry no kind: an unscheduled pod, and one that runs',
    text: `{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"gpu-0","namespace":"ml"},"spec":{"schedulerName":"default-scheduler","containers":[{"name":"train","image":"train:1"}]},"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","lastTransitionTime":"2026-11-21T11:40:00Z","reason":"Unschedulable","message":"0/3 nodes are available: 3 Insufficient nvidia.com/gpu."}]}},
{"metadata":{"name":"web-0","namespace":"shop"},"spec":{"nodeName":"node-b2","containers":[{"name":"web","image":"nginx"}]},"status":{"phase":"Running","containerStatuses":[{"name":"web","image":"docker.io/library/nginx:latest","state":{"running":{"startedAt":"2026-11-21T11:45:31Z"}}}]}}]}
`,
    observations: [
      { kind: 'pod', subject: { pod: 'gpu-0', node: null }, containers: [{ name: 'train', pullPolicy: null }] },
      {
        kind: 'other-problem',
        problem: 'scheduling',
        reason: 'Unschedulable',
        first: { clock: { keeper: { kind: 'controller', name: 'default-scheduler' } }, valueMs: 1795261200000 },
      },
      { kind: 'pod', subject: { pod: 'web-0', node: 'node-b2' }, evidence: { line: 2, item: 1 } },
      {
        kind: 'container-ran',
        state: 'running',
        subject: { image: 'nginx' },
        first: { clock: { keeper: { kind: 'node', node: 'node-b2' } }, valueMs: 1795261531000 },
        last: NOW,
      },
    ],
  },
];
