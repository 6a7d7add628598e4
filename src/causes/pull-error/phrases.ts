import type { Token } from './tokens.ts';

/**
 * Finds phrases in tokens. A phrase is words with single blanks between; `*` stands for any one token (a name, as a
 * rule); `a|b` for either word; `^` before the first word: only where a part of the error chain begins; `$` after the
 * last: only where it ends. The longest phrase that begins at a token wins.
 */
export interface PhraseTable<Kind extends string> {
  /** The longest phrase that begins at the token; null where none does. */
  match(tokens: readonly Token[], at: number): Found<Kind> | null;
}

/** A phrase that was found: its kind, how many tokens it has, and the indexes of those that stood for a `*`. */
export interface Found<Kind extends string> {
  readonly kind: Kind;
  readonly length: number;
  readonly captures: readonly number[];
}

const NO_CAPTURES: readonly number[] = [];

interface Node<Kind> {
  words: Map<string, Node<Kind>> | null;
  any: Node<Kind> | null;
  ends: { readonly kind: Kind; readonly opens: boolean; readonly closes: boolean }[] | null;
}

/** Compiles phrases by kind into one tree, so that a text is walked once however many phrases there are. */
export function compilePhrases<Kind extends string>(
  vocabulary: Readonly<Record<Kind, readonly string[]>>,
): PhraseTable<Kind> {
  const root: Node<Kind> = { words: new Map(), any: null, ends: null };
  for (const [kind, phrases] of Object.entries(vocabulary) as [Kind, readonly string[]][]) {
    for (const phrase of phrases) addPhrase(root, kind, phrase);
  }
  const starts = root.words as Map<string, Node<Kind>>;
  return {
    match(tokens, at) {
      const token = tokens[at];
      if (!token || token.word === '') return null;
      const node = starts.get(token.word);
      return node ? longest(node, tokens, at, at + 1, NO_CAPTURES) : null;
    },
  };
}

function addPhrase<Kind>(root: Node<Kind>, kind: Kind, phrase: string): void {
  const opens = phrase.startsWith('^');
  const closes = phrase.endsWith('$');
  const words = phrase.slice(opens ? 1 : 0, closes ? -1 : undefined).split(' ');
  let nodes = [root];
  for (const word of words) nodes = nodes.flatMap((node) => word.split('|').map((choice) => child(node, choice)));
  for (const node of nodes) {
    node.ends ??= [];
    node.ends.push({ kind, opens, closes });
  }
}

function child<Kind>(node: Node<Kind>, word: string): Node<Kind> {
  if (word === '*') {
    node.any ??= { words: null, any: null, ends: null };
    return node.any;
  }
  node.words ??= new Map();
  let next = node.words.get(word);
  if (!next) {
    next = { words: null, any: null, ends: null };
    node.words.set(word, next);
  }
  return next;
}

/** Walks down as far as the tokens allow; a phrase has few words, so the work per token is bounded. */
function longest<Kind extends string>(
  node: Node<Kind>,
  tokens: readonly Token[],
  from: number,
  at: number,
  captures: readonly number[],
): Found<Kind> | null {
  const token = tokens[at];
  if (token) {
    const literal = node.words && token.word !== '' ? node.words.get(token.word) : undefined;
    let found = literal ? longest(literal, tokens, from, at + 1, captures) : null;
    // A name stands in the same part as the words before it.
    if (!found && node.any && !(token.opens && tokens[at - 1]?.closes)) {
      found = longest(node.any, tokens, from, at + 1, [...captures, at]);
    }
    if (found) return found;
  }
  if (!node.ends) return null;
  for (const end of node.ends) {
    if (end.opens && !tokens[from]?.opens) continue;
    if (end.closes && !(tokens[at - 1]?.closes || token === undefined || token.opens)) continue;
    return { kind: end.kind, length: at - from, captures };
  }
  return null;
}
