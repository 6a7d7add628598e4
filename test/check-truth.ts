import type { Report, ReportFailure, ReportIncident, ReportInterval } from '../src/model/report.ts';
import type { Truth, TruthFailure, TruthIncident } from './lab/truth.ts';

/** kubectl runs within the second that `captured-at` names, and prints ages in whole seconds. */
const TOLERANCE_MS = 2000;

/** Where a report contradicts what really happened, one sentence each; empty where it does not. */
export function findContradictions(report: Report, truth: Truth): string[] {
  const seen = new Set<ReportIncident>();
  const found = truth.incidents.flatMap((incident) => checkIncident(report, incident, seen));
  for (const incident of report.incidents.filter((one) => !seen.has(one))) {
    found.push(
      `${incident.id} (${incident.cause.id}) never happened: ${incident.failures.map(nameFailure).join(', ')}`,
    );
  }
  const involved = new Set(
    report.incidents.flatMap(({ failures }) => failures.map(({ namespace, pod }) => `${namespace}/${pod}`)),
  );
  for (const decoy of truth.decoys) if (involved.has(decoy)) found.push(`${decoy} is in an incident`);
  for (const { kind, namespace, pod } of truth.otherProblems) {
    const known = report.otherProblems.some(
      (one) => one.kind === kind && one.namespace === namespace && one.pod === pod,
    );
    if (!known) found.push(`${namespace}/${pod}: the problem of kind ${kind} is not reported`);
  }
  for (const input of truth.warnedInputs) {
    if (!report.warnings.some((warning) => warning.input.endsWith(input))) found.push(`${input}: no warning`);
  }
  return found;
}

function checkIncident(report: Report, truth: TruthIncident, seen: Set<ReportIncident>): string[] {
  const name = `the incident of ${truth.failures.map(nameFailure).join(', ')}`;
  const isWanted = (failure: ReportFailure) => truth.failures.some((one) => isSame(failure, one));
  const matching = report.incidents.filter(({ failures }) => failures.some(isWanted));
  for (const incident of matching) seen.add(incident);
  const [incident] = matching;
  if (!incident) return [`${name} is not reported`];
  const found: string[] = [];
  const say = (sentence: string) => found.push(`${incident.id}: ${sentence}`);
  if (matching.length > 1) say(`${name} is reported as ${matching.map(({ id }) => id).join(', ')}`);
  if (!truth.causes.includes(incident.cause.id)) say(`cause ${incident.cause.id}, not ${truth.causes.join(' or ')}`);
  if (!truth.statuses.includes(incident.status)) say(`status ${incident.status}, not ${truth.statuses.join(' or ')}`);
  if (truth.registry !== null && incident.registry !== truth.registry)
    say(`registry ${incident.registry}, not ${truth.registry}`);
  found.push(...checkTime(`${incident.id}: startedAt`, incident.startedAt, truth.startedAt));
  if (truth.endedAt !== null) found.push(...checkTime(`${incident.id}: endedAt`, incident.endedAt, truth.endedAt));
  else if (incident.endedAt !== null) say('ended, which it did not');
  if (truth.faultEndedAt !== null) found.push(...checkFaultEnd(incident, truth.faultEndedAt));
  const reported = matching.flatMap(({ failures }) => failures);
  for (const failure of reported.filter((one) => !isWanted(one))) say(`${nameFailure(failure)} does not belong to it`);
  for (const failure of truth.failures) {
    const own = reported.filter((one) => isSame(one, failure));
    if (own.length === 1) found.push(...checkFailure(own[0]!, failure, truth.causes), ...checkWidths(own[0]!, truth));
    else say(`${nameFailure(failure)} is reported ${own.length} times`);
  }
  return found;
}

/** The fault was gone at some instant between the last call that failed and the first that worked after it. */
function checkFaultEnd({ id, phases }: ReportIncident, truth: string): string[] {
  const last = phases.findLastIndex(({ state }) => state === 'failing');
  const earliest = phases[last]?.to.earliest;
  const latest = phases[last + 1]?.from.latest;
  if (earliest === undefined || latest === undefined)
    return [`${id}: the phases do not say when the fault was gone; it was ${truth}`];
  return checkTime(`${id}: the end of the fault by its phases,`, { earliest, latest }, truth);
}

/** Evidence may lack the namespace or the container, never the pod. */
function isSame(failure: ReportFailure, truth: TruthFailure): boolean {
  return (
    failure.pod === truth.pod &&
    (failure.namespace === null || failure.namespace === truth.namespace) &&
    (failure.container === null || failure.container === truth.container)
  );
}

function checkFailure(failure: ReportFailure, truth: TruthFailure, causes: readonly string[]): string[] {
  const name = nameFailure(truth);
  const found: string[] = [];
  if (!causes.includes(failure.cause)) found.push(`${name}: cause ${failure.cause}, not ${causes.join(' or ')}`);
  if (failure.container !== truth.container) found.push(`${name}: container ${failure.container}`);
  if (failure.containerType !== null && failure.containerType !== truth.containerType) {
    found.push(`${name}: type ${failure.containerType}, not ${truth.containerType}`);
  }
  if (failure.node !== null && failure.node !== truth.node)
    found.push(`${name}: node ${failure.node}, not ${truth.node}`);
  if (failure.image !== null && failure.image !== truth.image)
    found.push(`${name}: image ${failure.image}, not ${truth.image}`);
  const { min, max } = failure.attemptCount;
  if (truth.failedCalls < min || truth.failedCalls > max)
    found.push(`${name}: ${min} to ${max} failed calls, not ${truth.failedCalls}`);
  found.push(...checkTime(`${name}: firstFailureAt`, failure.firstFailureAt, truth.firstFailureAt));
  found.push(...checkTime(`${name}: lastFailureAt`, failure.lastFailureAt, truth.lastFailureAt));
  if (truth.recoveredAt !== null)
    found.push(...checkTime(`${name}: recoveredAt`, failure.recoveredAt, truth.recoveredAt));
  else if (failure.recoveredAt !== null) found.push(`${name}: recovered, which it did not`);
  if (truth.deletedAt !== null && failure.deletedAt !== null) {
    found.push(...checkTime(`${name}: deletedAt`, failure.deletedAt, truth.deletedAt));
  }
  return found;
}

/** Where logs tell the time, a wide interval is no answer. */
function checkWidths(failure: ReportFailure, { widest }: TruthIncident): string[] {
  if (!widest) return [];
  const { failureSeconds, recoverySeconds } = widest;
  const limits: [string, ReportInterval | null, number][] = [
    ['firstFailureAt', failure.firstFailureAt, failureSeconds],
    ['lastFailureAt', failure.lastFailureAt, failureSeconds],
    ['recoveredAt', failure.recoveredAt, recoverySeconds],
  ];
  return limits.flatMap(([field, interval, limit]) => {
    const width = interval ? (Date.parse(interval.latest) - Date.parse(interval.earliest)) / 1000 : 0;
    return width <= limit
      ? []
      : [`${nameFailure(failure)}: ${field} is ${width} s wide, which logs make ${limit} at most`];
  });
}

function checkTime(name: string, reported: ReportInterval | null, truth: string): string[] {
  if (reported === null) return [`${name} is not known; it was ${truth}`];
  const instant = Date.parse(truth);
  const inside =
    Date.parse(reported.earliest) - TOLERANCE_MS <= instant && instant <= Date.parse(reported.latest) + TOLERANCE_MS;
  return inside ? [] : [`${name} ${reported.earliest} to ${reported.latest} does not hold ${truth}`];
}

function nameFailure({ namespace, pod, container }: Pick<ReportFailure, 'namespace' | 'pod' | 'container'>): string {
  return `${namespace}/${pod}/${container ?? '(sandbox)'}`;
}
