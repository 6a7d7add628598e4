import type { CauseMatch } from './cause.ts';
import type { Classification, NearMiss } from './classify.ts';

/** What words of each specificity are worth, as `CauseMatch` grades them. */
const GRADES: readonly (readonly [from: number, worth: string])[] = [
  [88, 'mean one cause only'],
  [75, 'are the core of a transport error'],
  [66, "are a server's own reason"],
  [58, 'are a status or an error code'],
  [40, 'leave several causes open'],
  [0, 'are a hint only'],
];

/** Why a cause that fitted too was not taken: one sentence that quotes both texts. */
export function explainNearMiss(
  { match, matchedOn }: Pick<Classification, 'match' | 'matchedOn'>,
  miss: NearMiss,
): string {
  const lost = `“${miss.matchedOn}”`;
  if (match === null || matchedOn === null) return `The words ${lost} ${worthOf(miss.match)}.`;
  if (match.fact.at === miss.match.fact.at) return `The same words ${lost} fit it less well.`;
  const won = `“${matchedOn}”`;
  const worth = worthOf(miss.match);
  if (worth !== worthOf(match)) return `The words ${lost} ${worth}; the words ${won} ${worthOf(match)}.`;
  const why = match.specificity > miss.match.specificity ? 'says more' : 'stands further in';
  return `The words ${lost} and ${won} both ${worth}; ${won} ${why}.`;
}

function worthOf({ specificity }: CauseMatch): string {
  return GRADES.find(([from]) => specificity >= from)?.[1] ?? '';
}
