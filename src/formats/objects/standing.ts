import { NO_EVENT, type Observation } from '../../model/observation.ts';
import { type Subject, subject } from '../../model/subject.ts';
import type { ReadContext } from '../format.ts';
import { cutMessage, writeExcerpt } from './fields.ts';

/**
 * What every observation of a standing fact has: something that is so, without a time of its own (a setting, a Secret).
 * The parts that are there make the excerpt.
 */
export function standingFact(
  context: ReadContext,
  place: { readonly line: number; readonly item: number | null },
  about: Partial<Subject>,
  parts: readonly (string | null)[],
) {
  return {
    origin: 'status',
    subject: subject(about),
    first: null,
    last: null,
    ...NO_EVENT,
    evidence: {
      artefact: context.artefact,
      line: place.line,
      item: place.item,
      excerpt: writeExcerpt(parts.map(cutMessage)),
    },
  } satisfies Omit<Observation, 'kind'>;
}
