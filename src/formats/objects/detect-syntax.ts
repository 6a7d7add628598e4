import { hasBlocks } from '../text/envelopes/join-blocks.ts';

/** What a file is by its content. */
export type Syntax = 'json' | 'yaml' | 'text' | 'binary' | 'empty';

/** How far into a file objects may begin: a shell prompt and kubectl's warnings may stand before them. */
const LEADING_LINES = 10;
/** More control characters than this share of the bytes, and it is no text. */
const CONTROL_SHARE = 0.05;
/** A node that crashes leaves zeros in a file that was written to, in a hole or two; binaries have many short runs. */
const ZERO_RUNS = 3;
const HOLE_BYTES = 64;

/** A JSON object or array of objects begins so; `[INFO]` and `[2024-07-15 …]` of logs and `[[registry]]` of TOML do not. */
const JSON_START = /^(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|\[(?![A-Za-z_])|\]|$))/;
/** A YAML document of Kubernetes begins so, nearly always with `apiVersion`, since kubectl sorts keys; so does k3s's registries.yaml. */
const YAML_START =
  /^(?:apiVersion|kind|items|Items|metadata):(?:\s|$)|^(?:mirrors|configs):\s*(?:#.*)?$|^- (?:apiVersion|kind|metadata):\s|^---\s*(?:#.*)?$/;
/** Lines that may stand before the objects: prompts, kubectl's messages, comments, YAML directives. */
const LEADING_LINE = /^(?:\s*$|[$#>%]|\S+@|\[\S+@|PS |[A-Z]:\\|Warning:|Error|error:|No resources|W\d{4} |I\d{4} |\+ )/;

/**
 * Keys by which one JSON object per line is known as a log: journald's, klog's JSON format (component-base/logs/json),
 * Docker's json-file driver, and those that log libraries share.
 */
const LOG_KEYS: readonly (readonly string[])[] = [
  ['__REALTIME_TIMESTAMP'],
  ['__CURSOR'],
  ['MESSAGE'],
  ['ts', 'msg'],
  ['time', 'msg'],
  ['timestamp', 'message'],
  ['time', 'message'],
  ['level', 'msg'],
  ['log', 'stream'],
  ['log', 'time'],
];

/** Tells by the first bytes of a file (64 KiB will do), in UTF-8, how it is written. Names and endings of files play no part. */
export function detectSyntax(head: Buffer): Syntax {
  if (head.length === 0) return 'empty';
  // Before all else: values in journald's export format may be binary, and its pretty JSON is a log, too.
  if (hasBlocks(head)) return 'text';
  if (isBinary(head)) return 'binary';
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return 'empty';
  return detectObjects(text) ?? 'text';
}

function isBinary(head: Buffer): boolean {
  let controls = 0;
  let zeros = 0;
  let zeroRuns = 0;
  let last = -1;
  for (const byte of head) {
    if (byte === 0) {
      zeros += 1;
      if (last !== 0) zeroRuns += 1;
      if (zeroRuns > ZERO_RUNS) return true;
      last = 0;
      continue;
    }
    last = byte;
    // Tab, line feed, form feed, return and escape (coloured output) are text; 0x1e begins journald's records in json-seq.
    if (
      byte < 0x20 &&
      byte !== 0x09 &&
      byte !== 0x0a &&
      byte !== 0x0c &&
      byte !== 0x0d &&
      byte !== 0x1b &&
      byte !== 0x1e
    )
      controls += 1;
  }
  // Short runs are no hole.
  return zeros === head.length || zeros < zeroRuns * HOLE_BYTES || controls > (head.length - zeros) * CONTROL_SHARE;
}

function detectObjects(text: string): 'json' | 'yaml' | null {
  let at = 0;
  for (let count = 0; count < LEADING_LINES && at < text.length; count += 1) {
    const end = text.indexOf('\n', at);
    const rest = text.slice(at, at + 4096).trimStart();
    const line = text.slice(at, end < 0 ? text.length : end).trim();
    if (line !== '' && JSON_START.test(rest)) return isLogLine(line) ? null : 'json';
    if (YAML_START.test(text.slice(at, at + 200).split('\n', 1)[0] ?? '')) return 'yaml';
    if (!LEADING_LINE.test(line) || end < 0) return null;
    at = end + 1;
  }
  return null;
}

/** Whether a line is a log record in JSON; one that is cut is judged by the keys that are left. */
function isLogLine(line: string): boolean {
  const keys = keysOf(line);
  return keys !== null && LOG_KEYS.some((wanted) => wanted.every((key) => keys.has(key)));
}

function keysOf(line: string): ReadonlySet<string> | null {
  if (!line.startsWith('{')) return null;
  try {
    return new Set(Object.keys(JSON.parse(line)));
  } catch {
    const keys = line.slice(0, 2048).matchAll(/"([A-Za-z_]+)"\s*:/g);
    return line.length > 2048 ? new Set(Array.from(keys, (match) => match[1] ?? '')) : null;
  }
}
