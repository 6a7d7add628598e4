import type { IncidentFacts } from '../incident-facts.ts';
import { formatTimes } from '../wording.ts';

/** A question that only people can answer. */
export interface PromptView {
  readonly title: string;
  readonly question: string;
}

/** The prompts of a report with incidents: detection, trigger, actions. */
export function listPrompts(facts: readonly IncidentFacts[], zone: string): PromptView[] {
  const [first] = facts;
  if (!first) return [];
  const start = formatTimes({ earliest: first.started.earliest, latest: first.started.earliest }).slice(0, 5);
  const before = Number.isFinite(first.started.earliest) ? ` before ${start} ${zone}` : '';
  const where = facts.length > 1 ? '' : first.incident.scope === 'registry' ? ' at the registry' : '';
  return [
    { title: 'Detection', question: 'Who noticed, when, and how?' },
    { title: 'Trigger', question: `What changed${where}${before}?` },
    { title: 'Actions', question: 'Owner, due date, ticket.' },
  ];
}
