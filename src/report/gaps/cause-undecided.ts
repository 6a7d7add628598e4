import type { Evidenced } from './evidenced.ts';
import { idsOf } from './evidenced.ts';

const SURE = 0.7;

/** Incidents whose texts leave several causes open, with the command that would decide. */
export function findCauseUndecided({ incidents }: Evidenced) {
  const open = incidents.filter(({ decidedBy, cause }) => decidedBy !== null && cause.confidence < SURE);
  if (open.length === 0) return null;
  const causes = open.map(({ id, cause, alternatives }) => {
    const named = [cause, ...alternatives.slice(0, 2)].map((weighed) => weighed.id);
    return `${id}: ${named.join(', ')}`;
  });
  return {
    id: 'cause-undecided',
    statement: `Which of several causes it was: the texts are the same for all of them (${causes.join('; ')}).`,
    hides: 'What has to be corrected, and by whom.',
    incidents: idsOf(open),
    collect: [...new Set(open.map(({ decidedBy }) => decidedBy ?? ''))],
  };
}
