import type { Report } from '../../model/report.ts';
import { firstOf, type Instant, type Interval, lastOf } from '../../model/time.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { readInterval } from '../read-interval.ts';
import {
  capitalise,
  count,
  countRange,
  formatAt,
  formatBetween,
  formatRange,
  formatRoughRange,
  formatTimes,
  spellCount,
} from '../wording.ts';
import { areUnrelated } from './headline.ts';
import type { NodeNames } from './node-names.ts';

/** The day that goes without saying in a report: that of the capture, else of the first failure. */
export function findReportDay(report: Report, facts: readonly IncidentFacts[]): Instant | null {
  const known = [facts[0]?.capture, ...facts.map((each) => each.started)].flatMap((at) =>
    at ? [at.earliest, at.latest] : [],
  );
  const capture = report.capturedAt ? readInterval(report.capturedAt) : null;
  return [...(capture ? [capture.earliest, capture.latest] : []), ...known].find(Number.isFinite) ?? null;
}

/** The two or three sentences under the headline. */
export function writeLede(report: Report, facts: readonly IncidentFacts[], nodes: NodeNames, zone: string): string {
  const day = findReportDay(report, facts);
  const [first] = facts;
  if (!first) return writeHealthyLede(report, day, zone);
  return facts.length === 1 ? writeOne(first, nodes, day, zone) : writeSeveral(report, facts, day, zone);
}

function writeOne(facts: IncidentFacts, nodes: NodeNames, day: Instant | null, zone: string): string {
  const { incident, pods, failedPulls, ended } = facts;
  const workloads = incident.impact.workloads.length;
  const ofNodes = incident.nodes.length;
  const where = [
    spellCount(pods.all, 'pod'),
    ...(workloads > 0 ? [`of ${spellCount(workloads, 'workload')}`] : []),
    ...(ofNodes === 0
      ? []
      : [`on ${ofNodes > 1 && ofNodes === nodes.all.length ? 'all ' : ''}${spellCount(ofNodes, 'node')}`]),
  ].join(' ');
  const what =
    failedPulls.max === 0
      ? 'could not start, without a pull being tried'
      : `failed ${countRange(failedPulls, 'image pull')}`;
  const opening = `${sayStart(facts.started, day, zone)}, ${where} ${what}.`;
  if (!ended) {
    const last = facts.lastFailure ? ` The last failure is recorded ${formatAt(facts.lastFailure, { day })}.` : '';
    return opening + last;
  }
  if (!facts.firstSuccess)
    return `${opening} The last failure is recorded ${formatAt(facts.lastFailure ?? ended, { day })}.`;
  const subject = incident.scope === 'registry' ? 'The registry answered again' : 'Pulls worked again';
  const recovery = facts.lastRecovery ? sayLastRecovery(facts, day) : '';
  return `${opening} ${subject} ${formatBetween(ended, { day })}${recovery}.`;
}

function sayStart(started: Interval, day: Instant | null, zone: string): string {
  if (Number.isFinite(started.earliest)) return `From ${formatTimes(started, { day, zone })}`;
  return Number.isFinite(started.latest)
    ? `Since some time ${formatTimes(started, { day, zone })}`
    : 'At an unknown time';
}

function sayLastRecovery(facts: IncidentFacts, day: Instant | null): string {
  const lag = facts.incident.recoveryLagSeconds;
  const until = facts.lastRecovery ? formatTimes(facts.lastRecovery, { day }) : '';
  if (facts.incident.status !== 'recovered' || !lag || !(lag.max >= 1)) return '';
  return `; back-off held the last pod until ${until}, ${formatRoughRange(lag)} longer than the fault lasted`;
}

function writeSeveral(report: Report, facts: readonly IncidentFacts[], day: Instant | null, zone: string): string {
  const start = firstOf(facts.map((each) => each.started));
  const failed = facts.reduce(
    (sum, { failedPulls }) => ({ min: sum.min + failedPulls.min, max: sum.max + failedPulls.max }),
    { min: 0, max: 0 },
  );
  const shared = areUnrelated(report) ? 'They share no image and no registry. ' : '';
  const times = start ? formatTimes(start, { day, zone }).replace(', ', ' on ') : 'unknown';
  const since = times === 'unknown' ? '' : ` since ${times}`;
  const verb = facts.every((each) => each.over) ? `${sayUntil(facts, day)}` : '';
  const what = failed.max === 0 ? 'Checks failed before any pull' : `${capitalise(formatRange(failed))} pulls failed`;
  return `${shared}${what}${since}${verb}.`;
}

function sayUntil(facts: readonly IncidentFacts[], day: Instant | null): string {
  const last = lastOf(facts.flatMap((each) => each.lastFailure ?? []));
  return last ? `, the last ${formatAt(last, { day })}` : '';
}

function writeHealthyLede(report: Report, day: Instant | null, zone: string): string {
  const pulls = report.goodPulls.length;
  const read = report.inputs.filter((input) => input.status !== 'skipped').length;
  if (pulls === 0) return `${count(read, 'file')} read; no pull is recorded in them, neither failed nor successful.`;
  const first = firstOf(report.goodPulls.map((pull) => readInterval(pull.at)));
  const last = lastOf(report.goodPulls.map((pull) => readInterval(pull.at)));
  const nodes = new Set(report.goodPulls.flatMap((pull) => pull.node ?? [])).size;
  const span =
    first && last ? ` ${formatBetween({ earliest: first.earliest, latest: last.latest }, { day, zone })}` : '';
  const on = nodes > 0 ? ` on ${spellCount(nodes, 'node')}` : '';
  return `At least ${count(pulls, 'pull')} worked${on}${span}; none is recorded as failed.`;
}
