import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeText, shortFailures } from './analyze-text.ts';

/** kubectl's output in the shapes that tickets give it; names and numbers are invented. None for what must stay silent. */
const PIECES: readonly { readonly title: string; readonly text: string; readonly failures: readonly string[] }[] = [
  {
    title: 'a message whose image a browser has made a link',
    text: `The pod says:

Failed to pull image "[registry.example/shop/web:1.2](http://registry.example/shop/web:1.2)": rpc error: code = NotFound desc = failed to pull and unpack image "[registry.example/shop/web:1.2](http://registry.example/shop/web:1.2)": no match for platform in manifest: not found
`,
    failures: ['-/- - registry.example/shop/web:1.2 platform-mismatch'],
  },
  {
    title: 'the same by a mail program and by Slack',
    text: `Warning  Failed  3s  kubelet  Failed to pull image "registry.example<http://registry.example>/shop/web:1": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host
Warning  Failed  3s  kubelet  Failed to pull image "<http://quay.example/shop/api:2|quay.example/shop/api:2>": rpc error: code = Unknown desc = Error response from daemon: Get "https://quay.example/v2/": dial tcp: lookup quay.example: no such host
`,
    failures: ['-/- - quay.example/shop/api:2 dns-failure', '-/- - registry.example/shop/web:1 dns-failure'],
  },
  {
    title: 'a row of a table in bold, as the one that matters',
    text: `NAME                     READY     STATUS             RESTARTS   AGE
cache-6d7f8b9c5d-2hk4q   1/1       Running            0          10m
**web-5c8d7f6b9d-x7v2z     0/1       ImagePullBackOff   0          10m**
Waiting for pods to be running
`,
    failures: ['-/web-5c8d7f6b9d-x7v2z - - unknown'],
  },
  {
    title: 'each line is marked as code',
    text: `\`Events:\`
\`  Type     Reason   Age   From     Message\`
\`  ----     ------   ----  ----     -------\`
\`  Warning  Failed   12s   kubelet  Failed to pull image "shop/web:9": rpc error: code = Unknown desc = Error response from daemon: manifest for shop/web:9 not found: manifest unknown: manifest unknown\`
`,
    failures: ['-/- - shop/web:9 tag-not-found'],
  },
  {
    title: 'a sentence quotes a row with its cells',
    text: `and upon running \`kubectl describe pod web-0\`
It said \`Warning\t\tFailed\t\tFailed to pull image "192.0.2.8:5000/web": Error response from daemon: {"message":"Get https://192.0.2.8:5000/v1/_ping: x509: certificate signed by unknown authority"}\`
`,
    failures: ['-/- - 192.0.2.8:5000/web tls-untrusted-ca'],
  },
  {
    title: 'a list gives each service its message',
    text: `I get these errors:

    Cart service -> Failed to pull image "shop/cart": rpc error: code = Unknown desc = context deadline exceeded

    Order service -> Failed to pull image "shop/order": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 192.0.2.53:53: no such host
`,
    failures: ['-/- - shop/cart pull-timed-out', '-/- - shop/order dns-failure'],
  },
  {
    title: 'the error of a kubelet of 2015 alone, as code',
    text: `I get the following error:
\`\`\`image pull failed for registry.example/shop/web, this may be because there are no credentials on this request.  details: (API error (500): Get https://registry.example/v1/_ping: dial tcp 192.0.2.1:443: i/o timeout)\`\`\`
`,
    failures: ['-/- - registry.example/shop/web connection-timeout'],
  },
  {
    title: 'kubectl logs says which check failed',
    text: `Error from server (BadRequest): container "wait" in pod "job-x7k2p" is waiting to start: ErrImageNeverPull
`,
    failures: ['-/job-x7k2p wait - never-pull'],
  },
  {
    title: 'the rows of kubectl get all are of one length',
    text: `$ kubectl get all -n store
NAME                                    READY   STATUS              RESTARTS   AGE
pod/attacher-0                          0/2     ErrImagePull        0          22m
pod/controller-0                        0/3     ContainerCreating   0          22m
pod/operator-644f75fcbb-mw8v2           0/1     Init:ErrImagePull   0          22m
`,
    failures: ['store/attacher-0 - - unknown', 'store/operator-644f75fcbb-mw8v2 - - unknown'],
  },
  {
    title: 'of two images one was pulled, and the failure names none',
    text: `Events:
  Type     Reason     Age                   From             Message
  ----     ------     ----                  ----             -------
  Normal   Scheduled  7m                    default-scheduler  Successfully assigned lab/book-0 to node-1
  Normal   Pulled     7m                    kubelet, node-1  Successfully pulled image "lab/init:0.6"
  Normal   Started    7m                    kubelet, node-1  Started container init
  Warning  Failed     6m34s (x3 over 7m)    kubelet, node-1  Error: ErrImagePull
  Warning  Failed     5m55s (x5 over 7m)    kubelet, node-1  Error: ImagePullBackOff
  Normal   Pulling    5m41s (x4 over 7m)    kubelet, node-1  Pulling image "192.0.2.9:31813/book:5ef3f221"
`,
    failures: ['lab/book-0 - 192.0.2.9:31813/book:5ef3f221 unknown'],
  },
  {
    title: 'the last row is cut in an error that stands above',
    text: `  30m   30m     1       {kubelet node-1}              Warning FailedSync  Error syncing pod, skipping: failed to "StartContainer" for "relay" with ErrImagePull: "failed to register layer: Untar re-exec error: exit status 1: output: open /srv/third_party/corpus/4c7f90f4d64c6ef5: no space left on device"

  36m   30m     2       {kubelet node-1}      spec.containers{relay}        Warning Failed          Failed to pull image "gcr.io/lab/relay:1.5": failed to register layer: Untar re-exec error: exit status 1: output: open /srv/third_party/corpus/4c7f90`,
    failures: ['-/- relay gcr.io/lab/relay:1.5 disk-full'],
  },
  {
    title: 'the last row is cut in its image',
    text: `LAST SEEN   TYPE      REASON    OBJECT      MESSAGE
2m          Warning   Failed    pod/web-0   Failed to pull image "registry.example/shop/web:1.2-dirty@sha256:e9096f58`,
    failures: ['-/web-0 - - unknown'],
  },
  {
    title: 'an error is cut at the end of a fence, and a sentence follows',
    text: `I see:
\`\`\`
  Warning  Failed  3s  kubelet  Failed to pull image "registry.example/web:1": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.example/v2/": http: server gave HTTP resp
\`\`\`
What can I do?
`,
    failures: ['-/- - registry.example/web:1 http-https-mismatch'],
  },
  {
    title: 'a mail program has put an empty line behind each line',
    text: `Name:         web-0

Namespace:    shop

Node:         node-1/192.0.2.1

Status:       Pending

Containers:

  web:

    Image:          shop/web:1

    State:          Waiting

      Reason:       ErrImageNeverPull

    Ready:          False
`,
    failures: ['shop/web-0 web shop/web:1 never-pull'],
  },
  {
    title: 'a web page has made one blank of many',
    text: `Name: web-0
Namespace: shop
Security Policy: anyuid
Node: node-1/192.0.2.1
Status: Pending
Containers:
 web:
 Container ID:
 Image: shop/web:1
 State: Waiting
 Reason: ImagePullBackOff
 Ready: False
`,
    failures: ['shop/web-0 web shop/web:1 unknown'],
  },
  {
    title: 'e2e tests of an old kubelet behind the clock of a CI',
    text: `07:42:49 May 10 07:42:49.216: INFO: At {2016-05-10 07:31:49 -0700 PDT} - event for search-z4sxa: {kubelet node-7} FailedSync: Error syncing pod, skipping: failed to "StartContainer" for "search" with ErrImagePull: "Get https://registry.example/v2/: dial tcp 192.0.2.1:443: i/o timeout"
07:42:49 \n`,
    failures: ['-/search-z4sxa search - connection-timeout'],
  },
  {
    title: "dockershim cannot look at the sandbox's image",
    text: `  Warning  FailedCreatePodSandBox  3m (x6214 over 22h)  kubelet, node-1  Failed create pod sandbox: rpc error: code = Unknown desc = failed to inspect sandbox image "registry.example/pause:3.0\\"": Error response from daemon: no such image: registry.example/pause:3.0": invalid reference format
`,
    failures: ['-/- - registry.example/pause:3.0" invalid-image-name'],
  },
  {
    title: 'a CI has put the time before each line',
    text: `2023-04-01T10:11:00.1234567Z $ kubectl describe pod web-0
2023-04-01T10:11:00.1234567Z Name:         web-0
2023-04-01T10:11:00.1234567Z Namespace:    shop
2023-04-01T10:11:00.1234567Z Node:         node-1/192.0.2.1
2023-04-01T10:11:00.1234567Z Status:       Pending
2023-04-01T10:11:00.1234567Z Containers:
2023-04-01T10:11:00.1234567Z   web:
2023-04-01T10:11:00.1234567Z     Image:          shop/web:1
2023-04-01T10:11:00.1234567Z     State:          Waiting
2023-04-01T10:11:00.1234567Z       Reason:       ImagePullBackOff
`,
    failures: ['shop/web-0 web shop/web:1 unknown'],
  },
  {
    title: "e2e tests have put klog's time and level before each line",
    text: `Apr 28 09:35:34.104: INFO: NAME    READY   STATUS         RESTARTS   AGE
Apr 28 09:35:34.104: INFO: web-0   0/1     ErrImagePull   0          22m
Apr 28 09:35:34.104: INFO: web-1   1/1     Running        0          22m
`,
    failures: ['-/web-0 - - unknown'],
  },
  {
    title: 'a logger has put its name before each line',
    text: `[deploy] LAST SEEN   TYPE      REASON    OBJECT      MESSAGE
[deploy] 2m          Warning   Failed    pod/web-0   Failed to pull image "shop/web:1": rpc error: code = Unknown desc = Error response from daemon: pull access denied for shop/web, repository does not exist or may require 'docker login'
[deploy] 2m          Warning   Failed    pod/web-0   Error: ErrImagePull
`,
    failures: ['-/web-0 - shop/web:1 repository-missing-or-denied'],
  },
  {
    title: 'a table of Markdown with the columns of kubectl describe',
    text: `| Type | Reason | Age | From | Message |
| ---- | ------ | ---- | ---- | ------- |
| Normal | Scheduled | 40s | default-scheduler | Successfully assigned shop/web-0 to node-1 |
| Warning | Failed | 8s (x5 over 44s) | kubelet, node-1 | Error: ErrImageNeverPull |
| Warning | ErrImageNeverPull | 8s (x5 over 44s) | kubelet, node-1 | Container image "shop/web:1" is not present with pull policy of Never |
`,
    failures: ['shop/web-0 - shop/web:1 never-pull'],
  },
  {
    title: 'a spreadsheet has tabs between the columns, and the node in the same cell',
    text: `\tType\tReason\tAge\tFrom\tMessage
\t----\t------\t----\t----\t-------
\tNormal\tScheduled\t40s\tdefault-scheduler\tSuccessfully assigned shop/web-0 to node-1
\tWarning\tErrImageNeverPull\t8s (x5 over 44s)\tkubelet, node-1\tContainer image "shop/web:1" is not present with pull policy of Never
`,
    failures: ['shop/web-0 - shop/web:1 never-pull'],
  },
  {
    title: 'a terminal has broken the rows of kubectl get events within names and messages',
    text: `2m23s       Warning   Failed                    pod/checkout-backend-579674bc4-w
pqc4          Failed to pull image "shop.azurecr.example/checkout:latest": rpc e
rror: code = Unknown desc = Error response from daemon: Get https://shop.azurecr
.example/v2/checkout/manifests/latest: unauthorized: authentication required
2m23s       Warning   Failed                    pod/checkout-backend-579674bc4-w
pqc4          Error: ErrImagePull
2m38s       Normal    Created                   pod/proxy-86d5d5f54b-b7hmw
              Created container proxy
`,
    failures: ['-/checkout-backend-579674bc4-wpqc4 - shop.azurecr.example/checkout:latest credentials-missing'],
  },
  {
    title: 'somebody has broken the message of a sandbox by hand',
    text: `\`\`\`
Failed create pod sandbox: rpc error: code = Unknown desc = 
failed pulling image "registry.example/pause:3.1": 
Error response from daemon: Get https://registry.example/v2/: net/http: 
request canceled while waiting for connection 
(Client.Timeout exceeded while awaiting headers)
\`\`\`
`,
    failures: ['-/- - registry.example/pause:3.1 connection-timeout'],
  },
  {
    title: 'each row is an item of a list',
    text: `- Type     Reason             Age               From             Message
- ----     ------             ----              ----             -------
- Normal   Scheduled          40s               default-scheduler  Successfully assigned shop/web-0 to node-1
- Warning  ErrImageNeverPull  8s (x5 over 44s)  kubelet          Container image "shop/web:1" is not present with pull policy of Never
`,
    failures: ['shop/web-0 - shop/web:1 never-pull'],
  },
  {
    title: 'a window has broken an image and the address of a request, at any width',
    text: `Failed to pull image "registry.example/shop/storage-driv
er:v1.0.0": rpc error: code = Unknown desc = Error response from daemon: Get https://registry.example/v2/shop/storage-driver/manifests/v1
.0.0: no basic auth credentials

What I expected: it runs.
`,
    failures: ['-/- - registry.example/shop/storage-driver:v1.0.0 credentials-missing'],
  },
  {
    title: 'dockerd leaves out the tag that the line below has',
    text: `Watching for changes...
Error response from daemon: pull access denied for shop-web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
Back-off pulling image "shop-web:121b121c"
`,
    failures: ['-/- - shop-web:121b121c repository-missing-or-denied'],
  },
  {
    title: 'somebody has taken out the image, and the address of the request still has it',
    text: `Failed to pull image "": rpc error: code = Unknown desc = Error response from daemon: Get https://registry.example/v2/shop/web/manifests/1: no basic auth credentials
`,
    failures: ['-/- - registry.example/shop/web:1 credentials-missing'],
  },
  {
    title: 'the paste ends within the reason',
    text: `Name:             web-0
Namespace:        shop
Node:             node-1/192.0.2.1
Status:           Pending
Containers:
  web:
    Image:          shop/web:1
    State:          Waiting
      Reason:       ImagePul`,
    failures: ['shop/web-0 web shop/web:1 unknown'],
  },
  {
    title: 'a sentence has the message in the same quotes as the message its image',
    text: `I applied it, and the pod has an error "Failed to pull image "registry.example/web:0.23": rpc error: code = Unknown desc = Error response from daemon: manifest for registry.example/web:0.23 not found: manifest unknown: manifest unknown"
`,
    failures: ['-/- - registry.example/web:0.23 tag-not-found'],
  },
  {
    title: 'a numbered list has the pod before its message',
    text: `1. pod/init-lng8l                     Failed to pull image “shop/init:1.5”: rpc error: code = NotFound desc = failed to pull and unpack image “docker.io/shop/init:1.5”: no match for platform in manifest: not found
2. [root@node ~]# kubectl logs -f exporter-0
`,
    failures: ['-/init-lng8l - shop/init:1.5 platform-mismatch'],
  },
  {
    title: 'the end of a paste hides what a token service answered',
    text: `  Warning  Failed  8s  kubelet  Failed to pull image "registry.example/web:1": failed to pull and unpack image "registry.example/web:1": failed to resolve reference "registry.example/web:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example/token?scope=repo`,
    failures: ['-/- - registry.example/web:1 unknown'],
  },
  {
    title: 'bold text, code and links that tell of no pull',
    text: `The **image** is there: [shop/web](https://registry.example/shop/web), \`docker pull\` works.
\`  Warning  FailedScheduling  4m41s (x156 over 49m)  default-scheduler  0/3 nodes are available: 3 node(s) had taints that the pod didn't tolerate.\`
`,
    failures: [],
  },
];

suite('kubectl output in tickets', () => {
  for (const { title, text, failures } of PIECES) {
    test(title, async () => {
      assert.deepEqual(shortFailures(await analyzeText(text)), failures);
    });
  }
});
