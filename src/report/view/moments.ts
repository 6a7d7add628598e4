import type { Report, ReportFailure } from '../../model/report.ts';
import { compareIntervals, type Instant, type Interval } from '../../model/time.ts';
import { splitPodName } from '../charts/incident-lanes.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { readInterval, readOptionalInterval } from '../read-interval.ts';
import { showName } from '../visible-text.ts';
import { count, formatTimes, joinList } from '../wording.ts';
import type { CitationLedger, CitationsView } from './citation-ledger.ts';
import { nameRegistry } from './headline.ts';
import type { NodeNames } from './node-names.ts';

const JOINING_LIMIT = 6;
const OTHER_REGISTRY_LIMIT = 4;

/** A turning point of the report's story. */
export interface MomentView {
  readonly time: string;
  readonly isFailure: boolean;
  readonly isSuccess: boolean;
  readonly text: string;
  readonly sources: CitationsView;
  /** What it rests on where no single record shows it; empty otherwise. */
  readonly basis: string;
}

interface Moment {
  readonly at: Interval;
  readonly icon: 'failure' | 'success' | 'none';
  readonly text: string;
  readonly evidence: readonly number[];
  readonly basis?: string;
}

/** The turning points of all incidents in order of time: beginnings, spread, triggers, ends, recoveries, the capture. */
export function tellMoments(
  report: Report,
  facts: readonly IncidentFacts[],
  nodes: NodeNames,
  ledger: CitationLedger,
  day: Instant | null,
): MomentView[] {
  const moments = facts.flatMap((each) => tellIncident(each, facts.length > 1, nodes));
  if (facts.length > 0) moments.push(...tellOtherRegistries(report, facts, nodes));
  const capture = readOptionalInterval(report.capturedAt);
  if (capture) moments.push({ at: capture, icon: 'none', text: 'Files captured', evidence: [], basis: 'capture time' });
  moments.sort((a, b) => compareIntervals(a.at, b.at));
  return moments.map(({ at, icon, text, evidence, basis }) => ({
    time: formatTimes(at, { day }),
    isFailure: icon === 'failure',
    isSuccess: icon === 'success',
    text,
    sources: ledger.cite(evidence, 'timeline', 2),
    basis: basis ?? (evidence.length === 0 ? 'inferred' : ''),
  }));
}

function tellIncident(facts: IncidentFacts, isOneOfSeveral: boolean, nodes: NodeNames): Moment[] {
  const { incident } = facts;
  const prefix = isOneOfSeveral ? `${showName(incident.id, 20)}: ` : '';
  const moments: Moment[] = incident.triggers.map((trigger) => ({
    at: readInterval(trigger.at),
    icon: 'none',
    text: prefix + showName(trigger.statement, 300),
    evidence: trigger.evidence,
  }));
  const ordered = [...incident.failures].sort((a, b) =>
    compareIntervals(readInterval(a.firstFailureAt), readInterval(b.firstFailureAt)),
  );
  const [first] = ordered;
  if (!first) return moments;
  const noun = facts.failedPulls.max === 0 ? 'failed check' : 'failed pull';
  moments.push({
    at: readInterval(first.firstFailureAt),
    icon: 'failure',
    text: `${prefix}First ${noun}: ${nameObject(first, nodes)}`,
    evidence: findEvidence(first, 'first'),
  });
  moments.push(...tellSpread(ordered, prefix, nodes));
  const last = incident.failures.reduce((a, b) => (compareLatest(a.lastFailureAt, b.lastFailureAt) < 0 ? b : a), first);
  moments.push({
    at: readInterval(last.lastFailureAt),
    icon: 'failure',
    text: `${prefix}Last ${noun}: ${nameObject(last, nodes)}`,
    evidence: findEvidence(last, 'last'),
  });
  return [...moments, ...tellRecovery(facts, prefix, nodes)];
}

function compareLatest(a: { latest: string }, b: { latest: string }): number {
  return a.latest < b.latest ? -1 : a.latest > b.latest ? 1 : 0;
}

/** New nodes and workloads as they are reached, the first few of each. */
function tellSpread(ordered: readonly ReportFailure[], prefix: string, nodes: NodeNames): Moment[] {
  const seenNodes = new Set(ordered.slice(0, 1).map((failure) => failure.node));
  const seenWorkloads = new Set(ordered.slice(0, 1).map(nameWorkload));
  const moments: Moment[] = [];
  for (const failure of ordered.slice(1)) {
    if (moments.length >= JOINING_LIMIT) break;
    const workload = nameWorkload(failure);
    const isNewNode = failure.node !== null && !seenNodes.has(failure.node);
    if (!isNewNode && seenWorkloads.has(workload)) continue;
    seenNodes.add(failure.node);
    const pods = ordered.filter((other) => nameWorkload(other) === workload).length;
    const text = isNewNode
      ? `Failures reach ${nodes.nameNode(failure.node ?? '')} (${workload})`
      : `${workload} joins, ${count(pods, 'container')}`;
    seenWorkloads.add(workload);
    moments.push({
      at: readInterval(failure.firstFailureAt),
      icon: 'none',
      text: prefix + text,
      evidence: findEvidence(failure, 'first'),
    });
  }
  return moments;
}

function tellRecovery(facts: IncidentFacts, prefix: string, nodes: NodeNames): Moment[] {
  const { ended, firstSuccess, incident } = facts;
  const moments: Moment[] = [];
  if (ended && firstSuccess) {
    moments.push({
      at: ended,
      icon: 'none',
      text: `${prefix}The fault ends somewhere in this time`,
      evidence: [],
      basis: 'between the last failure and the first pull that worked',
    });
  }
  const recovered = incident.failures
    .filter((failure) => failure.recoveredAt !== null)
    .sort((a, b) => compareLatest(a.recoveredAt ?? a.lastFailureAt, b.recoveredAt ?? b.lastFailureAt));
  const [first] = recovered;
  const last = recovered.at(-1);
  if (first?.recoveredAt) {
    moments.push({
      at: readInterval(first.recoveredAt),
      icon: 'success',
      text: `${prefix}First to recover: ${nameObject(first, nodes)}`,
      evidence: findSuccess(first),
    });
  }
  if (last?.recoveredAt && last !== first) {
    moments.push({
      at: readInterval(last.recoveredAt),
      icon: 'success',
      text: `${prefix}Last to recover: ${nameObject(last, nodes)}`,
      evidence: findSuccess(last),
    });
  }
  return moments;
}

/** The first pull from each other registry on each node while a fault held: it says what else was not at fault. */
function tellOtherRegistries(report: Report, facts: readonly IncidentFacts[], nodes: NodeNames): Moment[] {
  const failing = new Set(facts.map((each) => each.incident.registry));
  const moments: Moment[] = [];
  const seen = new Set<string>();
  for (const pull of report.goodPulls) {
    if (pull.registry === null || failing.has(pull.registry) || moments.length >= OTHER_REGISTRY_LIMIT) continue;
    const at = readInterval(pull.at);
    const isDuringFault = facts.some(
      (each) => at.earliest >= each.started.earliest && at.latest <= (each.ended?.latest ?? Infinity),
    );
    const key = JSON.stringify([pull.registry, pull.node]);
    if (!isDuringFault || seen.has(key)) continue;
    seen.add(key);
    const where = pull.node === null ? '' : ` on ${nodes.nameNode(pull.node)}`;
    moments.push({
      at,
      icon: 'success',
      text: `${nameRegistry(pull.registry)} answers${where}`,
      evidence: pull.evidence,
    });
  }
  return moments;
}

/** `shop/cart` of a failure: its namespace and workload, else its pod or image. */
function nameWorkload(failure: ReportFailure): string {
  return showName(splitPodName(failure).head, 60);
}

function nameObject(failure: ReportFailure, nodes: NodeNames): string {
  return joinList([nameWorkload(failure)]) + (failure.node === null ? '' : ` on ${nodes.nameNode(failure.node)}`);
}

function findEvidence(failure: ReportFailure, which: 'first' | 'last'): readonly number[] {
  const failed = failure.attempts.filter((attempt) => attempt.outcome === 'failed');
  const attempt = which === 'first' ? failed[0] : failed.at(-1);
  if (attempt && attempt.evidence.length > 0) return attempt.evidence;
  if (attempt) return [];
  return which === 'first' ? failure.evidence.slice(0, 1) : failure.evidence.slice(-1);
}

function findSuccess(failure: ReportFailure): readonly number[] {
  return (
    failure.attempts.filter((attempt) => attempt.outcome === 'succeeded').at(-1)?.evidence ?? failure.evidence.slice(-1)
  );
}
