import type { Stretch } from '../causes/pull-error.ts';
import { showHiddenInLines } from '../report/visible-text.ts';

/** How marked words look: `on` and `off` around them; null: carets in a line below. */
export type MarkStyle = readonly [on: string, off: string] | null;

interface Sign {
  readonly text: string;
  readonly isMarked: boolean;
}

const WIDTH = 78;
/** What is shown of a long message: its beginning, and this much around the marked words. */
const BEGINNING = 320;
const AROUND = 240;
const LONGEST_SHOWN = 1000;

/**
 * A message as a quotation, `> …`, in lines of at most 80 characters, with some stretches of it marked. Nothing hidden
 * is left in it; of a long one what is far from its beginning and from the marks is left out (`…`).
 */
export function quoteMessage(message: string, marks: readonly Stretch[], style: MarkStyle): string[] {
  const pieces = cutPieces(message, marks);
  const signs = pieces.flatMap(({ start, end, isMarked }): Sign[] =>
    start < 0
      ? [...' … '].map((text) => ({ text, isMarked: false }))
      : [...showHiddenInLines(message.slice(start, end)).replaceAll('\t', ' ')].map((text) => ({ text, isMarked })),
  );
  return breakLines(signs).flatMap((line) => showLine(line, style));
}

/** The message in marked and other pieces; `start` −1 stands for what is left out. */
function cutPieces(message: string, marks: readonly Stretch[]) {
  const shown = message.length <= LONGEST_SHOWN ? [{ start: 0, end: message.length }] : chooseWindows(message, marks);
  return shown.flatMap((window, at) => {
    const pieces = at > 0 ? [{ start: -1, end: -1, isMarked: false }] : [];
    let from = window.start;
    for (const { start, end } of marks) {
      if (start < from || end > window.end) continue;
      pieces.push({ start: from, end: start, isMarked: false }, { start, end, isMarked: true });
      from = end;
    }
    pieces.push({ start: from, end: window.end, isMarked: false });
    if (at === shown.length - 1 && window.end < message.length) pieces.push({ start: -1, end: -1, isMarked: false });
    return pieces;
  });
}

function chooseWindows(message: string, marks: readonly Stretch[]): Stretch[] {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last) return [{ start: 0, end: LONGEST_SHOWN }];
  const start = Math.max(0, first.start - AROUND);
  const end = Math.min(message.length, last.end + AROUND);
  return start <= BEGINNING
    ? [{ start: 0, end }]
    : [
        { start: 0, end: BEGINNING },
        { start, end },
      ];
}

/** Breaks at line breaks and blanks; a longer word is broken where the line ends. */
function breakLines(signs: readonly Sign[]): Sign[][] {
  const lines: Sign[][] = [];
  let line: Sign[] = [];
  for (const sign of signs) {
    if (sign.text === '\n') {
      lines.push(line);
      line = [];
      continue;
    }
    if (line.length === WIDTH) {
      const blank = sign.text === ' ' ? line.length : line.findLastIndex(({ text }) => text === ' ');
      const at = blank > 0 ? blank : line.length;
      lines.push(line.slice(0, at));
      line = line.slice(at).filter(({ text }, i) => i > 0 || text !== ' ');
      if (sign.text === ' ' && line.length === 0) continue;
    }
    line.push(sign);
  }
  return line.length > 0 || lines.length === 0 ? [...lines, line] : lines;
}

function showLine(line: readonly Sign[], style: MarkStyle): string[] {
  if (style === null) {
    const plain = `> ${line.map(({ text }) => text).join('')}`.trimEnd();
    if (!line.some(({ isMarked }) => isMarked)) return [plain];
    const carets = line.map(({ isMarked }) => (isMarked ? '^' : ' ')).join('');
    return [plain, `  ${carets}`.trimEnd()];
  }
  const [on, off] = style;
  const painted = line.map(({ text, isMarked }, at) => {
    const starts = isMarked && !line[at - 1]?.isMarked;
    const ends = isMarked && !line[at + 1]?.isMarked;
    return `${starts ? on : ''}${text}${ends ? off : ''}`;
  });
  return [`> ${painted.join('')}`.trimEnd()];
}
