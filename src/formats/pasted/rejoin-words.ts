import { isBeginning, type NumberedLine } from './unwrap.ts';

/** Mail programs and tickets break text between words, at 72 columns or some more. */
const NARROWEST = 60;
const WIDEST = 132;
const FEWEST = 2;
/** Only lines about pulls are put together: all else may be a list or a table. */
const TELLS = /(?:[Ff]ailed to pull|Back-off pulling|[Pp]ulling image|rpc error|Error response|failed to)/;
const OPEN_END = /(?:[:,=]|\b(?:image|code|daemon|for|to|from|of|the|with|and|or|not|is))$/;
const GOES_ON = /^(?:[a-z0-9"'(/&]|Get\b|Head\b|HTTPS?\b|Client\.|TLS\b|Error response from daemon: )/;
const ERROR_INSIDE = /^Error response from daemon: /;

/**
 * Joins the lines of an error that were broken between words: those after which the next word would not have fitted.
 * Each keeps the number of its first line.
 */
export function rejoinWords(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  const width = Math.max(0, ...lines.filter(({ text }) => /\S\s+\S/.test(text)).map(({ text }) => text.length));
  if (width < NARROWEST || width > WIDEST) return lines;
  const joined: NumberedLine[] = [];
  const broken: number[] = [];
  let previous = '';
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && isRest(last.text, previous, line.text, width)) {
      joined[joined.length - 1] = { number: last.number, text: `${last.text.trimEnd()} ${line.text.trimStart()}` };
      broken.push(previous.length);
    } else joined.push(line);
    previous = line.text;
  }
  // A terminal breaks at one column, in the midst of words.
  const atWidth = broken.filter((length) => length === width).length;
  return broken.length < FEWEST || atWidth * 2 >= broken.length ? lines : joined;
}

function isRest(whole: string, previous: string, text: string, width: number): boolean {
  const rest = text.trimStart();
  const [word = ''] = rest.split(/\s/, 1);
  if (word === '' || !TELLS.test(whole) || previous.length + 1 + word.length <= width) return false;
  const end = whole.trimEnd();
  if (ERROR_INSIDE.test(rest)) return end.endsWith('=');
  return !isBeginning(text) && (OPEN_END.test(end) || GOES_ON.test(rest));
}
