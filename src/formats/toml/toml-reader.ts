import type { LineVerdict, TextLine, TextReader } from '../format.ts';
import { readTomlLine, readTomlList, type TomlLine } from './read-toml-line.ts';

/** What a format makes of a TOML file. */
export interface TomlHandler {
  /** Whether a line is surely the first of this format: until one is, nothing is claimed. */
  begins(line: TomlLine): boolean;
  table(path: readonly string[], isElement: boolean, line: TextLine): void;
  /** `path` has the parts of a dotted key. */
  value(key: string, value: string | boolean | readonly string[], line: TextLine, path: readonly string[]): void;
  /** The file, or its part in a longer text, is at its end. */
  finish(): void;
}

/** A list in a file goes on for no more lines than that. */
const LIST_LINES = 500;

/** Reads the TOML of one format, from the line that shows it to the first that is no TOML. */
export function createTomlReader(handler: TomlHandler): TextReader {
  let isInside = false;
  let list: {
    readonly path: readonly string[];
    readonly texts: string[];
    readonly line: TextLine;
    lines: number;
  } | null = null;

  const closeList = () => {
    if (list) handler.value(list.path.join('.'), list.texts, list.line, list.path);
    list = null;
  };
  const close = () => {
    closeList();
    if (isInside) handler.finish();
    isInside = false;
  };

  const line = (at: TextLine): LineVerdict => {
    if (list) {
      const { texts, isOpen } = readTomlList(at.text);
      list.texts.push(...texts);
      list.lines += 1;
      if (isOpen && list.lines < LIST_LINES) return 'more';
      closeList();
      return 'more';
    }
    const read = readTomlLine(at.text);
    if (!read || (!isInside && !handler.begins(read))) {
      close();
      return 'ignored';
    }
    isInside = true;
    if (read.kind === 'table') handler.table(read.path, read.isElement, at);
    else if (read.kind === 'value' && read.isOpen && Array.isArray(read.value))
      list = { path: read.path, texts: [...read.value], line: at, lines: 0 };
    else if (read.kind === 'value' && read.value !== null) handler.value(read.key, read.value, at, read.path);
    return 'more';
  };

  return { line, end: close };
}
