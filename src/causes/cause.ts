import type { CauseId, Weighed } from '../model/cause.ts';
import type { Remediation } from '../model/report.ts';
import type { Affected, ObjectNames } from './object-names.ts';
import type { Fact, FactKind, PullError } from './pull-error.ts';

/** Whether waiting helps: `transient` passes by itself, `terminal` needs somebody to act, `depends` may be either. */
export type Transience = 'transient' | 'terminal' | 'depends';

/** Who can put it right. */
export type Role = 'application team' | 'registry owner' | 'network team' | 'platform team';

/** How well an error fits a cause. */
export interface CauseMatch {
  /**
   * How specific the words are that matched, 0 to 100; the highest wins, and among equals the innermost words.
   * 90: words that mean this cause only. 80: the core of a transport error. 70: a server's explicit text. 60: a status or
   * an error code. 40: words that leave several causes open. 20: a hint.
   */
  readonly specificity: number;
  /** How sure the words alone make this cause, 0 to 1. */
  readonly confidence: number;
  /** The words that matched. */
  readonly fact: Fact;
  /** What else the words allow, with the share of each; together with `confidence` at most 1. */
  readonly alternatives?: readonly Weighed[];
}

export interface CauseExample {
  /** Program and version that prints it. */
  readonly from: string;
  readonly message: string;
}

/** A look-alike, and what it is instead. */
export interface CauseCounterExample {
  readonly message: string;
  readonly cause: CauseId | 'not-image-pull';
}

/** All that is known of one cause. One file each; its name is the id. */
export interface Cause {
  readonly id: CauseId;
  /** What happened, in a few words. */
  readonly title: string;
  /** The same with the names of what failed, where it reads better so; null where they are not known. */
  titleOf?(affected: Affected): string | null;
  readonly transience: Transience;
  readonly whoActs: Role;
  /** Who acts, with names, where it is not simply whoever has the role. */
  actor?(affected: Affected): string;
  /** Whether the fault lies outside of the cluster for certain, so that nothing is to be changed in it. */
  isOutsideCluster?(affected: Affected): boolean;
  /**
   * The kinds of facts without any of which the cause cannot fit: `matches` is asked only where one is there.
   * Null: it is always asked.
   */
  readonly looksAt: readonly FactKind[] | null;
  /** Judges a parsed error; null where it does not fit. */
  matches(error: PullError): CauseMatch | null;
  /** What a matching text proves. */
  readonly proves: string;
  /** What it does not prove, though it may look so. */
  readonly doesNotProve: string;
  /** Why it happens, in one to three sentences. */
  readonly explanation: string;
  /** What to do, in order, with complete commands but for what only people know (in capitals). */
  remediation(names: ObjectNames): readonly Remediation[];
  readonly docs: readonly { readonly title: string; readonly url: string }[];
  readonly examples: readonly CauseExample[];
  readonly counterExamples: readonly CauseCounterExample[];
}

/** Defines a cause; the identity, so that every cause file has the same form. */
export function defineCause(cause: Cause): Cause {
  return cause;
}

/** A match on a fact, or null where the fact is not there. */
export function matchOn(
  fact: Fact | null,
  specificity: number,
  confidence: number,
  alternatives: readonly (readonly [CauseId, number])[] = [],
): CauseMatch | null {
  return (
    fact && {
      fact,
      specificity,
      confidence,
      alternatives: alternatives.map(([id, share]) => ({ id, confidence: share })),
    }
  );
}

/** The best of several matches: the most specific, among equals the innermost. */
export function bestOf(...matches: readonly (CauseMatch | null)[]): CauseMatch | null {
  let best: CauseMatch | null = null;
  for (const match of matches) if (match && (!best || isBetter(match, best))) best = match;
  return best;
}

/** Whether a match outranks another. */
export function isBetter(match: CauseMatch, other: CauseMatch): boolean {
  return (
    match.specificity > other.specificity || (match.specificity === other.specificity && match.fact.at > other.fact.at)
  );
}
