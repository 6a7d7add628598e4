import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeText, shortFailures } from './analyze-text.ts';

const ESCAPE = '\u001b';

/** Breaks lines as a terminal of that width does. */
function wrapText(text: string, width: number): string {
  const piece = new RegExp(`.{${width}}(?=.)`, 'g');
  return text.replace(piece, (line) => `${line}\n`);
}

/** Pieces as people paste them, and the failures that they show. All are invented. */
const PIECES: readonly { readonly title: string; readonly text: string; readonly failures: readonly string[] }[] = [
  {
    title: 'a mail quotes a description',
    text: `> Name:         web-0
> Namespace:    shop
> Node:         node-1/192.0.2.1
> Status:       Pending
> Containers:
>   web:
>     Image:          registry.example/web:1.2
>     State:          Waiting
>       Reason:       ImagePullBackOff
> Events:
>   Type     Reason   Age               From     Message
>   ----     ------   ----              ----     -------
>   Warning  Failed   9s (x2 over 41s)  kubelet  Failed to pull image "registry.example/web:1.2": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host
`,
    failures: ['shop/web-0 web registry.example/web:1.2 dns-failure'],
  },
  {
    title: 'a ticket system has escaped the quotes',
    text: `Warning  Failed  22s (x2 over 36s)  kubelet  Failed to pull image &quot;registry.example/web:1.2&quot;: rpc error: code = Unknown desc = Error response from daemon: Get &#34;https://registry.example/v2/&#34;: x509: certificate signed by unknown authority
Normal   Scheduled  &lt;unknown&gt;  default-scheduler  Successfully assigned shop/web-0 to node-1
`,
    failures: ['shop/web-0 - registry.example/web:1.2 tls-untrusted-ca'],
  },
  {
    title: 'kubecolor',
    text: `${ESCAPE}[33mNAMESPACE   NAME    READY   STATUS             RESTARTS   AGE${ESCAPE}[0m
${ESCAPE}[36mshop${ESCAPE}[0m        ${ESCAPE}[32mweb-0${ESCAPE}[0m   ${ESCAPE}[33m0/1${ESCAPE}[0m     ${ESCAPE}[31mImagePullBackOff${ESCAPE}[0m   0          23m
`,
    failures: ['shop/web-0 - - unknown'],
  },
  {
    title: 'a word processor has made the quotes curly and the spaces unbreakable',
    text: 'Failed\u00a0to pull image “shop/web:1.2”: rpc error: code = NotFound desc = failed to pull and unpack image “docker.io/shop/web:1.2”: failed to resolve reference “docker.io/shop/web:1.2”: docker.io/shop/web:1.2: not found\n',
    failures: ['-/- - shop/web:1.2 tag-not-found'],
  },
  {
    title: 'a description that has lost its indentation',
    text: `Name: web-0
Namespace: shop
Priority: 0
Node: node-1/192.0.2.1
Status: Pending
Init Containers:
setup:
Container ID:
Image: shop/setup:9
State: Waiting
Reason: ImagePullBackOff
Ready: False
Containers:
web:
Image: shop/web:1
State: Waiting
Reason: PodInitializing
Conditions:
Type Status
Events:
Type Reason Age From Message
Warning Failed 12s kubelet Failed to pull image "shop/setup:9": rpc error: code = Unknown desc = Error response from daemon: pull access denied for shop/setup, repository does not exist or may require 'docker login'
Normal BackOff 3s kubelet Back-off pulling image "shop/setup:9"
`,
    failures: ['shop/web-0 setup shop/setup:9 repository-missing-or-denied'],
  },
  {
    title: 'a terminal of 80 columns has broken the lines',
    text: wrapText(
      `Warning  Failed   9s (x2 over 41s)  kubelet, node-1  Failed to pull image "registry.example/web:1.2": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.example/v2/": dial tcp 192.0.2.4:443: connect: connection refused
Normal   BackOff  2s (x4 over 34s)  kubelet, node-1  Back-off pulling image "registry.example/web:1.2"
`,
      80,
    ),
    failures: ['-/- - registry.example/web:1.2 connection-refused'],
  },
  {
    title: 'several commands, with their prompts, in one file',
    text: `[root@master-1 ~]# kubectl get pods -n shop
NAME    READY   STATUS         RESTARTS   AGE
web-0   0/1     ErrImagePull   0          9s
[root@master-1 ~]# kubectl logs -n shop web-0
Error from server (BadRequest): container "web" in pod "web-0" is waiting to start: image can't be pulled
[root@master-1 ~]# kubectl get pod -n shop web-0 -o json
{
  "apiVersion": "v1",
  "kind": "Pod",
  "metadata": { "name": "web-0", "namespace": "shop" },
  "spec": { "containers": [ { "name": "web", "image": "shop/web:1" } ] },
  "status": { "containerStatuses": [ { "name": "web", "image": "shop/web:1", "state": { "waiting": {
    "reason": "ErrImagePull", "message": "rpc error: code = Unknown desc = toomanyrequests: You have reached your pull rate limit."
  } } } ] }
}
[root@master-1 ~]# kubectl get events -n shop
LAST SEEN   TYPE      REASON   OBJECT      MESSAGE
3s          Warning   Failed   pod/web-0   Error: ErrImagePull
`,
    failures: ['shop/web-0 web shop/web:1 rate-limited'],
  },
  {
    title: 'a Markdown ticket with fences and a list of objects in YAML',
    text: `I see this:

\`\`\`yaml
apiVersion: v1
items:
- apiVersion: v1
  kind: Event
  involvedObject:
    kind: Pod
    name: web-0
    namespace: shop
  reason: Failed
  message: 'Failed to pull image "shop/web:1": rpc error: code = Unknown desc = net/http: TLS handshake timeout'
  lastTimestamp: "2024-01-02T03:04:05Z"
  type: Warning
kind: List
\`\`\`

What can I do?
`,
    failures: ['shop/web-0 - shop/web:1 connection-timeout'],
  },
  {
    title: 'kubectl get events --watch, each row with widths of its own',
    text: `LAST SEEN   TYPE     REASON      OBJECT      MESSAGE
0s          Normal   Scheduled   pod/web-0   Successfully assigned shop/web-0 to node-1
0s    Normal   Pulling   pod/web-0   Pulling image "shop/web:1"
0s    Warning   Failed   pod/web-0   Failed to pull image "shop/web:1": rpc error: code = Unknown desc = error reading manifest: manifest unknown
0s    Warning   Failed   pod/web-0   Error: ErrImagePull
0s    Normal    BackOff   pod/web-0   Back-off pulling image "shop/web:1"
`,
    failures: ['shop/web-0 - shop/web:1 tag-not-found'],
  },
  {
    title: 'custom columns',
    text: `NAMESPACE   TIME                   POD     REASON   MSG
shop        2024-01-02T03:04:05Z   web-0   Failed   Failed to pull image "shop/web:1": no space left on device
shop        2024-01-02T03:04:05Z   web-0   Failed   Error: ErrImagePull
`,
    failures: ['shop/web-0 - shop/web:1 disk-full'],
  },
  {
    title: 'kubectl describe, 1.5, with tabs',
    text: `  FirstSeen\tLastSeen\tCount\tFrom\t\tSubObjectPath\t\tType\t\tReason\t\tMessage
  ---------\t--------\t-----\t----\t\t-------------\t\t--------\t------\t\t-------
  2m\t\t2m\t\t1\t{default-scheduler }\t\t\tNormal\t\tScheduled\tSuccessfully assigned web-0 to node-1
  2m\t\t5s\t\t4\t{kubelet node-1}\tspec.containers{web}\tWarning\t\tFailed\t\tFailed to pull image "shop/web:1": Error: image shop/web:1 not found
  2m\t\t5s\t\t4\t{kubelet node-1}\t\t\tWarning\t\tFailedSync\tError syncing pod, skipping: failed to "StartContainer" for "web" with ErrImagePull: "Error: image shop/web:1 not found"
`,
    failures: ['-/web-0 web shop/web:1 tag-not-found'],
  },
  {
    title: 'kubectl get events, 1.5',
    text: `LASTSEEN   FIRSTSEEN   COUNT     NAME      KIND      SUBOBJECT              TYPE      REASON    SOURCE            MESSAGE
5s         2m          4         web-0     Pod       spec.containers{web}   Warning   Failed    {kubelet node-1}   Failed to pull image "shop/web:1": net/http: TLS handshake timeout
`,
    failures: ['-/web-0 web shop/web:1 connection-timeout'],
  },
  {
    title: 'a file that begins in the middle of an error and ends in the middle of a word',
    text: `ple/web:1.2": failed to pull and unpack image "registry.example/web:1.2": failed to resolve reference "registry.example/web:1.2": failed to do request: Head "https://registry.example/v2/web/manifests/1.2": dial tcp: lookup registry.example on 192.0.2.53:53: no such ho`,
    failures: ['-/- - registry.example/web:1.2 dns-failure'],
  },
  {
    title: 'one container status of a pod in YAML, cut at both ends',
    text: `    name: web
    ready: false
    restartCount: 0
    started: false
    state:
      waiting:
        message: 'rpc error: code = Unknown desc = failed to pull and unpack image "registry.example/web:1":
          failed to resolve reference "registry.example/web:1": pulling from host registry.example failed
          with status code [manifests 1]: 503 Service Unavailable'
        reason: ErrImagePull
  hostIP: 192.0.2.1
  phase: Pen`,
    failures: ['-/- web registry.example/web:1 registry-server-error'],
  },
  {
    title: 'jsonpath of a status',
    text: `$ kubectl get pod web-0 -o jsonpath='{.status.containerStatuses[0].state}'
{"waiting":{"message":"Back-off pulling image \\"shop/web:1\\": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image \\"docker.io/shop/web:1\\": no match for platform in manifest: not found","reason":"ImagePullBackOff"}}
`,
    failures: ['-/- - shop/web:1 platform-mismatch'],
  },
  {
    title: 'an Event in JSON without its beginning',
    text: `    "involvedObject": {
        "kind": "Pod",
        "name": "web-0",
        "namespace": "shop"
    },
    "message": "Failed to pull image \\"shop/web:1\\": rpc error: code = Unknown desc = unauthorized: authentication required",
    "reason": "Failed",
    "type": "Warning"
}
`,
    failures: ['shop/web-0 - shop/web:1 credentials-missing'],
  },
  {
    title: 'docker on a node',
    text: `root@node-1:~# docker pull registry.example:5000/web:1
Error response from daemon: Get "https://registry.example:5000/v2/": http: server gave HTTP response to HTTPS client
root@node-1:~# date
`,
    failures: ['-/- - registry.example:5000/web:1 http-https-mismatch'],
  },
  {
    title: 'podman and nerdctl, one after the other',
    text: `$ podman pull quay.example/web:1
Trying to pull quay.example/web:1...
Error: initializing source docker://quay.example/web:1: reading manifest 1 in quay.example/web: manifest unknown
$ sudo nerdctl pull quay.example/db:2
FATA[0001] failed to resolve reference "quay.example/db:2": quay.example/db:2: not found
`,
    failures: ['-/- - quay.example/db:2 tag-not-found', '-/- - quay.example/web:1 tag-not-found'],
  },
  {
    title: 'kubeadm init with docker',
    text: `error execution phase preflight: [preflight] Some fatal errors occurred:
	[ERROR ImagePull]: failed to pull image registry.example/kube-proxy:v1.19.8: output: Error response from daemon: Get https://registry.example/v2/: dial tcp 192.0.2.4:443: i/o timeout
, error: exit status 1
`,
    failures: ['-/- - registry.example/kube-proxy:v1.19.8 connection-timeout'],
  },
  {
    title: 'a web console, one cell a line',
    text: `Pod web-0
Namespace shop
3 minutes ago
Generated from kubelet on node-1
2 times in the last 5 minutes
Failed to pull image "shop/web:1": rpc error: code = Unknown desc = manifest unknown
`,
    failures: ['-/- - shop/web:1 tag-not-found'],
  },
  {
    title: 'GitLab Runner',
    text: `ERROR: Job failed (system failure): prepare environment: image pull failed: Back-off pulling image "registry.example/ci:1": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/ci:1": failed to resolve reference "registry.example/ci:1": registry.example/ci:1: not found. Check https://docs.gitlab.com/runner/shells/ for more information
`,
    failures: ['-/- - registry.example/ci:1 tag-not-found'],
  },
  {
    title: 'rows of the pods table among dots, without header',
    text: `...
shop   web-6d4cf56db6-abcde   0/1   ErrImagePull   0   12s
shop   web-6d4cf56db6-fghij   1/1   Running        0   3h
`,
    failures: ['shop/web-6d4cf56db6-abcde - - unknown'],
  },
];

/** Texts that speak of pulls and show no failed one. */
const INNOCENT: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'the log of a deployer',
    text: `2024-01-02T03:04:05Z INFO  deployer  waiting for rollout
2024-01-02T03:04:06Z ERROR deployer  Failed to pull image "shop/web:1": not found, will retry
2024-01-02T03:04:07Z WARN  deployer  pod is in ImagePullBackOff (Back-off pulling image "shop/web:1")
`,
  },
  {
    title: 'prose',
    text: `Our docs say: when you see ErrImagePull, check the tag. If it says Failed to pull image "nginx:1": not found, the tag is wrong.
An ImagePullBackOff means that the kubelet waits. See also Error: ErrImagePull below.
- I got Back-off pulling image "nginx:1" once
`,
  },
  {
    title: 'a git command that speaks of pulls',
    text: `$ git pull origin main
Error: failed to pull changes from origin: connection refused
$ docker ps
Error response from daemon: dial unix docker.sock: connect: permission denied
`,
  },
  {
    title: 'pulls that went well, crashes and mounts',
    text: `Events:
  Type     Reason       Age                From     Message
  ----     ------       ----               ----     -------
  Normal   Pulling      16s                kubelet  Pulling image "nginx"
  Normal   Pulled       15s                kubelet  Successfully pulled image "nginx" in 1.2s
  Warning  BackOff      2s (x3 over 12s)   kubelet  Back-off restarting failed container web in pod web-0_shop(4f5e)
  Warning  FailedMount  22s                kubelet  MountVolume.SetUp failed for volume "test" : secret "x" not found
`,
  },
  {
    title: 'a structured application log in JSON',
    text: `{"level":"error","msg":"Failed to pull image \\"shop/web:1\\": not found","reason":"ErrImagePull"}
{"level":"error","msg":"state","waiting":{"reason":"ErrImagePull"}}
`,
  },
];

suite('pieces that people paste', () => {
  for (const { title, text, failures } of PIECES) {
    test(title, async () => {
      assert.deepEqual(shortFailures(await analyzeText(text)), failures);
    });
    test(`${title}, with CRLF`, async () => {
      assert.deepEqual(shortFailures(await analyzeText(text.replaceAll('\n', '\r\n'))), failures);
    });
  }
});

suite('texts that show no failed pull', () => {
  for (const { title, text } of INNOCENT) {
    test(title, async () => {
      assert.deepEqual(shortFailures(await analyzeText(text)), []);
    });
  }
});

test('evidence stands on the line of the file, however it was put right', async () => {
  const report = await analyzeText(
    `Hello,\n\n> Warning  Failed  9s  kubelet  Failed to pull image "shop/web:1": EOF\n> Warning  Failed  9s  kubelet  Error: ErrImagePull\n`,
  );
  assert.deepEqual([...new Set(report.evidence.map(({ line }) => line))].sort(), [3, 4]);
});
