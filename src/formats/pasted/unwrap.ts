import { isForeignLine } from '../kubectl/foreign-line.ts';
import { endsWithPhrase } from './complete-phrase.ts';

/** A line with the number that it has in the file. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Terminals are wider than this, and narrower than that. */
const NARROWEST = 60;
const WIDEST = 400;
/** More wrapped pieces than these are no line of a table. */
const PIECES = 60;
// A line that begins something of its own, in any of the forms that are read here.
const BEGINS =
  /^\s*(?:(?:Normal|Warning)(?:\s|$)|[A-Z][\w ()-]{0,40}:(?:\s|$)|[A-Z]{2,}(?:\s+[A-Z]+)+\s*$|(?:<unknown>|<invalid>|[0-9]+[smhdy](?:[0-9]+[smhd])?)\s|(?:Failed|BackOff|Pulling|Pulled|Scheduled)(?:\s|$)|Back-off (?:pulling|restarting) |Container image "|"[\w.-]+":|\s+[a-z]\w*:\s|- \w|[0-9]{4}-[0-9]{2}-[0-9]{2}|-{3,}|[{}[\]],?\s*$|\[|\{"|Error:|FATA|ERRO|WARN|INFO|DEBU)/;
/** The first cell of a row of any table; also what is left of a row that was broken within a cell. */
const BEGINS_ROW = /^\s*(?:[a-z][a-z.]{0,60}\/)?[\w.-]+(?: {2,}|\t)/;
const CELL = /(?: {2}|\t)(?=\S)/g;
/** So many cells of two rows of one table begin at the same columns. */
const FEWEST_ALIGNED = 2;
// A sample of a metric in any notation, or a row of panel data: these are often all of one length.
const BEGINS_SAMPLE =
  /^(?:[A-Za-z_:][A-Za-z0-9_:]*)?\{[A-Za-z_]+="|^# (?:HELP|TYPE|EOF)|^\S+ @\[[0-9.]+\]|^[0-9]{12,13}[,;\t]/;
// A setting of a configuration, a row of values without a heading, a disk, or an element of an HTML page.
const BEGINS_FILE_LINE =
  /^\s*[\w-]{1,60} = \S|^[^\s,"{}[\]]*(?:,[^\s,"{}[\]]*){3,200}$|^\/dev\/\S+\s|^\s*<\/?[a-z]{1,20}[\s>]/;
/** What stands behind the end of a sentence is one of its own: `See 'docker run --help'.` */
const SENTENCE = /^[A-Z][a-z]{1,20} /;
const ENDS_SENTENCE = /[."')`]$/;
const NOT_BROKEN = { width: null, isSure: false };
/** An image or the address of a request that goes on in the line below, which a window has broken at any width. */
const OPEN_IMAGE = /\b(?:image|reference) "[^"\s]{1,400}$/;
const REST_OF_IMAGE = /^[^"\s]{1,200}"/;
const OPEN_ADDRESS = /(?:Failed to pull|rpc error|Error response).{0,2000}https?:\/\/[^\s"]{1,400}$/;
const REST_OF_ADDRESS = /^[^\s":]{1,200}(?:"?: |"$)/;
const OPEN_BRACE = /\{[a-z-]+ [^{}\s]*$/;

/**
 * Joins the lines that a terminal has broken at its width: those as long as the longest, which end in the middle of
 * something, and those that break a source (`{kubelet node-1` without its brace). Each keeps the number of its first line.
 */
export function unwrapLines(lines: readonly NumberedLine[]): NumberedLine[] {
  const { width, isSure } = wrapWidth(lines);
  const joined: NumberedLine[] = [];
  let pieces = 0;
  let previous = '';
  for (const line of lines) {
    const last = joined.at(-1);
    const isBroken = (width !== null && previous.length === width) || OPEN_BRACE.test(previous);
    const isInside = last !== undefined && pieces > 0 && hasOpenEnd(last.text) && previous.length >= NARROWEST;
    const isAnew = isBroken && isSure ? startsAnew(previous, line.text) : isBeginning(line.text);
    const isCutWord = last !== undefined && isInsideWord(last.text, line.text);
    const goesOn = (isBroken || isInside || isCutWord) && !isAnew;
    if (last && pieces < PIECES && line.text.trim() !== '' && goesOn) {
      joined[joined.length - 1] = { number: last.number, text: last.text + line.text };
      pieces += 1;
    } else {
      joined.push(line);
      pieces = 0;
    }
    previous = line.text;
  }
  return joined;
}

/**
 * The length at which a terminal broke lines: that of the longest, where lines of it go on below. Several are sure; a single
 * one must break within a word, and what is below must be no beginning of any kind. Null where none did.
 */
function wrapWidth(lines: readonly NumberedLine[]): { readonly width: number | null; readonly isSure: boolean } {
  const width = Math.max(0, ...lines.map(({ text }) => text.length));
  if (width < NARROWEST || width > WIDEST) return NOT_BROKEN;
  const broken = lines.flatMap(({ text }, index) => {
    const below = lines[index + 1]?.text ?? '';
    const isBroken = text.length === width && below.trim() !== '' && !text.endsWith(' ') && !startsAnew(text, below);
    return isBroken ? [{ text, below }] : [];
  });
  const [only] = broken;
  if (!only) return NOT_BROKEN;
  if (broken.length > 1) return { width, isSure: true };
  const { text, below } = only;
  if (isBeginning(below) || endsWithPhrase(text) || (ENDS_SENTENCE.test(text) && SENTENCE.test(below)))
    return NOT_BROKEN;
  const isWithin = hasOpenQuote(text) || (/^\S/.test(below) && !/^[\w.-]{1,40}: /.test(below));
  return isWithin ? { width, isSure: false } : NOT_BROKEN;
}

function isInsideWord(text: string, below: string): boolean {
  if (OPEN_IMAGE.test(text)) return REST_OF_IMAGE.test(below);
  return OPEN_ADDRESS.test(text) && REST_OF_ADDRESS.test(below);
}

function hasOpenQuote(text: string): boolean {
  return (text.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
}

/** Whether the line behind one that ends at the width is one of its own: a row of the same table, or any other beginning. */
function startsAnew(previous: string, text: string): boolean {
  if (!isBeginning(text)) return false;
  return isSureBeginning(text) || isAligned(previous, text);
}

function isAligned(one: string, other: string): boolean {
  const columns = new Set([...one.matchAll(CELL)].map(({ index, 0: gap }) => index + gap.length));
  const shared = [...other.matchAll(CELL)].filter(({ index, 0: gap }) => columns.has(index + gap.length));
  return shared.length >= FEWEST_ALIGNED;
}

/** Whether a line begins something of its own. */
export function isBeginning(text: string): boolean {
  return BEGINS_ROW.test(text) || isSureBeginning(text);
}

function isSureBeginning(text: string): boolean {
  return BEGINS.test(text) || BEGINS_SAMPLE.test(text) || BEGINS_FILE_LINE.test(text) || isForeignLine(text);
}

/** An error that ends with a colon has its reason below. */
function hasOpenEnd(text: string): boolean {
  return /:\s*$/.test(text);
}
