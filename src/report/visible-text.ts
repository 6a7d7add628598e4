/** Longest name that a table or a heading shows; the whole of it stands in report.json. */
const NAME_LIMIT = 120;

// C0 and C1 controls, DEL, lone surrogates, line and paragraph separators, interlinear marks, and what Unicode calls
// ignorable: bidi marks, zero-width characters, variation selectors, tags. All that is not seen, or moves what is seen.
const HIDDEN = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
const MAY_HIDE = /[^\x20-\x7e]/;

/** The text in one line, with every control, bidi or zero-width character made visible: `␛`, `⟨U+202E⟩`. */
export function showHidden(text: string): string {
  return MAY_HIDE.test(text) ? text.replace(HIDDEN, nameCharacter) : text;
}

/** The same, but line breaks (also CRLF) and tabs stay as they are: for excerpts. */
export function showHiddenInLines(text: string): string {
  if (!MAY_HIDE.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replace(HIDDEN, (character) => (character === '\n' || character === '\t' ? character : nameCharacter(character)));
}

/** A name for people: nothing hidden in it, and at most `limit` characters; what is cut leaves `…`. */
export function showName(text: string, limit = NAME_LIMIT): string {
  return cutText(showHidden(text.length > limit * 2 ? text.slice(0, limit * 2) : text), limit);
}

/** At most `limit` characters, the last of them `…` where something is cut; no character is cut in two. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  return `${text.slice(0, isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end)}…`;
}

/** The same, cut in the middle, so that the end of a path or name stays. */
export function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.floor((limit - 1) / 2);
  const tail = limit - 1 - head;
  const start = isHighSurrogate(text.charCodeAt(head - 1)) ? head - 1 : head;
  const end = text.length - tail;
  return `${text.slice(0, start)}…${text.slice(isLowSurrogate(text.charCodeAt(end)) ? end + 1 : end)}`;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

function nameCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // The Unicode block "Control Pictures" has a picture of each C0 control at U+2400 + its code.
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
