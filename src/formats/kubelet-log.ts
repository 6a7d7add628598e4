import type { TextFormat } from './format.ts';
import { createKlogReader, isLoggedEvent, isLogHeader } from './text/klog-reader.ts';
import { KUBELET_SAMPLES } from './text/kubelet-samples.ts';
import type { LogLine } from './text/log-line.ts';

export const kubeletLog: TextFormat = {
  kind: 'text',
  id: 'kubelet-log',
  title: 'kubelet log',
  description:
    'The log of a kubelet, of Kubernetes 1.13 to 1.36, also inside hyperkube, k3s, rke2 or MicroK8s: plain klog text, klog in ' +
    'JSON, or as journalctl and syslog print it in any of their formats, with lines of other programs between. Told by the ' +
    'lines themselves. Each failed call and each sync of a failing pod is a line, so attempts and waits can be counted. At ' +
    'the default -v=2 it has no line for a call that began or succeeded, and plain klog has neither year nor zone.',
  commands: [
    'journalctl --unit kubelet --output short-iso-precise --utc --no-pager > kubelet.log',
    "kubectl get --raw '/api/v1/nodes/NODE/proxy/logs/kubelet.log'",
  ],
  sources: [
    'kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_{manager,container,image,sandbox}.go, 1.13–1.36',
    'kubernetes/kubernetes pkg/kubelet/pod_workers.go, pkg/kubelet/kubelet_pods.go, pkg/kubelet/container/sync_result.go, 1.13–1.36',
    'kubernetes/kubernetes remote_image.go in pkg/kubelet/remote, pkg/kubelet/cri/remote and cri-client/pkg, 1.13–1.36',
    'kubernetes/klog v1.0.0–v2.140.0; systemd src/shared/logs-show.c v219–v257',
  ],
  samples: KUBELET_SAMPLES,
  needles: [
    'PullImage ',
    'Pull image ',
    'Pulling image ',
    'Failed to pull image',
    ' start failed',
    // The struct of a container whose command is a script has line breaks.
    'container &Container{Name:',
    'Unhandled Error" err=<',
    'Error syncing pod',
    'Failed to create pod infra container',
    'ImageRef of image is not set',
    'ImageStatus ',
    'Failed to ensure image',
    'RunPodSandbox from runtime service failed',
    'create sandbox for pod',
    'reatePodSandbox for pod',
    'Unable to retrieve pull secret',
    'mount volumes for pod',
    // Of a pod's start, only where something was pulled for it: the others are among the commonest lines.
    'lastFinishedPulling="2',
    // In a cell of CSV.
    'lastFinishedPulling=""2',
    'SyncLoop DELETE',
    'SyncLoop REMOVE',
    'SyncLoop (DELETE',
    'SyncLoop (REMOVE',
    'Starting kubelet main sync loop',
    'Removing image ',
    'ttempting to reclaim',
    'external registry credential provider',
    'Failed to get cached docker config',
    'valid cacheKeyType',
    'in dockercfg invalid',
    '-- Logs begin at ',
    '-- Journal begins at ',
    'Log file created at: ',
    'Running on machine: ',
    '\n==> ',
  ],
  reader: (context) =>
    createKlogReader(context, {
      // The place in the source, which klog writes into each line; journald writes what is no plain text as numbers.
      mayMatter: (text) => text.includes('.go:') || text.includes('"MESSAGE"') || isLogHeader(text),
      isOurs: (line) => !isLoggedEvent(line),
      // Other programs log with klog, too.
      isRecord: isKubelet,
    }),
};

// Source files of the kubelet that write most of a healthy one's lines; other programs use klog as well, so only names that
// are none of theirs: pkg/kubelet, 1.13–1.36 (MachineConfigController has kubelet_config_controller.go).
const KUBELET_FILES =
  /^(?:kubelet(?:_(?:getters|network\w*|node_status|pods|resources|server_journal\w*|volumes))?|kuberuntime_\w+|pod_(?:container_deletor|container_manager_linux|manager|startup_latency_tracker|workers)|prober(?:_manager)?|reconciler_(?:common|new)|operation_generator|operation_executor|desired_state_of_world_populator|image_gc_manager|eviction_manager|container_manager_linux|cpu_manager|memory_manager|topology_manager|remote_(?:image|runtime)|status_manager|nodestatus|setters|dns|plugin_watcher|csi_plugin|docker_(?:checkpoint|container|image|sandbox|service)\w*)\.go$/;

function isKubelet({ klog, json, envelope }: LogLine): boolean {
  return (
    /kubelet|kubelite|hyperkube|kubenswrapper|k3s|edgecore/.test(envelope.identifier ?? '') ||
    KUBELET_FILES.test((klog ?? json)?.file ?? '')
  );
}
