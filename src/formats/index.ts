import { containerStatuses } from './container-statuses.ts';
import { containerdLog } from './containerd-log.ts';
import { crioLog } from './crio-log.ts';
import { describeNode } from './describe-node.ts';
import { describePod } from './describe-pod.ts';
import { dockerdLog } from './dockerd-log.ts';
import { events } from './events.ts';
import type { Format } from './format.ts';
import { getEventsTable } from './get-events-table.ts';
import { getPodsTable } from './get-pods-table.ts';
import { grafanaCsv } from './grafana-csv.ts';
import { grafanaFrames } from './grafana-frames.ts';
import { kubectlLogsError } from './kubectl-logs-error.ts';
import { kubeletLog } from './kubelet-log.ts';
import { nodes } from './nodes.ts';
import { pastedMessage } from './pasted-message.ts';
import { openmetrics } from './openmetrics.ts';
import { pods } from './pods.ts';
import { prometheusMetadata } from './prometheus-metadata.ts';
import { prometheusQuery } from './prometheus-query.ts';
import { prometheusRange } from './prometheus-range.ts';
import { promtoolQuery } from './promtool-query.ts';
import { tsdbDump } from './tsdb-dump.ts';
import { victoriametricsExport } from './victoriametrics-export.ts';
import { pullCommand } from './pull-command.ts';
import { statusFragment } from './status-fragment.ts';

/** Every known format. Text formats are asked in this order; of object formats the first that accepts reads. */
export const FORMATS: readonly Format[] = [
  kubeletLog,
  containerdLog,
  crioLog,
  dockerdLog,
  describePod,
  describeNode,
  getPodsTable,
  getEventsTable,
  kubectlLogsError,
  pastedMessage,
  pullCommand,
  statusFragment,
  prometheusMetadata,
  events,
  pods,
  containerStatuses,
  nodes,
  promtoolQuery,
  tsdbDump,
  openmetrics,
  grafanaCsv,
  prometheusRange,
  prometheusQuery,
  victoriametricsExport,
  grafanaFrames,
];
