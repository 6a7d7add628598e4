import type { FormatSample } from './format.ts';

/* In the shape of containerd's documentation and of `containerd config default`; names are invented. */
export const CONTAINERD_CONFIG_SAMPLES: readonly FormatSample[] = [
  {
    title: 'version 2, containerd 1.7: mirrors, TLS and a login, of which only the host is kept',
    text: `version = 2
root = "/var/lib/containerd"
oom_score = 0
imports = ["/etc/containerd/conf.d/*.toml"]

[grpc]
  address = "/run/containerd/containerd.sock"

[plugins]
  [plugins."io.containerd.gc.v1.scheduler"]
    pause_threshold = 0.02
  [plugins."io.containerd.grpc.v1.cri"]
    sandbox_image = "mirror.example:5000/pause:3.9"
    image_pull_progress_timeout = "1m30s"
    [plugins."io.containerd.grpc.v1.cri".containerd]
      snapshotter = "overlayfs"
    [plugins."io.containerd.grpc.v1.cri".registry]
      config_path = ""
      [plugins."io.containerd.grpc.v1.cri".registry.mirrors]
        [plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
          endpoint = ["https://mirror.example:5000", "https://user:pw@mirror-b.example/v2/hub", "https://registry-1.docker.io"]
        [plugins."io.containerd.grpc.v1.cri".registry.mirrors."registry.example:5000"]
          endpoint = ["http://registry.example:5000"]
      [plugins."io.containerd.grpc.v1.cri".registry.configs]
        [plugins."io.containerd.grpc.v1.cri".registry.configs."mirror.example:5000".tls]
          insecure_skip_verify = true
        [plugins."io.containerd.grpc.v1.cri".registry.configs."mirror-b.example".tls]
          ca_file = "/etc/certs/ca.pem"
          cert_file = ""
        [plugins."io.containerd.grpc.v1.cri".registry.configs."mirror-b.example".auth]
          username = "robot"
          password = "hunter2"
        [plugins."io.containerd.grpc.v1.cri".registry.configs."empty.example".auth]
          username = ""`,
    observations: [
      {
        kind: 'node-config',
        setting: { name: 'sandbox-image', image: 'mirror.example:5000/pause:3.9', of: 'runtime' },
        evidence: { line: 13, excerpt: 'config.toml · sandbox_image: mirror.example:5000/pause:3.9' },
      },
      { setting: { name: 'pull-progress-timeout', seconds: 90 } },
      {
        setting: { name: 'mirror', registry: 'docker.io', mirrors: ['mirror.example:5000', 'mirror-b.example/v2/hub'] },
        evidence: {
          line: 21,
          excerpt: 'config.toml · docker.io · mirrors: mirror.example:5000, mirror-b.example/v2/hub',
        },
      },
      {
        setting: { name: 'registry-tls', registry: 'registry.example:5000', isPlain: true },
        evidence: { line: 23, excerpt: 'config.toml · registry.example:5000 · endpoint: http://registry.example:5000' },
      },
      {
        setting: { name: 'registry-tls', registry: 'mirror.example:5000', isChecked: false, caFile: null },
        evidence: { line: 26, excerpt: 'config.toml · mirror.example:5000 · insecure_skip_verify: true' },
      },
      {
        setting: { name: 'registry-tls', registry: 'mirror-b.example', isChecked: true, caFile: '/etc/certs/ca.pem' },
      },
      {
        setting: { name: 'registry-login', registry: 'mirror-b.example' },
        evidence: { line: 28, excerpt: 'config.toml · mirror-b.example · auth: (not shown)' },
      },
    ],
  },
  {
    title: 'version 3, containerd 2.1: folders of hosts.toml files, and the pinned image of sandboxes',
    text: `version = 3

[plugins]
  [plugins.'io.containerd.cri.v1.images']
    snapshotter = 'overlayfs'
    max_concurrent_downloads = 3
    image_pull_progress_timeout = '5m0s'
    use_local_image_pull = false

    [plugins.'io.containerd.cri.v1.images'.pinned_images]
      sandbox = 'registry.k8s.io/pause:3.10'

    [plugins.'io.containerd.cri.v1.images'.registry]
      config_path = '/etc/containerd/certs.d:/etc/docker/certs.d'

  [plugins.'io.containerd.cri.v1.runtime']
    enable_selinux = false`,
    observations: [
      { setting: { name: 'pull-progress-timeout', seconds: 300 } },
      { setting: { name: 'sandbox-image', image: 'registry.k8s.io/pause:3.10' } },
      {
        setting: { name: 'mirror-folders', paths: ['/etc/containerd/certs.d', '/etc/docker/certs.d'] },
        evidence: { line: 14, excerpt: 'config.toml · config_path: /etc/containerd/certs.d, /etc/docker/certs.d' },
      },
    ],
  },
  {
    title: 'version 1, containerd 1.2, with dotted keys and the older logins',
    text: `[plugins.cri]
registry.mirrors."docker.io".endpoint = [
  "https://mirror.example",
]
[plugins.cri.registry.auths."https://gcr.example"]
  auth = "dXNlcjpwdw=="
[plugins.linux]
  shim = "containerd-shim"`,
    observations: [
      { setting: { name: 'mirror', registry: 'docker.io', mirrors: ['mirror.example'] }, evidence: { line: 2 } },
      { setting: { name: 'registry-login', registry: 'gcr.example' }, evidence: { line: 6 } },
    ],
  },
  {
    title: 'what keeps the CRI plug-in from being loaded: it is disabled, or the file says twice where mirrors are',
    text: `disabled_plugins = ["cri"]

[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://mirror.example"]
[plugins."io.containerd.grpc.v1.cri".registry.configs."mirror.example".tls]
  insecure_skip_verify = true`,
    observations: [
      {
        setting: { name: 'cri-not-served', why: 'disabled_plugins has the CRI plug-in' },
        evidence: { line: 1, excerpt: 'config.toml · disabled_plugins: cri' },
      },
      { setting: { name: 'mirror-folders', paths: ['/etc/containerd/certs.d'] }, evidence: { line: 4 } },
      {
        setting: { name: 'cri-not-served', why: 'registry.mirrors and registry.config_path are both set' },
        evidence: { line: 4, excerpt: 'config.toml · config_path: /etc/containerd/certs.d · mirrors: docker.io' },
      },
    ],
  },
  {
    title: 'other plug-ins say nothing of pulls',
    text: `disabled_plugins = ["io.containerd.internal.v1.opt"]
[plugins."io.containerd.internal.v1.restart"]
  interval = "10s"
[plugins."io.containerd.snapshotter.v1.devmapper"]
  root_path = ""`,
    observations: [],
  },
];
