import type { FormatSample } from '../format.ts';
import { KUBELET_ENVELOPE_SAMPLES } from './kubelet-envelope-samples.ts';
import { KUBELET_PRINTF_SAMPLES } from './kubelet-printf-samples.ts';

const WEB = { namespace: 'shop', pod: 'web-0', podUid: '5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e' };
const NOT_FOUND =
  'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.99": failed to resolve reference "docker.io/library/nginx:1.99": docker.io/library/nginx:1.99: not found';

/** Lines of the structured style, Kubernetes 1.21–1.36, in the words of the sources that `kubelet-log` names. */
const STRUCTURED: readonly FormatSample[] = [
  {
    title: 'a failed pull call, 1.22, journald short-iso: zone and year of the envelope, microseconds of klog',
    text: String.raw`2024-12-31T18:21:35-05:00 worker-01 kubelet[3182]: E1231 18:21:35.425601    3182 remote_image.go:114] "PullImage from image service failed" err="rpc error: code = Unknown desc = failed to pull and unpack image \"quay.io/acme/b:1\": failed to resolve reference \"quay.io/acme/b:1\": failed to do request: Head \"https://quay.io/v2/acme/b/manifests/1\": dial tcp: lookup quay.io on 168.63.129.16:53: server misbehaving" image="quay.io/acme/b:1"`,
    observations: [
      {
        kind: 'pull-failed',
        origin: 'cri-client',
        reason: null,
        subject: { node: 'worker-01', pod: null, image: 'quay.io/acme/b:1' },
        message:
          'rpc error: code = Unknown desc = failed to pull and unpack image "quay.io/acme/b:1": failed to resolve reference "quay.io/acme/b:1": failed to do request: Head "https://quay.io/v2/acme/b/manifests/1": dial tcp: lookup quay.io on 168.63.129.16:53: server misbehaving',
        first: { clock: { notation: 'absolute' }, valueMs: Date.UTC(2024, 11, 31, 23, 21, 35) + 425.601 },
      },
    ],
  },
  {
    title: 'the same from the image manager, 1.33, plain klog without year and zone',
    text: String.raw`E0719 04:06:04.520664    8607 kuberuntime_image.go:42] "Failed to pull image" err="rpc error: code = NotFound desc = failed to pull and unpack image \"docker.io/library/nginx:1.99\": failed to resolve reference \"docker.io/library/nginx:1.99\": docker.io/library/nginx:1.99: not found" image="nginx:1.99"`,
    observations: [
      {
        kind: 'pull-failed',
        origin: 'image-manager',
        subject: { node: null, image: 'nginx:1.99' },
        message: NOT_FOUND,
        first: { clock: { notation: 'yearless' }, valueMs: Date.UTC(1972, 6, 19, 4, 6, 4) + 520.664 },
      },
    ],
  },
  {
    title: 'a pull without credentials at -v=3, 1.31',
    text: 'I0719 04:06:04.100000    8607 kuberuntime_image.go:51] "Pulling image without credentials" image="nginx:1.99"',
    observations: [{ kind: 'pull-remark', remark: 'anonymous-pull', subject: { image: 'nginx:1.99' } }],
  },
  {
    title: 'a container that did not start, 1.27: its struct is cut out, for the environment stands in it',
    text: `E0719 04:06:04.520700    8607 kuberuntime_manager.go:1212] container &Container{Name:web,Image:nginx:1.99,Command:[],Args:[],WorkingDir:,Ports:[]ContainerPort{},Env:[]EnvVar{EnvVar{Name:DB_PASSWORD,Value:correct horse,ValueFrom:nil,},},ImagePullPolicy:IfNotPresent,} start failed in pod web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e): ErrImagePull: ${NOT_FOUND}`,
    observations: [
      {
        kind: 'pull-failed',
        origin: 'container-start',
        reason: 'ErrImagePull',
        message: NOT_FOUND,
        subject: { ...WEB, container: 'web', containerType: 'regular', image: 'nginx:1.99' },
        evidence: {
          excerpt: `E0719 04:06:04.520700    8607 kuberuntime_manager.go:1212] container &Container{Name:web,Image:nginx:1.99,[...]} start failed in pod web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e): ErrImagePull: ${NOT_FOUND}`,
        },
      },
    ],
  },
  {
    title: 'an init container that did not start, 1.32, as an unhandled error',
    text: String.raw`E0719 04:06:04.520700    8607 kuberuntime_manager.go:1341] "Unhandled Error" err="init container &Container{Name:migrate,Image:ghcr.io/acme/migrate:2,Command:[sh -c \"echo\"],Env:[]EnvVar{},} start failed in pod web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e): ErrImagePull: failed to pull and unpack image \"ghcr.io/acme/migrate:2\": denied" logger="UnhandledError"`,
    observations: [
      {
        kind: 'pull-failed',
        origin: 'container-start',
        message: 'failed to pull and unpack image "ghcr.io/acme/migrate:2": denied',
        subject: { ...WEB, container: 'migrate', containerType: 'init', image: 'ghcr.io/acme/migrate:2' },
      },
    ],
  },
  {
    title:
      'the container by its name only, 1.35, with an error of two lines as a block, in a journal with another program between',
    text: [
      'Jun 16 17:32:48 worker-02 kubelet[1073]: E0616 17:32:48.206381    1073 kuberuntime_manager.go:1674] "Unhandled Error" err=<',
      'Jun 16 17:32:48 worker-02 kubelet[1073]: \tcontainer main start failed in pod web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e): ErrImagePull: failed to pull and unpack image "r.corp.example/a:1": unexpected status: 500',
      'Jun 16 17:32:48 worker-02 containerd[612]: time="2024-06-16T12:02:48.300000000Z" level=info msg="PullImage \\"busybox:1.36\\""',
      'Jun 16 17:32:48 worker-02 kubelet[1073]: \tupstream "gone"',
      'Jun 16 17:32:48 worker-02 kubelet[1073]:  > logger="UnhandledError"',
    ].join('\n'),
    observations: [
      { kind: 'pull-started', origin: 'runtime', subject: { image: 'busybox:1.36' } },
      {
        kind: 'pull-failed',
        origin: 'container-start',
        message: 'failed to pull and unpack image "r.corp.example/a:1": unexpected status: 500\nupstream "gone"',
        subject: { ...WEB, container: 'main', containerType: 'regular', image: null },
        evidence: { line: 1 },
      },
    ],
  },
  {
    title: 'an error of two lines as a block in plain klog, 1.28',
    text: 'E0719 04:06:04.520664    8607 remote_image.go:180] "PullImage from image service failed" err=<\n\trpc error: code = Unknown desc = initializing source docker://r.corp.example/a:1: denied:\n\tsee https://r.corp.example/help\n > image="r.corp.example/a:1"',
    observations: [
      {
        kind: 'pull-failed',
        origin: 'cri-client',
        message:
          'rpc error: code = Unknown desc = initializing source docker://r.corp.example/a:1: denied:\nsee https://r.corp.example/help',
        subject: { image: 'r.corp.example/a:1' },
      },
    ],
  },
  {
    title: 'a sync that failed with the pull, 1.24: quoted twice, UID not quoted',
    text: String.raw`E0719 04:06:04.520710    8607 pod_workers.go:965] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"web\" with ErrImagePull: \"rpc error: code = Unknown desc = Head \\\"https://r.corp.example/v2/a/manifests/1\\\": EOF\"" pod="shop/web-0" podUID=5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e`,
    observations: [
      {
        kind: 'pull-failed',
        origin: 'pod-worker',
        reason: 'ErrImagePull',
        message: 'rpc error: code = Unknown desc = Head "https://r.corp.example/v2/a/manifests/1": EOF',
        subject: { ...WEB, container: 'web' },
      },
    ],
  },
  {
    title: 'a sync in back-off, 1.34, with the earlier error',
    text: String.raw`E0719 04:06:19.520710    8607 pod_workers.go:1324] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"web\" with ImagePullBackOff: \"Back-off pulling image \\\"nginx:1.99\\\": ErrImagePull: docker.io/library/nginx:1.99: not found\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
    observations: [
      {
        kind: 'back-off',
        origin: 'pod-worker',
        message: 'docker.io/library/nginx:1.99: not found',
        subject: { ...WEB, container: 'web', image: 'nginx:1.99' },
      },
    ],
  },
  {
    title: 'three containers of one pod in one sync, 1.26',
    text: String.raw`E0719 04:06:19.520710    8607 pod_workers.go:965] "Error syncing pod, skipping" err="[failed to \"StartContainer\" for \"a\" with ImagePullBackOff: \"Back-off pulling image \\\"nginx:1.99\\\"\", failed to \"StartContainer\" for \"b\" with RunContainerError: \"exec: \\\"x, failed to \\\\\\\"y\\\\\\\"\\\"\", failed to \"StartContainer\" for \"c\" with ErrImagePull: \"EOF\"]" pod="shop/web-0" podUID=5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e`,
    observations: [
      { kind: 'back-off', message: null, subject: { ...WEB, container: 'a', image: 'nginx:1.99' } },
      {
        kind: 'other-problem',
        problem: 'other',
        reason: 'RunContainerError',
        message: String.raw`exec: "x, failed to \"y\""`,
        subject: { ...WEB, container: 'b' },
      },
      { kind: 'pull-failed', message: 'EOF', subject: { ...WEB, container: 'c' } },
    ],
  },
  {
    title: 'checks before any pull: policy Never, and an invalid name, 1.31',
    text: [
      String.raw`E0719 04:06:19.520710    8607 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"app\" with ErrImageNeverPull: \"Container image \\\"local/dev:1\\\" is not present with pull policy of Never\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
      String.raw`E0719 04:06:20.520710    8607 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"app\" with InvalidImageName: \"Failed to apply default image tag \\\"Bad:1\\\": couldn't parse image name \\\"Bad:1\\\": invalid reference format: repository name must be lowercase\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
    ].join('\n'),
    observations: [
      { kind: 'check-failed', reason: 'ErrImageNeverPull', subject: { container: 'app', image: 'local/dev:1' } },
      {
        kind: 'check-failed',
        reason: 'InvalidImageName',
        message:
          'Failed to apply default image tag "Bad:1": couldn\'t parse image name "Bad:1": invalid reference format: repository name must be lowercase',
        subject: { container: 'app', image: 'Bad:1' },
      },
    ],
  },
  {
    title: "CRI-O's own reasons, 1.30: an unreachable registry and a refused signature",
    text: [
      String.raw`E0719 04:06:19.520710    8607 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"app\" with RegistryUnavailable: \"image pull failed for r.corp.example/a:1 because the registry is unavailable: connection refused\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
      String.raw`E0719 04:06:20.520710    8607 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"app\" with SignatureValidationFailed: \"image pull failed for r.corp.example/a:1 because the signature validation failed: Source image rejected\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
    ].join('\n'),
    observations: [
      { kind: 'pull-failed', reason: 'RegistryUnavailable', subject: { container: 'app' } },
      { kind: 'pull-failed', reason: 'SignatureValidationFailed', subject: { container: 'app' } },
    ],
  },
  {
    title: 'problems that are no pull failures: crash loop, missing secret, volumes, network, 1.29',
    text: [
      String.raw`E0719 04:06:19.520710    8607 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"app\" with CrashLoopBackOff: \"back-off 2m40s restarting failed container=app pod=web-0_shop(5b1c7f0e)\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
      String.raw`E0719 04:06:20.520710    8607 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"app\" with CreateContainerConfigError: \"secret \\\"db\\\" not found\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
      'E0719 04:06:21.520710    8607 pod_workers.go:1298] "Error syncing pod, skipping" err="unmounted volumes=[certs], unattached volumes=[], failed to process volumes=[]: context deadline exceeded" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"',
      String.raw`E0719 04:06:22.520710    8607 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \"CreatePodSandbox\" for \"web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e)\" with CreatePodSandboxError: \"Failed to create sandbox for pod \\\"web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e)\\\": rpc error: code = Unknown desc = failed to setup network for sandbox \\\"77\\\": plugin type=\\\"calico\\\" failed (add)\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
    ].join('\n'),
    observations: [
      {
        kind: 'other-problem',
        problem: 'crash-loop',
        reason: 'CrashLoopBackOff',
        subject: { ...WEB, container: 'app' },
      },
      { kind: 'other-problem', problem: 'config', message: 'secret "db" not found' },
      { kind: 'other-problem', problem: 'mount', subject: { ...WEB, container: null } },
      { kind: 'other-problem', problem: 'sandbox', subject: { ...WEB, container: null } },
    ],
  },
  {
    title: 'a sandbox whose pause image cannot be pulled, 1.28: the call, the manager and the sync',
    text: [
      String.raw`E0719 04:06:22.520700    8607 remote_runtime.go:193] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to get sandbox image \"registry.k8s.io/pause:3.9\": failed to pull image \"registry.k8s.io/pause:3.9\": EOF"`,
      String.raw`E0719 04:06:22.520705    8607 kuberuntime_manager.go:1119] "CreatePodSandbox for pod failed" err="rpc error: code = Unknown desc = failed to get sandbox image \"registry.k8s.io/pause:3.9\": failed to pull image \"registry.k8s.io/pause:3.9\": EOF" pod="shop/web-0"`,
      String.raw`E0719 04:06:22.520710    8607 pod_workers.go:1300] "Error syncing pod, skipping" err="failed to \"CreatePodSandbox\" for \"web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e)\" with CreatePodSandboxError: \"Failed to create sandbox for pod \\\"web-0_shop(5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e)\\\": rpc error: code = Unknown desc = failed to get sandbox image \\\"registry.k8s.io/pause:3.9\\\": failed to pull image \\\"registry.k8s.io/pause:3.9\\\": EOF\"" pod="shop/web-0" podUID="5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e"`,
    ].join('\n'),
    observations: [
      { kind: 'sandbox-failed', origin: 'cri-client', subject: { pod: null, image: 'registry.k8s.io/pause:3.9' } },
      { kind: 'sandbox-failed', origin: 'container-start', subject: { pod: 'web-0', containerType: 'sandbox' } },
      { kind: 'sandbox-failed', origin: 'pod-worker', subject: { ...WEB, image: 'registry.k8s.io/pause:3.9' } },
    ],
  },
  {
    title: 'a pull secret that cannot be read, 1.25, and a credential provider that fails, 1.29',
    text: [
      String.raw`I0719 04:06:19.520710    8607 kubelet_pods.go:925] "Unable to retrieve pull secret, the image pull may not succeed." pod="tools/stale-0" secret="" err="secret \"old-regcred\" not found"`,
      'E0719 04:06:20.520710    8607 plugin.go:230] Failed getting credential from external registry credential provider: error execing credential provider plugin ecr-credential-provider for image 1.dkr.ecr.eu-west-1.amazonaws.com/a:1: exit status 1',
    ].join('\n'),
    observations: [
      { kind: 'pull-secret-unreadable', secrets: ['old-regcred'], subject: { namespace: 'tools', pod: 'stale-0' } },
      {
        kind: 'pull-remark',
        remark: 'credential-provider-failed',
        subject: { image: '1.dkr.ecr.eu-west-1.amazonaws.com/a:1' },
      },
    ],
  },
  {
    title: 'JSON, 1.34',
    text: String.raw`{"ts":1721361979520.71,"caller":"kubelet/pod_workers.go:1324","msg":"Error syncing pod, skipping","pod":{"name":"web-0","namespace":"shop"},"podUID":"5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e","err":"failed to \"StartContainer\" for \"web\" with ErrImagePull: \"Head \\\"https://r.corp.example/v2/\\\": EOF\""}`,
    observations: [
      {
        kind: 'pull-failed',
        message: 'Head "https://r.corp.example/v2/": EOF',
        subject: { ...WEB, container: 'web' },
        first: { clock: { notation: 'absolute' }, valueMs: 1721361979520.71 },
      },
    ],
  },
  {
    title: 'changes: a pod deleted, an image removed, the kubelet started, 1.27',
    text: [
      'I0719 04:06:01.000000    8607 kubelet.go:2300] "Starting kubelet main sync loop"',
      'I0719 04:06:02.000000    8607 kubelet.go:2437] "SyncLoop DELETE" source="api" pods=["shop/web-0"]',
      'I0719 04:06:03.000000    8607 image_gc_manager.go:391] "Removing image to free bytes" imageID="sha256:daf858" size=705188995',
    ].join('\n'),
    observations: [
      { kind: 'changed', change: 'kubelet-started' },
      { kind: 'changed', change: 'pod-deleted', subject: { namespace: 'shop', pod: 'web-0' } },
      { kind: 'changed', change: 'image-removed', message: 'Removing image to free bytes: sha256:daf858' },
    ],
  },
  {
    title: 'a pod that runs after a pull, 1.29, and one whose images were there',
    text: [
      'I0719 04:06:09.520710    8607 pod_startup_latency_tracker.go:102] "Observed pod startup duration" pod="shop/web-0" podStartSLOduration=2.61 podStartE2EDuration="8.52s" podCreationTimestamp="2024-07-19 04:06:01 +0000 UTC" firstStartedPulling="2024-07-19 04:06:02.1 +0000 UTC m=+812.3" lastFinishedPulling="2024-07-19 04:06:08.01 +0000 UTC m=+818.2" observedRunningTime="2024-07-19 04:06:09.5 +0000 UTC m=+819.7" watchObservedRunningTime="2024-07-19 04:06:09.52 +0000 UTC m=+819.72"',
      'I0719 04:06:10.520710    8607 pod_startup_latency_tracker.go:102] "Observed pod startup duration" pod="shop/web-1" podStartSLOduration=2.61 podStartE2EDuration="2.61s" podCreationTimestamp="2024-07-19 04:06:08 +0000 UTC" firstStartedPulling="0001-01-01 00:00:00 +0000 UTC" lastFinishedPulling="0001-01-01 00:00:00 +0000 UTC" observedRunningTime="2024-07-19 04:06:10 +0000 UTC" watchObservedRunningTime="2024-07-19 04:06:10.52 +0000 UTC"',
    ].join('\n'),
    observations: [
      {
        kind: 'container-ran',
        origin: 'pod-worker',
        state: 'running',
        subject: { namespace: 'shop', pod: 'web-0', container: null },
        first: { valueMs: Date.UTC(1972, 6, 19, 4, 6, 9) + 520.71 },
      },
    ],
  },
  {
    title: 'lines that say nothing about pulls',
    text: [
      '-- Logs begin at Wed 26 Jun 2024 07:05:34 +0000. --',
      'Jun 26 07:05:35 worker-02 kubelet[7082]: I0626 07:05:35.881101    7082 pod_startup_latency_tracker.go:102] "Observed pod startup duration" pod="kube-system/coredns-1" podStartSLOduration=9.07 firstStartedPulling="0001-01-01 00:00:00 +0000 UTC" lastFinishedPulling="0001-01-01 00:00:00 +0000 UTC"',
      'Jun 26 07:05:36 worker-02 kubelet[7082]: E0626 07:05:36.881101    7082 dns.go:153] "Nameserver limits exceeded" err="Nameserver limits were exceeded"',
    ].join('\n'),
    observations: [],
  },
];

/** What kubelets' logs look like, by wording and version, and what each must give. */
export const KUBELET_SAMPLES: readonly FormatSample[] = [
  ...STRUCTURED,
  ...KUBELET_PRINTF_SAMPLES,
  ...KUBELET_ENVELOPE_SAMPLES,
];
