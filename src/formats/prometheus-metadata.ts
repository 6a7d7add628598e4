import type { ObjectFormat } from './format.ts';
import { isFields } from './objects/fields.ts';
import { PROMETHEUS_METADATA_SAMPLES } from './prometheus-metadata-samples.ts';

/** What Prometheus says of itself and of its series, without their samples. */
export const prometheusMetadata: ObjectFormat = {
  id: 'prometheus-metadata',
  kind: 'object',
  title: 'Prometheus answers without samples (JSON)',
  description:
    "Answers of Prometheus' HTTP API that hold no samples: lists of series and label values, metadata, targets, rules, alerts, build and configuration; and the series that promtool tsdb dump --format=seriesjson lists. They are known, so that nobody wonders, and tell nothing: a series that is listed had a sample at some time in the window that was asked for, and its value is not shown.",
  commands: [
    'curl --get http://PROMETHEUS:9090/api/v1/series --data-urlencode match[]=kube_pod_container_status_waiting_reason > series.json',
  ],
  sources: [
    'prometheus/prometheus docs/querying/api.md (series, labels, metadata, targets, rules, alerts, status), 2.42 and 3.5',
    'prometheus/prometheus cmd/promtool/tsdb.go formatSeriesSetLabelsToJSON, 3.5',
  ],
  samples: PROMETHEUS_METADATA_SAMPLES,
  needles: ['"status":"success"', '"status": "success"', '"__name__"'],
  accepts(object) {
    if (object['status'] === 'success') return 'data' in object;
    return typeof object['__name__'] === 'string' && !isFields(object['metric']);
  },
  read() {},
};
