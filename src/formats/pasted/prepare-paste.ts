import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { isForeignLine } from '../kubectl/foreign-line.ts';
import { detectSyntax } from '../objects/detect-syntax.ts';
import { completePhrase } from './complete-phrase.ts';
import { readCutByPager } from './cut-by-pager.ts';
import { expandTaskResults } from './expand-task-results.ts';
import { rejoinWords } from './rejoin-words.ts';
import { restoreIndentation } from './restore-indentation.ts';
import { splitProse } from './split-prose.ts';
import { undressLines } from './undress.ts';
import { type NumberedLine, unwrapLines } from './unwrap.ts';

/** A part of a pasted text that is read by itself. */
export interface PastedPart {
  readonly syntax: 'text' | 'json' | 'yaml';
  readonly bytes: Buffer;
  /** The line of the file for a 1-based line of the part. */
  readonly lineOf: (line: number) => number;
}

/** What holds none of these tells nothing of pulls, and is read as it is. */
const TELLS = /image|pull|manifest/i;
const YAML_BEGINS = /^(?:apiVersion|kind|items|metadata): ?|^- apiVersion: /;
const YAML_LINE = /^(?:\s|$|#|---|\.\.\.|- |[a-z][\w./-]*:(?: [^ ]|\s*$))/;
/** One-line objects that are no log records. */
const JSON_OBJECT = /^\s{0,4}[{[].{0,400}"(?:waiting|involvedObject|containerStatuses|apiVersion|state)"/;
const JSON_BEGINS = /^\s{0,4}[{[]\s*$/;
const LIST = /^\s*\[|"items"\s*:/;
const PARTS = 200;
/** Fewer lines may be apart because each is one of its own. */
const FEWEST_SPACED = 4;
/** So much of a cut error must stand above, to the letter. */
const REPEATED_LENGTH = 60;
const TELLS_OF_ERROR = /[Ff]ailed to |[Ee]rror/;
/** Aliases grow exponentially when they are followed; programs write none. */
const ALIASES_ALLOWED = 20;

/**
 * Makes the text of a small file that may be a paste readable: without colours, quote marks and broken lines, with its
 * indentation, and cut into text, JSON and YAML where several commands stand in one file. Null where the file is as
 * programs write it.
 */
export function preparePaste(bytes: Buffer): readonly PastedPart[] | null {
  const syntax = detectSyntax(bytes);
  if (syntax !== 'text' && syntax !== 'json' && syntax !== 'yaml') return null;
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (!TELLS.test(text) || (syntax === 'json' && parses(text))) return null;
  const lines = text.split(/\r?\n/);
  const plain = undressLines(lines).map((line, index): NumberedLine => ({ number: index + 1, text: line }));
  const isDressed = plain.some((line, index) => line.text !== lines[index]);
  const single = dropEmptyBetween(plain);
  const rejoined = syntax === 'text' ? rejoinWords(single) : single;
  const unwrapped = syntax === 'text' || isDressed ? unwrapLines(rejoined) : rejoined;
  const restored = restoreIndentation(unwrapped) ?? unwrapped;
  const completed =
    syntax === 'text' ? completeEnds(splitProse(expandTaskResults(readCutByPager(restored))), lines) : restored;
  const parts = cutParts(completed);
  const isChanged = isDressed || completed !== unwrapped || unwrapped.length !== plain.length;
  // One object that is cut off is read as far as it goes; of a list, the whole items are.
  const isCutObject =
    syntax === 'json' &&
    parts.every((part) => part.syntax === 'text') &&
    !LIST.test(text) &&
    !isWholeJson(text) &&
    !isWholeJson(text.trimStart().split('\n', 1)[0] ?? '');
  if (!isChanged && parts.length < 2 && !isCutObject) return null;
  // Messages inside of a whole object can look like anything: logs, other objects, commands.
  if (syntax === 'yaml' && isWholeYaml(text)) return null;
  return parts.map(({ syntax: own, lines: held }) => ({
    syntax: own,
    bytes: Buffer.from(`${held.map((line) => line.text).join('\n')}\n`, 'utf8'),
    lineOf: (line) => held[line - 1]?.number ?? held.at(-1)?.number ?? line,
  }));
}

function isWholeYaml(text: string): boolean {
  try {
    const documents: unknown[] = [];
    loadAll(text, (document) => documents.push(document), {
      schema: CORE_SCHEMA,
      json: true,
      maxAliases: ALIASES_ALLOWED,
    });
    return documents.every((document) => document === null || typeof document === 'object');
  } catch {
    return false;
  }
}

function isWholeJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Without the empty lines where a mail program has put one behind each line. */
function dropEmptyBetween(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  const isEmpty = ({ text }: NumberedLine) => text.trim() === '';
  const filled = lines.filter((line) => !isEmpty(line));
  const follows = filled.slice(1).filter((line, index) => line.number > (filled[index]?.number ?? 0) + 1).length;
  if (filled.length < FEWEST_SPACED || follows < filled.length - 1) return lines;
  const isWithin = (at: number) => [lines[at - 1], lines[at + 1]].every((line) => line !== undefined && isEmpty(line));
  return lines.filter((line, index) => !isEmpty(line) || isWithin(index));
}

/** The last line may be cut off in the middle of an error; so may that before the end of a fence. */
function completeEnds(lines: readonly NumberedLine[], asWritten: readonly string[]): readonly NumberedLine[] {
  const last = lines.findLastIndex(({ text }) => text.trim() !== '');
  let completed = lines;
  let fences = 0;
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    const isBeforeFence = next?.text === '' && asWritten[next.number - 1]?.trim() !== '' && line.text.trim() !== '';
    if (isBeforeFence) fences += 1;
    if (index !== last && (!isBeforeFence || fences > PARTS)) return;
    const text = completePhrase(repeatEarlier(line.text, lines.slice(0, index)));
    if (text !== line.text) completed = completed.with(index, { number: line.number, text });
  });
  return completed;
}

/**
 * A line that the end of the paste has cut goes on as an earlier one that has the same words: the same error stands in
 * several Events. Only an error of some length tells, and where several do, they must end alike.
 */
function repeatEarlier(text: string, earlier: readonly NumberedLine[]): string {
  if (/["'.)}\]]\s*$/.test(text)) return text;
  const tail = text.slice(-REPEATED_LENGTH);
  if (tail.length < REPEATED_LENGTH || !TELLS_OF_ERROR.test(text)) return text;
  const rests = new Set<string>();
  for (const { text: other } of earlier) {
    const at = other.indexOf(tail);
    if (at >= 0) rests.add(other.slice(at + tail.length).replace(/\\*"\s*$/, ''));
  }
  const [rest = ''] = rests;
  const ends = new Set([...rests].map((one) => one.slice(one.lastIndexOf(': ') + 1)));
  return ends.size === 1 ? text + rest : text;
}

interface Part {
  readonly syntax: PastedPart['syntax'];
  readonly lines: NumberedLine[];
}

/** Cuts where objects begin and end. A JSON object that does not end is left to the readers of text. */
function cutParts(lines: readonly NumberedLine[]): Part[] {
  const parts: Part[] = [];
  const add = (syntax: Part['syntax'], taken: readonly NumberedLine[]) => {
    const last = parts.at(-1);
    if (last?.syntax === 'text' && syntax === 'text') last.lines.push(...taken);
    else parts.push({ syntax, lines: [...taken] });
  };
  let at = 0;
  while (at < lines.length) {
    const text = lines[at]?.text ?? '';
    const isJson = JSON_BEGINS.test(text) || JSON_OBJECT.test(text);
    const end =
      parts.length >= PARTS ? at : isJson ? endOfJson(lines, at) : YAML_BEGINS.test(text) ? endOfYaml(lines, at) : at;
    if (end > at) add(isJson ? 'json' : 'yaml', lines.slice(at, end));
    else add('text', lines.slice(at, at + 1));
    at = Math.max(end, at + 1);
  }
  const isFilled = (part: Part) => part.lines.some(({ text }) => text.trim() !== '');
  return parts.filter(isFilled);
}

/** Index after the line on which the object closes; that of its beginning where it does not. */
function endOfJson(lines: readonly NumberedLine[], from: number): number {
  let depth = 0;
  let inString = false;
  for (let at = from; at < lines.length; at++) {
    const text = lines[at]?.text ?? '';
    for (let index = 0; index < text.length; index++) {
      const letter = text[index];
      if (letter === '\\' && inString) index += 1;
      else if (letter === '"') inString = !inString;
      else if (!inString && (letter === '{' || letter === '[')) depth += 1;
      else if (!inString && (letter === '}' || letter === ']')) depth -= 1;
    }
    if (depth <= 0) return depth === 0 && !inString && isJson(lines.slice(from, at + 1)) ? at + 1 : from;
  }
  return from;
}

function isJson(lines: readonly NumberedLine[]): boolean {
  return parses(lines.map(({ text }) => text).join('\n'));
}

/** Whether the text is one whole JSON object or list. */
function parses(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function endOfYaml(lines: readonly NumberedLine[], from: number): number {
  let at = from + 1;
  while (at < lines.length && YAML_LINE.test(lines[at]?.text ?? '') && !isForeignLine(lines[at]?.text ?? '')) at += 1;
  return at > from + 1 ? at : from;
}
