import type { Fact } from './facts.ts';
import type { Token } from './tokens.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the words of a fact stand in the text that the tokens were cut from, escaped or not: in several stretches where
 * the fact goes through quotes. Tokens follow the order of the text, so each is looked for behind the one before it.
 */
export function locateFact(text: string, tokens: readonly Token[], fact: Fact): Stretch[] {
  const stretches: { start: number; end: number; source: string }[] = [];
  let cursor = 0;
  for (let i = 0; i < fact.until; i++) {
    const token = tokens[i];
    if (!token) break;
    const found = find(text, token.source.slice(token.start, token.end), cursor);
    if (!found) continue;
    cursor = found.end;
    if (i < fact.at) continue;
    const last = stretches.at(-1);
    if (last && last.source === token.source) last.end = found.end;
    else stretches.push({ ...found, source: token.source });
  }
  return stretches.map(({ start, end }) => ({ start, end }));
}

/** The words as they are, or with their quotes and line breaks escaped once more. */
function find(text: string, words: string, from: number): Stretch | null {
  const plain = text.indexOf(words, from);
  if (plain >= 0) return { start: plain, end: plain + words.length };
  const escaped = JSON.stringify(words).slice(1, -1);
  const at = escaped === words ? -1 : text.indexOf(escaped, from);
  return at < 0 ? null : { start: at, end: at + escaped.length };
}
