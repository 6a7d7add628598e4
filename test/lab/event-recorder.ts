import { formatMicroseconds, formatSeconds } from './go-text.ts';
import type { Random } from './random.ts';

/** An Event as the API server keeps it, in the form of core/v1. */
export interface EventObject {
  readonly apiVersion: 'v1';
  readonly kind: 'Event';
  readonly metadata: {
    name: string;
    namespace: string;
    uid: string;
    creationTimestamp: string;
    resourceVersion: string;
  };
  readonly involvedObject: Readonly<Record<string, string>>;
  readonly reason: string;
  message: string;
  readonly source: { readonly component?: string; readonly host?: string };
  firstTimestamp: string | null;
  lastTimestamp: string | null;
  count?: number;
  series?: { count: number; lastObservedTime: string };
  readonly type: string;
  readonly eventTime: string | null;
  readonly action?: string;
  readonly reportingComponent: string;
  readonly reportingInstance: string;
}

/** What an event is about. */
export interface EventSubject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly fieldPath?: string;
}

/** The API server's events; an object dies an hour after its last write (kube-apiserver --event-ttl). */
export interface EventStore {
  write(event: EventObject, at: number): void;
  /** Whether the object is alive at that instant. */
  holds(event: EventObject, at: number): boolean;
  alive(at: number): EventObject[];
  nextVersion(): string;
}

const EVENT_LIFETIME_MS = 3_600_000;

export function createEventStore(): EventStore {
  const written = new Map<EventObject, number>();
  let version = 300_000;
  return {
    write(event, at) {
      written.set(event, at);
      event.metadata.resourceVersion = String(++version);
    },
    holds: (event, at) => at - (written.get(event) ?? -Infinity) <= EVENT_LIFETIME_MS,
    alive: (at) =>
      [...written].filter(([, last]) => at - last <= EVENT_LIFETIME_MS).map(([event]) => structuredClone(event)),
    nextVersion: () => String(++version),
  };
}

/** The writer of events: component, host, and how far its clock is ahead of true time. */
export interface EventSource {
  readonly component: string;
  readonly host?: string;
  readonly clockSkewMs: number;
  readonly minor: number;
  readonly style: 'core' | 'series';
}

export interface EventRecorder {
  record(at: number, subject: EventSubject, type: string, reason: string, message: string): void;
}

// client-go tools/record/events_cache.go: defaultSpamBurst, defaultSpamQPS, defaultAggregateMaxEvents, defaultAggregateIntervalInSeconds.
const SPAM_BURST = 25;
const SPAM_REFILL_MS = 300_000;
const AGGREGATE_MAX_EVENTS = 10;
const AGGREGATE_INTERVAL_MS = 600_000;
const COMBINED_PREFIX = '(combined from similar events): ';
// client-go tools/events/event_broadcaster.go: refreshTime.
const SERIES_REFRESH_MS = 1_800_000;

/**
 * client-go's recorder with its correlator: aggregate, count, spam filter, then create or patch
 * (tools/record/events_cache.go EventCorrelate). Its caches are never full here, so there is no LRU.
 */
export function createEventRecorder(source: EventSource, store: EventStore, random: Random): EventRecorder {
  const known = new Map<string, { event: EventObject; count: number }>();
  const buckets = new Map<string, { tokens: number; at: number }>();
  const aggregates = new Map<string, { messages: Set<string>; at: number }>();

  const takeToken = (key: string, at: number): boolean => {
    const bucket = buckets.get(key) ?? { tokens: SPAM_BURST, at };
    const tokens = Math.min(SPAM_BURST, bucket.tokens + (at - bucket.at) / SPAM_REFILL_MS);
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    return tokens >= 1;
  };

  const isCombined = (key: string, message: string, at: number): boolean => {
    let aggregate = aggregates.get(key);
    if (!aggregate || at - aggregate.at > AGGREGATE_INTERVAL_MS) aggregate = { messages: new Set(), at };
    aggregate.messages.add(message);
    aggregate.at = at;
    aggregates.set(key, aggregate);
    if (aggregate.messages.size < AGGREGATE_MAX_EVENTS) return false;
    for (const evicted of aggregate.messages) {
      aggregate.messages.delete(evicted);
      break;
    }
    return true;
  };

  const recordSeries = (at: number, subject: EventSubject, type: string, reason: string, message: string) => {
    const key = [subject.uid, subject.fieldPath, type, reason, message].join('\0');
    const clock = at + source.clockSkewMs;
    const entry = known.get(key);
    if (!entry) {
      const event = buildEvent(source, store, random, at, subject, type, reason, message);
      known.set(key, { event, count: 1 });
      store.write(event, at);
      return;
    }
    entry.count += 1;
    const seen = entry.event.series;
    if (seen && clock - Date.parse(seen.lastObservedTime) < SERIES_REFRESH_MS) return;
    entry.event.series = { count: entry.count, lastObservedTime: formatMicroseconds(clock) };
    store.write(entry.event, at);
  };

  const record = (at: number, subject: EventSubject, type: string, reason: string, text: string) => {
    const identity = [subject.kind, subject.namespace, subject.name, subject.uid].join('\0');
    const combined = isCombined([identity, type, reason].join('\0'), text, at);
    const message = combined ? COMBINED_PREFIX + text : text;
    const key = [identity, subject.fieldPath, type, reason, combined ? COMBINED_PREFIX : text].join('\0');
    const clock = at + source.clockSkewMs;
    let entry = known.get(key);
    if (entry) entry.count += 1;
    else {
      entry = { event: buildEvent(source, store, random, at, subject, type, reason, message), count: 1 };
      known.set(key, entry);
    }
    // Since client-go 0.32 each event type has its own bucket.
    if (!takeToken(source.minor >= 32 ? `${identity}\0${type}` : identity, at)) return;
    const { event } = entry;
    event.count = entry.count;
    event.lastTimestamp = formatSeconds(clock);
    event.message = message;
    // A patch of an expired object creates it anew, under its old name and with its old first time.
    if (entry.count > 1 && !store.holds(event, at)) {
      event.metadata.uid = random.uid();
      event.metadata.creationTimestamp = formatSeconds(at);
    }
    store.write(event, at);
  };

  return { record: source.style === 'series' ? recordSeries : record };
}

/** A new Event object of count 1, not yet stored. */
export function buildEvent(
  source: EventSource,
  store: EventStore,
  random: Random,
  at: number,
  subject: EventSubject,
  type: string,
  reason: string,
  message: string,
): EventObject {
  const clock = at + source.clockSkewMs;
  const series = source.style === 'series';
  const nanoseconds = BigInt(Math.floor(clock)) * 1_000_000n + BigInt(Math.floor((clock % 1) * 1e6));
  const { apiVersion = 'v1', ...object } = subject;
  // The events of a Node lie in the namespace "default".
  const namespace = subject.namespace ?? 'default';
  // reportingComponent is set by client-go 0.28 and later.
  const reporter = series || source.minor >= 28 ? source.component : '';
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${subject.name}.${nanoseconds.toString(16)}`,
      namespace,
      uid: random.uid(),
      creationTimestamp: formatSeconds(at),
      resourceVersion: store.nextVersion(),
    },
    involvedObject: { apiVersion, ...object, resourceVersion: String(random.integer(100_000, 299_999)) },
    reason,
    message,
    source: series ? {} : { component: source.component, ...(source.host === undefined ? {} : { host: source.host }) },
    firstTimestamp: series ? null : formatSeconds(clock),
    lastTimestamp: series ? null : formatSeconds(clock),
    ...(series ? {} : { count: 1 }),
    type,
    eventTime: series ? formatMicroseconds(clock) : null,
    ...(series ? { action: SERIES_ACTIONS[reason] ?? 'Syncing' } : {}),
    reportingComponent: reporter,
    reportingInstance:
      series || reporter !== '' ? (source.host ?? (series ? `${source.component}-control-plane-1` : '')) : '',
  };
}

const SERIES_ACTIONS: Readonly<Record<string, string>> = { Scheduled: 'Binding', FailedScheduling: 'Scheduling' };
