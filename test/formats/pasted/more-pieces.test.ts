import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeText, shortFailures } from './analyze-text.ts';

/** More pieces, of programs around Kubernetes and of old versions. All are invented. */
const PIECES: readonly { readonly title: string; readonly text: string; readonly failures: readonly string[] }[] = [
  {
    title: 'kind, whose docker answers below',
    text: `Creating cluster "kind" ...
 ✗ Ensuring node image (kindest/node:v1.21.1) 🖼
ERROR: failed to create cluster: failed to pull image "kindest/node:v1.21.1": command "docker pull kindest/node:v1.21.1" failed with error: exit status 1

Command Output: Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout
`,
    failures: ['-/- - kindest/node:v1.21.1 connection-timeout'],
  },
  {
    title: 'docker run',
    text: `$ docker run --rm -it -p 80:80 shop/web:9
Unable to find image 'shop/web:9' locally
docker: Error response from daemon: manifest for shop/web:9 not found: manifest unknown: manifest unknown.
See 'docker run --help'.
`,
    failures: ['-/- - shop/web:9 tag-not-found'],
  },
  {
    title: 'docker-compose',
    text: `Pulling web (shop/web:1)...
ERROR: pull access denied for shop/web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
`,
    failures: ['-/- - shop/web repository-missing-or-denied'],
  },
  {
    title: 'skaffold',
    text: ` - shop:deployment/web: container web is waiting to start: gcr.io/shop/web:1 can't be pulled
    - shop:pod/web-7d9c6b5f4-x2k8p: container web is waiting to start: gcr.io/shop/web:1 can't be pulled
 - shop:deployment/web failed. Error: container web is waiting to start: gcr.io/shop/web:1 can't be pulled.
`,
    failures: ['shop/web-7d9c6b5f4-x2k8p web gcr.io/shop/web:1 unknown'],
  },
  {
    title: 'Pulumi',
    text: `    * [Pod shop/web-7d9c6b5f4-x2k8p]: containers with unready status: [web] -- [ImagePullBackOff] Back-off pulling image "shop/web:1"
`,
    failures: ['shop/web-7d9c6b5f4-x2k8p - shop/web:1 unknown'],
  },
  {
    title: 'a description of a state, and two errors in one message',
    text: `State: Waiting
Reason: ErrImagePull
Message: [rpc error: code = Unknown desc = failed to pull and unpack image "shop.azurecr.io/web:1": failed to resolve reference "shop.azurecr.io/web:1": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized, rpc error: code = Unknown desc = x]
`,
    failures: ['-/- - shop.azurecr.io/web:1 credentials-missing'],
  },
  {
    title: 'a table of a server of 1.13, whose rows name the kind alone',
    text: `3m          Warning   Failed      Pod    Failed to pull image "shop/web:1": rpc error: code = Unknown desc = Error response from daemon: Get https://registry-1.docker.io/v2/: x509: certificate signed by unknown authority
3m          Warning   Failed      Pod    Error: ErrImagePull
`,
    failures: ['-/- - shop/web:1 tls-untrusted-ca'],
  },
  {
    title: 'ctr, after a line that is longer than all others',
    text: `$ ctr -n k8s.io images pull registry.example/web:1
registry.example/web:1: resolving      |--------------------------------------|
elapsed: 0.1 s                         total:   0.0 B (0.0 B/s)
INFO[0000] trying next host                              error="failed to do request: Head https://registry.example/v2/web/manifests/1: dial tcp: lookup registry.example: no such host" host=registry.example
ctr: failed to resolve reference "registry.example/web:1": failed to do request: Head "https://registry.example/v2/web/manifests/1": dial tcp: lookup registry.example: no such host
`,
    failures: ['-/- - registry.example/web:1 dns-failure'],
  },
  {
    title: 'a description cut with dots',
    text: `+ kubectl describe po/web-0
...
    State:          Waiting
      Reason:       ImagePullBackOff
...
Events:
  Type     Reason     Age                    From               Message
  ----     ------     ----                   ----               -------
  Normal   Scheduled  <unknown>                                 Successfully assigned shop/web-0 to node-1
  Warning  Failed     3m58s (x4 over 5m22s)  kubelet, node-1    Failed to pull image "shop/web:1": rpc error: code = Unknown desc = Error response from daemon: manifest for shop/web:1 not found: manifest unknown: manifest unknown
  Warning  Failed     3m58s (x4 over 5m22s)  kubelet, node-1    Error: ErrImagePull
  Normal   BackOff    21s (x21 over 5m21s)   kubelet, node-1    Back-off pulling image "shop/web:1"
`,
    failures: ['shop/web-0 - shop/web:1 tag-not-found'],
  },
  {
    title: 'a table without its first column, with tabs',
    text: `Failed	2m (x4 over 3m)	kubelet	Failed to pull image "shop/web:1": rpc error: code = Unknown desc = dial tcp: lookup registry-1.docker.io: no such host
BackOff	1m (x6 over 3m)	kubelet	Back-off pulling image "shop/web:1"
`,
    failures: ['-/- - shop/web:1 dns-failure'],
  },
  {
    title: 'all namespaces, 1.7',
    text: `NAMESPACE     LAST SEEN   FIRST SEEN   COUNT     NAME                                     KIND      SUBOBJECT              TYPE      REASON       SOURCE                 MESSAGE
kube-system   7s          2m           5         tiller-deploy-3299276078-wpg6g.14f2b0d7c8e9a1b2   Pod       spec.containers{tiller}   Warning   Failed   kubelet, node-1   Failed to pull image "registry.example/tiller:v2": rpc error: code = Unknown desc = Error response from daemon: Get https://gcr.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)
kube-system   7s          2m           5         tiller-deploy-3299276078-wpg6g.14f2b0d7c8e9a1b3   Pod                 Warning   FailedSync   kubelet, node-1   Error syncing pod
`,
    failures: ['kube-system/tiller-deploy-3299276078-wpg6g tiller registry.example/tiller:v2 connection-timeout'],
  },
  {
    title: 'a description of 1.4, with spaces for tabs',
    text: `19m        19m         1         {kubelet gke-a}    spec.containers{web}    Normal    Pulling     pulling image "gcr.io/p/web:1"
19m        19m         1         {kubelet gke-a}    spec.containers{web}    Warning   Failed      Failed to pull image "gcr.io/p/web:1": write /var/lib/docker/tmp/x: no space left on device
19m        19m         1         {kubelet gke-a}                            Warning   FailedSync  Error syncing pod, skipping: failed to "StartContainer" for "web" with ErrImagePull: "write /var/lib/docker/tmp/x: no space left on device"
`,
    failures: ['-/- web gcr.io/p/web:1 disk-full'],
  },
  {
    title: 'two outputs of 1.6',
    text: `NAME    READY     STATUS              RESTARTS   AGE
web-0   0/1       ErrImageNeverPull   0          12s

Events:
  FirstSeen	LastSeen	Count	From			SubObjectPath		Type		Reason			Message
  ---------	--------	-----	----			-------------		--------	------			-------
  12s		12s		1	default-scheduler				Normal		Scheduled		Successfully assigned web-0 to minikube
  12s		2s		3	kubelet, minikube	spec.containers{web}	Warning		ErrImageNeverPull	Container image "shop/web:dev" is not present with pull policy of Never
  12s		2s		3	kubelet, minikube				Warning		FailedSync		Error syncing pod, skipping: failed to "StartContainer" for "web" with ErrImageNeverPull: "Container image \\"shop/web:dev\\" is not present with pull policy of Never"
`,
    failures: ['-/web-0 web shop/web:dev never-pull'],
  },
  {
    title: 'YAML from the container statuses on',
    text: `  containerStatuses:
  - image: shop/web:1
    imageID: ""
    lastState: {}
    name: web
    ready: false
    restartCount: 0
    state:
      waiting:
        message: Back-off pulling image "shop/web:1"
        reason: ImagePullBackOff
  phase: Pending
`,
    failures: ['-/- web shop/web:1 unknown'],
  },
  {
    title: 'an Event in JSON that is cut off',
    text: `{
  "kind": "Event",
  "apiVersion": "v1",
  "involvedObject": { "kind": "Pod", "namespace": "shop", "name": "web-0" },
  "reason": "Failed",
  "message": "Failed to pull image \\"shop/web:1\\": rpc error: code = Unknown desc = no space left on device",
`,
    failures: ['shop/web-0 - shop/web:1 disk-full'],
  },
  {
    title: 'crictl of 1.14',
    text: `time="2023-02-04T17:39:29Z" level=fatal msg="pulling image failed: rpc error: code = Unknown desc = failed to pull and unpack image \\"registry.example/web:1\\": failed to resolve reference \\"registry.example/web:1\\": failed to do request: Head \\"https://registry.example/v2/web/manifests/1\\": proxyconnect tcp: dial tcp 192.0.2.9:3128: connect: connection refused"
`,
    failures: ['-/- - registry.example/web:1 proxy-failure'],
  },
  {
    title: 'a mail program has broken the lines at words',
    text: ` Warning Failed 4m20s (x4 over 5m50s) kubelet Failed to pull image "shop/web:1": rpc error:
code = NotFound desc = failed to pull and unpack image "docker.io/shop/web:1": failed to resolve
reference "docker.io/shop/web:1": docker.io/shop/web:1: not found
 Warning Failed 4m20s (x4 over 5m50s) kubelet Error: ErrImagePull
 Normal BackOff 44s (x20 over 5m49s) kubelet Back-off pulling image "shop/web:1"
`,
    failures: ['-/- - shop/web:1 tag-not-found'],
  },
  {
    title: 'rows of the pods table alone',
    text: `web-0   0/1   Init:ErrImagePull   0   3s
web-0   0/1   Init:ImagePullBackOff   0   18s
`,
    failures: ['-/web-0 - - unknown'],
  },
  {
    title: 'a line of a kubelet of 1.12, cut off',
    text: `Jan 02 03:04:05 node-1 kubelet[900]: E0102 03:04:05.123456     900 kuberuntime_image.go:51] Pull image "shop/web:1" failed: rpc error: code = Unknown desc = Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp 192.0.2.3:443: connect: no rou
`,
    failures: ['-/- - shop/web:1 network-unreachable'],
  },
];

suite('pieces of other programs and of old versions', () => {
  for (const { title, text, failures } of PIECES) {
    test(title, async () => {
      assert.deepEqual(shortFailures(await analyzeText(text)), failures);
    });
  }
});
