import type { Random } from '../lab/random.ts';

/** A line that says nothing about pulls: its sender, severity and text behind the envelope. */
export interface NoiseLine {
  readonly sender: 'kubelet' | 'containerd' | 'systemd';
  readonly severity: 'I' | 'W' | 'E';
  readonly text: string;
}

/**
 * Makes a source of the lines that a kubelet 1.33, containerd 2.0 and systemd 252 write all day, about a few hundred pods.
 * Some hold words that look like pulls (`firstStartedPulling`, `ImageUpdate`), as real ones do.
 */
export function createNoise(random: Random): () => NoiseLine {
  const pods = Array.from({ length: 300 }, () => ({
    name: `${random.pick(['kube-system', 'monitoring', 'payments', 'argocd', 'web'])}/${random.pick(['coredns', 'node-exporter', 'api', 'cert-manager', 'front'])}-${random.suffix(10)}-${random.suffix(5)}`,
    uid: random.uid(),
    id: random.hex(64),
    volume: `kube-api-access-${random.suffix(5)}`,
  }));
  const kubelet = (severity: NoiseLine['severity'], text: string): NoiseLine => ({ sender: 'kubelet', severity, text });
  const containerd = (text: string): NoiseLine => ({ sender: 'containerd', severity: 'I', text });
  const systemd = (text: string): NoiseLine => ({ sender: 'systemd', severity: 'I', text });
  type Pod = (typeof pods)[number];
  const kinds: readonly (readonly [number, (pod: Pod) => NoiseLine])[] = [
    [
      8,
      (p) =>
        kubelet(
          'I',
          `reconciler_common.go:245] "operationExecutor.VerifyControllerAttachedVolume started for volume \\"${p.volume}\\" (UniqueName: \\"kubernetes.io/projected/${p.uid}-${p.volume}\\") pod \\"${p.name.split('/')[1]}\\" (UID: \\"${p.uid}\\") " pod="${p.name}"`,
        ),
    ],
    [
      6,
      (p) =>
        kubelet(
          'I',
          `operation_generator.go:803] UnmountVolume.TearDown succeeded for volume "kubernetes.io/projected/${p.uid}-${p.volume}" (OuterVolumeSpecName: "${p.volume}") pod "${p.uid}" (UID: "${p.uid}"). InnerVolumeSpecName "${p.volume}". PluginName "kubernetes.io/projected", VolumeGIDValue ""`,
        ),
    ],
    [
      8,
      (p) =>
        kubelet(
          'I',
          `kubelet.go:2453] "SyncLoop (PLEG): event for pod" pod="${p.name}" event={"ID":"${p.uid}","Type":"ContainerStarted","Data":"${p.id}"}`,
        ),
    ],
    [5, (p) => kubelet('I', `kubelet.go:2428] "SyncLoop UPDATE" source="api" pods=["${p.name}"]`)],
    [3, (p) => kubelet('I', `kubelet.go:2421] "SyncLoop ADD" source="api" pods=["${p.name}"]`)],
    [5, (p) => kubelet('I', `kubelet.go:2473] "SyncLoop (probe)" probe="readiness" status="ready" pod="${p.name}"`)],
    [
      8,
      (p) =>
        kubelet(
          'I',
          `prober.go:107] "Probe failed" probeType="Readiness" pod="${p.name}" podUID="${p.uid}" containerName="api" probeResult="failure" output="Get \\"http://10.0.${random.integer(0, 255)}.${random.integer(1, 254)}:8080/healthz\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"`,
        ),
    ],
    [
      7,
      (p) =>
        kubelet(
          'I',
          `pod_startup_latency_tracker.go:104] "Observed pod startup duration" pod="${p.name}" podStartSLOduration=${random.between(1, 9).toFixed(9)} podStartE2EDuration="${random.between(1, 9).toFixed(6)}s" podCreationTimestamp="2026-03-01 00:00:00 +0000 UTC" firstStartedPulling="0001-01-01 00:00:00 +0000 UTC" lastFinishedPulling="0001-01-01 00:00:00 +0000 UTC" observedRunningTime="2026-03-01 00:00:09 +0000 UTC" watchObservedRunningTime="2026-03-01 00:00:09.1 +0000 UTC"`,
        ),
    ],
    [4, (p) => kubelet('I', `scope.go:117] "RemoveContainer" containerID="${p.id}"`)],
    [
      4,
      (p) =>
        kubelet(
          'E',
          `log.go:32] "ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"${p.id}\\": not found" containerID="${p.id}"`,
        ),
    ],
    [
      4,
      (p) =>
        kubelet(
          'I',
          `pod_container_deletor.go:53] "DeleteContainer returned error" containerID={"Type":"containerd","ID":"${p.id}"} err="failed to get container status \\"${p.id}\\": rpc error: code = NotFound desc = not found"`,
        ),
    ],
    [
      5,
      () =>
        kubelet(
          'E',
          'dns.go:153] "Nameserver limits exceeded" err="Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 10.0.0.2 10.0.0.3 10.0.0.4"',
        ),
    ],
    [2, () => kubelet('I', 'eviction_manager.go:370] "Eviction manager: no resources are starved"')],
    [
      3,
      () =>
        kubelet(
          'I',
          `log.go:245] http: TLS handshake error from 10.0.0.${random.integer(1, 254)}:${random.integer(32768, 60999)}: EOF`,
        ),
    ],
    [
      3,
      (p) =>
        kubelet(
          'W',
          `watcher.go:93] Error while processing event ("/sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${p.uid.replaceAll('-', '_')}.slice": 0x40000100 == IN_CREATE|IN_ISDIR): inotify_add_watch: no such file or directory`,
        ),
    ],
    [
      2,
      (p) =>
        kubelet(
          'I',
          `kuberuntime_container.go:808] "Killing container with a grace period" pod="${p.name}" podUID="${p.uid}" containerName="api" containerID="containerd://${p.id}" gracePeriod=30`,
        ),
    ],
    [
      1,
      (p) =>
        kubelet(
          'E',
          `pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"api\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=api pod=${p.name.split('/')[1]}_web(${p.uid})\\"" pod="${p.name}" podUID="${p.uid}"`,
        ),
    ],
    [6, (p) => containerd(`level=info msg="StopPodSandbox for \\"${p.id}\\" returns successfully"`)],
    [
      6,
      (p) =>
        containerd(
          `level=info msg="CreateContainer within sandbox \\"${p.id}\\" for container &ContainerMetadata{Name:api,Attempt:${random.integer(0, 40)},}"`,
        ),
    ],
    [4, (p) => containerd(`level=info msg="StartContainer for \\"${p.id}\\" returns successfully"`)],
    [3, (p) => containerd(`level=warning msg="cleaning up after shim disconnected" id=${p.id} namespace=k8s.io`)],
    [
      2,
      () =>
        containerd(
          'level=info msg="ImageUpdate event name:\\"registry.k8s.io/metrics-server/metrics-server:v0.6.4\\" labels:{key:\\"io.cri-containerd.image\\" value:\\"managed\\"}"',
        ),
    ],
    [5, (p) => systemd(`run-containerd-runc-k8s.io-${p.id}-runc.${random.suffix(6)}.mount: Deactivated successfully.`)],
    [2, (p) => systemd(`cri-containerd-${p.id}.scope: Consumed ${random.integer(1, 900)}ms CPU time.`)],
  ];
  const urn = kinds.flatMap(([weight, write]) => Array.from({ length: weight }, () => write));
  return () => random.pick(urn)(random.pick(pods));
}
