import type { ReportIncident } from '../../model/report.ts';
import { drawIncidentLanes } from '../charts/incident-lanes.ts';
import { drawPhaseBar } from '../charts/phase-bar.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { readInterval } from '../read-interval.ts';
import { showHiddenInLines, showName } from '../visible-text.ts';
import {
  capitalise,
  count,
  countRange,
  formatAt,
  formatDurationRange,
  formatRange,
  formatTimes,
  joinList,
  nameStatus,
} from '../wording.ts';
import { viewBackoff } from './backoff-view.ts';
import { viewBlastRadius } from './blast-view.ts';
import { viewConfidence } from './confidence-view.ts';
import { viewFailures } from './failure-table.ts';
import type { NodeNames } from './node-names.ts';
import { viewReasoning } from './reasoning-view.ts';
import { listTurningPoints } from './turning-points.ts';
import type { ViewContext } from './view-context.ts';

const WHY_STATEMENTS = 2;
const ACTION_LIMIT = 400;

/** Everything that a page says of one incident, in strings. `number` counts from 1. */
export function viewIncident(facts: IncidentFacts, number: number, context: ViewContext) {
  const { incident } = facts;
  const { ledger, nodes, day } = context;
  const why = incident.reasoning
    .filter((reason) => reason.supports.includes(incident.cause.id))
    .slice(0, WHY_STATEMENTS);
  const reasoning = viewReasoning(incident, ledger);
  return {
    id: showName(incident.id, 40),
    anchor: `incident-${number}`,
    zone: context.zone,
    number,
    title: showName(incident.title, 200),
    badge: viewBadge(incident.status),
    phase: drawPhaseBar(facts, context.zone),
    points: listTurningPoints(facts, day),
    figures: listFigures(facts, nodes),
    since: saySinceWhen(facts, context),
    causeId: showName(incident.cause.id, 60),
    causeTitle: showName(incident.causeTitle, 200),
    explanation: showName(incident.explanation, 1000),
    confidence: viewConfidence(incident.cause.confidence),
    why: why.map((reason) => ({
      text: showName(reason.statement, ACTION_LIMIT),
      citations: ledger.cite(reason.evidence, 'cause', 3),
    })),
    whoActs: capitalise(showName(incident.whoActs, ACTION_LIMIT)),
    ...viewActions(incident),
    podsText: count(facts.pods.all, 'pod'),
    reachText: joinParts([
      ...(incident.impact.workloads.length > 0 ? [count(incident.impact.workloads.length, 'workload')] : []),
      ...(incident.nodes.length > 0 ? [count(incident.nodes.length, 'node')] : []),
    ]),
    sinceLead: facts.over ? 'Failed from' : 'Failing since',
    sinceTimes: formatTimes(facts.started, { day }),
    // Where a check fails before any pull, no pull is counted.
    failedText: facts.failedPulls.max === 0 ? 'no pull was made' : countRange(facts.failedPulls, 'failed pull'),
    lastText: facts.lastFailure
      ? `${facts.failedPulls.max === 0 ? 'the last failed check' : 'the last'} ${formatAt(facts.lastFailure, { day })}`
      : '',
    countLine: sayCounts(facts),
    lanes: drawIncidentLanes(facts, context.goodPulls, nodes.nameNode, context.zone),
    failures: viewFailures(facts, context),
    backoff: viewBackoff(incident),
    blast: viewBlastRadius(incident, context),
    recoveryLag: viewRecoveryLag(facts),
    reasoning,
    hasReasoning: reasoning.isUsed,
    images: incident.images.map((image) => showName(image, 200)).slice(0, 50),
    namespaces: joinList(
      incident.namespaces.map((name) => showName(name)),
      12,
    ),
    nodesText: joinList(incident.nodes.map(nodes.nameNode), 12),
    workloads: joinList(
      incident.impact.workloads.map((name) => showName(name)),
      12,
    ),
    podMinutes: formatRange(roundRange(incident.impact.podMinutes)),
    statusText: nameStatus(incident.status),
  };
}

/** A state badge: icon and word together. */
export function viewBadge(status: ReportIncident['status'] | 'none' | 'untold') {
  const kinds = {
    ongoing: 'fail',
    recovered: 'ok',
    none: 'ok',
    replaced: 'mute',
    unknown: 'mute',
    untold: 'mute',
  } as const;
  const words = { none: 'Nothing failed', untold: 'Cannot be told' };
  return {
    text: status === 'none' || status === 'untold' ? words[status] : nameStatus(status),
    isOk: kinds[status] === 'ok',
    isFail: kinds[status] === 'fail',
    isMute: kinds[status] === 'mute',
  };
}

function joinParts(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

function listFigures(facts: IncidentFacts, nodes: NodeNames) {
  const { incident } = facts;
  const ofAll = nodes.all.length >= incident.nodes.length && nodes.all.length > 0 ? `of ${nodes.all.length}` : '';
  const figure = (value: string, label: string, of = '') => ({ value, label, of });
  const { workloads, pods, podMinutes } = incident.impact;
  return [
    figure(String(Math.max(pods, facts.pods.all)), pods === 1 ? 'pod' : 'pods'),
    figure(String(workloads.length), workloads.length === 1 ? 'workload' : 'workloads'),
    figure(String(incident.nodes.length), incident.nodes.length === 1 ? 'node' : 'nodes', ofAll),
    figure(String(incident.namespaces.length), incident.namespaces.length === 1 ? 'namespace' : 'namespaces'),
    figure(shortRange(facts.failedPulls), facts.failedPulls.max === 1 ? 'failed pull' : 'failed pulls'),
    figure(shortRange(roundRange(podMinutes)), 'pod-minutes waited'),
  ];
}

function shortRange(range: { min: number; max: number }): string {
  return formatRange(range).replace(' to ', '–').replace('at least ', '≥ ');
}

function roundRange(range: { min: number; max: number }): { min: number; max: number } {
  return { min: Math.floor(range.min), max: range.max === null ? Infinity : Math.ceil(range.max) };
}

function saySinceWhen(facts: IncidentFacts, context: ViewContext): string {
  const { incident, started } = facts;
  const seen = `First seen failing ${formatAt(started, { day: context.day })}.`;
  const { registry } = incident;
  if (registry === null) return `${seen} It may have begun earlier.`;
  const before = context.goodPulls.filter(
    (pull) => pull.registry === registry && Date.parse(pull.at.latest) < started.earliest,
  );
  const last = before.at(-1);
  if (!last) return `${seen} It may have begun earlier: no pull from this registry is recorded before.`;
  const at = formatAt(readInterval(last.at), { day: context.day });
  return `${seen} The last pull from this registry that worked before is recorded ${at}.`;
}

function sayCounts(facts: IncidentFacts): string {
  const { failedPulls, recordedPulls } = facts;
  if (failedPulls.max === 0)
    return 'No pull was tried: the kubelet’s checks failed before one. One lane per container, grouped by node.';
  const inferred = { min: Math.max(0, failedPulls.min - recordedPulls), max: failedPulls.max - recordedPulls };
  const sides =
    inferred.max <= 0
      ? 'all recorded'
      : `${formatRange({ min: recordedPulls, max: recordedPulls })} recorded, ${formatRange(inferred)} inferred from counts, the back-off law and samples`;
  return `${capitalise(countRange(failedPulls, 'failed pull'))}: ${sides}. One lane per container, grouped by node.`;
}

function viewActions(incident: ReportIncident) {
  const actions = incident.remediation.map(({ action, commands }) => ({
    text: showName(action, ACTION_LIMIT),
    commands: commands.map((command) => showHiddenInLines(command)).join('\n'),
    hasCommands: commands.length > 0,
  }));
  const [first, ...rest] = actions;
  return { firstAction: first ?? null, furtherActions: rest, hasFurtherActions: rest.length > 0 };
}

function viewRecoveryLag(facts: IncidentFacts) {
  const lag = facts.incident.recoveryLagSeconds;
  if (!lag || !facts.lastRecovery) return null;
  const thing = facts.incident.scope === 'registry' ? 'the registry answered again' : 'pulls worked again';
  return {
    title: `Recovery lag: ${formatDurationRange(lag)}`,
    text: `After ${thing}, pods waited out back-off already begun. Deleting a waiting pod would have ended its wait at once.`,
  };
}
