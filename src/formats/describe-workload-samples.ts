import type { FormatSample } from './format.ts';

/* Layouts as kubectl 1.20 to 1.32 prints them; names are invented. */
export const DESCRIBE_WORKLOAD_SAMPLES: readonly FormatSample[] = [
  {
    title: 'a Deployment of kubectl 1.27',
    text: `Name:                   web
Namespace:              shop
CreationTimestamp:      Tue, 02 Jan 2024 15:04:05 +0000
Labels:                 app=web
Selector:               app=web
Replicas:               2 desired | 1 updated | 3 total | 2 available | 1 unavailable
StrategyType:           RollingUpdate
Pod Template:
  Labels:  app=web
  Containers:
   web:
    Image:        shop/web:1.99
    Port:         <none>
Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      True    MinimumReplicasAvailable
OldReplicaSets:  web-6d4cf56db6 (2/2 replicas created)
NewReplicaSet:   web-7c8f9d5b4 (1/1 replicas created)
Events:
  Type    Reason             Age   From                   Message
  ----    ------             ----  ----                   -------
  Normal  ScalingReplicaSet  41s   deployment-controller  Scaled up replica set web-7c8f9d5b4 to 1 from 0
`,
    observations: [
      {
        kind: 'changed',
        change: 'rollout',
        of: { kind: 'Deployment', name: 'web' },
        subject: { namespace: 'shop', pod: null },
        last: { valueMs: 40_000, clock: { keeper: { kind: 'controller', name: 'deployment-controller' } } },
      },
    ],
  },
  {
    title: 'a ReplicaSet that makes a pod, and one that may not',
    text: `Name:           web-7c8f9d5b4
Namespace:      shop
Selector:       app=web,pod-template-hash=7c8f9d5b4
Controlled By:  Deployment/web
Replicas:       1 current / 2 desired
Pods Status:    0 Running / 1 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=web
  Containers:
   web:
    Image:        shop/web:1.99
Events:
  Type     Reason            Age   From                   Message
  ----     ------            ----  ----                   -------
  Normal   SuccessfulCreate  41s   replicaset-controller  Created pod: web-7c8f9d5b4-x2k8p
  Warning  FailedCreate      40s   replicaset-controller  Error creating: pods "web-7c8f9d5b4-" is forbidden: exceeded quota: pods
`,
    observations: [
      {
        kind: 'changed',
        change: 'pod-created',
        of: { kind: 'ReplicaSet', name: 'web-7c8f9d5b4' },
        subject: { namespace: 'shop', pod: 'web-7c8f9d5b4-x2k8p' },
      },
      { kind: 'other-problem', reason: 'FailedCreate', subject: { namespace: 'shop', pod: null } },
    ],
  },
  {
    title: 'a Job and a Service, which makes no pods',
    text: `Name:             migrate
Namespace:        shop
Selector:         controller-uid=4f5e
Labels:           <none>
Annotations:      <none>
Parallelism:      1
Completions:      1
Start Time:       Tue, 02 Jan 2024 15:04:05 +0000
Pods Statuses:    1 Active / 0 Succeeded / 0 Failed
Events:
  Type    Reason            Age   From            Message
  ----    ------            ----  ----            -------
  Normal  SuccessfulCreate  9s    job-controller  Created pod: migrate-x2k8p


Name:              web
Namespace:         shop
Labels:            <none>
Annotations:       <none>
Selector:          app=web
Type:              ClusterIP
Events:            <none>
`,
    observations: [
      {
        kind: 'changed',
        change: 'pod-created',
        of: { kind: 'Job', name: 'migrate' },
        subject: { pod: 'migrate-x2k8p' },
      },
    ],
  },
];
