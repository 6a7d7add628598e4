import { containerdLog } from './containerd-log.ts';
import { crioLog } from './crio-log.ts';
import { dockerdLog } from './dockerd-log.ts';
import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { kubeletLog } from './kubelet-log.ts';
import { LOG_RECORDS_SAMPLES } from './log-records-samples.ts';
import { loggedEvents } from './logged-events.ts';
import { type Fields, fieldsOf, isFields } from './objects/fields.ts';
import { parseEnvelope } from './text/envelope.ts';
import type { Envelope } from './text/envelopes/envelope.ts';
import { readLogRecord, readRecordTime } from './text/envelopes/log-record.ts';
import { isProgramLine } from './text/envelopes/program-line.ts';
import { createEntryReader, type EntryReader } from './text/log-entries.ts';

const NODE_LOGS = [loggedEvents, kubeletLog, containerdLog, crioLog, dockerdLog];

/** Lines of nodes' logs inside of the records of a log store. */
export const logRecords: ObjectFormat = {
  id: 'log-records',
  kind: 'object',
  title: 'records of a log store (JSON)',
  description:
    'What Loki, Elasticsearch, OpenSearch, CloudWatch Logs, Azure Log Analytics, Splunk, Datadog and collectors such as Fluent ' +
    'Bit and Vector save of the logs of kubelets and container runtimes: one record per object, in a list, or in an answer ' +
    'of the API. Known by a field that holds such a line, whatever else the record has. Queries are limited: lines may be ' +
    'missing.',
  commands: [
    `logcli query '{unit="kubelet.service"}' --from=FROM --to=TO --limit=0 --output=jsonl > kubelet.jsonl`,
    'aws logs filter-log-events --log-group-name /aws/containerinsights/CLUSTER/host --filter-pattern kubelet > host.json',
  ],
  sources: [
    'grafana/loki docs/sources/reference/loki-http-api.md (streams), pkg/logcli/output/jsonl.go, v2.0–v3.4',
    'elastic/elasticsearch docs: Search API (hits.hits[]._source), 7–9',
    'AWS CloudWatch Logs API: FilterLogEvents, GetLogEvents (events[].timestamp in milliseconds, message)',
    'fluent/fluent-bit lib/fluent-bit src/flb_pack.c (json_lines, date), vectordotdev/vector journald source (host, message)',
  ],
  samples: LOG_RECORDS_SAMPLES,
  // klog's place in the source, and the level of logrus in text and in JSON.
  needles: ['.go:', 'level=', '\\"level\\"'],
  accepts: (object) =>
    !isOfKubernetes(object) && entriesOf(object).some(({ envelope }) => isProgramLine(envelope.body)),
  read(object, place, context) {
    let reader = readers.get(context);
    if (!reader) {
      reader = createEntryReader(NODE_LOGS, context);
      readers.set(context, reader);
    }
    for (const { envelope, item } of entriesOf(object))
      reader.read(envelope, item === null ? place : { ...place, item });
  },
  end(context) {
    readers.get(context)?.end();
    readers.delete(context);
  },
};

/** Errors of several lines go on in the next record. */
const readers = new WeakMap<ReadContext, EntryReader>();

interface Entry {
  readonly envelope: Envelope;
  /** Its index in a list inside of the object; null where the object is the entry. */
  readonly item: ObjectPlace['item'];
}

function isOfKubernetes(object: Fields): boolean {
  return 'apiVersion' in object || 'involvedObject' in object || 'metadata' in object;
}

/** The lines of an object: a record, an answer with a list of them, or a stream of Loki. */
function entriesOf(object: Fields): readonly Entry[] {
  const list = listIn(object);
  if (list) {
    return list.flatMap((record, item) => {
      const envelope = isFields(record) ? readRecord(record) : null;
      return envelope ? [{ envelope, item }] : [];
    });
  }
  const values = object['values'];
  if (isFields(object['stream']) && Array.isArray(values)) return readStream(object['stream'], values);
  const envelope = readRecord(object);
  return envelope ? [{ envelope, item: null }] : [];
}

function listIn(object: Fields): readonly unknown[] | null {
  for (const list of [object['events'], fieldsOf(object['hits'])['hits'], object['results'], object['data']])
    if (Array.isArray(list)) return list;
  return null;
}

function readRecord(record: Fields): Envelope | null {
  return readLogRecord(record, (text) => {
    const envelope = parseEnvelope(text);
    return envelope.pid !== null || (envelope.time !== null && isProgramLine(envelope.body)) ? envelope : null;
  });
}

/** Loki's newest line stands first, unless it was asked otherwise. */
function readStream(labels: Fields, values: readonly unknown[]): readonly Entry[] {
  const entries = values.flatMap((value): Entry[] => {
    const [stamp, line] = Array.isArray(value) ? value : [];
    const record = { ...labels, timestamp: stamp, line };
    const envelope = typeof line === 'string' && readRecordTime(stamp) ? readRecord(record) : null;
    return envelope ? [{ envelope, item: null }] : [];
  });
  const [first, last] = [entries[0]?.envelope.time?.wallMs ?? 0, entries.at(-1)?.envelope.time?.wallMs ?? 0];
  return first > last ? entries.toReversed() : entries;
}
