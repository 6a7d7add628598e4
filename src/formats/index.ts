import { cloudLogging } from './cloud-logging.ts';
import { containerStatuses } from './container-statuses.ts';
import { containerdConfig } from './containerd-config.ts';
import { containerdLog } from './containerd-log.ts';
import { crictlImages } from './crictl-images.ts';
import { crictlInfo } from './crictl-info.ts';
import { crioLog } from './crio-log.ts';
import { describeNode } from './describe-node.ts';
import { describePod } from './describe-pod.ts';
import { describeWorkload } from './describe-workload.ts';
import { dfTable } from './df-table.ts';
import { dockerdLog } from './dockerd-log.ts';
import { eventFilterHtml } from './event-filter-html.ts';
import { events } from './events.ts';
import type { Format } from './format.ts';
import { getEventsTable } from './get-events-table.ts';
import { getPodsTable } from './get-pods-table.ts';
import { grafanaCsv } from './grafana-csv.ts';
import { grafanaFrames } from './grafana-frames.ts';
import { hostsToml } from './hosts-toml.ts';
import { k3sRegistries } from './k3s-registries.ts';
import { kubectlLogsError } from './kubectl-logs-error.ts';
import { kubeletConfig } from './kubelet-config.ts';
import { kubeletFlags } from './kubelet-flags.ts';
import { kubeletLog } from './kubelet-log.ts';
import { logRecords } from './log-records.ts';
import { loggedEvents } from './logged-events.ts';
import { nodes } from './nodes.ts';
import { openmetrics } from './openmetrics.ts';
import { openshiftRegistries } from './openshift-registries.ts';
import { pastedMessage } from './pasted-message.ts';
import { pods } from './pods.ts';
import { prometheusMetadata } from './prometheus-metadata.ts';
import { prometheusQuery } from './prometheus-query.ts';
import { prometheusRange } from './prometheus-range.ts';
import { promtoolQuery } from './promtool-query.ts';
import { pullCommand } from './pull-command.ts';
import { registriesConf } from './registries-conf.ts';
import { registryCheck } from './registry-check.ts';
import { runtimeImages } from './runtime-images.ts';
import { secrets } from './secrets.ts';
import { serviceAccounts } from './service-accounts.ts';
import { silentRuntime } from './silent-runtime.ts';
import { statsSummary } from './stats-summary.ts';
import { statusFragment } from './status-fragment.ts';
import { tables } from './tables.ts';
import { troubleshootPullSecrets } from './troubleshoot-pull-secrets.ts';
import { tsdbDump } from './tsdb-dump.ts';
import { victoriametricsCsv } from './victoriametrics-csv.ts';
import { victoriametricsExport } from './victoriametrics-export.ts';

/** Every known format. Text formats are asked in this order; of object formats the first that accepts reads. */
export const FORMATS: readonly Format[] = [
  silentRuntime,
  loggedEvents,
  // Before the log, of which its lines are.
  kubeletFlags,
  kubeletLog,
  containerdLog,
  crioLog,
  dockerdLog,
  describeWorkload,
  describePod,
  describeNode,
  getPodsTable,
  getEventsTable,
  eventFilterHtml,
  kubectlLogsError,
  promtoolQuery,
  tsdbDump,
  openmetrics,
  victoriametricsCsv,
  grafanaCsv,
  pastedMessage,
  pullCommand,
  statusFragment,
  prometheusMetadata,
  registriesConf,
  hostsToml,
  containerdConfig,
  crictlImages,
  dfTable,
  cloudLogging,
  events,
  pods,
  containerStatuses,
  tables,
  nodes,
  secrets,
  troubleshootPullSecrets,
  serviceAccounts,
  kubeletConfig,
  k3sRegistries,
  openshiftRegistries,
  crictlInfo,
  statsSummary,
  runtimeImages,
  registryCheck,
  prometheusRange,
  prometheusQuery,
  victoriametricsExport,
  grafanaFrames,
  logRecords,
];
