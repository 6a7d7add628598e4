import type { FormatSample } from './format.ts';

/** In kubectl's layout; what stands in them is invented, but for the first, which is cut from real output. */
export const DESCRIBE_POD_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl 1.20: an init container in back-off',
    text: `Name:         hub-wrong-password-7d9c6b5f4-b10aa
Namespace:    batch
Priority:     0
Node:         node-a7/10.0.12.7
Start Time:   Sat, 21 Nov 2026 08:47:31 +0000
Labels:       app=hub-wrong-password
              pod-template-hash=7d9c6b5f4
Annotations:  <none>
Status:       Pending
IP:           10.244.1.8
IPs:
  IP:           10.244.1.8
Controlled By:  ReplicaSet/hub-wrong-password-7d9c6b5f4
Init Containers:
  init-db:
    Container ID:   
    Image:          docker.io/acme/billing-ui:2.1.1
    Image ID:       
    Port:           <none>
    Host Port:      <none>
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Restart Count:  0
    Environment:
      DB_PASSWORD:  hunter2
    Mounts:         <none>
Containers:
  app:
    Container ID:   
    Image:          registry.corp.example/team/app:1.0
    Image ID:       
    Port:           8080/TCP
    Host Port:      0/TCP
    State:          Waiting
      Reason:       PodInitializing
    Ready:          False
    Restart Count:  0
    Environment:    <none>
    Mounts:         <none>
Conditions:
  Type              Status
  Initialized       False 
  Ready             False 
  ContainersReady   False 
  PodScheduled      True 
Volumes:            <none>
QoS Class:          BestEffort
Node-Selectors:     <none>
Tolerations:        node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                    node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
Events:
  Type     Reason   Age                   From     Message
  ----     ------   ----                  ----     -------
  Normal   Pulling  4m5s (x40 over 3h)    kubelet  Pulling image "docker.io/acme/billing-ui:2.1.1"
  Warning  Failed   4m3s (x40 over 3h)    kubelet  Failed to pull image "docker.io/acme/billing-ui:2.1.1": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/acme/billing-ui:2.1.1": failed to resolve reference "docker.io/acme/billing-ui:2.1.1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized
  Warning  Failed   4m3s (x40 over 3h)    kubelet  Error: ErrImagePull
  Warning  Failed   17s (x160 over 179m)  kubelet  Error: ImagePullBackOff
  Normal   BackOff  6s (x161 over 179m)   kubelet  Back-off pulling image "docker.io/acme/billing-ui:2.1.1"
`,
    observations: [
      {
        kind: 'pod',
        phase: 'Pending',
        subject: { namespace: 'batch', pod: 'hub-wrong-password-7d9c6b5f4-b10aa', node: 'node-a7' },
        startedAt: { valueMs: Date.UTC(2026, 10, 21, 8, 47, 31), widthMs: 1000 },
        owner: { kind: 'ReplicaSet', name: 'hub-wrong-password-7d9c6b5f4' },
        labels: { app: 'hub-wrong-password', 'pod-template-hash': '7d9c6b5f4' },
        pullSecrets: null,
        containers: [
          { name: 'init-db', type: 'init', image: 'docker.io/acme/billing-ui:2.1.1', pullPolicy: null },
          { name: 'app', type: 'regular', image: 'registry.corp.example/team/app:1.0', pullPolicy: null },
        ],
        evidence: { line: 1 },
      },
      {
        kind: 'waiting',
        reason: 'ImagePullBackOff',
        subject: { container: 'init-db', containerType: 'init', image: 'docker.io/acme/billing-ui:2.1.1' },
        evidence: { line: 22, excerpt: 'Reason:       ImagePullBackOff' },
      },
      { kind: 'waiting', reason: 'PodInitializing', subject: { container: 'app', containerType: 'regular' } },
      {
        kind: 'pull-started',
        subject: { container: 'init-db', containerType: 'init', image: 'docker.io/acme/billing-ui:2.1.1' },
        count: 40,
        // An Event's stamp is cut to the second: what it tells of may be a second younger than its age.
        first: { valueMs: 10_799_000, widthMs: 61_000 },
        last: { valueMs: 244_000, widthMs: 2000 },
      },
      {
        kind: 'pull-failed',
        reason: null,
        message:
          'rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/acme/billing-ui:2.1.1": failed to resolve reference "docker.io/acme/billing-ui:2.1.1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
        subject: { container: 'init-db' },
        evidence: { line: 56 },
      },
      { kind: 'pull-failed', reason: 'ErrImagePull', message: null, subject: { container: 'init-db' }, count: 40 },
      { kind: 'back-off', subject: { container: 'init-db' }, count: 160 },
      { kind: 'back-off', subject: { container: 'init-db', image: 'docker.io/acme/billing-ui:2.1.1' }, count: 161 },
    ],
  },
  {
    title: 'kubectl 1.15: the node in From, lower-case "pulling", and a container that ran before',
    text: `Name:               web-0
Namespace:          shop
Priority:           0
PriorityClassName:  <none>
Node:               node-1/192.0.2.10
Start Time:         Tue, 02 Jan 2024 16:04:05 +0100
Labels:             <none>
Annotations:        <none>
Status:             Running
IP:                 10.244.0.7
Controlled By:      StatefulSet/web
Containers:
  web:
    Container ID:   docker://3b0b
    Image:          web:2
    Image ID:       docker-pullable://web@sha256:1111
    Port:           <none>
    Host Port:      <none>
    State:          Waiting
      Reason:       ErrImagePull
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Tue, 02 Jan 2024 16:04:10 +0100
      Finished:     Tue, 02 Jan 2024 16:14:10 +0100
    Ready:          False
    Restart Count:  1
    Environment:    <none>
    Mounts:         <none>
Events:
  Type     Reason     Age   From                Message
  ----     ------     ----  ----                -------
  Normal   Pulling    12m   kubelet, node-1     pulling image "web:2"
  Warning  Failed     12m   kubelet, node-1     Failed to pull image "web:2": rpc error: code = Unknown desc = Error response from daemon: manifest for web:2 not found
  Warning  Unhealthy  2m5s  kubelet, node-1     Readiness probe failed: dial tcp 10.244.0.7:80: connect: connection refused
`,
    observations: [
      { kind: 'pod', phase: 'Running', startedAt: { valueMs: Date.UTC(2024, 0, 2, 15, 4, 5) }, labels: {} },
      {
        kind: 'container-ran',
        state: 'terminated',
        first: { valueMs: Date.UTC(2024, 0, 2, 15, 4, 10), widthMs: 1000, clock: { notation: 'absolute' } },
        last: { valueMs: Date.UTC(2024, 0, 2, 15, 14, 10), widthMs: 1000 },
        subject: { container: 'web', image: 'web:2' },
      },
      { kind: 'waiting', reason: 'ErrImagePull', subject: { container: 'web' } },
      {
        kind: 'pull-started',
        count: 1,
        last: {
          valueMs: 719_000,
          widthMs: 61_000,
          clock: { notation: 'age', keeper: { kind: 'node', node: 'node-1' } },
        },
      },
      { kind: 'pull-failed', subject: { container: 'web', image: 'web:2', node: 'node-1' } },
      { kind: 'other-problem', problem: 'probe', reason: 'Unhealthy' },
    ],
  },
  {
    title: 'kubectl 1.35: the field path before the message; two containers with one image; a pull that went well',
    text: `Name:             twins-5c9d-h2x4q
Namespace:        default
Priority:         0
Service Account:  builder
Node:             node-2/192.0.2.11
Start Time:       Mon, 05 Jan 2026 10:00:00 +0000
Labels:           app=twins
Annotations:      <none>
Status:           Pending
IP:               
IPs:              <none>
Controlled By:    ReplicaSet/twins-5c9d
Containers:
  left:
    Container ID:   
    Image:          quay.io/acme/twin:1
    Image ID:       
    Port:           <none>
    Host Port:      <none>
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Restart Count:  0
    Environment:    <none>
    Mounts:         <none>
  right:
    Container ID:   
    Image:          quay.io/acme/twin:1
    Image ID:       
    Port:           <none>
    Host Port:      <none>
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Restart Count:  0
    Environment:    <none>
    Mounts:         <none>
  proxy:
    Container ID:   containerd://77aa
    Image:          quay.io/acme/proxy:3
    Image ID:       quay.io/acme/proxy@sha256:2222
    Port:           <none>
    Host Port:      <none>
    State:          Running
      Started:      Mon, 05 Jan 2026 10:00:03 +0000
    Ready:          True
    Restart Count:  0
    Environment:    <none>
    Mounts:         <none>
QoS Class:          BestEffort
Events:
  Type     Reason   Age               From     Message
  ----     ------   ----              ----     -------
  Normal   Pulled   40s               kubelet  spec.containers{proxy}: Successfully pulled image "quay.io/acme/proxy:3" in 1.5s (2.25s including waiting). Image size: 9000 bytes.
  Warning  Failed   9s (x2 over 41s)  kubelet  spec.containers{left}: Failed to pull image "quay.io/acme/twin:1": failed to pull and unpack image "quay.io/acme/twin:1": failed to resolve reference "quay.io/acme/twin:1": unexpected status from GET request to https://quay.io/v2/acme/twin/manifests/1: 401 UNAUTHORIZED
unauthorized: access to the requested resource is not authorized
  Warning  Failed   9s (x2 over 41s)  kubelet  spec.containers{left}: Error: ErrImagePull
  Normal   BackOff  8s (x3 over 40s)  kubelet  spec.containers{right}: Back-off pulling image "quay.io/acme/twin:1"
`,
    observations: [
      { kind: 'pod', serviceAccount: 'builder', phase: 'Pending' },
      { kind: 'waiting', subject: { container: 'left' } },
      { kind: 'waiting', subject: { container: 'right' } },
      { kind: 'container-ran', state: 'running', subject: { container: 'proxy', image: 'quay.io/acme/proxy:3' } },
      { kind: 'pull-succeeded', durationMs: 1500, subject: { container: 'proxy' } },
      {
        kind: 'pull-failed',
        message:
          'failed to pull and unpack image "quay.io/acme/twin:1": failed to resolve reference "quay.io/acme/twin:1": unexpected status from GET request to https://quay.io/v2/acme/twin/manifests/1: 401 UNAUTHORIZED\nunauthorized: access to the requested resource is not authorized',
        subject: { container: 'left', containerType: 'regular', image: 'quay.io/acme/twin:1' },
      },
      { kind: 'pull-failed', reason: 'ErrImagePull', subject: { container: 'left', image: 'quay.io/acme/twin:1' } },
      { kind: 'back-off', subject: { container: 'right' } },
    ],
  },
  {
    title: 'kubectl 1.27: an events table cut out of its description, with a crash loop and the scheduler’s own row',
    text: `Type     Reason                           Age                From               Message
----     ------                           ----               ----               -------
Normal   Scheduled                        <unknown>          default-scheduler  Successfully assigned shop/cart-0 to node-3
Warning  FailedToRetrieveImagePullSecret  5s (x3 over 30s)   kubelet            Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.
Normal   Pulled                           20s                kubelet            Container image "cart:1" already present on machine
Warning  BackOff                          <invalid>          kubelet            Back-off restarting failed container cart in pod cart-0_shop(9c1e)
`,
    observations: [
      {
        kind: 'changed',
        change: 'scheduled',
        last: null,
        subject: { namespace: 'shop', pod: 'cart-0', node: 'node-3' },
      },
      { kind: 'pull-secret-unreadable', secrets: ['regcred'], count: 3, subject: { pod: 'cart-0' } },
      { kind: 'image-present', subject: { image: 'cart:1', node: 'node-3' } },
      {
        kind: 'other-problem',
        problem: 'crash-loop',
        last: { valueMs: -86_400_000, widthMs: 86_398_000 },
        subject: { container: 'cart' },
      },
    ],
  },
  {
    title: 'kubectl 1.32: a pod that nobody has scheduled, and a Service, which is no pod',
    text: `Name:             big-7f9c-2kq8d
Namespace:        ml
Priority:         0
Service Account:  default
Node:             <none>
Labels:           app=big
Annotations:      <none>
Status:           Pending
IP:               
IPs:              <none>
Controlled By:    ReplicaSet/big-7f9c
Containers:
  big:
    Image:        ghcr.io/acme/big:1
    Port:         <none>
    Host Port:    <none>
    Environment:  <none>
    Mounts:       <none>
Events:
  Type     Reason            Age                 From               Message
  ----     ------            ----                ----               -------
  Warning  FailedScheduling  63m (x5 over 100m)  default-scheduler  0/3 nodes are available: 3 Insufficient nvidia.com/gpu.


Name:              big
Namespace:         ml
Labels:            <none>
Annotations:       <none>
Selector:          app=big
Type:              ClusterIP
Events:            <none>
`,
    observations: [
      { kind: 'pod', subject: { pod: 'big-7f9c-2kq8d', node: null }, startedAt: null },
      {
        kind: 'other-problem',
        problem: 'scheduling',
        last: { clock: { keeper: { kind: 'controller', name: 'default-scheduler' } } },
      },
    ],
  },
  {
    title: 'kubectl 1.5, the events alone: both ages, the count, and the container where it is known',
    text: `  FirstSeen\tLastSeen\tCount\tFrom\t\t\tSubObjectPath\t\tType\t\tReason\t\tMessage
  ---------\t--------\t-----\t----\t\t\t-------------\t\t--------\t------\t\t-------
  2m\t\t2m\t\t1\t{default-scheduler }\t\t\t\tNormal\t\tScheduled\tSuccessfully assigned web-0 to node-1
  2m\t\t5s\t\t4\t{kubelet node-1}\tspec.containers{web}\tWarning\t\tFailed\t\tFailed to pull image "web:1": EOF
  2m\t\t5s\t\t4\t{kubelet node-1}\t\t\t\tWarning\t\tFailedSync\tError syncing pod, skipping: failed to "StartContainer" for "web" with ErrImagePull: "EOF"
`,
    observations: [
      { kind: 'changed', change: 'scheduled', subject: { pod: 'web-0', node: 'node-1' } },
      { kind: 'pull-failed', message: 'EOF', count: 4, subject: { pod: 'web-0', container: 'web', image: 'web:1' } },
      { kind: 'pull-failed', reason: 'ErrImagePull', subject: { container: 'web', image: 'web:1' } },
    ],
  },
];
