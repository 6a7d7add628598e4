import type { ReportFailure } from '../../model/report.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { readInterval, readOptionalInterval } from '../read-interval.ts';
import { showName } from '../visible-text.ts';
import { count, formatNumber, formatRange, formatTimes } from '../wording.ts';
import type { ViewContext } from './view-context.ts';

const ROW_LIMIT = 100;
const REMARK_LIMIT = 20;

const PROVENANCES = {
  direct: 'a record of the container',
  strong: 'a record of the same pod and image',
  medium: 'a record of the same image on the node',
  weak: 'a record of the same registry at the time',
} as const;

/** The containers of an incident as a table, and what is remarkable of single ones. */
export function viewFailures(facts: IncidentFacts, context: ViewContext) {
  const { failures } = facts.incident;
  const shown = failures.slice(0, ROW_LIMIT);
  const rest = failures.length - shown.length;
  const remarks = shown.flatMap((failure) =>
    failure.remarks.map((remark) => ({
      name: nameContainer(failure),
      text: showName(remark.statement, 400),
      citations: context.ledger.cite(remark.evidence, 'remarks', 2),
    })),
  );
  return {
    zone: context.zone,
    title: `The same as a table: ${count(failures.length, 'container')}`,
    rows: shown.map((failure) => viewRow(failure, facts, context)),
    remarks: remarks.slice(0, REMARK_LIMIT),
    hasRemarks: remarks.length > 0,
    leftOut: rest > 0 ? `${formatNumber(rest)} more are in report.json and csv/failures.csv.` : '',
  };
}

function viewRow(failure: ReportFailure, facts: IncidentFacts, context: ViewContext) {
  const style = { day: context.day };
  const recovered = readOptionalInterval(failure.recoveredAt);
  const deleted = readOptionalInterval(failure.deletedAt);
  const shown = failure.attempts.find((attempt) => attempt.outcome === 'failed' && attempt.evidence.length > 0);
  return {
    container: nameContainer(failure),
    node: failure.node === null ? '–' : context.nodes.nameNode(failure.node),
    image: showName(failure.image ?? '–'),
    failed: formatRange(failure.attemptCount),
    first: formatTimes(readInterval(failure.firstFailureAt), style),
    last: formatTimes(readInterval(failure.lastFailureAt), style),
    outcome: recovered
      ? formatTimes(recovered, style)
      : deleted
        ? `deleted ${formatTimes(deleted, style)}`
        : facts.incident.status === 'ongoing'
          ? 'still waiting'
          : 'not recorded',
    provenance: `${showName(failure.cause, 60)}: ${PROVENANCES[failure.causeProvenance] ?? 'not said'}`,
    citations: context.ledger.cite((shown?.evidence ?? failure.evidence).slice(0, 1), 'containers', 1),
  };
}

/** `shop/cart-1 (web)`, with what kind of container it is where that matters. */
function nameContainer(failure: ReportFailure): string {
  const namespace = failure.namespace === null ? '' : `${showName(failure.namespace)}/`;
  const pod = failure.pod === null ? 'pod not known' : namespace + showName(failure.pod);
  const kind = failure.containerType === null || failure.containerType === 'regular' ? '' : `${failure.containerType} `;
  if (failure.containerType === 'sandbox') return `${pod} (sandbox)`;
  return failure.container === null ? pod : `${pod} (${kind}${showName(failure.container, 60)})`;
}
