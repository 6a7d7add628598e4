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
const TEXT = /"((?:[^"\\]|\\.)*)"|'([^']*)'/g;

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

/** The quoted texts, and what stands around them up to a comment. */
function takeTexts(written: string): { readonly texts: string[]; readonly rest: string } {
  const texts: string[] = [];
  let rest = '';
  let from = 0;
  for (const match of written.matchAll(TEXT)) {
    const around = written.slice(from, match.index);
    if (around.includes('#')) break;
    rest += around;
    from = match.index + match[0].length;
    texts.push(match[2] ?? (match[1] ?? '').replace(/\\(.)/g, '$1'));
  }
  return { texts, rest: (rest + written.slice(from)).split('#', 1)[0] ?? '' };
}
