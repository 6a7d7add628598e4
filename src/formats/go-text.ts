/** The inside of a Go-quoted string (`%q`) as a group; for regular expressions. Pasted text has curly quotes at times. */
export const QUOTED = '["“”]((?:[^"“”\\\\]|\\\\.)*)["“”]';

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g;
const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const LAST_CODE_POINT = 0x10ffff;

/** Undoes one layer of Go's `strconv.Quote` on the inside of a quoted string. */
export function unquoteGo(inside: string): string {
  if (!inside.includes('\\')) return inside;
  return inside.replace(ESCAPE, (whole, hex, short, long, octal, letter) => {
    if (letter !== undefined) return LETTERS[letter] ?? letter;
    const code = Number.parseInt(hex ?? short ?? long ?? octal, octal === undefined ? 16 : 8);
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
  });
}

const DURATION_PART = /([0-9]+(?:\.[0-9]+)?)(h|ms|m|s|µs|μs|us|ns)/y;
const UNIT_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  µs: 1e-3,
  μs: 1e-3,
  us: 1e-3,
  ns: 1e-6,
};

/** Parses Go's `time.Duration.String()` (`1m2.345s`) to milliseconds; null where the text is none. */
export function parseGoDuration(text: string): number | null {
  if (text === '0s') return 0;
  let ms = 0;
  let at = 0;
  while (at < text.length) {
    DURATION_PART.lastIndex = at;
    const part = DURATION_PART.exec(text);
    if (!part) break;
    ms += Number(part[1]) * (UNIT_MS[part[2] ?? ''] ?? 0);
    at = DURATION_PART.lastIndex;
  }
  // A full stop may follow: "… in 2.3s." is no kubelet's, but a sentence's.
  return at > 0 && /^[.,]?$/.test(text.slice(at)) ? ms : null;
}
