import type { ObjectFormat } from './format.ts';
import { addSamples, readSamples } from './metrics/add-samples.ts';
import { endCollector } from './metrics/collector-of-artefact.ts';
import { isFields, textOf } from './objects/fields.ts';
import { PROMETHEUS_RANGE_SAMPLES } from './prometheus-range-samples.ts';

const METRIC = 'kube_pod_container_status_waiting_reason';
const INIT_METRIC = 'kube_pod_init_container_status_waiting_reason';

/** Series in answers of Prometheus' `query_range`, and of `query` to a range selector. */
export const prometheusRange: ObjectFormat = {
  id: 'prometheus-range',
  kind: 'object',
  title: 'Prometheus range queries (JSON)',
  description:
    "Answers of Prometheus' HTTP API that hold a matrix, whole or only the list of series (promtool --output=json). Read are kube-state-metrics' waiting reasons, containers, pods and disk pressure, restarts of kubelets, and full disks of nodes (node_exporter, cAdvisor). kube-state-metrics 2.x has a waiting reason only while it holds; 1.x has zeros for the others. A sample proves its instant only: scrapes can be missed, and where Prometheus knows no staleness markers a query repeats a sample for five minutes; such repeats are left out where they show. Joins that drop the metric's name are read, sums and counts are not.",
  commands: [
    `curl --get http://PROMETHEUS:9090/api/v1/query_range --data-urlencode 'query=${METRIC} == 1' --data start=START --data end=END --data step=30 > waiting.json`,
    `curl --get http://PROMETHEUS:9090/api/v1/query_range --data-urlencode 'query=${INIT_METRIC} == 1' --data start=START --data end=END --data step=30 > waiting-init.json`,
    `promtool query range --format=json --start=START --end=END --step=30s http://PROMETHEUS:9090 '${METRIC} == 1' > waiting.json`,
  ],
  sources: [
    'prometheus/prometheus docs/querying/api.md (range queries, matrix), 2.42 and 3.5',
    'kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md, 1.9 and 2.13',
  ],
  samples: PROMETHEUS_RANGE_SAMPLES,
  needles: ['"metric"', 'errorType'],
  accepts(object) {
    if (object['status'] === 'error' && 'errorType' in object) return true;
    if (!isFields(object['metric']) || 'timestamps' in object) return false;
    return Array.isArray(object['values']) || Array.isArray(object['histograms']);
  },
  read(object, place, context) {
    const { metric, values, histograms } = object;
    if (isFields(metric) && Array.isArray(values)) addSamples(metric, readSamples(values), place, context, 'range');
    else if (!Array.isArray(histograms))
      context.warn(place.line, `Prometheus refused the query, so there is no data here: ${textOf(object['error'])}`);
  },
  end: endCollector,
};
