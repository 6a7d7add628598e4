import { defineProducer } from './producer.ts';

/** Entries of Google Cloud Logging on a GKE cluster, from the console, `gcloud logging read` or a sink. */
export const cloudLoggingExport = defineProducer({
  id: 'cloud-logging-export',
  title: 'an export of Google Cloud Logging',
  sources: [
    'cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry',
    'cloud.google.com/kubernetes-engine/docs/concepts/about-logs',
  ],
  marks: [
    [{ anyFileWith: ['"logName"'] }, { anyFileWith: ['"k8s_pod"', '"k8s_node"', '"k8s_cluster"', '"k8s_container"'] }],
  ],
  evidence: [],
  neverHolds: ['pod objects', 'entries that the query or the sink left out'],
  collect: ['kubectl get pods -A -o json > pods.json'],
});
