import { stripColours } from './colours.ts';
import type { Envelope } from './envelope.ts';

/** Bytes by which entries are found whose message is a list of bytes or of several, so that no word can be found in it. */
export const LIST_NEEDLES: readonly string[] = ['"MESSAGE":[', '"MESSAGE" : [', '"MESSAGE": ['];

/**
 * Reads an entry of `journalctl -o json`; null for objects of other kinds. A value is a string; a list of byte numbers where
 * it is not printable UTF-8; a list of either where the entry has the field several times; null where it is longer than
 * 4096 bytes and `--all` was not given.
 * Source: systemd src/shared/logs-show.c output_json and update_json_data, v219–v257; systemd.journal-fields(7).
 */
export function readJournaldObject(entry: Readonly<Record<string, unknown>>): Envelope | null {
  const message = entry['MESSAGE'];
  const body = Array.isArray(message) && !isBytes(message) ? joinValues(message) : readValue(message);
  if (body === null) return null;
  const micros = Number(readValue(entry['__REALTIME_TIMESTAMP']) ?? Number.NaN);
  return {
    time: Number.isFinite(micros)
      ? { notation: 'absolute', wallMs: micros / 1000, offsetMinutes: 0, widthMs: 0.001 }
      : null,
    hostname: readValue(entry['_HOSTNAME']),
    identifier: readValue(entry['SYSLOG_IDENTIFIER']) ?? readValue(entry['_SYSTEMD_UNIT']),
    pid: readValue(entry['_PID']) ?? readValue(entry['SYSLOG_PID']),
    body: stripColours(body),
  };
}

/** The value as text; of several the first. */
function readValue(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return null;
  if (isBytes(value)) return Buffer.from(value).toString('utf8');
  const [first] = value;
  return Array.isArray(first) || typeof first === 'string' ? readValue(first) : null;
}

function joinValues(values: readonly unknown[]): string | null {
  const texts = values.map((value) => (isBytes(value) || typeof value === 'string' ? readValue(value) : null));
  const known = texts.filter((text) => text !== null);
  return known.length === 0 ? null : known.join('\n');
}

function isBytes(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256)
  );
}
