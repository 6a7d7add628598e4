const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** Go's strconv.Quote: the text in double quotes, with what is not printable escaped. */
export function quote(text: string): string {
  let quoted = '"';
  for (const character of text) quoted += SHORT_ESCAPES[character] ?? escapeUnprintable(character);
  return `${quoted}"`;
}

function escapeUnprintable(character: string): string {
  if (character === ' ' || !/[\p{C}\p{Z}]/u.test(character)) return character;
  const code = character.codePointAt(0)!;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Go's time.Duration.String for whole milliseconds: `345ms`, `2.345s`, `1m2.5s`, `5m0s`. */
export function formatDuration(durationMs: number): string {
  const whole = Math.round(durationMs);
  if (whole < 1000) return `${whole}ms`;
  const minutes = Math.floor(whole / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  if (minutes === 0) return seconds;
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

/** RFC 3339 in UTC with whole seconds, cut as metav1.Time does. */
export function formatSeconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** RFC 3339 in UTC with microseconds, as metav1.MicroTime is written. */
export function formatMicroseconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}.${fraction(instant, 6)}Z`;
}

/** The digits after the decimal point of an instant's second. */
export function fraction(instant: number, digits: 6 | 9): string {
  const nanoseconds = Math.round((instant - Math.floor(instant / 1000) * 1000) * 1e6);
  return String(Math.min(nanoseconds, 999_999_999)).padStart(9, '0').slice(0, digits);
}
