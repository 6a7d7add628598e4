import type { ObjectFormat } from './format.ts';
import { addSamples, readSample } from './metrics/add-samples.ts';
import { endCollector } from './metrics/collector-of-artefact.ts';
import { isFields } from './objects/fields.ts';
import { PROMETHEUS_QUERY_SAMPLES } from './prometheus-query-samples.ts';

/** Series in answers of Prometheus' `query`: one sample each. */
export const prometheusQuery: ObjectFormat = {
  id: 'prometheus-query',
  kind: 'object',
  title: 'Prometheus instant queries (JSON)',
  description:
    "Answers of Prometheus' HTTP API that hold a vector, whole or only the list of series (promtool --output=json): one value for each series. The time in it is that of the query; the sample itself may be up to five minutes older, so a waiting reason held at some instant of these five minutes. kube_pod_container_info gives the images of pods, kube_pod_info their nodes. Of scalars and texts nothing is read.",
  commands: [
    "curl --get http://PROMETHEUS:9090/api/v1/query --data-urlencode 'query=kube_pod_container_status_waiting_reason == 1' > waiting-now.json",
    'curl --get http://PROMETHEUS:9090/api/v1/query --data-urlencode \'query={__name__=~"kube_pod_(init_)?container_info|kube_pod_info|kube_pod_owner"}\' > pods.json',
  ],
  sources: [
    'prometheus/prometheus docs/querying/api.md (instant queries, vector), 2.42 and 3.5',
    'kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md, 1.9 and 2.13',
  ],
  samples: PROMETHEUS_QUERY_SAMPLES,
  needles: ['"metric"'],
  accepts: (object) =>
    isFields(object['metric']) && (Array.isArray(object['value']) || Array.isArray(object['histogram'])),
  read({ metric, value }, place, context) {
    if (isFields(metric) && Array.isArray(value)) addSamples(metric, [readSample(value)], place, context, 'instant');
  },
  end: endCollector,
};
