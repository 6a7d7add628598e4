import { type Fact, type PullError, parsePullError } from './pull-error.ts';

/** A text of a user, ready to be looked for: the runs of words between its asterisks. */
export type UserPattern = readonly (readonly string[])[];

/**
 * Prepares a text that an error must hold. `*` stands for any words, also for none; letter case, punctuation and names
 * do not count, as everywhere in the judging of errors. It is no regular expression, so no text makes it slow.
 */
export function preparePattern(text: string): UserPattern {
  return text
    .split('*')
    .map((part) => wordsOf(parsePullError(part)))
    .filter((words) => words.length > 0);
}

/** Whether a pattern says anything: names alone are never looked at. */
export function hasWords(pattern: UserPattern): boolean {
  return pattern.some((words) => words.some((word) => /[a-z0-9]/.test(word)));
}

/** The first place in an error where the pattern stands; null where it does not. */
export function findPattern(error: PullError, pattern: UserPattern): Fact | null {
  const words = wordsOf(error);
  let at = -1;
  let until = 0;
  for (const run of pattern) {
    const found = indexOfRun(words, run, until);
    if (found < 0) return null;
    if (at < 0) at = found;
    until = found + run.length;
  }
  return at < 0 ? null : { kind: 'plain.words', scope: 'registry', strong: true, at, until, names: [] };
}

/** Whether a name fits a pattern in which `*` stands for any characters; letter case does not count. */
export function fitsWildcard(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() as string;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function wordsOf(error: PullError): string[] {
  return error.tokens.map((token) => (token.word === '' ? '*' : token.word));
}

function indexOfRun(words: readonly string[], run: readonly string[], from: number): number {
  for (let at = from; at + run.length <= words.length; at++) {
    // A name in the pattern stands for any one name or word.
    if (run.every((word, i) => word === '*' || word === words[at + i])) return at;
  }
  return -1;
}
