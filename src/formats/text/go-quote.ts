/** A Go-quoted string in a text, and where the text goes on after its closing quote. */
export interface QuotedString {
  readonly value: string;
  readonly end: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, '"': 34 };
const LAST_CODE_POINT = 0x10ffff;

/**
 * Reads the Go-quoted string whose opening quote stands at `start`, exactly as `strconv.Unquote` does: `\xNN` and octal
 * escapes are bytes, which may make up UTF-8 characters together. Null where the text is none: no quote there, none that
 * closes it, or an escape that Go does not know.
 * Source: Go src/strconv/quote.go UnquoteChar, 1.9–1.24.
 */
export function readGoString(text: string, start: number): QuotedString | null {
  if (text.charCodeAt(start) !== QUOTE) return null;
  const close = findClosingQuote(text, start + 1);
  if (close < 0) return null;
  const inside = text.slice(start + 1, close);
  const value = inside.includes('\\') ? undoEscapes(inside) : inside;
  return value === null ? null : { value, end: close + 1 };
}

function findClosingQuote(text: string, from: number): number {
  let close = text.indexOf('"', from);
  while (close >= 0) {
    let backslashes = 0;
    while (close - backslashes > from && text.charCodeAt(close - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return close;
    close = text.indexOf('"', close + 1);
  }
  return -1;
}

function undoEscapes(inside: string): string | null {
  let value = '';
  let bytes: number[] = [];
  const endBytes = () => {
    if (bytes.length > 0) value += Buffer.from(bytes).toString('utf8');
    bytes = [];
  };
  let at = 0;
  while (at < inside.length) {
    const next = inside.indexOf('\\', at);
    if (next !== at) {
      endBytes();
      if (next < 0) return value + inside.slice(at);
      value += inside.slice(at, next);
    }
    const letter = inside[next + 1] ?? '';
    const known = ESCAPES[letter];
    if (known !== undefined) {
      endBytes();
      value += String.fromCharCode(known);
      at = next + 2;
      continue;
    }
    const number = readNumber(inside, next + 1);
    if (!number) return null;
    if (number.isByte) bytes.push(number.code);
    else {
      endBytes();
      value += String.fromCodePoint(number.code);
    }
    at = number.end;
  }
  endBytes();
  return value;
}

function readNumber(text: string, at: number): { code: number; end: number; isByte: boolean } | null {
  const letter = text[at];
  const length = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (length === 0) {
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at, at + 3));
    return octal && { code: Number.parseInt(octal[0], 8), end: at + 3, isByte: true };
  }
  const digits = text.slice(at + 1, at + 1 + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) return null;
  const code = Number.parseInt(digits, 16);
  if (code > LAST_CODE_POINT || (code >= 0xd800 && code < 0xe000)) return null;
  return { code, end: at + 1 + length, isByte: letter === 'x' };
}
