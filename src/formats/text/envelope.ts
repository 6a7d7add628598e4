import { readLeadingTime, type ShownTime } from './timestamps.ts';

/** What journald, syslog or a container runtime put before a line of a program. */
export interface Envelope {
  /** Null where nothing stands before the line. */
  readonly time: ShownTime | null;
  readonly hostname: string | null;
  /** `kubelet`, `k3s`, `microk8s.daemon-kubelite`, a unit (`kubelet.service`): never proof of who wrote the line. */
  readonly identifier: string | null;
  readonly pid: string | null;
  /** The program's own line. */
  readonly body: string;
}

// CRI log files: kubernetes pkg/kubelet/kuberuntime/logs/logs.go, `<RFC3339Nano> stdout|stderr F|P <line>`.
const CRI = /^ (?:stdout|stderr) [FP](?: |$)/;
// systemd src/shared/logs-show.c output_short: host (unless --no-hostname), identifier or unit, pid, message.
const SENDER = /^ (?:([^\s[\]:]+) )?([^\s[\]:]+)(?:\[([0-9]+)\])?:(?: |$)/;
const SYSLOG_PRIORITY = /^<[0-9]{1,3}>/;

/** Takes what stands before a program's line off. Always succeeds: a line without any is its own body. */
export function parseEnvelope(text: string): Envelope {
  if (text.charCodeAt(0) === 123) return parseJsonEnvelope(text) ?? bare(text);
  const start = text.charCodeAt(0) === 60 ? (SYSLOG_PRIORITY.exec(text)?.[0].length ?? 0) : 0;
  const line = start === 0 ? text : text.slice(start);
  const leading = readLeadingTime(line);
  if (!leading) return bare(text);
  const { time, end } = leading;
  const rest = line.slice(end);
  const cri = CRI.exec(rest);
  if (cri) return { time, hostname: null, identifier: null, pid: null, body: rest.slice(cri[0].length) };
  const sender = SENDER.exec(rest);
  if (!sender) return { time, hostname: null, identifier: null, pid: null, body: rest.slice(1) };
  const [whole, hostname = null, identifier = null, pid = null] = sender;
  return { time, hostname, identifier, pid, body: rest.slice(whole.length) };
}

function bare(body: string): Envelope {
  return { time: null, hostname: null, identifier: null, pid: null, body };
}

/**
 * Docker's json-file (`{"log":…,"stream":…,"time":…}`, moby daemon/logger/jsonfilelog) and journald's JSON
 * (`MESSAGE`, `__REALTIME_TIMESTAMP` in microseconds, systemd.journal-fields(7)), one object per line; else null.
 */
function parseJsonEnvelope(text: string): Envelope | null {
  if (!text.includes('"log":') && !text.includes('"MESSAGE"')) return null;
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    return null;
  }
  const fields = entry as Readonly<Record<string, unknown>>;
  const textOf = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null);
  const log = textOf('log');
  if (log !== null) {
    const time = readLeadingTime(textOf('time') ?? '')?.time ?? null;
    return { time, hostname: null, identifier: null, pid: null, body: log.replace(/\r?\n$/, '') };
  }
  const message = textOf('MESSAGE');
  if (message === null) return null;
  const micros = Number(textOf('__REALTIME_TIMESTAMP') ?? Number.NaN);
  const time: ShownTime | null = Number.isFinite(micros)
    ? { notation: 'absolute', wallMs: micros / 1000, offsetMinutes: 0, widthMs: 0.001 }
    : null;
  return {
    time,
    hostname: textOf('_HOSTNAME'),
    identifier: textOf('SYSLOG_IDENTIFIER'),
    pid: textOf('_PID'),
    body: message,
  };
}
