import type { ObjectPlace, ReadContext, TextFormat, TextReader } from '../format.ts';
import type { Envelope } from './envelopes/envelope.ts';
import type { ShownTime } from './timestamps.ts';

/** Reads the lines of a log that are given one by one with what is known of each. */
export interface EntryReader {
  read(envelope: Envelope, place: ObjectPlace): void;
  /** No line follows: what is held is handed on. */
  end(): void;
}

const MINUTE_MS = 60_000;

/** Makes a reader of entries that stand in objects: each is read as journalctl would print it, by the first format that knows it. */
export function createEntryReader(formats: readonly TextFormat[], context: ReadContext): EntryReader {
  let item: number | null = null;
  const placed: ReadContext = {
    ...context,
    observe: (observation) => context.observe({ ...observation, evidence: { ...observation.evidence, item } }),
    // The object is counted already.
    record: () => {},
  };
  const readers = formats.map((format) => format.reader(placed));
  let claimant: TextReader | null = null;
  const offer = (line: { readonly number: number; readonly text: string }) => {
    const verdict = claimant?.line(line);
    if (verdict === 'more' || verdict === 'taken') {
      if (verdict === 'taken') claimant = null;
      return;
    }
    if (verdict === 'ignored') claimant = null;
    for (const reader of readers) {
      if (reader === claimant) continue;
      const answer = reader.line(line);
      if (answer === 'more') claimant = reader;
      if (answer === 'more' || answer === 'taken') return;
    }
  };
  return {
    read(envelope, place) {
      item = place.item;
      offer({ number: place.line, text: writeLine(envelope) });
    },
    end() {
      for (const reader of readers) reader.end();
    },
  };
}

/** The entry as a line of `journalctl -o short-iso-precise`. */
function writeLine({ time, hostname, identifier, pid, body }: Envelope): string {
  const stamp = time && writeTime(time);
  if (stamp === null) return body;
  const host = hostname === null ? '' : `${toWord(hostname)} `;
  return `${stamp} ${host}${toWord(identifier ?? 'log')}[${pid ?? 0}]: ${body}`;
}

/** The time in the notation that it was read in; null where there is no such. */
function writeTime({ notation, wallMs, offsetMinutes }: ShownTime): string | null {
  if (notation !== 'absolute' && notation !== 'zoneless') return null;
  const utcMs = wallMs - (notation === 'absolute' ? (offsetMinutes ?? 0) * MINUTE_MS : 0);
  const wholeMs = Math.floor(utcMs);
  if (!Number.isFinite(new Date(wholeMs).getTime())) return null;
  const micros = String(Math.floor((utcMs - wholeMs) * 1000)).padStart(3, '0');
  const text = new Date(wholeMs).toISOString().slice(0, -1);
  return `${text}${micros}${notation === 'absolute' ? 'Z' : ''}`;
}

const NOT_IN_WORDS = /[\s[\]:="]+/g;

function toWord(text: string): string {
  return text.replace(NOT_IN_WORDS, '_');
}
