import type { Observation } from '../model/observation.ts';
import { type Subject, subject } from '../model/subject.ts';
import { problemOfReason } from './container-reason.ts';
import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { type Fields, fieldsOf, isFields, textOf, writeExcerpt } from './objects/fields.ts';
import { PROMETHEUS_RANGE_SAMPLES } from './prometheus-range-samples.ts';

const METRIC = 'kube_pod_container_status_waiting_reason';
const INIT_METRIC = 'kube_pod_init_container_status_waiting_reason';

/** Series of the waiting-reason metrics in answers of Prometheus' `query_range`. */
export const prometheusRange: ObjectFormat = {
  id: 'prometheus-range',
  kind: 'object',
  title: 'Prometheus range queries of waiting reasons (JSON)',
  description:
    "Answers of Prometheus' HTTP API to range queries of kube_pod_container_status_waiting_reason and its init twin, whole or only the list of series. kube-state-metrics 2.x has a series only while the reason holds; 1.x has zeros for the others. A sample proves its instant only: scrapes can be missed, and a series of zeros alone tells nothing.",
  commands: [
    `curl --get http://PROMETHEUS:9090/api/v1/query_range --data-urlencode 'query=${METRIC} == 1' --data start=START --data end=END --data step=30 > waiting.json`,
    `curl --get http://PROMETHEUS:9090/api/v1/query_range --data-urlencode 'query=${INIT_METRIC} == 1' --data start=START --data end=END --data step=30 > waiting-init.json`,
  ],
  sources: [
    'prometheus/prometheus docs/querying/api.md (range queries, matrix), 2.42 and 3.5',
    'kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md, 1.9 and 2.13',
  ],
  samples: PROMETHEUS_RANGE_SAMPLES,
  needles: ['"values"', 'errorType'],
  accepts(object) {
    if (isFields(object['metric']) && Array.isArray(object['values'])) return true;
    return object['status'] === 'error' && 'errorType' in object;
  },
  read(object, place, context) {
    if (isFields(object['metric'])) readSeries(object, place, context);
    else context.warn(place.line, `Prometheus refused the query, so there is no data here: ${textOf(object['error'])}`);
  },
};

function readSeries(series: Fields, place: ObjectPlace, context: ReadContext): void {
  const labels = fieldsOf(series['metric']);
  const name = textOf(labels['__name__']);
  const reason = textOf(labels['reason']);
  const about = readSubject(labels, name);
  // A join or an aggregation drops the metric's name; with pod, container and reason it is still one container's series.
  if (name !== null && name !== METRIC && name !== INIT_METRIC) return;
  if (reason === null || !about.pod || !about.container) return;
  const samples = readSamples(series['values']);
  // A sum or a count has other values: it is of no single container.
  if (name === null && !samples.isBoolean) return;
  if (samples.skipped > 0) context.warn(place.line, `${samples.skipped} samples of a series are no numbers`);
  const { waitingAtMs, notWaitingAtMs } = samples;
  if (waitingAtMs.length === 0) return;
  const clock = context.clock('absolute', { kind: 'monitoring' });
  const [firstMs = 0, lastMs = 0] = [waitingAtMs[0], waitingAtMs.at(-1)];
  const shared = {
    origin: 'metric',
    subject: subject(about),
    first: { clock, valueMs: firstMs, widthMs: 0 },
    last: { clock, valueMs: lastMs, widthMs: 0 },
    count: waitingAtMs.length,
    storedAt: null,
    eventUid: null,
    combined: false,
    evidence: {
      artefact: context.artefact,
      line: place.line,
      item: place.item,
      excerpt: writeExcerpt([
        `${name ?? 'series'} ${about.namespace}/${about.pod}`,
        `container: ${about.container}`,
        `reason: ${reason}`,
        `${waitingAtMs.length} samples of 1 from ${firstMs / 1000} to ${lastMs / 1000}`,
      ]),
    },
  } satisfies Omit<Observation, 'kind'>;
  const problem = problemOfReason(reason);
  if (problem) {
    const message = `${reason} in ${waitingAtMs.length} samples of the metric`;
    context.observe({ ...shared, kind: 'other-problem', problem, reason, message });
  } else context.observe({ ...shared, kind: 'waiting-series', reason, waitingAtMs, notWaitingAtMs });
}

/**
 * Without `honor_labels`, Prometheus keeps the labels of the scrape target (kube-state-metrics' own pod) and renames those
 * of the metric to `exported_…`.
 */
function readSubject(labels: Fields, name: string | null): Partial<Subject> {
  const label = (key: string): string | null => textOf(labels[`exported_${key}`]) ?? textOf(labels[key]);
  return {
    namespace: label('namespace'),
    pod: label('pod'),
    podUid: label('uid'),
    container: label('container'),
    containerType: name === METRIC ? 'regular' : name === INIT_METRIC ? 'init' : null,
    // Only joins with kube_pod_container_info have it; `image_spec` is the pod's text, since kube-state-metrics 2.3.
    image: name === null ? (label('image_spec') ?? label('image')) : null,
  };
}

interface Samples {
  readonly waitingAtMs: Float64Array;
  readonly notWaitingAtMs: Float64Array;
  /** Whether all values are 0 or 1. */
  readonly isBoolean: boolean;
  readonly skipped: number;
}

/** Samples are `[seconds, "value"]`; a stale marker or any other NaN is no sample. */
function readSamples(values: unknown): Samples {
  const waiting: number[] = [];
  const notWaiting: number[] = [];
  let isBoolean = true;
  let skipped = 0;
  for (const sample of Array.isArray(values) ? values : []) {
    const [seconds, text] = Array.isArray(sample) ? sample : [];
    const value = typeof text === 'string' ? Number(text) : Number.NaN;
    if (typeof seconds !== 'number' || Number.isNaN(value)) {
      skipped += text === 'NaN' ? 0 : 1;
      continue;
    }
    if (value !== 0 && value !== 1) isBoolean = false;
    (value > 0 ? waiting : notWaiting).push(Math.round(seconds * 1000));
  }
  const sort = (times: number[]): Float64Array => Float64Array.from(times).sort();
  return { waitingAtMs: sort(waiting), notWaitingAtMs: sort(notWaiting), isBoolean, skipped };
}
