import { readDockerObject } from './envelopes/docker-json.ts';
import { bare, type Envelope } from './envelopes/envelope.ts';
import { readJournaldObject } from './envelopes/journald-json.ts';
import { readLeadingTime } from './timestamps.ts';

// CRI log files: kubernetes pkg/kubelet/kuberuntime/logs/logs.go, `<RFC3339Nano> stdout|stderr F|P <line>`.
const CRI = /^ (?:stdout|stderr) [FP](?: |$)/;
// systemd src/shared/logs-show.c output_short: host (unless --no-hostname), identifier or unit, pid, message.
const SENDER = /^ (?:([^\s[\]:="]+) )?([^\s[\]:="]+)(?:\[([0-9]+)\])?:(?: |$)/;
const SYSLOG_PRIORITY = /^<[0-9]{1,3}>/;
// `talosctl logs`: the node's address before each line. Source: siderolabs/talos cmd/talosctl/cmd/talos/logs.go, v1.0–v1.10.
const NODE_ADDRESS = /^((?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9a-f]{1,4}(?:::?[0-9a-f]{1,4}){1,7}): (?=[{IWEFt[])/;
const OPEN_BRACE = 123;
const LESS_THAN = 60;

/** Takes what stands before a program's line off. Always succeeds: a line without any is its own body. */
export function parseEnvelope(text: string): Envelope {
  const object = findObject(text);
  if (object !== null) return parseJsonEnvelope(object) ?? bare(object);
  const start = text.charCodeAt(0) === LESS_THAN ? (SYSLOG_PRIORITY.exec(text)?.[0].length ?? 0) : 0;
  const line = start === 0 ? text : text.slice(start);
  const leading = readLeadingTime(line);
  if (!leading) return parseNodeAddress(text) ?? bare(text);
  const { time, end } = leading;
  const rest = line.slice(end);
  const cri = CRI.exec(rest);
  if (cri) return bare(rest.slice(cri[0].length), time);
  const sender = SENDER.exec(rest);
  if (!sender) return bare(rest.slice(1), time);
  const [whole, hostname = null, identifier = null, pid = null] = sender;
  return { time, hostname, identifier, pid, body: rest.slice(whole.length) };
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

/** A record of journald or Docker; null for objects of other kinds. */
function parseJsonEnvelope(text: string): Envelope | null {
  if (!text.includes('"log":') && !text.includes('"MESSAGE"')) return null;
  try {
    const entry = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return readJournaldObject(entry) ?? readDockerObject(entry);
  } catch {
    return null;
  }
}
