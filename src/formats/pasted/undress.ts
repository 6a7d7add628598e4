import { stripCommonPrefix } from './strip-common-prefix.ts';
import { stripLineNumbers } from './strip-line-numbers.ts';
import { stripMarkup } from './strip-markup.ts';
import { dedentLines, stripPrefix } from './strip-prefixes.ts';

// What terminals, browsers and ticket systems put into text. No pattern has nested quantifiers.
const ESCAPE = '\u001b';
const ESCAPES = new RegExp(
  `${ESCAPE}(?:\\[[0-9;?]{0,40}[A-Za-z]|\\][^\u0007${ESCAPE}]{0,400}(?:\u0007|${ESCAPE}\\\\)|[()][A-Z0-9])`,
  'g',
);
/** The same where the escape character itself got lost. */
const LOST_ESCAPES = /\[(?:[0-9]{1,3};){0,6}[0-9]{0,3}m/g;
const HAS_LOST_ESCAPES = /\[[0-9;]{1,20}m[^\n]{0,2000}\[0?m/;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const ENTITY = /&(?:quot|apos|lt|gt|amp|nbsp|hellip|#(?:34|39|60|62|38|160)|#x(?:22|27|3c|3e|26|a0));/gi;
/** `&lt;unknown&gt;` or quotes: an ampersand alone stands in URLs too. */
const HAS_ENTITIES = /&(?:quot|#0?34|#x22|apos|#0?39|#x27|lt|gt);/i;
const CURLY_DOUBLE = /[“”„‟]/g;
const CURLY_SINGLE = /[‘’‚‛]/g;
const QUOTED_LINE = /^\s{0,3}(?:>\s?)+/;
const FENCE =
  /^\s{0,3}(?:```|~~~)[\w-]{0,20}\s*$|^\s*\{(?:code|noformat)(?::[^}]{0,60})?\}\s*$|^\s*<\/?(?:pre|code|details|summary)>\s*$/;
/** So many of the lines begin with `>` where a whole text is quoted. */
const QUOTED_SHARE = 0.6;
const QUOTED_RUN = 3;
const PADDED_SHARE = 0.8;
const MARKDOWN_ROW = /^\s{0,8}\| .*\S\s?\|\s*$/;
const MARKDOWN_RULE = /^\s{0,8}\|(?:\s?:?-{2,60}:?\s?\|){1,20}\s*$/;
const CELL_SIDE = /(?<=\S) ?\| (?=\S)/g;
const FEWEST_ROWS = 2;

const NAMES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
  nbsp: ' ',
  hellip: '…',
  '#34': '"',
  '#39': "'",
  '#60': '<',
  '#62': '>',
  '#38': '&',
  '#160': ' ',
  '#x22': '"',
  '#x27': "'",
  '#x3c': '<',
  '#x3e': '>',
  '#x26': '&',
  '#xa0': ' ',
};

/**
 * Takes off the lines what terminals and ticket systems have put on: colours, Markdown quotes and fences, HTML entities,
 * curly quotes, spaces that are none, links, bold and code marks, line numbers, prefixes of a CI. Line by line, so their numbers stay.
 */
export function undressLines(lines: readonly string[]): string[] {
  const text = lines.join('\n');
  const hasEntities = HAS_ENTITIES.test(text);
  const hasLostEscapes = !text.includes(ESCAPE) && HAS_LOST_ESCAPES.test(text);
  const isQuoted = quotedLines(lines);
  const isPadded = hasPaddedLines(lines);
  const undressed = lines.map((line, index) => {
    let plain = line.includes(ESCAPE) ? line.replace(ESCAPES, '') : line;
    if (hasLostEscapes) plain = plain.replace(LOST_ESCAPES, '');
    plain = plain.replace(SPACES, ' ').replace(INVISIBLE, '');
    if (isQuoted[index]) plain = plain.replace(QUOTED_LINE, '');
    if (hasEntities) plain = plain.replace(ENTITY, (entity) => NAMES[entity.slice(1, -1).toLowerCase()] ?? entity);
    plain = plain.replace(CURLY_DOUBLE, '"').replace(CURLY_SINGLE, "'");
    if (isPadded) plain = plain.trimEnd();
    return FENCE.test(plain) ? '' : stripMarkup(plain);
  });
  const unnumbered = stripLineNumbers(undressed) ?? undressed;
  const bare = stripCommonPrefix(unnumbered) ?? unnumbered;
  return dedentLines(partMarkdownCells(bare)).map(stripPrefix);
}

/** The rows of a Markdown table as a terminal would show them, with blanks between the cells. */
function partMarkdownCells(lines: readonly string[]): readonly string[] {
  if (lines.filter((line) => MARKDOWN_ROW.test(line)).length < FEWEST_ROWS) return lines;
  return lines.map((line) => {
    if (MARKDOWN_RULE.test(line)) return '';
    return MARKDOWN_ROW.test(line) ? line.trim().slice(1, -1).trim().replace(CELL_SIDE, '   ') : line;
  });
}

/** Copies of a screen have blanks behind nearly every line; otherwise one may be where a terminal broke a line. */
function hasPaddedLines(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.filter((line) => /[ \t]\r?$/.test(line)).length >= Math.max(2, filled.length * PADDED_SHARE);
}

/** Which lines are quoted as mails and Markdown do it; a single `>` may be a prompt, or the end of a klog block. */
function quotedLines(lines: readonly string[]): boolean[] {
  const marked = lines.map((line) => QUOTED_LINE.test(line) || /^\s{0,3}&gt;/.test(line));
  const filled = lines.filter((line) => line.trim() !== '').length;
  const isWhole = marked.filter(Boolean).length >= Math.max(2, filled * QUOTED_SHARE);
  if (isWhole) return marked;
  const quoted: boolean[] = marked.map(() => false);
  for (let from = 0; from < marked.length; from++) {
    let to = from;
    while (marked[to]) to += 1;
    if (to - from >= QUOTED_RUN) quoted.fill(true, from, to);
    from = Math.max(from, to);
  }
  return quoted;
}
