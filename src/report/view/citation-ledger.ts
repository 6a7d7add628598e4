import type { Report } from '../../model/report.ts';
import { cutMiddle, cutText, showHidden, showHiddenInLines, showName } from '../visible-text.ts';
import { formatNumber } from '../wording.ts';

const SHOWN_PER_CLAIM = 4;
const EXCERPT_LIMIT = 700;
const PATH_LIMIT = 100;
/** No more pieces of evidence than this are printed in full; report.json and csv/evidence.csv have all. */
const PRINTED_LIMIT = 400;

/** A reference from a claim to a piece of evidence. `anchor` is null where the excerpt is not printed in the report. */
export interface CitationView {
  readonly number: string;
  readonly anchor: string | null;
  readonly place: string;
}

/** References of one claim; `more` says how many are left out (empty: none). */
export interface CitationsView {
  readonly shown: readonly CitationView[];
  readonly more: string;
}

/** A printed piece of evidence. */
export interface EvidenceView {
  readonly number: string;
  readonly anchor: string;
  readonly place: string;
  readonly usedIn: string;
  readonly excerpt: readonly ExcerptPart[];
  /** The excerpt as one text. */
  readonly text: string;
}

export interface ExcerptPart {
  readonly text: string;
  readonly isFault: boolean;
  readonly isSuccess: boolean;
}

/** Keeps account of which evidence a report prints, and where it is used. */
export interface CitationLedger {
  /** Cites evidence for a claim that stands in the named part of the report. */
  cite(numbers: readonly number[], usedIn: string, limit?: number): CitationsView;
  /** Everything cited so far, by number. */
  printed(): EvidenceView[];
  /** How many pieces of evidence the report object has. */
  readonly total: number;
}

/** Opens the ledger of a report. Numbers are those of report.json, so every format speaks of the same piece. */
export function openLedger(report: Report): CitationLedger {
  const uses = new Map<number, Set<string>>();
  const faults = findFaultTexts(report);
  return {
    total: report.evidence.length,
    cite(numbers, usedIn, limit = SHOWN_PER_CLAIM) {
      const shown = numbers.filter((number) => report.evidence[number] !== undefined).slice(0, limit);
      for (const number of shown) {
        const places = uses.get(number);
        if (places) places.add(usedIn);
        else if (uses.size < PRINTED_LIMIT) uses.set(number, new Set([usedIn]));
      }
      const rest = numbers.length - shown.length;
      return {
        shown: shown.map((number) => ({
          number: String(number),
          anchor: uses.has(number) ? `e${number}` : null,
          place: nameEvidencePlace(report, number),
        })),
        more: rest > 0 ? `and ${formatNumber(rest)} more` : '',
      };
    },
    printed() {
      return [...uses.entries()]
        .sort(([a], [b]) => a - b)
        .map(([number, places]) => printEvidence(report, number, [...places], faults.get(number)));
    },
  };
}

/** Where a piece of evidence stands: `bundle.tar.gz!/kubelet.log:1042`, with `#3` for the fourth item of a list. */
export function nameEvidencePlace(report: Report, number: number): string {
  const evidence = report.evidence[number];
  if (!evidence) return 'not in the report';
  const item = evidence.item === null ? '' : ` #${evidence.item}`;
  return `${cutMiddle(showHidden(evidence.input), PATH_LIMIT)}:${evidence.line}${item}`;
}

function printEvidence(
  report: Report,
  number: number,
  places: readonly string[],
  fault: string | undefined,
): EvidenceView {
  const excerpt = splitExcerpt(report.evidence[number]?.excerpt ?? '', fault);
  return {
    number: String(number),
    anchor: `e${number}`,
    place: nameEvidencePlace(report, number),
    usedIn: showName(places.join(', ')),
    excerpt,
    text: excerpt.map((part) => part.text).join(''),
  };
}

/** For each piece of evidence of a failed pull, the end of the error text: what the reader looks for in the excerpt. */
function findFaultTexts(report: Report): Map<number, string> {
  const faults = new Map<number, string>();
  for (const { failures } of report.incidents) {
    for (const { attempts } of failures) {
      for (const { outcome, message, evidence } of attempts) {
        if (outcome !== 'failed' || !message) continue;
        const core = takeCore(message);
        for (const number of evidence) faults.set(number, core);
      }
    }
  }
  return faults;
}

const CORE_LENGTH = 60;

/** The innermost parts of a nested error text, at least two of them where they are short. */
function takeCore(message: string): string {
  const text = message.trimEnd();
  let start = text.lastIndexOf(': ');
  while (start > 0) {
    const before = text.lastIndexOf(': ', start - 1);
    if (text.length - before - 2 > CORE_LENGTH) break;
    start = before;
  }
  return text.slice(start < 0 ? 0 : start + 2).slice(0, CORE_LENGTH * 3);
}

const SUCCESS_TEXTS = [
  'Successfully pulled image',
  'returns image reference',
  'Pulled image:',
  'already present on machine',
];

function splitExcerpt(excerpt: string, fault: string | undefined): ExcerptPart[] {
  const success = SUCCESS_TEXTS.find((text) => excerpt.includes(text));
  const phrase = fault !== undefined && fault !== '' && excerpt.includes(fault) ? fault : success;
  if (phrase === undefined) return [plain(cutText(excerpt, EXCERPT_LIMIT))];
  const start = excerpt.indexOf(phrase);
  const before = excerpt.slice(0, start);
  const after = excerpt.slice(start + phrase.length);
  const room = EXCERPT_LIMIT / 2;
  return [
    plain(before.length > room ? `…${before.slice(before.length - room)}` : before),
    { text: showHiddenInLines(cutText(phrase, room)), isFault: phrase !== success, isSuccess: phrase === success },
    plain(cutText(after, room)),
  ].filter((part) => part.text !== '');
}

function plain(text: string): ExcerptPart {
  return { text: showHiddenInLines(text), isFault: false, isSuccess: false };
}
