import { readLeadingTime, type ShownTime } from '../timestamps.ts';
import { stripColours } from './colours.ts';
import { bare, type Envelope } from './envelope.ts';
import { readJournaldObject } from './journald-json.ts';
import { isProgramLine } from './program-line.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where collectors and stores of logs put the line, what tells its time, and who sent it, in the order of trust. */
const LINES = ['log', 'message', 'line', '_raw', 'SyslogMessage', '@message', 'textPayload', 'Message', 'content'];
const TIMES = ['@timestamp', 'timestamp', 'time', 'date', '_time', 'TimeGenerated', '@timestamp_nanos', 'Timestamp'];
const HOSTS = ['_HOSTNAME', 'hostname', 'host', 'host.name', 'Computer', 'node', 'node_name', 'nodename', 'instance'];
const IDENTIFIERS = ['SYSLOG_IDENTIFIER', 'appname', 'ident', 'ProcessName', '_SYSTEMD_UNIT', 'systemd_unit', 'unit'];
const PIDS = ['_PID', 'procid', 'pid', 'ProcessID'];
/** Objects around the record itself, or around what tells of it. */
const WRAPPERS = ['_source', 'attributes', 'result', 'jsonPayload', 'fields'];
const NAMED = ['labels', 'fields', 'stream', 'kubernetes', 'systemd', 'journald', 'metadata'];
/** Collectors put a record of JSON as text into a record of their own. */
const NESTING_MOST = 3;

/** Takes what stands before a program's line off; null where that cannot be told. */
export type Unwrap = (text: string) => Envelope | null;

/**
 * Reads a record of a log collector or store that holds a program's line in one of its fields; null for other objects. Known:
 * Fluent Bit, Fluentd, Vector, Filebeat and Elasticsearch (also a hit's `_source`), Loki (`logcli -o jsonl`, Grafana Explore),
 * CloudWatch Logs, Azure Log Analytics (Syslog), Splunk, Datadog, Cloud Logging.
 */
export function readLogRecord(record: Fields, unwrap: Unwrap, nesting = 0): Envelope | null {
  if (nesting > NESTING_MOST) return null;
  const inner = innerRecord(record, unwrap, nesting);
  const around = [record, ...NAMED.flatMap((key) => fieldsIn(record[key])), ...namedIn(record)];
  const time = inner?.time ?? timeOf(record);
  const hostname = inner?.hostname ?? first(around, HOSTS);
  const identifier = inner?.identifier ?? first(around, IDENTIFIERS);
  const own = inner ?? ownLine(record, unwrap, time !== null && (hostname !== null || identifier !== null));
  if (!own) return null;
  return {
    time: time ?? own.time,
    hostname: own.hostname ?? hostname,
    identifier: own.identifier ?? identifier,
    pid: own.pid ?? first(around, PIDS),
    body: own.body,
  };
}

/** The line of a record within: an object, or JSON in a text. */
function innerRecord(record: Fields, unwrap: Unwrap, nesting: number): Envelope | null {
  for (const key of WRAPPERS) {
    for (const wrapped of fieldsIn(record[key])) {
      const envelope = readJournaldRecord(wrapped) ?? readLogRecord(wrapped, unwrap, nesting + 1);
      if (envelope) return envelope;
    }
  }
  for (const key of LINES) {
    const text = record[key];
    if (typeof text !== 'string' || !text.startsWith('{') || isProgramLine(text)) continue;
    const parsed = parseFields(text);
    const envelope = parsed && (readJournaldRecord(parsed) ?? readLogRecord(parsed, unwrap, nesting + 1));
    if (envelope) return envelope;
  }
  return null;
}

/** An entry of journald inside of another record. */
function readJournaldRecord(record: Fields): Envelope | null {
  const envelope = 'MESSAGE' in record ? readJournaldObject(record) : null;
  return envelope && isProgramLine(envelope.body) ? envelope : null;
}

/** The line in the record itself; any line where it is certain that the record is one of a log: errors go on below. */
function ownLine(record: Fields, unwrap: Unwrap, isLog: boolean): Envelope | null {
  for (const key of LINES) {
    const text = record[key];
    if (typeof text !== 'string') continue;
    const body = stripColours(text.replace(/\r?\n$/, ''));
    if (isProgramLine(body)) return bare(body);
    const envelope = unwrap(body);
    if (envelope) return envelope;
    if (isLog) return bare(body);
  }
  return null;
}

function namedIn(record: Fields): readonly Fields[] {
  return fieldsIn(record['host']).map((host) => ({ host: host['name'] ?? host['hostname'] }));
}

/** When a record was written: text, or Unix time in the unit that its size tells. */
function timeOf(record: Fields): ShownTime | null {
  for (const key of TIMES) {
    const time = readRecordTime(record[key]);
    if (time) return time;
  }
  return null;
}

const UNITS: readonly { readonly below: number; readonly ms: number }[] = [
  { below: 1e11, ms: 1000 },
  { below: 1e14, ms: 1 },
  { below: 1e17, ms: 1e-3 },
  { below: 1e20, ms: 1e-6 },
];
/** Unix times before September 2001 have fewer digits, and are none of a kubelet. */
const SMALLEST = 1e9;

/** Reads a time as records have it: RFC 3339 and its like, or a number since 1970; null for other values. */
export function readRecordTime(value: unknown): ShownTime | null {
  if (typeof value === 'string' && !/^[0-9]{10,19}(?:\.[0-9]{1,9})?$/.test(value)) {
    const leading = readLeadingTime(value);
    return leading && leading.end === value.length ? leading.time : null;
  }
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= SMALLEST)) return null;
  const unit = UNITS.find(({ below }) => number < below);
  if (!unit) return null;
  const widthMs = Math.min(1, unit.ms);
  return { notation: 'absolute', wallMs: number * unit.ms, offsetMinutes: 0, widthMs };
}

function first(records: readonly Fields[], keys: readonly string[]): string | null {
  for (const key of keys) {
    for (const record of records) {
      const value = record[key];
      if (typeof value === 'string' && value !== '' && value.length <= 253) return value;
      if (typeof value === 'number' && PIDS.includes(key)) return String(value);
    }
  }
  return null;
}

function fieldsIn(value: unknown): readonly Fields[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Fields] : [];
}

function parseFields(text: string): Fields | null {
  try {
    return fieldsIn(JSON.parse(text))[0] ?? null;
  } catch {
    return null;
  }
}
