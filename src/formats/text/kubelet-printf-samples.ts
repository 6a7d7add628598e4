import type { FormatSample } from '../format.ts';

const UID = '9f3daa40-580d-49fe-b869-22fc1b368765';

/** Lines of the printf style, Kubernetes 1.13–1.20 and in part later. */
export const KUBELET_PRINTF_SAMPLES: readonly FormatSample[] = [
  {
    title: 'a call that failed, 1.1, with pod and container in the text',
    text: 'W1111 10:11:12.131415    2002 manager.go:1897] Failed to pull image "registry.example/panel:v2" from pod "panel-v2-x2k8p_kube-system" and container "panel": Error: Status 429 trying to pull repository panel: "Too Many Requests"',
    observations: [
      {
        kind: 'pull-failed',
        message: 'Error: Status 429 trying to pull repository panel: "Too Many Requests"',
        subject: {
          namespace: 'kube-system',
          pod: 'panel-v2-x2k8p',
          container: 'panel',
          image: 'registry.example/panel:v2',
        },
      },
    ],
  },
  {
    title: 'the lines of one failed attempt, 1.20, journald short',
    text: [
      'Jul 12 14:00:30 vmss000001 kubelet[4726]: E0712 14:00:30.176109    4726 remote_image.go:113] PullImage "nginx:1.99" from image service failed: rpc error: code = NotFound desc = "docker.io/library/nginx:1.99": not found',
      'Jul 12 14:00:30 vmss000001 kubelet[4726]: E0712 14:00:30.176120    4726 kuberuntime_image.go:51] Pull image "nginx:1.99" failed: rpc error: code = NotFound desc = "docker.io/library/nginx:1.99": not found',
      `Jul 12 14:00:30 vmss000001 kubelet[4726]: E0712 14:00:30.176130    4726 kuberuntime_manager.go:829] container &Container{Name:web,Image:nginx:1.99,Command:[],Env:[]EnvVar{EnvVar{Name:A,Value:b,ValueFrom:nil,},},} start failed in pod web-0_shop(${UID}): ErrImagePull: rpc error: code = NotFound desc = "docker.io/library/nginx:1.99": not found`,
      String.raw`Jul 12 14:00:30 vmss000001 kubelet[4726]: E0712 14:00:30.176140    4726 pod_workers.go:191] Error syncing pod ${UID} ("web-0_shop(${UID})"), skipping: failed to "StartContainer" for "web" with ErrImagePull: "rpc error: code = NotFound desc = \"docker.io/library/nginx:1.99\": not found"`,
    ].join('\n'),
    observations: [
      {
        kind: 'pull-failed',
        origin: 'cri-client',
        message: 'rpc error: code = NotFound desc = "docker.io/library/nginx:1.99": not found',
        subject: { image: 'nginx:1.99', pod: null, node: 'vmss000001' },
        first: { clock: { notation: 'yearless' }, valueMs: Date.UTC(1972, 6, 12, 14, 0, 30) + 176.109 },
      },
      { kind: 'pull-failed', origin: 'image-manager', subject: { image: 'nginx:1.99' } },
      {
        kind: 'pull-failed',
        origin: 'container-start',
        subject: { namespace: 'shop', pod: 'web-0', podUid: UID, container: 'web', image: 'nginx:1.99' },
      },
      {
        kind: 'pull-failed',
        origin: 'pod-worker',
        message: 'rpc error: code = NotFound desc = "docker.io/library/nginx:1.99": not found',
        subject: { namespace: 'shop', pod: 'web-0', podUid: UID, container: 'web' },
      },
    ],
  },
  {
    title: 'back-off and a failed start without pod, 1.15',
    text: [
      String.raw`E0712 14:00:45.176140    4726 pod_workers.go:190] Error syncing pod ${UID} ("web-0_shop(${UID})"), skipping: failed to "StartContainer" for "web" with ImagePullBackOff: "Back-off pulling image \"nginx:1.99\""`,
      'E0712 14:00:46.176140    4726 kuberuntime_manager.go:779] init container start failed: ErrImagePull: EOF',
    ].join('\n'),
    observations: [
      { kind: 'back-off', message: null, subject: { pod: 'web-0', container: 'web', image: 'nginx:1.99' } },
      { kind: 'pull-failed', origin: 'container-start', message: 'EOF', subject: { pod: null, containerType: 'init' } },
    ],
  },
  {
    title: 'an error of two lines as it is, 1.30, until the next line with a header',
    text: [
      `E0712 14:00:30.176130    4726 kuberuntime_manager.go:1258] container &Container{Name:web,Image:r.corp.example/a:1,Command:[],} start failed in pod web-0_shop(${UID}): ErrImagePull: unexpected status: 403`,
      '<html>Forbidden</html>',
      'I0712 14:00:31.000000    4726 scope.go:117] "RemoveContainer" containerID="ab"',
    ].join('\n'),
    observations: [
      {
        kind: 'pull-failed',
        message: 'unexpected status: 403\n<html>Forbidden</html>',
        subject: { pod: 'web-0', image: 'r.corp.example/a:1' },
      },
    ],
  },
  {
    title: 'a container whose command is a script of several lines, 1.22, in a journal',
    text: [
      'Sep 14 14:13:03.349635 master-0 hyperkube[1988]: E0914 14:13:03.349600    1988 kuberuntime_manager.go:895] container &Container{Name:sdn,Image:quay.io/acme/sdn@sha256:14,Command:[/bin/bash -c #!/bin/bash',
      'Sep 14 14:13:03.349635 master-0 hyperkube[1988]: set -euo pipefail',
      'Sep 14 14:13:03.349640 master-0 systemd[1]: Started libcontainer container 77.',
      `Sep 14 14:13:03.349641 master-0 hyperkube[1988]: ],Args:[],Env:[]EnvVar{EnvVar{Name:TOKEN,Value:s3cret,ValueFrom:nil,},},} start failed in pod web-0_shop(${UID}): ErrImagePull: rpc error: code = Unknown desc = too many requests to registry`,
      'Sep 14 14:13:03.349650 master-0 hyperkube[1988]: I0914 14:13:03.349650    1988 scope.go:111] "RemoveContainer" containerID="ab"',
    ].join('\n'),
    observations: [
      {
        kind: 'pull-failed',
        origin: 'container-start',
        message: 'rpc error: code = Unknown desc = too many requests to registry',
        subject: { namespace: 'shop', pod: 'web-0', container: 'sdn', image: 'quay.io/acme/sdn@sha256:14' },
        evidence: {
          excerpt: `Sep 14 14:13:03.349635 master-0 hyperkube[1988]: E0914 14:13:03.349600    1988 kuberuntime_manager.go:895] container &Container{Name:sdn,Image:quay.io/acme/sdn@sha256:14,[...]} start failed in pod web-0_shop(${UID}): ErrImagePull: rpc error: code = Unknown desc = too many requests to registry`,
        },
      },
    ],
  },
  {
    title: 'a pull secret, volumes and a sandbox, 1.20',
    text: [
      'W0712 14:00:30.000000    4726 kubelet_pods.go:880] Unable to retrieve pull secret shop/regcred for shop/web-0 due to secret "regcred" not found.  The image pull may not succeed.',
      `E0712 14:00:31.000000    4726 kubelet.go:1679] Unable to attach or mount volumes for pod "web-0_shop(${UID})": unmounted volumes=[data], unattached volumes=[data]: timed out waiting for the condition; skipping pod`,
      `E0712 14:00:32.000000    4726 kuberuntime_sandbox.go:70] CreatePodSandbox for pod "web-0_shop(${UID})" failed: rpc error: code = Unknown desc = failed to get sandbox image "k8s.gcr.io/pause:3.2": failed to pull image "k8s.gcr.io/pause:3.2": EOF`,
    ].join('\n'),
    observations: [
      { kind: 'pull-secret-unreadable', secrets: ['regcred'], subject: { namespace: 'shop', pod: 'web-0' } },
      { kind: 'other-problem', problem: 'mount', subject: { pod: 'web-0', podUid: UID } },
      { kind: 'sandbox-failed', subject: { pod: 'web-0', image: 'k8s.gcr.io/pause:3.2', containerType: 'sandbox' } },
    ],
  },
  {
    title: 'a deleted pod, 1.18, in a CRI log file',
    text: [
      `2021-03-04T05:06:08.123456789Z stderr F I0304 05:06:08.123400    4726 kubelet.go:1915] SyncLoop (DELETE, "api"): "web-0_shop(${UID})"`,
    ].join('\n'),
    observations: [{ kind: 'changed', change: 'pod-deleted', subject: { namespace: 'shop', pod: 'web-0' } }],
  },
];
