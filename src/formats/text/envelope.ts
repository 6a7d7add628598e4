import { readCsvRow } from './envelopes/csv-row.ts';
import { readDockerObject } from './envelopes/docker-json.ts';
import { bare, type Envelope } from './envelopes/envelope.ts';
import { readJournaldObject } from './envelopes/journald-json.ts';
import { readLogRecord } from './envelopes/log-record.ts';
import { openNestedLine } from './envelopes/nested-logrus.ts';
import { findPrefix, nodeOfLabels } from './envelopes/prefix.ts';
import { isProgramLine } from './envelopes/program-line.ts';
import { readSyslog5424 } from './envelopes/syslog-5424.ts';
import { readLeadingTime, type ShownTime } from './timestamps.ts';

// CRI log files: kubernetes pkg/kubelet/kuberuntime/logs/logs.go, `<RFC3339Nano> stdout|stderr F|P <line>`.
const CRI = /^ (?:stdout|stderr) [FP](?: |$)/;
// systemd src/shared/logs-show.c output_short: host (unless --no-hostname), identifier or unit, pid, message. BusyBox's syslogd
// (sysklogd/syslogd.c) puts facility and severity before the identifier.
const SENDER = /^ (?:([^\s[\]:="]+) )?(?:[a-z0-9]{3,8}\.[a-z]{3,6} )?([^\s[\]:="]+)(?:\[([0-9]+)\])?:(?: |$)/;
const SYSLOG_PRIORITY = /^<[0-9]{1,3}>/;
// `talosctl logs`: the node's address before each line. Source: siderolabs/talos cmd/talosctl/cmd/talos/logs.go, v1.0–v1.10.
const NODE_ADDRESS = /^((?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9a-f]{1,4}(?:::?[0-9a-f]{1,4}){1,7}): (?=[{IWEFt[])/;
const OPEN_BRACE = 123;
const LESS_THAN = 60;
const ZERO = 48;
const NINE = 57;

/** Takes what stands before a program's line off. Always succeeds: a line without any is its own body. */
export function parseEnvelope(text: string): Envelope {
  const object = findObject(text);
  if (object !== null) return (isProgramLine(object) ? null : parseJsonEnvelope(object)) ?? bare(object);
  return openNestedLine(parseTimed(text) ?? parseUntimed(text));
}

/** A line that begins with a time, maybe after syslog's priority; null for others. */
function parseTimed(text: string): Envelope | null {
  const code = text.charCodeAt(0);
  if (code === LESS_THAN || (code >= ZERO && code <= NINE)) {
    const newer = readSyslog5424(text);
    if (newer) return newer;
  }
  const start = code === LESS_THAN ? (SYSLOG_PRIORITY.exec(text)?.[0].length ?? 0) : 0;
  const line = start === 0 ? text : text.slice(start);
  const leading = readLeadingTime(line);
  if (!leading) return null;
  const { time, end } = leading;
  const rest = line.slice(end);
  const cri = CRI.exec(rest);
  if (cri) return bare(rest.slice(cri[0].length), time);
  const sender = SENDER.exec(rest);
  if (!sender) return parseAfterTime(rest.slice(1), time);
  const [whole, hostname = null, identifier = null, pid = null] = sender;
  return { time, hostname, identifier, pid, body: rest.slice(whole.length) };
}

/** What follows a time, and names no sender as syslog does: the line, or a stream, labels or a tag before it. */
function parseAfterTime(rest: string, time: ShownTime): Envelope {
  if (isProgramLine(rest)) return bare(rest, time);
  const prefix = findPrefix(rest, 0, (at) => isProgramLine(rest.slice(at)) || rest[at] === '{');
  if (!prefix) return bare(rest, time);
  const body = rest.slice(prefix.end);
  const record = body.startsWith('{') ? parseJsonEnvelope(body) : null;
  if (record) return { ...record, time: record.time ?? time };
  return isProgramLine(body) ? { ...bare(body, time), hostname: nodeOfLabels(prefix.text) } : bare(rest, time);
}

/** A line that begins with no time: a program's own, or one that a tool put something else before. */
function parseUntimed(text: string): Envelope {
  if (isProgramLine(text)) return bare(text);
  return parseNodeAddress(text) ?? parsePrefixed(text) ?? readCsvRow(text) ?? bare(text);
}

/** A line after a time, of which it is certain that a program sent it. */
function parseSent(text: string): Envelope | null {
  const inner = parseTimed(text);
  return inner && (inner.pid !== null || isProgramLine(inner.body)) ? inner : null;
}

function parsePrefixed(text: string): Envelope | null {
  let found: Envelope | null = null;
  const prefix = findPrefix(text, 0, (at) => {
    const line = text.slice(at);
    found = isProgramLine(line) ? bare(line) : parseSent(line);
    return found !== null;
  });
  const inner = found as Envelope | null;
  if (!prefix || !inner) return null;
  // `oc adm node-logs` names the node in full, where its journal may not.
  const name = prefix.text.trim();
  const { hostname } = inner;
  return hostname !== null && name.startsWith(`${hostname}.`) ? { ...inner, hostname: name } : inner;
}

/** The JSON object of a line: `-o json-seq` puts a record separator before it (RFC 7464), `-o json-sse` a field name. */
function findObject(text: string): string | null {
  if (text.charCodeAt(0) === OPEN_BRACE) return text;
  if (text.startsWith('\u001e{')) return text.slice(1);
  return text.startsWith('data: {') ? text.slice('data: '.length) : null;
}

function parseNodeAddress(text: string): Envelope | null {
  const match = NODE_ADDRESS.exec(text);
  return match && { ...bare(text.slice(match[0].length)), hostname: match[1] ?? null };
}

/** What a line must hold to be a record of a log: the names of journald's and Docker's fields, or what lines of programs hold. */
const SIGNS = ['"MESSAGE"', '"log":', '"message":', '"line":', '.go:', 'level=', '"level'];

/** A record of journald, Docker or a log collector; null for objects of other kinds, and for a program's own line in JSON. */
function parseJsonEnvelope(text: string): Envelope | null {
  if (!SIGNS.some((sign) => text.includes(sign))) return null;
  try {
    const entry = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const journald = readJournaldObject(entry);
    if (journald)
      return journald.time ? journald : (readLogRecord({ ...entry, log: journald.body }, parseSent) ?? journald);
    return readLogRecord(entry, parseSent) ?? readDockerObject(entry);
  } catch {
    return null;
  }
}
