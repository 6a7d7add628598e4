import type { ReportIncident } from '../../model/report.ts';
import { showHiddenInLines, showName } from '../visible-text.ts';
import { formatConfidence } from '../wording.ts';
import type { CitationLedger } from './citation-ledger.ts';

const STATEMENT_LIMIT = 600;
const STATEMENTS_PER_SIDE = 20;

/** The reasoning of a verdict in three groups, and the alternatives. */
export function viewReasoning(incident: ReportIncident, ledger: CitationLedger) {
  const cause = incident.cause.id;
  const view = (reason: ReportIncident['reasoning'][number]) => ({
    text: showName(reason.statement, STATEMENT_LIMIT),
    citations: ledger.cite(reason.evidence, 'reasoning'),
  });
  const pick = (choose: (reason: ReportIncident['reasoning'][number]) => boolean) =>
    incident.reasoning.filter(choose).slice(0, STATEMENTS_PER_SIDE).map(view);
  const speaksFor = (reason: ReportIncident['reasoning'][number]) => reason.supports.includes(cause);
  const speaksAgainst = (reason: ReportIncident['reasoning'][number]) => reason.against.includes(cause);
  const supporting = pick((reason) => speaksFor(reason) && !speaksAgainst(reason));
  const excluding = pick((reason) => !speaksFor(reason) && !speaksAgainst(reason) && reason.against.length > 0);
  const open = pick((reason) => speaksAgainst(reason) || (!speaksFor(reason) && reason.against.length === 0));
  const alternatives = incident.alternatives.map(({ id, confidence }) => ({
    id: showName(id, 60),
    figure: formatConfidence(confidence),
  }));
  return {
    supporting,
    hasSupporting: supporting.length > 0,
    excluding,
    hasExcluding: excluding.length > 0,
    open,
    decidedBy: incident.decidedBy === null ? '' : showHiddenInLines(incident.decidedBy),
    hasOpen: open.length > 0 || incident.decidedBy !== null,
    alternatives,
    hasAlternatives: alternatives.length > 0,
    isUsed: incident.reasoning.length > 0 || alternatives.length > 0,
  };
}
