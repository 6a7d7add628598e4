/** What a laboratory run is made of: a cluster, what is deployed on it and when, and how its registries answer. */
export interface Scenario {
  /** Minor version of Kubernetes 1.x, of API server and kubelets alike. */
  readonly minor: number;
  readonly seed: number;
  /** When the logs and metrics begin, in milliseconds since 1970, by true time; so are all instants here. */
  readonly from: number;
  /** When the evidence is saved. */
  readonly captureAt: number;
  readonly nodes: readonly LabNode[];
  readonly workloads: readonly LabWorkload[];
  readonly pods: readonly LabPod[];
  readonly nodeEvents?: readonly LabNodeEvent[];
  /** `series`: kubelet events in the form of events.k8s.io with null timestamps, one series per text; real kubelets use `core`. */
  readonly eventStyle?: 'core' | 'series';
  /** Answers a pull call. */
  pull(call: PullCall): PullResult;
}

export interface LabNode {
  readonly name: string;
  readonly address: string;
  /** Minutes east of UTC of the zone that the node's log lines are in. */
  readonly zoneOffsetMinutes: number;
  /** The node's clock minus true time. */
  readonly clockSkewMs: number;
  /** As in `status.nodeInfo`: `containerd://1.7.24`. */
  readonly runtime: string;
  readonly createdAt: number;
  readonly diskPressureSince?: number;
  /** Images (text of the spec) that are on the node from the start. */
  readonly images?: readonly string[];
  /** Mean number of log lines per minute that have nothing to do with pulls. */
  readonly noisePerMinute?: number;
}

export interface LabWorkload {
  readonly kind: 'Deployment' | 'ReplicaSet';
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: number;
  readonly image: string;
  readonly container: string;
  readonly replicas: number;
  /** Of a ReplicaSet: its Deployment and when it was scaled to nothing. */
  readonly deployment?: string;
  readonly revision?: number;
  readonly scaledDownAt?: number;
}

export interface LabContainer {
  readonly name: string;
  readonly type: 'init' | 'regular';
  readonly image: string;
  readonly pullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  /** How long it runs before it exits; left out: for ever. */
  readonly exitsAfterMs?: number;
  readonly exitCode?: number;
}

export interface LabPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Null: no node fits, see `unschedulable`. */
  readonly node: string | null;
  readonly createdAt: number;
  readonly deletedAt?: number;
  readonly owner: { readonly kind: string; readonly name: string; readonly uid: string } | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers: readonly LabContainer[];
  readonly pullSecrets: readonly string[];
  /** Those of the pull secrets that do not exist. */
  readonly missingSecrets?: readonly string[];
  /** The scheduler's words. */
  readonly unschedulable?: string;
  /** Why no sandbox can be made; left out where it can. */
  readonly sandboxFault?: SandboxFault;
}

export interface SandboxFault {
  readonly kind: 'pause-image' | 'network';
  /** The pause image; of that kind only. */
  readonly image?: string;
  /** The runtime's text, asked at every sync; null once the fault is gone. */
  error(at: number, sandboxId: string): string | null;
}

export interface LabNodeEvent {
  readonly at: number;
  readonly node: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: 'kubelet' | 'node-controller';
  readonly count?: number;
  readonly lastAt?: number;
}

export interface PullCall {
  readonly image: string;
  readonly node: string;
  readonly pod: LabPod;
  readonly at: number;
  /** 1 for the first call for that container. */
  readonly attempt: number;
}

export type PullResult =
  | { readonly ok: true; readonly durationMs: number; readonly bytes: number }
  | {
      readonly ok: false;
      readonly durationMs: number;
      /** The runtime's text without any gRPC prefix. */
      readonly message: string;
      /** containerd answers NotFound where a host answered 404, Unknown for nearly all else. */
      readonly code: 'Unknown' | 'NotFound' | 'Unavailable';
    };

/** The name that the kubelet's messages give a pod: `name_namespace(uid)`. */
export function fullName(pod: LabPod): string {
  return `${pod.name}_${pod.namespace}(${pod.uid})`;
}
