import type { LineWriter } from './line-writer.ts';

/** What is kept of an entry whose fields stand on lines of their own. */
export interface FieldEntry {
  /** The time as it stands before a line: `1795261759.952205`, `Sat 2026-11-21 11:49:19.952205 UTC`. */
  time: string | null;
  hostname: string | null;
  identifier: string | null;
  /** Name of the process. */
  command: string | null;
  pid: string | null;
  /** The message's lines, each with its place among those of the entry. */
  readonly messages: { readonly at: number; readonly line: Buffer }[];
  /** Bytes of the message's lines. */
  size: number;
  /** Lines of the entry so far. */
  lines: number;
}

type FieldName = 'hostname' | 'identifier' | 'command' | 'pid';

/** Fields that `journalctl -o short` prints, by systemd.journal-fields(7). */
const NAMED: readonly { readonly name: FieldName; readonly start: Buffer }[] = [
  { name: 'hostname', start: Buffer.from('_HOSTNAME=') },
  { name: 'identifier', start: Buffer.from('SYSLOG_IDENTIFIER=') },
  { name: 'command', start: Buffer.from('_COMM=') },
  { name: 'pid', start: Buffer.from('_PID=') },
];
export const MESSAGE = Buffer.from('MESSAGE=');
/** Longer values are no names. */
const NAME_BYTES = 256;
/** So much of one entry's message is kept; journald itself cuts lines of a program at 48 KiB. */
const MESSAGE_BYTES = 4 * 1024 * 1024;
const NOT_IN_NAMES = /[\s[\]:="]+/g;

/** An entry of which nothing was read yet. */
export function openEntry(time: string | null): FieldEntry {
  return { time, hostname: null, identifier: null, command: null, pid: null, messages: [], size: 0, lines: 0 };
}

/** Whether the bytes from `start` begin with the others. */
export function beginsWith(bytes: Buffer, start: number, end: number, beginning: Buffer): boolean {
  if (start + beginning.length > end) return false;
  // Nearly always the first bytes differ: a call of `compare` would cost more.
  for (let at = 0; at < beginning.length; at++) if (bytes[start + at] !== beginning[at]) return false;
  return true;
}

/** Reads a line that holds one of the fields which name the sender. */
export function readName(entry: FieldEntry, bytes: Buffer, start: number, end: number): void {
  for (const { name, start: beginning } of NAMED) {
    if (!beginsWith(bytes, start, end, beginning)) continue;
    const from = start + beginning.length;
    entry[name] ??= bytes.toString('latin1', from, Math.min(end, from + NAME_BYTES)).replace(NOT_IN_NAMES, '_') || null;
    return;
  }
}

/** Keeps a line of the message, which stands on the entry's line `at`. False where the entry holds too much already. */
export function addMessageLine(entry: FieldEntry, at: number, line: Buffer): boolean {
  if (entry.size + line.length > MESSAGE_BYTES) return false;
  entry.size += line.length + 1;
  entry.messages.push({ at, line: Buffer.from(line) });
  return true;
}

/**
 * Writes an entry as `journalctl -o short` prints it: each line of the message on its line, after the time and the sender,
 * and an empty line for each other line. So lines keep their numbers.
 */
export function writeEntry(entry: FieldEntry, writer: LineWriter): void {
  const { time, hostname, pid, messages, lines } = entry;
  const sender = entry.identifier ?? entry.command ?? 'unknown';
  const before = time === null ? '' : `${time} ${hostname ? `${hostname} ` : ''}${sender}${pid ? `[${pid}]` : ''}: `;
  let next = 0;
  for (const { at, line } of messages) {
    writer.ends(at - next);
    writer.text(before);
    writer.bytes(line);
    writer.ends(1);
    next = at + 1;
  }
  writer.ends(lines - next);
}
