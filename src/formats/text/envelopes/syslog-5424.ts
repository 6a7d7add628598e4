import { readLeadingTime } from '../timestamps.ts';
import { type Envelope, nameOf } from './envelope.ts';

// RFC 5424, section 6: `<PRI>1 TIMESTAMP HOST APP PROCID MSGID STRUCTURED-DATA MSG`; before it the length of the frame (RFC
// 6587, section 3.4.1), where a stream was saved.
const FRAME = /^(?:[0-9]{1,6} )?<[0-9]{1,3}>1 /;
const HEADER = /^(\S{1,40}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (?=[-[])/;
const ELEMENTS_MOST = 32;

/** Reads a line of syslog's newer protocol; null for other texts. */
export function readSyslog5424(text: string): Envelope | null {
  const frame = FRAME.exec(text)?.[0];
  const header = frame === undefined ? null : HEADER.exec(text.slice(frame.length));
  if (frame === undefined || !header) return null;
  const [whole, stamp = '', host = '', application = '', process = ''] = header;
  const end = skipStructuredData(text, frame.length + whole.length);
  if (end === null) return null;
  return {
    time: readLeadingTime(stamp)?.time ?? null,
    hostname: nameOf(host),
    identifier: nameOf(application),
    pid: nameOf(process),
    body: text.slice(end).replace(/^ ?\ufeff?/, ''),
  };
}

/** Where the message's blank stands: after `-`, or after elements in brackets whose values may hold brackets in quotes. */
function skipStructuredData(text: string, start: number): number | null {
  if (text[start] === '-') return start + 1;
  let at = start;
  for (let count = 0; text[at] === '[' && count < ELEMENTS_MOST; count++) {
    let inQuotes = false;
    for (at += 1; at < text.length && (inQuotes || text[at] !== ']'); at++) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === '"') inQuotes = !inQuotes;
    }
    if (at >= text.length) return null;
    at += 1;
  }
  return at;
}
