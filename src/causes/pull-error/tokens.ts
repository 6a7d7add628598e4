/**
 * A word of a pull error, or a name in it. Names (images, hosts, paths, whatever stands in quotes) have the empty word,
 * so that no phrase can be found inside them.
 */
export interface Token {
  /** Lower case, without the punctuation around it; empty for a name or a URL. */
  readonly word: string;
  readonly slot: 'none' | 'name' | 'url';
  /** The text that `start` and `end` count in: the message, or what stood in quotes in it, unquoted. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
  /** It is the first of its part of the error chain: after a colon, a line break, an opening quote or bracket. */
  readonly opens: boolean;
  /** It is the last of its part. */
  closes: boolean;
  /** The key before a quoted value, as klog and logfmt write it: `image` for `image="nginx"`; else null. */
  readonly key: string | null;
}

/** Deepest quoting that is undone: kubelet inside klog inside journald inside JSON needs five. */
const MAX_DEPTH = 6;
const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** Keys whose quoted value is an error text, never a name. */
const MESSAGE_KEYS = new Set([
  'err',
  'error',
  'msg',
  'message',
  'desc',
  'reason',
  'output',
  'details',
  'stderr',
  'log',
]);
/** Words after which a quoted text is a name, even with blanks in it: the kubelet prints the spec's text. */
const NAMING_WORDS = new Set(
  'image images reference tag name pullimage pull for container pod secret volume repository host snapshotter'.split(
    ' ',
  ),
);
/** Keys of registries' JSON error bodies (distribution specification, "Error Codes"). */
const JSON_KEYS = new Set(['code', 'message', 'detail', 'details', 'errors', 'error', 'reason', 'status']);
const IDENTIFIER = /^[A-Za-z_]+$/;
const LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: ' ', b: ' ', f: ' ', v: ' ' };
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U000([0-9a-fA-F]{5})|([0-7]{3})|([\s\S]))/g;

/** Undoes one layer of Go's `strconv.Quote` or of JSON on the inside of a quoted string. */
function unquote(inside: string): string {
  return inside.replace(ESCAPE, (_whole, hex, short, long, octal, letter: string | undefined) => {
    if (letter !== undefined) return LETTERS[letter] ?? letter;
    const code = Number.parseInt(hex ?? short ?? long ?? octal, octal === undefined ? 16 : 8);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

/**
 * Cuts an error text into words and names. Quoted error texts are unquoted by Go's rules and cut too, in place; a text
 * that was pasted with its quotes still escaped is unquoted first. Linear in the length of the text.
 */
export function tokenise(message: string): Token[] {
  const scan: Scan = { tokens: [], opens: true, jsonKey: null };
  scanText(scan, unescapeWhole(straightenQuotes(message)), 0);
  return scan.tokens;
}

function straightenQuotes(text: string): string {
  return /[\u201c\u201d\u201e]/.test(text) ? text.replace(/[\u201c\u201d\u201e]/g, '"') : text;
}

function unescapeWhole(message: string): string {
  let text = message;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const quote = text.indexOf('"');
    const escapedQuote = quote > 0 && text.charCodeAt(quote - 1) === BACKSLASH;
    // Line breaks of a text without quotes: after a colon or a full stop, so that no Windows path is taken for one.
    const escapedBreak = quote < 0 && /[:.)]\\n|\\n[ \\]/.test(text);
    if (!escapedQuote && !escapedBreak) return text;
    text = unquote(text);
  }
  return text;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

/** Punctuation that may stand before a word: ( [ { ' ` < * , ; and the tree marks of pasted output. */
function isOpening(code: number): boolean {
  return (
    code === 40 ||
    code === 91 ||
    code === 123 ||
    code === 39 ||
    code === 96 ||
    code === 60 ||
    code === 42 ||
    code === 44
  );
}

/** Punctuation that may stand after a word: ) ] } ' ` > , . ; : ! */
function isClosing(code: number): boolean {
  return (
    code === 41 ||
    code === 93 ||
    code === 125 ||
    code === 39 ||
    code === 96 ||
    code === 62 ||
    code === 44 ||
    code === 46 ||
    code === 59 ||
    code === COLON ||
    code === 33
  );
}

interface Scan {
  readonly tokens: Token[];
  /** The next token begins a part of the chain. */
  opens: boolean;
  /** Set by a quoted JSON key; says what its value is. */
  jsonKey: string | null;
}

function scanText(scan: Scan, text: string, depth: number): void {
  const length = text.length;
  let at = 0;
  let closable = true;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      if (code === 10) endPart(scan);
      at++;
    } else if (code === QUOTE) {
      const close = closable ? closingQuote(text, at + 1) : -1;
      if (close < 0) {
        closable = false;
        scan.opens = true;
        at++;
      } else {
        at = scanQuoted(scan, text, at, close, depth);
      }
    } else {
      at = scanWord(scan, text, at);
    }
  }
}

/** Ends the current part of the chain. */
function endPart(scan: Scan): void {
  const last = scan.tokens.at(-1);
  if (last) last.closes = true;
  scan.opens = true;
}

function scanWord(scan: Scan, text: string, from: number): number {
  const length = text.length;
  let end = from;
  let upper = false;
  let slashes = 0;
  for (; end < length; end++) {
    const code = text.charCodeAt(end);
    if (isBlank(code) || code === QUOTE) break;
    if (code >= 65 && code <= 90) upper = true;
    else if (code === 47 && text.charCodeAt(end - 1) === 47) slashes ||= end;
  }
  let start = from;
  let stop = end;
  while (start < stop && isOpening(text.charCodeAt(start))) {
    if (text.charCodeAt(start) !== 42) scan.opens = true;
    start++;
  }
  let closes = false;
  while (stop > start && isClosing(text.charCodeAt(stop - 1))) {
    stop--;
    if (text.charCodeAt(stop) === COLON) closes = true;
  }
  if (start === stop) {
    if (text.charCodeAt(from) === COLON) endPart(scan);
    return end;
  }
  const scheme = slashes > 0 && text.charCodeAt(slashes - 2) === COLON;
  if (scheme) add(scan, 'url', '', text, start, stop, null);
  else {
    let word = text.slice(start, stop);
    if (upper) word = word.toLowerCase();
    const equals = word.indexOf('=');
    // `msg=failed`: the value is a word of its own.
    if (equals > 0 && equals < word.length - 1 && MESSAGE_KEYS.has(word.slice(0, equals))) {
      word = word.slice(equals + 1);
      start += equals + 1;
      scan.opens = true;
    }
    if (word === '-' || word === '--') endPart(scan);
    else add(scan, 'none', word, text, start, stop, null);
  }
  if (closes) endPart(scan);
  return end;
}

function add(
  scan: Scan,
  slot: Token['slot'],
  word: string,
  source: string,
  start: number,
  end: number,
  key: string | null,
): void {
  scan.tokens.push({ word, slot, source, start, end, opens: scan.opens, closes: false, key });
  scan.opens = false;
}

/** Takes the quoted string from `open` to `close`; returns where to go on. */
function scanQuoted(scan: Scan, text: string, open: number, close: number, depth: number): number {
  const inside = text.slice(open + 1, close);
  const content = inside.includes('\\') ? unquote(inside) : inside;
  let next = close + 1;
  const jsonValue = scan.jsonKey;
  scan.jsonKey = null;
  if (text.charCodeAt(next) === COLON && JSON_KEYS.has(content)) {
    scan.jsonKey = content;
    endPart(scan);
    return next + 1;
  }
  const last = scan.tokens.at(-1);
  const glued = last?.source === text && last.end === open && last.word.endsWith('=');
  const key = glued ? last.word.slice(0, -1) : null;
  if (jsonValue === 'code' && IDENTIFIER.test(content)) {
    endPart(scan);
    add(scan, 'none', content.toLowerCase(), content, 0, content.length, null);
    endPart(scan);
  } else if (jsonValue === 'message' || isMessage(content, key, last, glueIsJson(text, open))) {
    endPart(scan);
    if (depth < MAX_DEPTH) scanText(scan, content, depth + 1);
    endPart(scan);
  } else {
    const url = content.includes('://');
    add(scan, url ? 'url' : 'name', '', content, 0, content.length, key);
  }
  if (text.charCodeAt(next) === COLON) {
    endPart(scan);
    next++;
  }
  return next;
}

/** Whether the quote stands directly after JSON's punctuation: `"Tag":"…"`, `["…"`. */
function glueIsJson(text: string, open: number): boolean {
  const before = open > 0 ? text.charCodeAt(open - 1) : 32;
  return before === COLON || before === 44 || before === 123 || before === 91;
}

/** Whether a quoted text is an error text to be read, rather than a name. */
function isMessage(content: string, key: string | null, last: Token | undefined, json: boolean): boolean {
  if (key !== null) return MESSAGE_KEYS.has(key);
  if (last && !last.closes && NAMING_WORDS.has(last.word)) return false;
  if (/\s/.test(content)) return !content.includes('://') || /\s\S*\s/.test(content);
  if (json || content.includes('://')) return false;
  return last === undefined || last.closes || last.word === '=';
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text.charCodeAt(at - slashes - 1) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}
