import type { FormatSample } from '../format.ts';

/** containerd's lines, 1.4–2.1, in the words of the sources that `containerd-log` names. */
export const CONTAINERD_SAMPLES: readonly FormatSample[] = [
  {
    title: 'a pull that failed, 1.6: start, mirror walk and end',
    text: [
      String.raw`2024-12-31T18:21:35-05:00 worker-01 containerd[2511]: time="2024-12-31T18:21:35.241728271-05:00" level=info msg="PullImage \"nginx:1.99\""`,
      '2024-12-31T18:21:35-05:00 worker-01 containerd[2511]: time="2024-12-31T18:21:35.300000000-05:00" level=info msg="trying next host - response was http.StatusNotFound" host=registry-1.docker.io',
      String.raw`2024-12-31T18:21:35-05:00 worker-01 containerd[2511]: time="2024-12-31T18:21:35.425575683-05:00" level=error msg="PullImage \"nginx:1.99\" failed" error="rpc error: code = NotFound desc = failed to pull and unpack image \"docker.io/library/nginx:1.99\": not found"`,
    ].join('\n'),
    observations: [
      {
        kind: 'pull-started',
        origin: 'runtime',
        subject: { node: 'worker-01', pod: null, image: 'nginx:1.99' },
        first: { clock: { notation: 'absolute' } },
      },
      { kind: 'pull-remark', remark: 'mirror-failed', host: 'registry-1.docker.io' },
      {
        kind: 'pull-failed',
        origin: 'runtime',
        message:
          'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.99": not found',
        subject: { pod: null, image: 'nginx:1.99' },
      },
    ],
  },
  {
    title: 'a pull that worked, 1.7',
    text: [
      String.raw`time="2024-06-16T17:35:37.495869873Z" level=info msg="Pulled image \"ghcr.io/acme/ok:12.0\" with image id \"sha256:aa\", repo tag \"ghcr.io/acme/ok:12.0\", repo digest \"ghcr.io/acme/ok@sha256:bb\", size \"2952\" in 1.5s"`,
      String.raw`time="2024-06-16T17:35:37.495900000Z" level=info msg="PullImage \"ghcr.io/acme/ok:12.0\" returns image reference \"sha256:aa\""`,
    ].join('\n'),
    observations: [
      { kind: 'pull-succeeded', durationMs: 1500, subject: { image: 'ghcr.io/acme/ok:12.0' } },
      { kind: 'pull-succeeded', durationMs: null, subject: { image: 'ghcr.io/acme/ok:12.0' } },
    ],
  },
  {
    title: 'an error of two lines, 2.1, a host that was given up, and a pull without progress',
    text: [
      String.raw`time="2025-06-16T17:35:37.495869873Z" level=info msg="trying next host" error="failed to do request: Head \"https://m.corp.example/v2/a/manifests/1\": EOF" host=m.corp.example`,
      String.raw`time="2025-06-16T17:35:38.495869873Z" level=error msg="PullImage \"r.corp.example/a:1\" failed" error="failed to resolve image: denied:\nask the owner"`,
      'time="2025-06-16T17:45:38.495869873Z" level=error msg="cancel pulling image r.corp.example/big:1 because of no progress in 5m0s"',
    ].join('\n'),
    observations: [
      {
        kind: 'pull-remark',
        remark: 'mirror-failed',
        host: 'm.corp.example',
        message: 'failed to do request: Head "https://m.corp.example/v2/a/manifests/1": EOF',
      },
      { kind: 'pull-failed', message: 'failed to resolve image: denied:\nask the owner' },
      { kind: 'pull-remark', remark: 'no-progress', subject: { image: 'r.corp.example/big:1' } },
    ],
  },
  {
    title: 'sandboxes, 1.4 and 2.0: a pause image that cannot be pulled, and a network that fails',
    text: [
      String.raw`time="2024-07-12T16:36:47.503671875Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:9f3daa40,Namespace:shop,Attempt:0,} failed, error" error="failed to get sandbox image \"k8s.gcr.io/pause:3.2\": failed to pull image \"k8s.gcr.io/pause:3.2\": EOF"`,
      String.raw`time="2024-07-12T16:36:48.503671875Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-1,Uid:8f3daa40,Namespace:shop,Attempt:0,} failed, error" error="failed to setup network for sandbox \"6c\": plugin type=\"calico\" failed (add)"`,
    ].join('\n'),
    observations: [
      {
        kind: 'sandbox-failed',
        origin: 'runtime',
        subject: { namespace: 'shop', pod: 'web-0', podUid: '9f3daa40', image: 'k8s.gcr.io/pause:3.2' },
      },
    ],
  },
  {
    title: 'an image that was removed, and lines that say nothing about pulls',
    text: [
      String.raw`time="2024-07-12T16:36:47.503671875Z" level=info msg="RemoveImage \"docker.io/library/nginx:1.25\" returns successfully"`,
      'Jul 12 16:36:48 worker-01 containerd[2511]: time="2024-07-12T16:36:48.503671875Z" level=info msg="stop pulling image docker.io/library/nginx:1.99: active requests=0, bytes read=2902"',
      String.raw`Jul 12 16:36:49 worker-01 containerd[2511]: time="2024-07-12T16:36:49.503671875Z" level=info msg="StopPodSandbox for \"0cc9bd5c\" returns successfully"`,
    ].join('\n'),
    observations: [{ kind: 'changed', change: 'image-removed', subject: { image: 'docker.io/library/nginx:1.25' } }],
  },
];
