import type { ContainerType } from '../../model/subject.ts';
import type { DiskMeaning } from './disk-space.ts';
import { type Labels, NAME_LABEL } from './labels.ts';

/** What the samples of a series tell. */
export type Meaning =
  | { readonly kind: 'waiting'; readonly containerType: ContainerType | null; readonly reason: string }
  | { readonly kind: 'running'; readonly containerType: ContainerType }
  | { readonly kind: 'started'; readonly containerType: ContainerType }
  | { readonly kind: 'container-info'; readonly containerType: ContainerType }
  | { readonly kind: 'pod-info' | 'pod-owner' | 'pod-phase' | 'pod-created' | 'pod-start' }
  | { readonly kind: 'disk-pressure' }
  | DiskMeaning
  | { readonly kind: 'kubelet-start' }
  | { readonly kind: 'kubelet-counter' };

/**
 * Metrics of kube-state-metrics. Source: docs/metrics/workload/pod-metrics.md and docs/metrics/cluster/node-metrics.md,
 * 1.9 and 2.13.
 */
const WAITING: Readonly<Record<string, ContainerType>> = {
  kube_pod_container_status_waiting_reason: 'regular',
  kube_pod_init_container_status_waiting_reason: 'init',
};
const RUNNING: Readonly<Record<string, ContainerType>> = {
  kube_pod_container_status_running: 'regular',
  kube_pod_init_container_status_running: 'init',
};
const INFO: Readonly<Record<string, ContainerType>> = {
  kube_pod_container_info: 'regular',
  kube_pod_init_container_info: 'init',
};
const OF_POD: Readonly<Record<string, Meaning>> = {
  kube_pod_info: { kind: 'pod-info' },
  kube_pod_owner: { kind: 'pod-owner' },
  kube_pod_status_phase: { kind: 'pod-phase' },
  kube_pod_created: { kind: 'pod-created' },
  kube_pod_start_time: { kind: 'pod-start' },
  kube_pod_container_state_started: { kind: 'started', containerType: 'regular' },
};
const NODE_CONDITION = 'kube_node_status_condition';

/**
 * Disks of nodes. Sources: prometheus/node_exporter collector/filesystem_common.go, 0.15 (without `_bytes`) to 1.9;
 * google/cadvisor metrics/prometheus.go, of the cgroup `/` only: others are of containers. Not `kubelet_volume_stats_…`:
 * that is of persistent volumes, which hold no images.
 */
const DISKS: Readonly<Record<string, DiskMeaning>> = {
  node_filesystem_avail_bytes: { kind: 'disk', of: 'space', part: 'free' },
  node_filesystem_avail: { kind: 'disk', of: 'space', part: 'free' },
  node_filesystem_size_bytes: { kind: 'disk', of: 'space', part: 'total' },
  node_filesystem_size: { kind: 'disk', of: 'space', part: 'total' },
  node_filesystem_files_free: { kind: 'disk', of: 'inodes', part: 'free' },
  node_filesystem_files: { kind: 'disk', of: 'inodes', part: 'total' },
  node_uname_info: { kind: 'host-name' },
  kube_node_info: { kind: 'host-name' },
};
const DISKS_OF_CADVISOR: Readonly<Record<string, DiskMeaning>> = {
  container_fs_usage_bytes: { kind: 'disk', of: 'space', part: 'used' },
  container_fs_limit_bytes: { kind: 'disk', of: 'space', part: 'total' },
  container_fs_inodes_free: { kind: 'disk', of: 'inodes', part: 'free' },
  container_fs_inodes_total: { kind: 'disk', of: 'inodes', part: 'total' },
};
/** Every Go program exports it; the kubelet's is known by its job. */
const PROCESS_START = 'process_start_time_seconds';

/**
 * Counters of the kubelet on pulls. They name no pod and no image, so of their values nothing follows; but they begin anew
 * at 0 when the kubelet restarts. The runtimes' counters name no image either, and a runtime's restart is no fault.
 * Source: kubernetes pkg/kubelet/metrics/metrics.go, 1.13–1.36 (until 1.16 without `_total`).
 */
const PULLS_OF_KUBELET = /^kubelet_runtime_operations(?:_total|_errors|_errors_total)?$/;
const STARTS_OF_KUBELET = /^kubelet_started_containers(?:_errors)?_total$/;
/**
 * Text that stands in every line of these series, in every notation. Nameless joins and legends of panels are found by
 * their labels.
 */
export const METRIC_NEEDLES: readonly string[] = [
  'container_status_waiting_reason',
  'container_status_running',
  'kube_pod_container_info',
  'kube_pod_init_container_info',
  'kube_pod_info',
  'kube_pod_owner',
  'kube_pod_status_phase',
  'kube_pod_created',
  'kube_pod_start_time',
  'kube_pod_container_state_started',
  NODE_CONDITION,
  PROCESS_START,
  'kubelet_started_containers_',
  'pull_image"',
  'node_filesystem_avail',
  'node_filesystem_size',
  'node_filesystem_files',
  'container_fs_usage_bytes',
  'container_fs_limit_bytes',
  'container_fs_inodes_',
  'node_uname_info',
  'kube_node_info',
];

/** What a series tells; null for one that tells nothing of image pulls. */
export function meaningOf(labels: Labels): Meaning | null {
  const name = labels.get(NAME_LABEL) ?? '';
  const reason = labels.get('reason') ?? '';
  // A join or an aggregation drops the metric's name; with pod, container and reason it is still one container's series.
  if (name === '' && labels.has('pod') && labels.has('container') && reason !== '')
    return { kind: 'waiting', containerType: null, reason };
  const waiting = ownOf(WAITING, name);
  if (waiting) return reason === '' ? null : { kind: 'waiting', containerType: waiting, reason };
  const running = ownOf(RUNNING, name);
  if (running) return { kind: 'running', containerType: running };
  const info = ownOf(INFO, name);
  if (info) return { kind: 'container-info', containerType: info };
  if (name === NODE_CONDITION) {
    const isPressure = labels.get('condition') === 'DiskPressure' && labels.get('status') === 'true';
    return isPressure ? { kind: 'disk-pressure' } : null;
  }
  const disk = ownOf(DISKS, name) ?? (labels.get('id') === '/' ? ownOf(DISKS_OF_CADVISOR, name) : undefined);
  if (disk) return disk;
  if (name === PROCESS_START) return labels.get('job') === 'kubelet' ? { kind: 'kubelet-start' } : null;
  if (STARTS_OF_KUBELET.test(name)) return { kind: 'kubelet-counter' };
  if (PULLS_OF_KUBELET.test(name))
    return labels.get('operation_type') === 'pull_image' ? { kind: 'kubelet-counter' } : null;
  return ownOf(OF_POD, name) ?? null;
}

function ownOf<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
