import { YEARLESS_YEAR } from '../../model/clock.ts';
import { readGoString } from './go-quote.ts';
import { digitsAt, type ShownTime, secondOfDayAt, shownTime } from './timestamps.ts';

/** The header of a klog line. */
export interface KlogHeader {
  readonly severity: 'I' | 'W' | 'E' | 'F';
  /** Local time of the process, without year and zone, microseconds; null where a paste has left it out. */
  readonly time: ShownTime | null;
  readonly pid: string;
  /** Base name of the source file; lines shift between patch releases. */
  readonly file: string;
  /** What follows `] `. */
  readonly message: string;
}

/** A message with its keys, of the structured style, the printf style (no keys) or JSON. */
export interface KlogMessage {
  readonly text: string;
  readonly keys: ReadonlyMap<string, string>;
  readonly isStructured: boolean;
}

// kubernetes/klog v1.0.0 klog.go formatHeader, v2 internal/buffer FormatHeader.
// `E0301 00:19:39.503814    3182 log.go:32] message`: behind the severity by places, then so.
const HEADER_TAIL = /\.([0-9]{6}) +([0-9]+) ([^\s:\]]+):[0-9]+\] ?/y;
/** What is left of a header where somebody has cut the lines at their left: the file and the line, maybe the process. */
const CUT_HEADER = /^(?:[0-9:.]{1,20} +)?(?:[0-9]{1,8} +)?([a-z]\w{0,60}\.go):[0-9]{1,5}\] /;
const CUT_HEADER_BYTES = 100;
const NEXT_KEY = / [A-Za-z_][\w./-]*=/g;
const KEY = / ?([A-Za-z_][\w./-]*)=/y;
const NO_KEYS: ReadonlyMap<string, string> = new Map();

/** Parses the header of a klog line; null for other texts. */
export function parseKlogHeader(text: string): KlogHeader | null {
  const first = text.charCodeAt(0);
  if (first !== 69 && first !== 70 && first !== 73 && first !== 87) return parseCutHeader(text);
  const month = digitsAt(text, 1, 2);
  const day = digitsAt(text, 3, 2);
  const second = secondOfDayAt(text, 6);
  if (month < 1 || day < 0 || second < 0 || text.charCodeAt(5) !== 32) return null;
  HEADER_TAIL.lastIndex = 14;
  const tail = HEADER_TAIL.exec(text);
  if (!tail) return null;
  const [, micros, pid = '', file = ''] = tail;
  const time = shownTime('yearless', YEARLESS_YEAR, month - 1, day, second, micros, null);
  if (!time) return null;
  const severity = text.charAt(0) as KlogHeader['severity'];
  return { severity, time, pid, file, message: text.slice(HEADER_TAIL.lastIndex) };
}

function parseCutHeader(text: string): KlogHeader | null {
  const start = text.slice(0, CUT_HEADER_BYTES);
  if (!start.includes('.go:')) return null;
  const match = CUT_HEADER.exec(start);
  return match && { severity: 'I', time: null, pid: '', file: match[1] ?? '', message: text.slice(match[0].length) };
}

/** Whether a structured line goes on below: its last value is a block (`err=<`), which klog writes since 2.40. */
export function opensBlock(message: string): boolean {
  return message.endsWith('=<') && message.startsWith('"');
}

/** Whether a line below ends the block: ` >`, alone or before further keys. */
export function closesBlock(line: string): boolean {
  return /^ ?>(?:$| [A-Za-z_])/.test(line);
}

/**
 * Parses the message of a klog line. `message` may hold the lines of blocks below it, joined by line feeds.
 * Source: kubernetes/klog klog.go printS v2.0–v2.30, internal/serialize/keyvalues.go v2.40–v2.140.
 */
export function parseKlogMessage(message: string): KlogMessage {
  const title = readGoString(message, 0);
  if (!title) return { text: message, keys: NO_KEYS, isStructured: false };
  const keys = new Map<string, string>();
  let at = title.end;
  while (at < message.length) {
    KEY.lastIndex = at;
    const key = KEY.exec(message);
    if (!key) break;
    const value = readValue(message, KEY.lastIndex);
    // The error comes first; a later key of the same name is the caller's own.
    if (!keys.has(key[1] ?? '')) keys.set(key[1] ?? '', value.text);
    at = value.end;
  }
  return { text: title.value, keys, isStructured: true };
}

function readValue(message: string, start: number): { text: string; end: number } {
  const quoted = readGoString(message, start);
  if (quoted) return { text: quoted.value, end: quoted.end };
  if (message.startsWith('<\n', start)) return readBlock(message, start + 2);
  if (message.startsWith('"', start)) return { text: readCutString(message, start), end: message.length };
  NEXT_KEY.lastIndex = start;
  const next = NEXT_KEY.exec(message);
  const end = next ? next.index : message.length;
  return { text: message.slice(start, end), end };
}

/** A quoted string without its end: the line was cut off. What is there counts. */
export function readCutString(text: string, start: number): string {
  const rest = text.slice(start).replace(/\\[^\\"]{0,9}$/, '');
  return readGoString(`${rest}"`, 0)?.value ?? rest.slice(1);
}

/** Lines with a tab before each, up to the line ` >`. The text itself is not escaped. */
function readBlock(message: string, start: number): { text: string; end: number } {
  const lines: string[] = [];
  let at = start;
  while (at <= message.length) {
    const feed = message.indexOf('\n', at);
    const end = feed < 0 ? message.length : feed;
    const line = message.slice(at, end);
    if (closesBlock(line)) return { text: lines.join('\n'), end: at + line.indexOf('>') + 1 };
    lines.push(line.startsWith('\t') ? line.slice(1) : line);
    at = end + 1;
  }
  return { text: lines.join('\n'), end: message.length };
}

/** A klog entry in JSON, with its time. */
export interface KlogJson extends KlogMessage {
  readonly time: ShownTime;
  /** Base name of the source file. */
  readonly file: string;
}

/**
 * Parses a line of `--logging-format=json`; null for other texts. Object references become `namespace/name`.
 * Source: staging/src/k8s.io/component-base/logs/json/json.go, Kubernetes 1.19–1.34: `ts` is in milliseconds.
 */
export function parseKlogJson(text: string): KlogJson | null {
  if (text.charCodeAt(0) !== 123 || !text.includes('"ts":')) return null;
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    return null;
  }
  return readKlogObject(entry as Readonly<Record<string, unknown>>);
}

/** The same of a parsed object. */
function readKlogObject(entry: Readonly<Record<string, unknown>>): KlogJson | null {
  const { ts, msg, caller } = entry as { ts?: unknown; msg?: unknown; caller?: unknown };
  if (typeof ts !== 'number' || typeof msg !== 'string') return null;
  const keys = new Map<string, string>();
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'ts' || key === 'msg' || key === 'caller' || key === 'v') continue;
    keys.set(key, formatValue(value));
  }
  const file = typeof caller === 'string' ? (/([^/:]+)(?::[0-9]+)?$/.exec(caller)?.[1] ?? '') : '';
  const time: ShownTime = { notation: 'absolute', wallMs: ts, offsetMinutes: 0, widthMs: 0.001 };
  return { time, file, text: msg.trimEnd(), keys, isStructured: keys.size > 0 };
}

function formatValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') {
    const namespace = 'namespace' in value ? value.namespace : undefined;
    return typeof namespace === 'string' && namespace !== '' ? `${namespace}/${value.name}` : value.name;
  }
  return writeJson(value);
}

/** The value as JSON; empty where it has none, or is nested too deep to be written. */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
