import { readGoString } from './go-quote.ts';
import { writeJson } from './klog.ts';
import { readLeadingTime, type ShownTime } from './timestamps.ts';

/** A line of logrus' text formatter. */
export interface LogfmtLine {
  readonly time: ShownTime | null;
  readonly level: string;
  readonly message: string;
  readonly fields: ReadonlyMap<string, string>;
}

const LEVELS = new Set(['trace', 'debug', 'info', 'warning', 'warn', 'error', 'fatal', 'panic']);

/**
 * Parses `time="…" level=… msg="…" key=value`, as containerd, CRI-O and dockerd write it, or the same as a JSON object; null
 * for other texts.
 * Source: sirupsen/logrus text_formatter.go v1.0–v1.9 (a value is quoted with %q unless it consists of plain characters).
 */
export function parseLogfmt(text: string): LogfmtLine | null {
  if (text.startsWith('{')) return parseLogrusJson(text);
  if (!text.startsWith('time=') && !text.startsWith('level=')) return null;
  const fields = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const key = text.slice(at, equals).trim();
    const quoted = readGoString(text, equals + 1);
    let end = quoted?.end ?? text.indexOf(' ', equals + 1);
    if (end < 0) end = text.length;
    // A value without its closing quote is a line that was cut off: what is there counts.
    const isCut = quoted === null && text[equals + 1] === '"';
    if (isCut) end = text.length;
    const value = quoted?.value ?? text.slice(equals + 1 + (isCut ? 1 : 0), end);
    if (!fields.has(key)) fields.set(key, value);
    at = end + 1;
  }
  const level = fields.get('level') ?? '';
  const message = fields.get('msg');
  if (message === undefined || !LEVELS.has(level)) return null;
  const time = readLeadingTime(fields.get('time') ?? '')?.time ?? null;
  return { time, level, message, fields };
}

/** Source: sirupsen/logrus json_formatter.go v1.0–v1.9, which containerd uses with `format = "json"` of its debug section. */
function parseLogrusJson(text: string): LogfmtLine | null {
  if (!text.includes('"level"') || !text.includes('"msg"')) return null;
  let entry: Readonly<Record<string, unknown>>;
  try {
    entry = JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
  const { level, msg, time } = entry;
  if (typeof level !== 'string' || typeof msg !== 'string' || !LEVELS.has(level)) return null;
  const fields = new Map(
    Object.entries(entry).map(([key, value]) => [key, typeof value === 'string' ? value : writeJson(value)]),
  );
  return { time: (typeof time === 'string' ? readLeadingTime(time)?.time : null) ?? null, level, message: msg, fields };
}
