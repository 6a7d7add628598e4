import type { LineVerdict, ReadContext, TextLine, TextReader } from '../format.ts';
import { closesBlock, opensBlock, parseKlogMessage } from './klog.ts';
import type { Finding } from './kubelet-finding.ts';
import { readStructuredMessage } from './kubelet-messages.ts';
import { mayGoOnBelow, readPrintfMessage } from './kubelet-printf.ts';
import { createLogLineParser, type LogLine } from './log-line.ts';
import { createFindingObserver } from './observe-findings.ts';

/** Which lines of a klog log a format reads. */
export interface KlogLines {
  /** Whether a line can matter, before it is taken apart: entries of the format, and headers that tell of year and zone. */
  mayMatter(text: string): boolean;
  /** Whether an entry is one that the format reads. */
  isOurs(line: LogLine): boolean;
  /** Whether an entry that says nothing is a record of the format all the same. */
  isRecord(line: LogLine): boolean;
}

/** Headers that say year, zone or machine of the lines below: journalctl's, klog's own, and those of `head` and `tail`. */
const HEADER = /^\s*(?:-- |==> |Log file created|Running on machine)/;

/** Whether a line tells of the log that it stands in. */
export function isLogHeader(text: string): boolean {
  return HEADER.test(text);
}

/** An entry that may go on in the lines below. */
interface HeldEntry {
  readonly place: TextLine;
  readonly line: LogLine;
  readonly isBlock: boolean;
  readonly below: string[];
}

/** Longer entries are cut. Scripts in a container's command have hundreds of lines, errors with a page of HTML some. */
const LINES_BELOW = 2000;

/** Makes a reader of what programs of Kubernetes log with klog: text in its two styles and JSON, in any envelope. */
export function createKlogReader(context: ReadContext, ours: KlogLines): TextReader {
  const parse = createLogLineParser(context);
  const observer = createFindingObserver(context, true);
  let held: HeldEntry | null = null;
  let broken: { readonly line: number; readonly count: number } | null = null;

  const observe = (place: TextLine, line: LogLine, below: readonly string[]): number | null => {
    const message = line.klog?.message ?? line.envelope.body;
    const start = place.text.length - message.length;
    // V8 compares slices a word at a time, and ends of texts by the character.
    const before = start >= 0 && place.text.slice(start) === message ? place.text.slice(0, start) : '';
    const text = below.length === 0 ? message : `${message}\n${below.join('\n')}`;
    const read = line.json ? () => readJsonEntry(line) : readMessage;
    return observer.observe({ number: place.number, before, text }, line.envelope.hostname, line.time, read);
  };
  const release = () => {
    const entry = held;
    held = null;
    if (!entry) return;
    if (entry.isBlock && entry.below.length === 0)
      broken = { line: broken?.line ?? entry.place.number, count: (broken?.count ?? 0) + 1 };
    observe(entry.place, entry.line, entry.below);
  };

  /** A line below an entry that may go on; null where the line begins another entry. */
  const continueHeld = (entry: HeldEntry, text: string, line: LogLine | null): LineVerdict | null => {
    const indented = line === null ? withoutIndent(entry, text) : null;
    const body = line?.envelope.body ?? indented ?? text;
    if (line && line.envelope.time === null) return null;
    // An empty line of a journal is none of its entries.
    if (indented === null && !isSameSender(entry.line, line)) return line || text === '' ? 'passed' : null;
    if (line?.klog || line?.json || entry.below.length >= LINES_BELOW) return null;
    entry.below.push(body);
    if (entry.isBlock && closesBlock(body) && !body.endsWith('=<')) {
      release();
      return 'taken';
    }
    return 'more';
  };

  return {
    line(place) {
      if (!held && !ours.mayMatter(place.text)) return 'ignored';
      const line = parse(place.text);
      if (held) {
        const verdict = continueHeld(held, place.text, line);
        if (verdict) return verdict;
        release();
      }
      if ((!line?.klog && !line?.json) || !ours.isOurs(line)) return 'ignored';
      const entry = { place, line, isBlock: line.klog !== null && opensBlock(line.klog.message), below: [] };
      if (entry.isBlock || (line.klog && mayGoOnBelow(line.klog.message))) {
        context.record();
        held = entry;
        return 'more';
      }
      const made = observe(place, line, []);
      if (made || ours.isRecord(line)) context.record();
      else if (made === null) return 'ignored';
      return 'taken';
    },
    end() {
      release();
      if (broken) context.warn(broken.line, sayBroken(broken.count));
    },
  };
}

function sayBroken(count: number): string {
  const what = count === 1 ? 'An error' : `${count} errors, the first here,`;
  return `${what} of several lines cannot be read, since the lines do not follow: save the log in the order of time (not with journalctl --reverse) and unfiltered`;
}

/**
 * A further line of one message as `journalctl -o short` prints it: as far to the right as the first one begins. Null for
 * other lines. Source: systemd src/shared/logs-show.c print_multiline, v219–v257.
 */
function withoutIndent({ place, line }: HeldEntry, text: string): string | null {
  const { time, pid, body } = line.envelope;
  const width = place.text.length - body.length;
  if (time === null || pid === null || width <= 0 || !place.text.endsWith(body)) return null;
  return text.startsWith(' '.repeat(width)) ? text.slice(width) : null;
}

/** Lines without an envelope belong to the entry above them where that has none either. */
function isSameSender(entry: LogLine, line: LogLine | null): boolean {
  const { time, identifier, pid } = entry.envelope;
  if (line === null) return time === null;
  return time !== null && line.envelope.identifier === identifier && line.envelope.pid === pid;
}

/** What a message says; null where it is none that bears on pulls. */
function readMessage(message: string): readonly Finding[] | null {
  if (!message.startsWith('"')) return readPrintfMessage(message);
  const { text, keys } = parseKlogMessage(message);
  return readStructuredMessage(text, keys) ?? readPrintfMessage(text);
}

function readJsonEntry({ json }: LogLine): readonly Finding[] | null {
  return json && (readStructuredMessage(json.text, json.keys) ?? readPrintfMessage(json.text));
}

/** Whether an entry is an Event that its writer has logged: client-go tools/record/event.go StartLogging and StartStructuredLogging. */
export function isLoggedEvent({ klog, json }: LogLine): boolean {
  if (json) return json.text === 'Event occurred';
  return klog !== null && /^(?:Event\(v1\.ObjectReference\{|"Event occurred")/.test(klog.message);
}
