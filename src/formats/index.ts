import { describeNode } from './describe-node.ts';
import { describePod } from './describe-pod.ts';
import { events } from './events.ts';
import type { Format } from './format.ts';
import { getEventsTable } from './get-events-table.ts';
import { getPodsTable } from './get-pods-table.ts';
import { kubectlLogsError } from './kubectl-logs-error.ts';
import { nodes } from './nodes.ts';
import { pods } from './pods.ts';
import { prometheusRange } from './prometheus-range.ts';

/** Every known format. Text formats are asked in this order; of object formats the first that accepts reads. */
export const FORMATS: readonly Format[] = [
  describePod,
  describeNode,
  getPodsTable,
  getEventsTable,
  kubectlLogsError,
  events,
  pods,
  nodes,
  prometheusRange,
];
