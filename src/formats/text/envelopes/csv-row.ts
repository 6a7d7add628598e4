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
    const line = unwrapEvent(value);
    if (isProgramLine(line)) return bare(line, time);
    time ??= readLeadingTime(value)?.time ?? null;
    at = end + 1;
  }
  return null;
}

/**
 * What a program logged to Windows' event log under a source that is not registered there, such as the kubelet's of EKS: the
 * event viewer's sentence that it knows no description, in the language of the machine, and the text itself after `:'`.
 */
function unwrapEvent(cell: string): string {
  const start = cell.indexOf(":'");
  if (start < 0 || isProgramLine(cell)) return cell;
  const text = cell.slice(start + 2);
  return text.endsWith("'") ? text.slice(0, -1) : text;
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
