import type { Report } from '../../model/report.ts';
import { firstOf, type Instant } from '../../model/time.ts';
import { nameFormat } from '../charts/overview.ts';
import { readInterval, readOptionalInterval } from '../read-interval.ts';
import { capitalise, count, formatTimes, joinList, spell } from '../wording.ts';
import type { NodeNames } from './node-names.ts';

const NAMED = 6;

/** What a report without incidents proves, and what it does not. */
export function viewHealthy(report: Report, nodes: NodeNames, day: Instant | null) {
  return { proves: listProofs(report, nodes, day), doesNotProve: listLimits(report, nodes) };
}

function listProofs(report: Report, nodes: NodeNames, day: Instant | null): string[] {
  const proofs: string[] = [];
  const read = report.inputs.filter((input) => input.status !== 'skipped' && input.format !== null);
  const formats = [...new Set(read.map((input) => nameFormat(input.format ?? '')))];
  if (read.length > 0)
    proofs.push(
      `${count(read.length, 'file')} read (${joinList(formats, NAMED)}): no record in them is a failed pull.`,
    );
  for (const node of nodes.all.slice(0, NAMED)) {
    const span = firstOf(
      read.filter((input) => input.node === node).flatMap((input) => readOptionalInterval(input.span) ?? []),
    );
    if (span && Number.isFinite(span.earliest)) {
      const since = formatTimes({ earliest: span.earliest, latest: span.earliest }, { day });
      proofs.push(`On ${nodes.nameNode(node)} no pull is recorded as failed since ${since}, when its file begins.`);
    }
  }
  const registries = [...new Set(report.goodPulls.flatMap((pull) => pull.registry ?? []))];
  if (registries.length > 0)
    proofs.push(
      `${capitalise(joinList(registries, NAMED))} answered: at least ${count(report.goodPulls.length, 'pull')} worked.`,
    );
  if (report.otherProblems.length > 0) {
    proofs.push(
      `${capitalise(spell(report.otherProblems.length))} ${report.otherProblems.length === 1 ? 'problem has' : 'problems have'} another reason: none is an image pull.`,
    );
  }
  return proofs;
}

function listLimits(report: Report, nodes: NodeNames): string[] {
  const limits = [
    nodes.all.length > 0
      ? 'Failures before the files begin, or on nodes whose logs are not here.'
      : 'Failures on any node: no file of a node is here.',
    'That images which lie on a node already can still be pulled.',
  ];
  const skipped = report.inputs.filter((input) => input.status !== 'read').length;
  if (skipped > 0) limits.push(`Anything that ${count(skipped, 'file')} could have shown: skipped, or read in part.`);
  const capture = report.capturedAt && readInterval(report.capturedAt);
  if (!capture) limits.push('When this was so: the time of the capture is not known.');
  return limits;
}
