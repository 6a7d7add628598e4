import type { Evidence } from '../model/evidence.ts';
import type { PullHistory } from '../model/pull.ts';
import { PLAIN_WORDS } from './pull-error/vocabulary/wrappers.ts';
import { type FactKind, type PullError, parsePullError } from './pull-error.ts';
import type { TextJudges } from './weigh/index.ts';

/** Error texts that no cause explains and that differ in names, numbers and addresses only. */
export interface UnknownTexts {
  /** Their common words, `*` for the rest: what `contains` of a user's cause wants. */
  readonly pattern: string;
  /** How many pull calls ended with one of them. */
  readonly count: number;
  /** The first of them. */
  readonly example: string;
  readonly evidence: readonly Evidence[];
}

const MOST_CLUSTERS = 50;
const EVIDENCE_KEPT = 5;
const LONGEST_PATTERN = 40;

/** Gathers the texts of failed pulls whose judgement is `unknown`, the commonest first. */
export function gatherUnknownTexts(histories: readonly PullHistory[], judges: TextJudges): UnknownTexts[] {
  const clusters = new Map<string, { count: number; example: string; evidence: Evidence[] }>();
  for (const { kind, errors, attempts } of histories) {
    if (kind !== 'pull' && kind !== 'sandbox') continue;
    for (const { message, evidence } of errors) {
      if (judges.judgeError(message).cause.id !== 'unknown') continue;
      const pattern = writePattern(parsePullError(message));
      if (pattern === null) continue;
      const calls = attempts.filter((attempt) => attempt.message === message).length;
      const known = clusters.get(pattern) ?? { count: 0, example: message, evidence: [] };
      known.count += Math.max(1, calls);
      known.evidence.push(...evidence.slice(0, EVIDENCE_KEPT - known.evidence.length));
      clusters.set(pattern, known);
    }
  }
  return [...clusters]
    .map(([pattern, cluster]) => ({ pattern, ...cluster }))
    .sort((a, b) => b.count - a.count || (a.pattern < b.pattern ? -1 : 1))
    .slice(0, MOST_CLUSTERS);
}

/** Areas of phrases that only wrap an error. */
const WRAPPERS = new Set(['pull', 'stage', 'grpc', 'plain']);
/** Words after which a name stands that nobody quoted. */
const NAME_PLACES = new Set(
  'image repository registry host node pod container namespace secret tag project user'.split(' '),
);
const LETTERS = /^[a-z][a-z'’-]*$/;

/**
 * The words of an error behind its wrappers, with `*` for names, numbers and addresses; null where no word is left that
 * says anything: a bare back-off, or a wrapper alone.
 */
export function writePattern(error: PullError): string | null {
  const { tokens, facts } = error;
  const wrapped = new Set<number>();
  for (const { kind, at, until } of facts) {
    if (WRAPPERS.has(areaOf(kind))) for (let i = at; i < until; i++) wrapped.add(i);
  }
  const isSaying = (i: number): boolean => {
    const word = tokens[i]?.word ?? '';
    return !wrapped.has(i) && LETTERS.test(word) && !PLAIN_WORDS.has(word);
  };
  let first = tokens.findIndex((_, i) => isSaying(i));
  if (first < 0) return null;
  while (first > 0 && !tokens[first]?.opens && !wrapped.has(first - 1)) first--;
  const words: string[] = [];
  for (let i = first; i < tokens.length && words.length < LONGEST_PATTERN; i++) {
    const word = tokens[i]?.word ?? '';
    const isName = !LETTERS.test(word) || (word.includes('-') && NAME_PLACES.has(tokens[i - 1]?.word ?? ''));
    if (!isName) words.push(word);
    else if (words.at(-1) !== '*') words.push('*');
  }
  return words.join(' ').replace(/^\* | \*$/g, '');
}

function areaOf(kind: FactKind): string {
  return kind.slice(0, kind.indexOf('.'));
}
