import type { Observation } from '../model/observation.ts';
import { CLOUD_LOGGING_SAMPLES } from './cloud-logging-samples.ts';
import { containerdLog } from './containerd-log.ts';
import { dockerdLog } from './dockerd-log.ts';
import { events } from './events.ts';
import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { kubeletLog } from './kubelet-log.ts';
import { loggedEvents } from './logged-events.ts';
import { type Fields, fieldsOf, isFields, textOf } from './objects/fields.ts';

/** What GKE's exporter of Events says when it starts anew. Source: GoogleCloudPlatform/k8s-stackdriver event-exporter/sinks. */
const EVENTS_LOST = 'Some events may have been lost up to this point';
const NODE_LOGS = [loggedEvents, kubeletLog, containerdLog, dockerdLog];

/** Entries of Google Cloud Logging, as GKE writes them: Events of the cluster, and the journals of nodes. */
export const cloudLogging: ObjectFormat = {
  id: 'cloud-logging',
  kind: 'object',
  title: 'Google Cloud Logging entries of GKE (JSON)',
  description:
    'What `gcloud logging read --format=json` or a sink to a bucket saves of a GKE cluster: each Event as it was written, for ' +
    'weeks instead of an hour, and the journals of kubelets and containerd. An Event that was counted up stands there once ' +
    'for each write.',
  commands: [
    `gcloud logging read 'resource.type=("k8s_pod" OR "k8s_node" OR "k8s_cluster") AND (logName:"events" OR logName:"kubelet" OR logName:"container-runtime")' --freshness=1d --format=json > entries.json`,
  ],
  sources: [
    'googleapis/googleapis google/logging/v2/log_entry.proto',
    'cloud.google.com/kubernetes-engine/docs: About GKE logs (k8s_pod, k8s_node; events, kubelet, container-runtime)',
  ],
  samples: CLOUD_LOGGING_SAMPLES,
  needles: ['logName'],
  accepts: (object) =>
    textOf(object['logName']) !== null &&
    isFields(object['resource']) &&
    ('jsonPayload' in object || 'textPayload' in object),
  read: readEntry,
};

function readEntry(entry: Fields, place: ObjectPlace, context: ReadContext): void {
  const payload = fieldsOf(entry['jsonPayload']);
  const text = textOf(entry['textPayload']);
  if (events.accepts(payload, place)) events.read(payload, place, context);
  else if (text?.includes(EVENTS_LOST))
    context.warn(place.line, `Events are missing before this: “${text.slice(0, 200)}”`);
  else readNodeLine(entry, payload, text, place, context);
}

/** An entry of a node's journal, read as the line that journalctl would print of it. */
function readNodeLine(
  entry: Fields,
  payload: Fields,
  text: string | null,
  place: ObjectPlace,
  context: ReadContext,
): void {
  const labels = fieldsOf(fieldsOf(entry['resource'])['labels']);
  const message = textOf(payload['MESSAGE']) ?? textOf(payload['message']) ?? text;
  const stamp = textOf(entry['timestamp']);
  const node = textOf(labels['node_name']) ?? textOf(payload['_HOSTNAME']);
  if (message === null || stamp === null || node === null) return;
  const log = (textOf(entry['logName']) ?? '').split(/\/|%2F/).at(-1) ?? '';
  const identifier = textOf(payload['SYSLOG_IDENTIFIER']) ?? log;
  const line = `${stamp} ${node} ${identifier}[${textOf(payload['_PID']) ?? '1'}]: ${message}`;
  const placed: ReadContext = {
    ...context,
    observe: (observation) => context.observe(placeIn(observation, place)),
    // The entry is counted already.
    record: () => {},
  };
  for (const format of NODE_LOGS) {
    const reader = format.reader(placed);
    const verdict = reader.line({ number: place.line, text: line });
    reader.end();
    if (verdict !== 'ignored') return;
  }
}

function placeIn(observation: Observation, { item }: ObjectPlace): Observation {
  return { ...observation, evidence: { ...observation.evidence, item } };
}
