import type { TextLine } from '../format.ts';
import { AGE_CELL_SOURCE, parseAgeCell } from './age.ts';
import type { EventRow } from './event-row.ts';
import { isForeignLine } from './foreign-line.ts';
import { isOldEventsHeader, readOldDescribedRow } from './old-event-row.ts';

/** Reads the lines of one events table of `kubectl describe`. */
export interface EventTable {
  /** Whether the line belongs to the table; the first that does not ends it. */
  line(line: TextLine): boolean;
  /** The table is at its end: the last row is handed on. */
  end(): void;
}

// Header and row: kubectl pkg/describe/describe.go DescribeEvents, v0.16–v0.36.
const HEADER = /^\s*Type\s+Reason\s+Age\s+From\s+Message\s*$/;
const DASHES = /^\s*-{3,9}(?:\s+-{3,13}){3,7}\s*$/;
const ROW = new RegExp(`^\\s*(Normal|Warning)\\s+(\\S+)\\s+(${AGE_CELL_SOURCE})(?=\\s|$)(.*)$`);
const CUT_ROW = /^\s*(?:Normal|Warning)(?:\s+\S+)?\s*$/;
/** More than any real message, so that a table that never ends stays small. */
const MESSAGE_LENGTH = 65_536;

/** Whether a line is the header of such a table. */
export function isEventsHeader(text: string): boolean {
  return HEADER.test(text) || isOldEventsHeader(text);
}

/** Whether a line is a row of such a table, known without its header. */
export function isEventsRow(text: string): boolean {
  return ROW.test(text) || readOldDescribedRow(0, text) !== null;
}

/**
 * A reader of one table, from its header (or its first row) on. Messages may hold line breaks, which kubectl prints raw:
 * what is no row and nothing else belongs to the row before.
 */
export function readEventTable(hand: (row: EventRow) => void): EventTable {
  let columns: { readonly from: number; readonly message: number } | null = null;
  let row: EventRow | null = null;
  let blanks = 0;
  let continued = false;

  function flush(): void {
    if (row) hand(row);
    row = null;
  }

  return {
    line({ number, text }) {
      if (text.trim() === '') {
        blanks += 1;
        return blanks < 2;
      }
      const afterBlank = blanks > 0;
      if (isEventsHeader(text)) {
        if (row) return false;
        columns = HEADER.test(text) ? { from: text.indexOf('From'), message: text.indexOf('Message') } : null;
        blanks = 0;
        return true;
      }
      if (DASHES.test(text)) return true;
      const next = readRow(number, text, columns);
      if (next || CUT_ROW.test(text)) {
        flush();
        row = next;
        blanks = 0;
        continued = false;
        return true;
      }
      if (!row || isForeignLine(text) || (afterBlank && !continued)) return false;
      blanks = 0;
      continued = true;
      if (row.message.length < MESSAGE_LENGTH) {
        const added = `${afterBlank ? '\n' : ''}\n${text.slice(0, MESSAGE_LENGTH)}`;
        row = { ...row, message: row.message + added, text: row.text + added };
      }
      return true;
    },
    end: flush,
  };
}

function readRow(
  line: number,
  text: string,
  columns: { readonly from: number; readonly message: number } | null,
): EventRow | null {
  const match = ROW.exec(text);
  const age = match && parseAgeCell(match[3] ?? '');
  if (!match || !age) return readOldDescribedRow(line, text);
  const [source, message] = splitSource(text, match[4] ?? '', columns);
  return {
    line,
    text,
    type: match[1] ?? null,
    reason: match[2] ?? '',
    message,
    source,
    fieldPath: null,
    ...age,
  };
}

/** Cuts From and Message by the header's columns; where a paste has moved them, by the gap between the two. */
function splitSource(
  text: string,
  rest: string,
  columns: { readonly from: number; readonly message: number } | null,
): [source: string, message: string] {
  if (columns) {
    const gap = text.slice(columns.message - 2, columns.message);
    const source = text.slice(columns.from, columns.message).trim();
    if (gap === '  ' && text[columns.from - 1] === ' ' && !/ {2}|\t/.test(source))
      return [source, text.slice(columns.message).trim()];
  }
  const trimmed = rest.trim();
  const gap = /\s{2,}|\t/.exec(trimmed);
  const collapsed = /^(?:[\w.-]+, \S+|\S+)(?=\s|$)/.exec(trimmed)?.[0] ?? '';
  if (gap && (gap.index === collapsed.length || trimmed.slice(0, gap.index).split(' ').length === 1))
    return [trimmed.slice(0, gap.index), trimmed.slice(gap.index).trim()];
  return [collapsed, trimmed.slice(collapsed.length).trim()];
}
