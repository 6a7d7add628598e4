import type { FormatSample } from '../format.ts';

/* Invented, in the words of the programs. */
export const PULL_COMMAND_SAMPLES: readonly FormatSample[] = [
  {
    title: 'crictl with its debug output behind a prompt',
    text: `$ crictl pull registry.example/shop/web:1
DEBU[0000] PullImageRequest: &PullImageRequest{Image:&ImageSpec{Image:registry.example/shop/web:1,Annotations:map[string]string{},},Auth:nil,SandboxConfig:nil,}
FATA[0000] pulling image: rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/shop/web:1": not found
`,
    observations: [
      {
        kind: 'pull-failed',
        message:
          'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/shop/web:1": not found',
        subject: { image: 'registry.example/shop/web:1', pod: null },
      },
    ],
  },
  {
    title: 'docker, which leaves out the tag',
    text: `root@node-1:~# docker pull shop/web:1
Error response from daemon: pull access denied for shop/web, repository does not exist or may require 'docker login'
`,
    observations: [{ kind: 'pull-failed', subject: { image: 'shop/web:1' } }],
  },
  {
    title: 'kubeadm before it starts a control plane',
    text: `[preflight] Some fatal errors occurred:
	[ERROR ImagePull]: failed to pull image registry.example/pause:3.7: output: E0204 17:39:30.172384   10257 remote_image.go:171] "PullImage from image service failed" err="rpc error: code = Unknown desc = Get \\"http://registry.example/v2/\\": EOF" image="registry.example/pause:3.7"
, error: exit status 1
`,
    observations: [
      {
        kind: 'pull-failed',
        message: 'rpc error: code = Unknown desc = Get "http://registry.example/v2/": EOF',
        subject: { image: 'registry.example/pause:3.7' },
      },
    ],
  },
  {
    title: 'docker build, whose base image cannot be pulled (BuildKit 0.12)',
    text: `ERROR: failed to solve: registry.example/base/node:18: failed to resolve source metadata for registry.example/base/node:18: failed to do request: Head "https://registry.example/v2/base/node/manifests/18": dial tcp: lookup registry.example on 192.0.2.7:53: no such host
`,
    observations: [{ kind: 'pull-failed', origin: 'cri-client', subject: { image: 'registry.example/base/node:18' } }],
  },
  {
    title: 'other ends of other programs are none',
    text: `$ crictl ps
FATA[0000] listing containers: rpc error: code = Unknown desc = no such container
Error: failed to pull changes from origin
`,
    observations: [],
  },
];
