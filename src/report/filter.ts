import type { AnalyzeOptions } from '../analyze-options.ts';
import type { PullHistory } from '../model/pull.ts';

type FilterOptions = Pick<AnalyzeOptions, 'since' | 'until' | 'namespaces' | 'pods' | 'images' | 'nodes'>;

/** Which histories a report is to be about: those that fit every filter and overlap the wanted time. */
export function createFilter(options: FilterOptions): (history: PullHistory) => boolean {
  const namespaces = createMatcher(options.namespaces);
  const pods = createMatcher(options.pods);
  const images = createMatcher(options.images);
  const nodes = createMatcher(options.nodes);
  return ({ subject, image, firstFailureAt, lastFailureAt, recoveredAt, deletedAt, state }) => {
    const over = (recoveredAt ?? deletedAt ?? (state === 'failing' ? null : lastFailureAt))?.latest ?? Infinity;
    if (options.since !== null && over < options.since) return false;
    if (options.until !== null && firstFailureAt.earliest > options.until) return false;
    return (
      namespaces(subject.namespace) &&
      pods(subject.pod) &&
      nodes(subject.node) &&
      (images(subject.image) || images(image))
    );
  };
}

/** Whether a text fits one of the patterns, in which `*` stands for any text; no pattern lets everything through. */
function createMatcher(patterns: readonly string[]): (text: string | null) => boolean {
  if (patterns.length === 0) return () => true;
  const parts = patterns.map((pattern) => pattern.split('*'));
  return (text) => text !== null && parts.some((pieces) => fits(text, pieces));
}

/** Pieces in order, the first at the start and the last at the end; greedy from the left is right where only `*` is wild. */
function fits(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let from = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return from <= text.length - last.length;
}
