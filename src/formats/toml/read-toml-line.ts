/** One line of a TOML file, as far as configuration files of registries go. */
export type TomlLine =
  | { readonly kind: 'blank' }
  /** `[a.b]`, or `[[a.b]]`, which begins a further element of a list. */
  | { readonly kind: 'table'; readonly path: readonly string[]; readonly isElement: boolean }
  /**
   * `value` is null for what is neither text, nor true or false, nor a list of texts; `isOpen`: its list goes on. `path` has
   * the parts of a dotted key (`a."b.c" = …`), and `key` is all of them with dots between.
   */
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly path: readonly string[];
      readonly value: string | boolean | readonly string[] | null;
      readonly isOpen: boolean;
    };

/** Longer lines are not of these files; nor may a hostile one cost time. */
const LONGEST = 4096;
const PART = /([\w-]{1,100})|"([^"]{1,400})"|'([^']{1,400})'/y;
const DOT = /\s*\.\s*/y;
const EQUALS = /\s*=\s*/y;
const TABLE_BEGINS = /^\[(\[?)\s*/;
const TABLE_ENDS = /^\s*\](\]?)\s*(?:#.*)?$/;
const MOST_PARTS = 20;

/** Reads a line; null where it is no TOML. Source: toml.io/en/v1.0.0, without inline tables and multi-line texts. */
export function readTomlLine(text: string): TomlLine | null {
  if (text.length > LONGEST) return null;
  const line = text.trim();
  if (line === '' || line.startsWith('#')) return { kind: 'blank' };
  const opening = TABLE_BEGINS.exec(line);
  if (opening) {
    const { path, end } = readPath(line, opening[0].length);
    const closing = TABLE_ENDS.exec(line.slice(end));
    if (path.length === 0 || !closing || opening[1]?.length !== closing[1]?.length) return null;
    return { kind: 'table', path, isElement: opening[1] === '[' };
  }
  const { path, end } = readPath(line, 0);
  EQUALS.lastIndex = end;
  if (path.length === 0 || !EQUALS.test(line)) return null;
  return { kind: 'value', key: path.join('.'), path, ...readValue(line.slice(EQUALS.lastIndex)) };
}

/** The parts of a name, between which dots stand, and where they end; no parts where there is no name. */
function readPath(line: string, start: number): { readonly path: readonly string[]; readonly end: number } {
  const path: string[] = [];
  let at = start;
  while (path.length < MOST_PARTS) {
    PART.lastIndex = at;
    const part = PART.exec(line);
    if (!part) return { path: [], end: start };
    path.push(part[1] ?? part[2] ?? part[3] ?? '');
    at = PART.lastIndex;
    DOT.lastIndex = at;
    if (!DOT.test(line)) break;
    at = DOT.lastIndex;
  }
  return { path, end: at };
}

function readValue(written: string): Pick<Extract<TomlLine, { kind: 'value' }>, 'value' | 'isOpen'> {
  if (written.startsWith('[')) {
    const { texts, rest } = takeTexts(written.slice(1));
    return { value: texts, isOpen: !rest.includes(']') };
  }
  const word = /^(true|false)\b/.exec(written)?.[1];
  if (word !== undefined) return { value: word === 'true', isOpen: false };
  const { texts } = takeTexts(written);
  return { value: /^["']/.test(written) ? (texts[0] ?? null) : null, isOpen: false };
}

/** Reads a line within a list that an earlier line left open. */
export function readTomlList(text: string): { readonly texts: readonly string[]; readonly isOpen: boolean } {
  if (text.length > LONGEST) return { texts: [], isOpen: false };
  const { texts, rest } = takeTexts(text);
  return { texts, isOpen: !rest.includes(']') };
}

/** The quoted texts, and what stands around them up to a comment. A text that does not end is none. */
function takeTexts(written: string): { readonly texts: string[]; readonly rest: string } {
  const texts: string[] = [];
  let rest = '';
  let at = 0;
  while (at < written.length) {
    const mark = written[at] ?? '';
    if (mark === '#') break;
    if (mark !== '"' && mark !== "'") {
      rest += mark;
      at += 1;
      continue;
    }
    const end = endOfText(written, at);
    if (end < 0) break;
    const text = written.slice(at + 1, end);
    texts.push(mark === '"' ? text.replace(/\\(.)/g, '$1') : text);
    at = end + 1;
  }
  return { texts, rest };
}

/** Where the quote stands that ends the text which begins at `from`; -1 where there is none. */
function endOfText(written: string, from: number): number {
  const mark = written[from];
  if (mark === "'") return written.indexOf("'", from + 1);
  for (let at = from + 1; at < written.length; at += 1) {
    if (written[at] === '\\') at += 1;
    else if (written[at] === mark) return at;
  }
  return -1;
}
