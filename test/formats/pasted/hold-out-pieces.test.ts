import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeText, shortFailures } from './analyze-text.ts';

/** Pieces that were missed when they were first tried, and the failures that they show; none for what must stay silent. */
const PIECES: readonly { readonly title: string; readonly text: string; readonly failures: readonly string[] }[] = [
  {
    title: 'an editor has numbered the lines',
    text: `   1  Name:             web-0
   2  Namespace:        shop
   3  Node:             node-1/192.0.2.1
   4  Status:           Pending
   5  Containers:
   6    web:
   7      Image:          nginx:1.250
   8      State:          Waiting
   9        Reason:       ImagePullBackOff
  10  Events:
  11    Type     Reason     Age                From               Message
  12    ----     ------     ----               ----               -------
  13    Warning  Failed     13s (x3 over 55s)  kubelet            Failed to pull image "nginx:1.250": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.250": failed to resolve reference "docker.io/library/nginx:1.250": docker.io/library/nginx:1.250: not found
`,
    failures: ['shop/web-0 web nginx:1.250 tag-not-found'],
  },
  {
    title: 'a mail has lost its indentation and is broken between words',
    text: `Name:         mailer-0
Namespace:    crm
Node:         tux3/192.0.2.3
Status:       Pending
Containers:
mailer:
Image:          nexus.example:8083/crm/mailer:1.9
State:          Waiting
Reason:       ErrImagePull
Events:
Type     Reason     Age   From     Message
Warning  Failed     12s   kubelet  Failed to pull image
"nexus.example:8083/crm/mailer:1.9": rpc error: code = Unknown
desc = Error response from daemon: Get
"https://nexus.example:8083/v2/crm/mailer/manifests/1.9": no
basic auth credentials
`,
    failures: ['crm/mailer-0 mailer nexus.example:8083/crm/mailer:1.9 credentials-missing'],
  },
  {
    title: 'a console has source, count and age behind the message',
    text: `Failed\tFailed to pull image "docker.io/shop/kafka:3.4": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/kafka:3.4": failed to resolve reference "docker.io/shop/kafka:3.4": docker.io/shop/kafka:3.4: not found\tkubelet node-1\t4\t2m
BackOff\tBack-off pulling image "docker.io/shop/kafka:3.4"\tkubelet node-1\t6\t90s
`,
    failures: ['-/- - docker.io/shop/kafka:3.4 tag-not-found'],
  },
  {
    title: 'dockerd names no image, in a list of minikube',
    text: `* Feb 11 13:02:17 minikube dockerd[2233]: time="2021-02-11T13:02:17.302311876Z" level=error msg="Handler for POST /v1.40/images/create returned error: Get https://registry.example/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)"
`,
    failures: ['-/- - - connection-timeout'],
  },
  {
    title: 'dockerd gives the reason that the kubelet is not told',
    text: `Aug 23 03:09:05 node-1 kubelet[1018]: E0823 03:09:05.926097    1018 remote_image.go:108] PullImage "1.dkr.example/shop/web:1" from image service failed: rpc error: code = Unknown desc = Error response from daemon: repository 1.dkr.example/shop/web not found: does not exist or no pull access
Aug 23 03:09:05 node-1 dockerd[1251]: time="2018-08-23T03:09:05.925621539Z" level=error msg="Not continuing with pull after error: denied: The security token included in the request is expired"
`,
    failures: ['-/- - 1.dkr.example/shop/web:1 credentials-invalid'],
  },
  {
    title: 'dockerd tells of another pull, an hour before',
    text: `Aug 23 02:09:05 node-1 dockerd[1251]: time="2018-08-23T02:09:05.925621539Z" level=error msg="Not continuing with pull after error: denied: The security token included in the request is expired"
2018-08-23T03:09:05.926097Z node-1 kubelet[1018]: E0823 03:09:05.926097    1018 remote_image.go:108] PullImage "1.dkr.example/shop/web:1" from image service failed: rpc error: code = Unknown desc = Error response from daemon: repository 1.dkr.example/shop/web not found: does not exist or no pull access
`,
    failures: ['-/- - 1.dkr.example/shop/web:1 repository-missing-or-denied'],
  },
  {
    title: 'crictl cannot reach the runtime',
    text: `[root@node-1 ~]# crictl pull shop/web:1
FATA[0002] connect: connect endpoint 'unix:///run/crio/crio.sock', make sure you are running as root and the endpoint has been started: context deadline exceeded
`,
    failures: ['-/- - shop/web:1 runtime-unavailable'],
  },
  {
    title: 'a kubelet that says nothing but that its runtime does not answer',
    text: `Dec 15 17:43:01 node-1 kubelet[2101]: E1215 17:43:01.366855    2101 generic.go:205] "GenericPLEG: Unable to retrieve pods" err="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\\""
Dec 15 17:43:02 node-1 kubelet[2101]: E1215 17:43:02.366855    2101 generic.go:205] "GenericPLEG: Unable to retrieve pods" err="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\\""
`,
    failures: ['-/- - - runtime-unavailable'],
  },
  {
    title: 'a kubelet that starts before its runtime',
    text: `I1111 05:00:31.100211     611 server.go:467] "Kubelet version" kubeletVersion="v1.27.3"
E1111 05:00:31.366855     611 generic.go:205] "GenericPLEG: Unable to retrieve pods" err="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\\""
`,
    failures: [],
  },
  {
    title: 'crictl tries an endpoint that is not there, and pulls from the next',
    text: `$ sudo crictl pull shop/web:1
ERRO[0000] unable to determine image API version: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /var/run/dockershim.sock: connect: no such file or directory"
Image is up to date for sha256:5e2b3a1a7c3e9d8f00112233445566778899aabbccddeeff0011223344556677
`,
    failures: [],
  },
  {
    title: 'one quoted line of a log',
    text: `>         E0118 11:05:02.338811    1931 pod_workers.go:182] Error syncing pod 2c1c4b44-fc3a-11e7-8bd0-fa163e9a2c55 ("dns-29xq_kube-system(2c1c4b44-fc3a-11e7-8bd0-fa163e9a2c55)"), skipping: failed to "StartContainer" for "dns" with ErrImagePull: "image pull failed for shop/dns:3.0, this may be because there are no credentials on this request.  details: (net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers))"
`,
    failures: ['kube-system/dns-29xq dns shop/dns:3.0 connection-timeout'],
  },
  {
    title: 'grep -n of a log, below its prompt',
    text: `[root@node-1 log]# grep -n ErrImagePull kubelet.log
48211:E0707 02:11:45.120931    2877 pod_workers.go:965] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"rpc error: code = Unknown desc = failed to pull and unpack image \\\\\\"docker.io/shop/web:3\\\\\\": failed to copy: read tcp 192.0.2.5:51234->192.0.2.9:443: read: connection reset by peer\\"" pod="shop/web-0" podUID=5a1f9fb8-6f7a-4f0e-8b1f-3a5c9d1e2f30
48307:E0707 02:12:01.340911    2877 pod_workers.go:965] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ImagePullBackOff: \\"Back-off pulling image \\\\\\"docker.io/shop/web:3\\\\\\"\\"" pod="shop/web-0" podUID=5a1f9fb8-6f7a-4f0e-8b1f-3a5c9d1e2f30
`,
    failures: ['shop/web-0 web docker.io/shop/web:3 connection-reset'],
  },
  {
    title: 'a chat quotes the message in a sentence',
    text: `[16:02] Kim
is it down? all pods on b: Failed to pull image "registry.example/web:1.44": ... unexpected status from HEAD request to https://registry.example/v2/web/manifests/1.44: 502 Bad Gateway
`,
    failures: ['-/- - registry.example/web:1.44 registry-server-error'],
  },
  {
    title: 'a spreadsheet has put semicolons between the cells',
    text: `Warning;Failed;2m (x4 over 4m);kubelet;Failed to pull image "registry.example/scan:2": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host
Warning;Failed;2m (x4 over 4m);kubelet;Error: ErrImagePull
`,
    failures: ['-/- - registry.example/scan:2 dns-failure'],
  },
  {
    title: 'a spreadsheet has doubled the quotes',
    text: `"Warning","Failed","2m (x4 over 4m)","kubelet","Failed to pull image ""registry.example/scan:2"": rpc error: code = Unknown desc = Error response from daemon: Get ""https://registry.example/v2/"": dial tcp: lookup registry.example: no such host"
"Warning","Failed","2m (x4 over 4m)","kubelet","Error: ErrImagePull"
`,
    failures: ['-/- - registry.example/scan:2 dns-failure'],
  },
  {
    title: 'each cell of a table on a line of its own',
    text: `Type
Reason
Age
From
Message
Warning
Failed
3m
kubelet
Failed to pull image "registry.example/portal:7": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example on 192.0.2.10:53: no such host
Warning
Failed
3m
kubelet
Error: ErrImagePull
`,
    failures: ['-/- - registry.example/portal:7 dns-failure'],
  },
  {
    title: 'the screen of k9s',
    text: `┌───────────────────────── Pods(shop)[2] ─────────────────────────┐
│ NAME↑     PF READY STATUS              RESTARTS CPU MEM IP            NODE   AGE  │
│ web-0     ●  0/1   ImagePullBackOff           0   0   0 192.0.2.18    n-1    12m  │
│ cart-1    ●  1/1   Running                    0   3  40 192.0.2.9     n-0    4d   │
└─────────────────────────────────────────────────────────────────┘
`,
    failures: ['-/web-0 - - unknown'],
  },
  {
    title: 'the command above the table names the namespace',
    text: `PS C:\\> kubectl get pods -n stage
NAME    READY   STATUS             RESTARTS   AGE
web-0   0/1     ImagePullBackOff   0          33m
PS C:\\> kubectl get pods
NAME    READY   STATUS         RESTARTS   AGE
api-0   0/1     ErrImagePull   0          3m
`,
    failures: ['-/api-0 - - unknown', 'stage/web-0 - - unknown'],
  },
  {
    title: 'CRI-O cannot tell which registry a short name means',
    text: `  Warning  Failed   7s (x2 over 20s)  kubelet  Failed to inspect image "tooling/builder:1": rpc error: code = Unknown desc = short name mode is enforcing, but image name tooling/builder:1 returns ambiguous list
  Warning  Failed   7s (x2 over 20s)  kubelet  Error: ImageInspectError
`,
    failures: ['-/- - tooling/builder:1 mirror-misconfigured'],
  },
  {
    title: 'a table in which the recorder has combined similar messages is no sentence',
    text: `LAST SEEN                 TYPE      REASON    OBJECT           MESSAGE
31s (x48213 over 50m)     Warning   Failed    Pod/web-0        (combined from similar events): Failed to pull image "registry.example/web:1": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host
`,
    failures: ['-/web-0 - registry.example/web:1 dns-failure'],
  },
  {
    title: 'a push, a build step and an application that speak of images',
    text: `error pushing image: failed to push to destination registry.example/app:1: PUT https://registry.example/v2/app/manifests/1: MANIFEST_INVALID: manifest invalid
#12 ERROR: failed to push registry.example/app:latest: unexpected status from POST request to https://registry.example/v2/app/blobs/uploads/: 403 Forbidden
2024-05-05T11:20:02.004Z WARN  [image-resizer] Failed to fetch image "https://cdn.example/images/a.png": x509: certificate signed by unknown authority
npm ERR! code E401
`,
    failures: [],
  },
];

suite('pieces that were missed at first', () => {
  for (const { title, text, failures } of PIECES) {
    test(title, async () => {
      assert.deepEqual(shortFailures(await analyzeText(text)), failures);
    });
  }
});
