import type { ClockKeeper, Reading } from '../model/clock.ts';
import { type Subject, subject } from '../model/subject.ts';
import { readEventMessage } from './event-message.ts';
import { EVENT_SAMPLES } from './events-samples.ts';
import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import {
  countOf,
  cutMessage,
  type Fields,
  fieldsOf,
  isFields,
  readTime,
  textOf,
  writeExcerpt,
} from './objects/fields.ts';

/** Event objects, core/v1 and events.k8s.io/v1, in JSON and YAML. */
export const events: ObjectFormat = {
  id: 'events',
  kind: 'object',
  title: 'Kubernetes Event objects (JSON or YAML)',
  description:
    'Saved Events of the core/v1 or the events.k8s.io/v1 API, singly or in lists. An Event shows the first and the last time of something and how often it happened as of the last; the times between are lost. The kubelet writes at most 25 Events per pod at once and one per 300 s after, so counts lag, and an Event is gone an hour after it was last written.',
  commands: [
    'kubectl get events --all-namespaces --output json > events.json',
    'kubectl get events --all-namespaces --output yaml > events.yaml',
    'kubectl get events.v1.events.k8s.io --all-namespaces --output json > events.json',
  ],
  sources: [
    'kubernetes/api core/v1/types.go Event and events/v1/types.go Event, v0.34',
    'kubernetes/client-go tools/record/event.go makeEvent and tools/events/event_recorder.go, v0.34',
    'kubernetes/kubectl pkg/cmd/events/event_printer.go and kubernetes pkg/printers/internalversion/printers.go printEvent, 1.34',
  ],
  samples: EVENT_SAMPLES,
  needles: ['involvedObject', 'regarding', 'lastTimestamp'],
  accepts(object) {
    // Some controllers leave out the reason.
    if (isFields(object['involvedObject']) || isFields(object['regarding'])) return true;
    if (textOf(object['reason']) === null || textOf(object['message'] ?? object['note']) === null) return false;
    // OpenShift's Insights operator keeps only namespace, lastTimestamp, reason, message and type.
    return 'lastTimestamp' in object && 'type' in object;
  },
  read: readEvent,
};

function readEvent(event: Fields, place: ObjectPlace, context: ReadContext): void {
  const metadata = fieldsOf(event['metadata']);
  const about = fieldsOf(event['regarding'] ?? event['involvedObject']);
  const source = fieldsOf(event['source'] ?? event['deprecatedSource']);
  const reporter = readReporter(event, source);
  const reason = textOf(event['reason']) ?? '';
  const message = textOf(event['note'] ?? event['message']) ?? '';
  const meaning = readEventMessage({
    type: textOf(event['type']),
    reason,
    message,
    component: reporter.component,
    fieldPath: textOf(about['fieldPath']),
  });
  if (!meaning) return;
  const namespace = textOf(about['namespace']) ?? textOf(metadata['namespace']) ?? textOf(event['namespace']);
  const times = readTimes(event, metadata, context, reporter.keeper);
  const seen = textOf(about['name']);
  context.observe({
    ...meaning.claim,
    ...(meaning.claim.kind === 'changed' && { of: readController(about) }),
    origin: 'event',
    subject: subject({ ...readSubject(about, namespace, reporter.node), ...meaning.subject }),
    first: times.first,
    last: times.last,
    count: times.count,
    storedAt: readTime(metadata['creationTimestamp'], () => context.clock('absolute', { kind: 'api-server' })),
    eventUid: textOf(metadata['uid']),
    combined: meaning.combined,
    evidence: {
      artefact: context.artefact,
      line: place.line,
      item: place.item,
      excerpt: writeExcerpt([
        `reason: ${reason}`,
        [namespace, seen].filter((part) => part !== null).join('/'),
        times.count > 1 ? `count: ${times.count}` : null,
        times.firstText && `first ${times.firstText}`,
        times.lastText && times.lastText !== times.firstText ? `last ${times.lastText}` : null,
        cutMessage(message),
      ]),
    },
  });
}

interface Reporter {
  readonly component: string | null;
  /** Only kubelets report from a node of their own. */
  readonly node: string | null;
  readonly keeper: ClockKeeper;
}

/** Who wrote the Event: `source` until 1.27, `reporting…` since, one of the two with the events.k8s.io API. */
function readReporter(event: Fields, source: Fields): Reporter {
  const component =
    textOf(source['component']) ?? textOf(event['reportingComponent']) ?? textOf(event['reportingController']);
  if (component !== 'kubelet')
    return { component, node: null, keeper: { kind: 'controller', name: component ?? 'unknown' } };
  const node = textOf(source['host']) ?? textOf(event['reportingInstance']);
  return { component, node, keeper: { kind: 'node', node } };
}

function readSubject(about: Fields, namespace: string | null, node: string | null): Partial<Subject> {
  if (about['kind'] === 'Node') return { node: textOf(about['name']) ?? node };
  if (about['kind'] !== 'Pod') return { namespace, node };
  return { namespace, pod: textOf(about['name']), podUid: textOf(about['uid']), node };
}

function readController(about: Fields): { kind: string; name: string } | null {
  const kind = textOf(about['kind']);
  const name = textOf(about['name']);
  return kind === null || name === null || kind === 'Pod' || kind === 'Node' ? null : { kind, name };
}

interface EventTimes {
  readonly first: Reading | null;
  readonly last: Reading | null;
  readonly count: number;
  /** As written. */
  readonly firstText: string | null;
  readonly lastText: string | null;
}

/**
 * The effective times and count, as kubectl takes them: first = firstTimestamp, else eventTime; last =
 * series.lastObservedTime, else lastTimestamp, else eventTime; count = series.count, else count, else 1. They are
 * readings of the reporter's clock.
 */
function readTimes(event: Fields, metadata: Fields, context: ReadContext, keeper: ClockKeeper): EventTimes {
  const read = (value: unknown): { reading: Reading; text: string } | null => {
    const reading = readTime(value, () => context.clock('absolute', keeper));
    return reading && { reading, text: String(value) };
  };
  const series = fieldsOf(event['series']);
  const count = countOf(series['count']) ?? countOf(event['count']) ?? countOf(event['deprecatedCount']) ?? 1;
  const at = read(event['eventTime']);
  let first = read(event['firstTimestamp']) ?? read(event['deprecatedFirstTimestamp']) ?? at;
  let last =
    read(series['lastObservedTime']) ?? read(event['lastTimestamp']) ?? read(event['deprecatedLastTimestamp']) ?? at;
  if (count === 1) {
    first ??= last;
    last ??= first;
  }
  const sharp = first && sharpen(first.reading, textOf(metadata['name']));
  return {
    first: sharp,
    last: count === 1 && first?.text === last?.text ? sharp : (last?.reading ?? null),
    count,
    firstText: first?.text ?? null,
    lastText: last?.text ?? null,
  };
}

const NAME_SUFFIX = /\.([0-9a-f]{15,16})$/;
const NANOSECONDS_PER_MILLISECOND = 1e6;
/** A double holds today's milliseconds to a quarter of a microsecond. */
const SHARP_WIDTH_MS = 0.001;

/**
 * The recorder names an Event after the first time in nanoseconds (`web-0.17c285992a1a4b29`), of which firstTimestamp
 * keeps the seconds. Source: client-go tools/record/event.go makeEvent, v0.16–v0.34. Trusted only where both agree.
 */
function sharpen(first: Reading, name: string | null): Reading {
  const hex = name === null ? null : NAME_SUFFIX.exec(name)?.[1];
  if (!hex || first.widthMs <= SHARP_WIDTH_MS) return first;
  const valueMs = Number(BigInt(`0x${hex}`) / 1000n) / (NANOSECONDS_PER_MILLISECOND / 1000);
  const isWithin = valueMs >= first.valueMs && valueMs < first.valueMs + first.widthMs;
  return isWithin ? { ...first, valueMs, widthMs: SHARP_WIDTH_MS } : first;
}
