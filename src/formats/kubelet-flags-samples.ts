import type { FormatSample } from './format.ts';

/* As kubelets, kubeadm, k3s and systemd write them; names are invented. */
export const KUBELET_FLAGS_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubeadm-flags.env, kubeadm 1.27',
    text: `KUBELET_KUBEADM_ARGS="--container-runtime-endpoint=unix:///run/containerd/containerd.sock --pod-infra-container-image=mirror.example/pause:3.9 --registry-qps=0"`,
    observations: [
      {
        kind: 'node-config',
        setting: { name: 'pull-limits', registryPullQps: 0, registryBurst: null, serializeImagePulls: null },
        evidence: { line: 1, excerpt: "kubelet's flags · --registry-qps=0" },
      },
      { setting: { name: 'sandbox-image', image: 'mirror.example/pause:3.9', of: 'kubelet' } },
    ],
  },
  {
    title: 'the flags that kubelets 1.23 list in their log at -v=2, on two nodes: defaults say nothing',
    text: `Jun 26 19:05:10 node-a kubelet[5492]: I0626 19:05:10.422190    5492 flags.go:64] FLAG: --image-credential-provider-bin-dir="/opt/plug-ins"
Jun 26 19:05:10 node-a kubelet[5492]: I0626 19:05:10.422191    5492 flags.go:64] FLAG: --image-credential-provider-config="/etc/plug-ins.yaml"
Jun 26 19:05:10 node-a kubelet[5492]: I0626 19:05:10.422192    5492 flags.go:64] FLAG: --image-pull-progress-deadline="5m0s"
Jun 26 19:05:10 node-a kubelet[5492]: I0626 19:05:10.422196    5492 flags.go:64] FLAG: --pod-infra-container-image="k8s.gcr.io/pause:3.5"
Jun 26 19:05:10 node-a kubelet[5492]: I0626 19:05:10.422246    5492 flags.go:64] FLAG: --registry-burst="10"
Jun 26 19:05:10 node-a kubelet[5492]: I0626 19:05:10.422249    5492 flags.go:64] FLAG: --registry-qps="5"
Jun 26 19:05:10 node-a kubelet[5492]: I0626 19:05:10.422250    5492 flags.go:64] FLAG: --serialize-image-pulls="true"
Jun 26 19:05:10 node-b kubelet[777]: I0626 19:05:10.422250     777 flags.go:64] FLAG: --serialize-image-pulls="false"`,
    observations: [
      { subject: { node: 'node-a' }, setting: { name: 'pull-progress-timeout', seconds: 300 }, evidence: { line: 3 } },
      {
        subject: { node: 'node-a' },
        setting: {
          name: 'credential-provider-flags',
          configFile: '/etc/plug-ins.yaml',
          folder: '/opt/plug-ins',
        },
        evidence: { line: 1 },
      },
      {
        subject: { node: 'node-b' },
        setting: { name: 'pull-limits', registryPullQps: null, serializeImagePulls: false },
        evidence: { line: 8, excerpt: "kubelet's flags · --serialize-image-pulls=false" },
      },
    ],
  },
  {
    title: 'a process of ps, with flags and values apart, and one whose flags say nothing of pulls',
    text: `root      1234  1.0  0.5 1234567 89012 ?  Ssl  10:00   0:01 /usr/bin/kubelet --kubeconfig /etc/kubernetes/kubelet.conf --serialize-image-pulls=false --image-gc-high-threshold 90 --v=2
root      1299  1.0  0.5 1234567 89012 ?  Ssl  10:00   0:01 /usr/bin/kubelet --config=/var/lib/kubelet/config.yaml`,
    observations: [
      { setting: { name: 'pull-limits', serializeImagePulls: false, registryPullQps: null } },
      { setting: { name: 'image-gc', highPercent: 90, lowPercent: null } },
    ],
  },
  {
    title: 'k3s 1.31 starts its kubelet; a unit of systemd with a flag for a truth',
    text: `time="2026-01-02T03:04:05Z" level=info msg="Running kubelet --address=0.0.0.0 --config-dir=/var/lib/rancher/k3s/agent/etc/kubelet.conf.d --image-credential-provider-bin-dir=/var/lib/rancher/credentialprovider/bin --image-credential-provider-config=/var/lib/rancher/credentialprovider/config.yaml --node-labels="
Environment="KUBELET_EXTRA_ARGS=--serialize-image-pulls --node-ip=10.0.0.5"`,
    observations: [
      {
        setting: { name: 'pull-limits', serializeImagePulls: true },
        evidence: { line: 2 },
      },
      {
        setting: {
          name: 'credential-provider-flags',
          configFile: '/var/lib/rancher/credentialprovider/config.yaml',
          folder: '/var/lib/rancher/credentialprovider/bin',
        },
        evidence: { line: 1 },
      },
    ],
  },
  {
    title: 'words about flags are no command line',
    text: `please start the kubelet with kubelet --registry-qps=0 and try again
see /docs/kubelet --help
FLAG: --registry-mirror="x"`,
    observations: [],
  },
];
