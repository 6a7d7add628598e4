import { createLogWriter, type LogRecord } from './log-lines.ts';
import type { PodRun } from './pod-worker.ts';
import type { Random } from './random.ts';
import type { LabNode, Scenario } from './scenario.ts';

/**
 * Adds lines that daemons write all day and that say nothing about pulls, some of them with words that look like it
 * (`firstStartedPulling`, image garbage collection). Shapes are those of kubelet 1.20–1.32, containerd 1.6–2.1, systemd 252.
 */
export function addNoise(
  scenario: Scenario,
  node: LabNode,
  pods: readonly PodRun[],
  records: LogRecord[],
  random: Random,
): void {
  const lines = createLogWriter(scenario.minor, node);
  const own = pods.filter(({ pod }) => pod.node === node.name).map(({ pod }) => pod);
  const minutes = (scenario.captureAt - scenario.from) / 60_000;
  const total = Math.round(minutes * (node.noisePerMinute ?? 4));
  const system = [
    { namespace: 'kube-system', name: `kube-proxy-${random.suffix(5)}`, uid: random.uid() },
    { namespace: 'kube-system', name: `node-exporter-${random.suffix(5)}`, uid: random.uid() },
  ];
  for (let index = 0; index < total; index++) {
    const at = random.between(scenario.from, scenario.captureAt);
    const alive = own.filter(({ createdAt, deletedAt = Infinity }) => createdAt + 5000 < at && at < deletedAt);
    const pod = random.pick([...system, ...alive]);
    const id = random.hex(64);
    const writers: (() => LogRecord)[] = [
      () => lines.syncLoop(at, 'RECONCILE', pod),
      () =>
        lines.kubelet(
          at,
          'I',
          'log.go:245',
          `http: TLS handshake error from ${node.address}:${random.integer(32768, 60999)}: EOF`,
        ),
      () => lines.runtime(at, 'info', `StopPodSandbox for "${id}" returns successfully`),
      () => lines.runtime(at, 'warning', `cleaning up after shim disconnected id=${id} namespace=k8s.io`),
      () => ({
        at,
        unit: 'systemd' as const,
        text: `run-containerd-runc-k8s.io-${id}-runc.${random.suffix(6)}.mount: Deactivated successfully.`,
      }),
    ];
    const structured: (() => LogRecord)[] = [
      () =>
        lines.kubelet(at, 'E', 'dns.go:153', 'Nameserver limits exceeded', {
          err: 'Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 10.0.0.2 10.0.0.3 10.0.0.4',
        }),
      () =>
        lines.kubelet(at, 'I', 'prober.go:107', 'Probe failed', {
          probeType: 'Readiness',
          pod: `kube-system/${system[1]!.name}`,
          podUID: system[1]!.uid,
          containerName: 'node-exporter',
          probeResult: 'failure',
          output:
            'Get "http://10.0.0.9:9100/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        }),
      () =>
        lines.kubelet(at, 'I', 'pod_startup_latency_tracker.go:102', 'Observed pod startup duration', {
          pod: `kube-system/${system[0]!.name}`,
          podStartSLOduration: { raw: random.between(1, 9).toFixed(9) },
          podStartE2EDuration: `${random.between(1, 9).toFixed(6)}s`,
          firstStartedPulling: '0001-01-01 00:00:00 +0000 UTC',
          lastFinishedPulling: '0001-01-01 00:00:00 +0000 UTC',
        }),
      () => lines.kubelet(at, 'I', 'scope.go:117', 'RemoveContainer', { containerID: id }),
      () => lines.kubelet(at, 'I', 'eviction_manager.go:364', 'Eviction manager: no resources are starved', {}),
    ];
    records.push(random.pick(scenario.minor >= 21 ? [...writers, ...structured] : writers)());
  }
}
