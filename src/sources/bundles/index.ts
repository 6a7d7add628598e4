import { aksNodeLogs } from './aks-node-logs.ts';
import { aksPeriscope } from './aks-periscope.ts';
import { cloudLoggingExport } from './cloud-logging-export.ts';
import { clusterApiE2e } from './cluster-api-e2e.ts';
import { clusterInfoDump } from './cluster-info-dump.ts';
import { clusterInfoDumpStdout } from './cluster-info-dump-stdout.ts';
import { crashd } from './crashd.ts';
import { e2eLogDump } from './e2e-log-dump.ts';
import { eksLogCollector } from './eks-log-collector.ts';
import { eksLogCollectorWindows } from './eks-log-collector-windows.ts';
import { insightsArchive } from './insights-archive.ts';
import { kindExportLogs } from './kind-export-logs.ts';
import { microk8sInspect } from './microk8s-inspect.ts';
import { minikubeLogs } from './minikube-logs.ts';
import { mustGather } from './must-gather.ts';
import { ocInspect } from './oc-inspect.ts';
import type { Producer } from './producer.ts';
import { prowArtifacts } from './prow-artifacts.ts';
import { rancherLogsCollector } from './rancher-logs-collector.ts';
import { sosreport } from './sosreport.ts';
import { supportBundleKit } from './support-bundle-kit.ts';
import { talosSupport } from './talos-support.ts';
import { troubleshoot } from './troubleshoot.ts';
import { veleroDebug } from './velero-debug.ts';

/** Every known producer of bundles. Where the signs of two are under one root, the first is meant. */
export const PRODUCERS: readonly Producer[] = [
  troubleshoot,
  mustGather,
  ocInspect,
  insightsArchive,
  sosreport,
  eksLogCollector,
  eksLogCollectorWindows,
  aksNodeLogs,
  aksPeriscope,
  rancherLogsCollector,
  supportBundleKit,
  kindExportLogs,
  clusterApiE2e,
  prowArtifacts,
  e2eLogDump,
  minikubeLogs,
  microk8sInspect,
  talosSupport,
  veleroDebug,
  crashd,
  clusterInfoDump,
  clusterInfoDumpStdout,
  cloudLoggingExport,
];
