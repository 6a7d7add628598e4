import { platformTeamOnNodes } from './affected.ts';
import { bestOf, defineCause, matchOn } from './cause.ts';
import { command, fillNames, onNode } from './commands.ts';

/** What a client of the CRI is told by a runtime that does not serve it, or not in time. */
const SILENT_CODES: ReadonlySet<string> = new Set(['Unavailable', 'Unimplemented', 'DeadlineExceeded']);

export const runtimeUnavailable = defineCause({
  id: 'runtime-unavailable',
  title: "The container runtime's socket does not answer",
  transience: 'transient',
  whoActs: 'platform team',
  actor: platformTeamOnNodes,
  looksAt: ['socket.cri', 'socket.client', 'runtime.gone', 'socket.dial'],
  matches: (error) => {
    const wrapped = error.grpcCodes.some((code) => SILENT_CODES.has(code)) ? error.find('socket.cri') : null;
    return bestOf(
      matchOn(error.find('runtime.gone'), 90, 0.93),
      matchOn(error.find('socket.dial'), 90, 0.95),
      matchOn(error.find('socket.client'), 90, 0.93),
      matchOn(wrapped, 60, 0.85),
    );
  },
  proves:
    'The kubelet could not talk to the runtime: nothing listens on its socket, it stopped in mid-call, or it does not serve the CRI.',
  doesNotProve: 'Anything on image or registry. Pods that run keep running.',
  explanation:
    'The runtime on the node (containerd, CRI-O or docker) is stopped, restarting, overloaded, or has its CRI plug-in disabled (`disabled_plugins = ["cri"]` in the config of some packages), or the kubelet is set to another socket.',
  remediation: (names) => {
    const n = fillNames(names);
    return [
      {
        action: 'See whether the runtime runs',
        commands: [onNode(names, 'systemctl status containerd crio docker cri-docker --no-pager; crictl info')],
      },
      {
        action: 'Read why it stopped',
        commands: [onNode(names, 'journalctl -u containerd -u crio -u docker --since -1h | tail -100')],
      },
      {
        action: 'Start it again; if it is the CRI plug-in, enable it in /etc/containerd/config.toml',
        commands: [onNode(names, 'systemctl restart containerd')],
      },
      { action: 'Meanwhile keep new pods away', commands: [command`kubectl cordon ${n.node}`] },
    ];
  },
  docs: [
    {
      title: 'Kubernetes: container runtimes',
      url: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    },
  ],
  examples: [
    {
      from: 'kubelet 1.30 with containerd',
      message:
        'Failed to pull image "registry.corp.example/app:1": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
    },
    {
      from: 'kubelet 1.26 with containerd without the CRI',
      message:
        'E0310 02:09:27.057859   95729 remote_image.go:222] "PullImage from image service failed" err="rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.ImageService" image="registry.corp.example/app:1"',
    },
    {
      from: 'kubelet 1.18 with docker',
      message:
        'Failed to pull image "registry.corp.example/app:1": rpc error: code = Unknown desc = Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    },
    {
      from: 'crictl 1.24',
      message:
        "FATA[0002] connect: connect endpoint 'unix:///run/crio/crio.sock', make sure you are running as root and the endpoint has been started: context deadline exceeded",
    },
    {
      from: 'kubelet 1.28 with CRI-O',
      message:
        'Failed to pull image "registry.corp.example/app:1": rpc error: code = Unavailable desc = error reading from server: EOF',
    },
  ],
  counterExamples: [
    {
      message:
        'Failed to pull image "registry.corp.example:5000/app:1": Get "https://registry.corp.example:5000/v2/": dial tcp 10.0.0.40:5000: connect: connection refused',
      cause: 'connection-refused',
    },
  ],
});
