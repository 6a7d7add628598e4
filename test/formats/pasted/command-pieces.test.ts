import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeText, shortFailures } from './analyze-text.ts';

/** Output of commands and logs of runtimes in the shapes in which tickets have them. All names are invented. */
const PIECES: readonly { readonly title: string; readonly text: string; readonly failures: readonly string[] }[] = [
  {
    title: 'nerdctl compose, of which the command is not shown',
    text: `INFO[0000] Ensuring image shop/db:13
ERRO[0010] active check failed                           error="context canceled"
FATA[0010] failed to resolve reference "docker.io/shop/db:13": failed to do request: Head "https://registry-1.docker.io/v2/shop/db/manifests/13": dial tcp: lookup registry-1.docker.io on 192.0.2.3:53: read udp 192.0.2.9:41->192.0.2.3:53: i/o timeout
`,
    failures: ['-/- - docker.io/shop/db:13 dns-failure'],
  },
  {
    title: 'podman in an old version, which logs its error',
    text: `ERRO[0001] error pulling image "registry.example:5000/base/alpine": unable to pull registry.example:5000/base/alpine: unable to pull image: Error initializing image from source docker://registry.example:5000/base/alpine: invalid character '<' looking for beginning of value
`,
    failures: ['-/- - registry.example:5000/base/alpine not-a-registry'],
  },
  {
    title: 'kubeadm 1.11, which quotes the image in brackets and no error',
    text: `[preflight] Some fatal errors occurred:
        [ERROR ImagePull]: failed to pull image [registry.example/kube-proxy-amd64:v1.11.1]: exit status 1
`,
    failures: ['-/- - registry.example/kube-proxy-amd64:v1.11.1 unknown'],
  },
  {
    title: 'kubeadm behind Ansible, whose result is one line of JSON',
    text: String.raw`TASK [kubeadm init] ****************
fatal: [192.0.2.33]: FAILED! => {"changed": true, "cmd": "kubeadm init", "rc": 1, "stderr": "error execution phase preflight: [preflight] Some fatal errors occurred:\n\t[ERROR ImagePull]: failed to pull image 192.0.2.31/library/kube-apiserver:v1.13.3: output: Error response from daemon: manifest for 192.0.2.31/library/kube-apiserver:v1.13.3 not found\n, error: exit status 1\n\t[ERROR ImagePull]: failed to pull image 192.0.2.31/library/kube-proxy:v1.13.3: output: Error response from daemon: Get https://192.0.2.31/v2/: x509: certificate signed by unknown authority\n, error: exit status 1", "stdout": "[init] Using Kubernetes version: v1.13.3"}
`,
    failures: [
      '-/- - 192.0.2.31/library/kube-apiserver:v1.13.3 tag-not-found',
      '-/- - 192.0.2.31/library/kube-proxy:v1.13.3 tls-untrusted-ca',
    ],
  },
  {
    title: 'an Ansible result that the paste cuts off',
    text: String.raw`fatal: [node2]: FAILED! => {"attempts": 4, "rc": 1, "stderr": "ctr: failed to resolve reference \"registry.example/pause:3.9\": failed to do request: Head \"https://registry.example/v2/pause/manifests/3.9\": dial tcp 192.0.2.7:443: connect: connection refused
`,
    failures: ['-/- - registry.example/pause:3.9 connection-refused'],
  },
  {
    title: 'an Ansible result over several lines',
    text: String.raw`fatal: [node2]: FAILED! => {
    "changed": true,
    "cmd": [
        "/usr/local/bin/crictl",
        "pull",
        "registry.example/pause:3.9"
    ],
    "msg": "non-zero return code",
    "rc": 1,
    "stderr": "time=\"2024-03-05T01:02:03Z\" level=fatal msg=\"pulling image: failed to pull and unpack image \\\"registry.example/pause:3.9\\\": failed to do request: Head \\\"https://registry.example/v2/pause/manifests/3.9\\\": dial tcp 192.0.2.7:443: i/o timeout\"",
    "stdout": ""
}
`,
    failures: ['-/- - registry.example/pause:3.9 connection-timeout'],
  },
  {
    title: 'an Ansible result of something else',
    text: `fatal: [node1]: FAILED! => {"attempts": 4, "changed": false, "cmd": "nerdctl -n k8s.io pull --quiet registry.example/net:3", "msg": "[Errno 2] No such file or directory: b'/usr/local/bin/nerdctl'", "rc": 2, "stderr": "", "stdout": ""}
`,
    failures: [],
  },
  {
    title: 'the Docker daemon of a swarm',
    text: `Apr 05 06:07:08 node-6 dockerd[2871]: time="2018-04-05T06:07:08.454316200+02:00" level=error msg="pulling image failed" error="manifest for shop/web:9 not found: manifest unknown" module=node/agent/taskmanager node.id=a task.id=b
`,
    failures: ['-/- - shop/web:9 tag-not-found'],
  },
  {
    title: 'a CI job with a clock before each line',
    text: `10:11:12  ✗ Ensuring node image (kindest/node:v1.18.2) 🖼
10:11:12 ERROR: failed to create cluster: failed to pull image "kindest/node:v1.18.2": command "docker pull kindest/node:v1.18.2" failed with error: exit status 1
10:11:12 
10:11:12 Command Output: Error response from daemon: toomanyrequests: You have reached your pull rate limit.
`,
    failures: ['-/- - kindest/node:v1.18.2 rate-limited'],
  },
  {
    title: 'docker run, whose error is the longest line',
    text: `Unable to find image 'shop/web:1' locally
docker: Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io on 192.0.2.3:53: server misbehaving.
See 'docker run --help'.
`,
    failures: ['-/- - shop/web:1 dns-failure'],
  },
  {
    title: "Docker of RHEL 7, at the image's configuration",
    text: `#docker run shop/web:1
Unable to find image 'shop/web:1' locally
Trying to pull repository docker.io/shop/web ...
0123456789ab: Pulling fs layer
/usr/bin/docker-current: error pulling image configuration: Get https://cdn.example/data?Expires=14: x509: certificate has expired or is not yet valid.
`,
    failures: ['-/- - shop/web:1 tls-invalid-certificate'],
  },
  {
    title: 'Docker 1.12 at a registry of the first version',
    text: `$ docker pull registry.example:5001/shop/web:1
Pulling repository registry.example:5001/shop/web
Error while pulling image: Get http://registry.example:5001/v1/repositories/shop/web/images: dial tcp 192.0.2.7:5001: getsockopt: connection refused
`,
    failures: ['-/- - registry.example:5001/shop/web:1 connection-refused'],
  },
  {
    title: 'ctr, in a ticket that has lost the line breaks',
    text: `ctr image pull registry.example/shop/web:1 registry.example/shop/web:1: resolving      |------|  elapsed: 31.4s  total:   0.0 B (0.0 B/s)   ctr: failed to resolve reference "registry.example/shop/web:1": failed to do request: Head "https://registry.example/v2/shop/web/manifests/1": net/http: TLS handshake timeout
`,
    failures: ['-/- - registry.example/shop/web:1 connection-timeout'],
  },
  {
    title: 'ctr, of which the image is not shown',
    text: `unpacking linux/amd64 sha256:0123...
ctr: failed to extract layer sha256:0123: mount callback failed on /var/lib/containerd/tmpmounts/m1: chmod /var/lib/containerd/tmpmounts/m1/sbin: no such file or directory: unknown
`,
    failures: ['-/- - - layer-extract-failed'],
  },
  {
    title: 'RKE2 before there is a kubelet',
    text: `INFO[0001] Pulling runtime image index.docker.io/rancher/rke2-runtime:v1.99.0
FATA[0003] failed to get runtime image index.docker.io/rancher/rke2-runtime:v1.99.0: GET https://index.docker.io/v2/rancher/rke2-runtime/manifests/v1.99.0: MANIFEST_UNKNOWN: manifest unknown; unknown tag=v1.99.0
`,
    failures: ['-/- - index.docker.io/rancher/rke2-runtime:v1.99.0 tag-not-found'],
  },
  {
    title: 'RKE2 in a journal',
    text: String.raw`Feb 20 01:02:03 node-1 rke2[2242]: time="2025-02-20T01:02:03Z" level=error msg="Error encountered while importing /var/lib/rancher/rke2/agent/images/etcd-image.txt: failed to pull images from /var/lib/rancher/rke2/agent/images/etcd-image.txt: image \"index.docker.io/rancher/hardened-etcd:v9\": not found"
`,
    failures: ['-/- - index.docker.io/rancher/hardened-etcd:v9 tag-not-found'],
  },
  {
    title: 'k0s, which puts the lines of containerd into its own',
    text: String.raw`time="2021-03-04 05:06:07" level=info msg="time=\"2021-03-04T05:06:07.123456789+08:00\" level=error msg=\"RunPodSandbox for &PodSandboxMetadata{Name:kube-proxy-x2k8p,Uid:0a1b2c3d,Namespace:kube-system,Attempt:0,} failed, error\" error=\"failed to get sandbox image \\\"registry.example/pause:3.2\\\": failed to pull image \\\"registry.example/pause:3.2\\\": failed to do request: Head \\\"https://registry.example/v2/pause/manifests/3.2\\\": x509: certificate signed by unknown authority\"" component=containerd
`,
    failures: ['kube-system/kube-proxy-x2k8p - registry.example/pause:3.2 tls-untrusted-ca'],
  },
  {
    title: 'k0s, which puts the lines of the kubelet into its own',
    text: String.raw`time="2021-03-04 05:06:07" level=info msg="E0304 05:06:07.407000    2001 remote_image.go:238] \"PullImage from image service failed\" err=\"rpc error: code = NotFound desc = failed to pull and unpack image \\\"registry.example/web:9\\\": no match for platform in manifest: not found\" image=\"registry.example/web:9\"" component=kubelet stream=stderr
`,
    failures: ['-/- - registry.example/web:9 platform-mismatch'],
  },
  {
    title: "the status of a Tekton TaskRun, which names the image of the pod's message",
    text: `Status:
  Conditions:
    Message:               the step "build" in TaskRun "shop-build" failed to pull the image "". The pod errored with the message: "Back-off pulling image "registry.example/build:1"."
    Reason:                TaskRunImagePullFailed
`,
    failures: ['-/shop-build-pod - registry.example/build:1 unknown'],
  },
  {
    title: 'argo get',
    text: `STEP            PODNAME                 DURATION  MESSAGE
 ✖ flow-abcde                                    child 'flow-abcde-1234567890' failed
 └---✖ stepA   flow-abcde-1234567890  5s        Back-off pulling image "shop/say:9"
`,
    failures: ['-/flow-abcde-1234567890 - shop/say:9 unknown'],
  },
  {
    title: "Jenkins' plug-in for Kubernetes",
    text: `ERROR: Unable to pull Docker image "shop/agent:4-1". Check if image tag name is spelled correctly.
`,
    failures: ['-/- - shop/agent:4-1 unknown'],
  },
  {
    title: 'docker-java, behind an exception',
    text: `com.github.dockerjava.api.exception.NotFoundException: {"message":"pull access denied for shop/agent, repository does not exist or may require 'docker login'"}
`,
    failures: ['-/- - shop/agent repository-missing-or-denied'],
  },
  {
    title: "GitLab Runner's Docker executor",
    text: `ERROR: Preparation failed: failed to pull image 'registry.example/shop/app:1.4' with specified policies [always]: Error response from daemon: Get "https://registry.example/v2/": x509: certificate signed by unknown authority (manager.go:237:0s)
`,
    failures: ['-/- - registry.example/shop/app:1.4 tls-untrusted-ca'],
  },
  {
    title: 'a program that quotes no image',
    text: ` Failed to pull image registry.example/shop/web:1: Client Error: failed to resolve reference "registry.example/shop/web:1": registry.example/shop/web:1: not found
`,
    failures: ['-/- - registry.example/shop/web:1 tag-not-found'],
  },
  {
    title: 'Events with a count before the source',
    text: `* 2025-07-02T01:02:10Z 4x kubelet: Failed to pull image "registry.example/base": initializing source docker://registry.example/base:latest: reading manifest latest in registry.example/base: received unexpected HTTP status: 503 Service Unavailable
* 2025-07-02T01:02:36Z 6x kubelet: Error: ImagePullBackOff
`,
    failures: ['-/- - registry.example/base registry-server-error'],
  },
  {
    title: 'lines of a kubelet that the pager has cut',
    text: String.raw`Jun 09 01:02:03 node-a kubelet[1463]: E0609 01:02:03.350993    1463 remote_image.go:238] "PullImage from image service failed" err="rpc error: code = Unknown desc = failed to pull and unpack image \"registry.example/shop/web:7\": failed to resolve reference \"registry.example/shop/web:7\": failed to do request: Head \"https://registry.example/v2/shop/web/manifests/7\": dial tcp 192.0.2.7:443: connect: no route to ho>
Jun 09 01:02:03 node-a kubelet[1463]: E0609 01:02:03.353071    1463 pod_workers.go:951] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"web\" with ErrImagePull: \"rpc error: code = Unknown desc = failed to pull and unpack image \\\"registry.example/shop/web:7\\\": failed to resolve reference \\\"registry.example/sho>
`,
    failures: ['-/- - registry.example/shop/web:7 network-unreachable'],
  },
  {
    title: 'a few lines of dockerd, before the pull was given up',
    text: `Apr 26 01:02:03 node-1 dockerd[1862]: time="2020-04-26T01:02:03.277312192Z" level=info msg="Attempting next endpoint for pull after error: Get https://registry-1.docker.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)"
`,
    failures: ['-/- - - connection-timeout'],
  },
  {
    title: 'a mirror that failed in a log that shows that the call worked',
    text: String.raw`time="2022-09-15T01:02:55.006836117Z" level=info msg="PullImage \"shop/web:1\""
time="2022-09-15T01:02:56.006836117Z" level=info msg="trying next host" error="failed to do request: Head \"https://mirror.example/v2/shop/web/manifests/1?ns=docker.io\": dial tcp 192.0.2.7:443: connect: connection refused" host=mirror.example
time="2022-09-15T01:02:59.006836117Z" level=info msg="PullImage \"shop/web:1\" returns image reference \"sha256:0123\""
`,
    failures: [],
  },
  {
    title: 'a mirror alone, after which the registry itself is asked',
    text: String.raw`time="2022-09-15T01:02:56.006836117Z" level=info msg="trying next host" error="failed to do request: Head \"https://mirror.example/v2/shop/web/manifests/1?ns=docker.io\": dial tcp 192.0.2.7:443: connect: connection refused" host=mirror.example
`,
    failures: [],
  },
  {
    title: 'commands that fail for another reason than the pull',
    text: `$ nerdctl -n k8s.io images pull registry.example/net:3
FATA[0000] accepts at most 1 arg(s), received 2
$ docker run -p 80:80 shop/web:1
docker: Error response from daemon: driver failed programming external connectivity on endpoint web: Bind for 0.0.0.0:80 failed: port is already allocated.
$ skopeo copy docker://shop/web:1 docker://registry.example/shop/web:1
FATA[0007] Error trying to reuse blob sha256:0125 at destination: failed to read from destination repository shop/web: 500 (Internal Server Error)
$ docker pull shop/web:1
Status: Image is up to date for shop/web:1
$ helm upgrade web ./web
Error: UPGRADE FAILED: timed out waiting for the condition
`,
    failures: [],
  },
  {
    title: 'docker pull, whose many layers stand between',
    text: `pi@host-1:~ $ docker pull shop/models:latest
latest: Pulling from shop/models
${Array.from({ length: 20 }, (_, index) => `0123456789${10 + index}: Already exists `).join('\n')}
failed to register layer: ApplyLayer exit status 1 stdout:  stderr: mkdir /root/.npm: no space left on device
pi@host-1:~ $ df -h
`,
    failures: ['-/- - shop/models:latest disk-full'],
  },
  {
    title: 'podman, of which the command is not shown',
    text: `Trying to pull registry.example/shop/models:2...
Getting image source signatures
Copying blob sha256:0123456789abcdef
Error: copying system image from manifest list: writing blob: storing blob to file "/var/tmp/storage1/1": happened during read: unexpected EOF
`,
    failures: ['-/- - registry.example/shop/models:2 content-corrupt'],
  },
  {
    title: 'podman behind the prompt of a theme, in an old version',
    text: `➜  ~ podman pull shop/rust:1
  unexpected EOF
Error: error pulling image "shop/rust:1": unable to pull shop/rust:1: unable to pull image: Error writing blob: error storing blob to file "/var/tmp/storage9/2": unexpected EOF
`,
    failures: ['-/- - shop/rust:1 content-corrupt'],
  },
  {
    title: 'podman, which has tried several registries for a short name',
    text: `# podman pull shop/top:latest
Trying to pull docker.io/shop/top:latest...
  manifest unknown: manifest unknown
Trying to pull quay.example/shop/top:latest...
  manifest unknown: manifest unknown
Error: error pulling image "shop/top:latest": unable to pull shop/top:latest: 2 errors occurred:
        * Error initializing source docker://shop/top:latest: Error reading manifest latest in docker.io/shop/top: manifest unknown: manifest unknown

        * Error initializing source docker://quay.example/shop/top:latest: Error reading manifest latest in quay.example/shop/top: manifest unknown: manifest unknown
`,
    failures: ['-/- - shop/top:latest tag-not-found'],
  },
  {
    title: 'docker run with values and ports before the image',
    text: `$ docker run -d --name web -p 8080:80 -e MODE=a registry.example/shop/web:1
docker: Error response from daemon: Get "https://registry.example/v2/": net/http: TLS handshake timeout.
`,
    failures: ['-/- - registry.example/shop/web:1 connection-timeout'],
  },
  {
    title: 'skopeo, which copies from a folder',
    text: `$ skopeo copy dir:/root/base docker://registry.example:5000/base
FATA[0000] error copying: pinging container registry registry.example:5000: Get "https://registry.example:5000/v2/": http: server gave HTTP response to HTTPS client
`,
    failures: [],
  },
  {
    title: 'skopeo behind the name of a container',
    text: `ci-1| time="2022-11-03T01:02:03Z" level=fatal msg="Error initializing source docker://registry.example/ci/web:1: Error reading manifest 1 in registry.example/ci/web: manifest unknown"
`,
    failures: ['-/- - registry.example/ci/web:1 tag-not-found'],
  },
  {
    title: 'lines of a kubelet that were cut at their left',
    text: `kuberuntime_manager.go:385] No sandbox for pod "web-0_shop(0a1b2c3d)" can be found. Need to start a new one
remote_image.go:108] PullImage "registry.example/shop/web:1" from image service failed: rpc error: code = Unknown desc = failed to resolve reference "registry.example/shop/web:1": registry.example/shop/web:1: not found
`,
    failures: ['-/- - registry.example/shop/web:1 tag-not-found'],
  },
  {
    title: 'docker, whose error stands alone behind its first line',
    text: `$ docker pull shop/arm
Using default tag: latest
latest: Pulling from shop/arm
no matching manifest for linux/amd64 in the manifest list entries
`,
    failures: ['-/- - shop/arm platform-mismatch'],
  },
  {
    title: 'crictl with the time in its mark',
    text: `# crictl pull shop/web:1
FATA[2020-11-03T01:02:03.456789012Z] pulling image: rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/shop/web:1": failed to do request: Head "https://registry-1.docker.io/v2/shop/web/manifests/1": x509: certificate signed by unknown authority
`,
    failures: ['-/- - shop/web:1 tls-untrusted-ca'],
  },
  {
    title: 'Talos, in the messages of its kernel',
    text: ` user: warning: [2025-02-13T01:02:03.456789012Z]: [talos] retrying error: failed to pull image "factory.example/installer/0a1b:v1.7.5": failed to do request: Head "https://factory.example/v2/installer/0a1b/manifests/v1.7.5": net/http: TLS handshake timeout
`,
    failures: ['-/- - factory.example/installer/0a1b:v1.7.5 connection-timeout'],
  },
  {
    title: 'a script that says what it pulls',
    text: `>>> Pulling registry.example/shop/web:9...
Error response from daemon: manifest unknown
make: *** [Makefile:73: images] Error 1
`,
    failures: ['-/- - registry.example/shop/web:9 tag-not-found'],
  },
  {
    title: 'podman, which tries again when the paste ends',
    text: `$ podman pull registry.example/shop/web:9
Trying to pull registry.example/shop/web:9...
WARN[0005] Failed, retrying in 1s ... (1/3). Error: initializing source docker://registry.example/shop/web:9: pinging container registry registry.example: Get "https://registry.example/v2/": dial tcp 192.0.2.7:443: connect: connection refused
`,
    failures: ['-/- - registry.example/shop/web:9 connection-refused'],
  },
  {
    title: 'a command whose image the writer has left out',
    text: `docker pull /<account>.dkr.ecr.eu-west-1.amazonaws.com/web
Using default tag: latest
Error response from daemon: Get https:///<account>.dkr.ecr.eu-west-1.amazonaws.com/v2/web/manifests/latest: no basic auth credentials
`,
    failures: ['-/- - - credentials-missing'],
  },
  {
    title: "containerd's error in the report of a test",
    text: `[FAILED] Unexpected error:
    <errors.aggregate | len:1, cap:1>:
    failed to pull and unpack image "registry.example/ci/web:1": failed to resolve reference "registry.example/ci/web:1": registry.example/ci/web:1: not found
`,
    failures: ['-/- - registry.example/ci/web:1 tag-not-found'],
  },
  {
    title: "the kubelet's line without its header",
    text: `PullImage "shop/web:9" from image service failed: rpc error: code = Unknown desc = Error response from daemon: manifest for shop/web:9 not found
`,
    failures: ['-/- - shop/web:9 tag-not-found'],
  },
  {
    title: 'docker push, which is denied',
    text: `$ docker pull shop/web:1
1: Pulling from shop/web
Status: Downloaded newer image for shop/web:1
$ docker push registry.example/shop/web:1
The push refers to repository [registry.example/shop/web]
0123456789ac: Preparing
denied: requested access to the resource is denied
`,
    failures: [],
  },
  {
    title: 'Docker 1.5',
    text: `Error pulling image (latest) from shop/models, ApplyLayer exit status 1 write /usr/lib/a.go: no space left on device
`,
    failures: ['-/- - shop/models:latest disk-full'],
  },
  {
    title: 'Events of JupyterHub, with the type in brackets',
    text: `2023-12-16T01:19:32Z [Normal] Pulling image "shop/hub:1"
2023-12-16T01:23:57Z [Warning] Failed to pull image "shop/hub:1": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/shop/hub:1": failed to extract layer sha256:0124: write /var/lib/m/libc.so: no space left on device: unknown
2023-12-16T01:23:57Z [Warning] Error: ErrImagePull
`,
    failures: ['-/- - shop/hub:1 disk-full'],
  },
  {
    title: 'a layer that containerd could not apply, alone',
    text: `time="2019-04-28T01:02:03.800670127Z" level=info msg="apply failure, attempting cleanup" error="failed to extract layer sha256:0124: mount callback failed on /var/lib/m: write /var/lib/m/libc.so: no space left on device: unknown" key="extract-1 sha256:0124"
`,
    failures: ['-/- - - disk-full'],
  },
  {
    title: 'the same, with the call that failed by it',
    text: String.raw`time="2019-04-28T01:02:03.800670127Z" level=info msg="apply failure, attempting cleanup" error="failed to extract layer sha256:0124: write /var/lib/m/libc.so: no space left on device: unknown" key="extract-1 sha256:0124"
time="2019-04-28T01:02:03.900670127Z" level=error msg="PullImage \"shop/web:1\" failed" error="failed to pull and unpack image \"docker.io/shop/web:1\": failed to extract layer sha256:0124: write /var/lib/m/libc.so: no space left on device: unknown"
`,
    failures: ['-/- - shop/web:1 disk-full'],
  },
];

suite('output of commands that pull, and of runtimes', () => {
  for (const { title, text, failures } of PIECES)
    test(title, async () => {
      assert.deepEqual(shortFailures(await analyzeText(text)), [...failures]);
    });
});
