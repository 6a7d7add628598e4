import { readLeadingTime } from '../timestamps.ts';
import { bare, type Envelope } from './envelope.ts';
import { isProgramLine } from './program-line.ts';

const CELLS_MOST = 64;
const QUOTE = '"';

/**
 * Reads a row of CSV in which a cell is a program's line, as Windows (`Export-Csv` of an event log), Kibana and CloudWatch
 * Logs Insights save them; null for other texts. The first cell that is a time is the row's. RFC 4180: quotes are doubled.
 */
export function readCsvRow(text: string): Envelope | null {
  if (!text.includes(',"')) return null;
  let time = null;
  let at = 0;
  for (let count = 0; count < CELLS_MOST && at <= text.length; count++) {
    const { value, end } = readCell(text, at);
    if (isProgramLine(value)) return bare(value, time);
    time ??= readLeadingTime(value)?.time ?? null;
    at = end + 1;
  }
  return null;
}

/** The cell that begins there, and where the comma after it stands. */
function readCell(text: string, start: number): { readonly value: string; readonly end: number } {
  const comma = text.indexOf(',', start);
  const plainEnd = comma < 0 ? text.length : comma;
  if (text[start] !== QUOTE) return { value: text.slice(start, plainEnd), end: plainEnd };
  let close = text.indexOf(QUOTE, start + 1);
  while (close >= 0 && text[close + 1] === QUOTE) close = text.indexOf(QUOTE, close + 2);
  const end = close < 0 ? text.length : close;
  return { value: text.slice(start + 1, end).replaceAll('""', QUOTE), end: close < 0 ? end : close + 1 };
}
