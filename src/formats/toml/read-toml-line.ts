/** One line of a TOML file, as far as configuration files of registries go. */
export type TomlLine =
  | { readonly kind: 'blank' }
  /** `[a.b]`, or `[[a.b]]`, which begins a further element of a list. */
  | { readonly kind: 'table'; readonly path: readonly string[]; readonly isElement: boolean }
  /** `value` is null for what is neither text, nor true or false, nor a list of texts; `isOpen`: its list goes on. */
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly value: string | boolean | readonly string[] | null;
      readonly isOpen: boolean;
    };

/** Longer lines are not of these files; nor may a hostile one cost time. */
const LONGEST = 4096;
const PAIR = /^([\w-]{1,100}|"[^"]{1,400}"|'[^']{1,400}')\s*=\s*(.*)$/;
const PATH = /^\[(\[?)\s*([^\]]{1,500}?)\s*\](\]?)\s*(?:#.*)?$/;
const PATH_PART = /"([^"]*)"|'([^']*)'|([\w-]+)/g;

/** Reads a line; null where it is no TOML. Source: toml.io/en/v1.0.0, without inline tables and multi-line texts. */
export function readTomlLine(text: string): TomlLine | null {
  if (text.length > LONGEST) return null;
  const line = text.trim();
  if (line === '' || line.startsWith('#')) return { kind: 'blank' };
  const table = PATH.exec(line);
  if (table && table[1]?.length === table[3]?.length) {
    const path = Array.from((table[2] ?? '').matchAll(PATH_PART), (part) => part[1] ?? part[2] ?? part[3] ?? '');
    return path.length === 0 ? null : { kind: 'table', path, isElement: table[1] === '[' };
  }
  const pair = PAIR.exec(line);
  if (!pair) return null;
  const [, key = '', written = ''] = pair;
  return { kind: 'value', key: key.replace(/^["']|["']$/g, ''), ...readValue(written) };
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
