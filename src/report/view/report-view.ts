import type { Report } from '../../model/report.ts';
import { drawAttemptStrip } from '../charts/attempt-strip.ts';
import { drawOverview } from '../charts/overview.ts';
import { firstFinite } from '../charts/phase-bar.ts';
import { drawAxisLabels, makeRoomyAxis, nameCapture, type TimeAxis } from '../charts/time-axis.ts';
import { deriveIncidentFacts, type IncidentFacts } from '../incident-facts.ts';
import { readOptionalInterval } from '../read-interval.ts';
import { moveToZone } from '../time-zone.ts';
import { writeCausesFile } from '../unknown-texts.ts';
import { showName } from '../visible-text.ts';
import { count, formatDateTimes, formatNumber } from '../wording.ts';
import { viewBundles } from './bundle-view.ts';
import { openLedger } from './citation-ledger.ts';
import { isEvidenceMissing, writeHeadline } from './headline.ts';
import { viewHealthy } from './healthy-view.ts';
import { viewBadge, viewIncident } from './incident-view.ts';
import { findReportDay, writeLede } from './lede.ts';
import { tellMoments } from './moments.ts';
import { nameNodes } from './node-names.ts';
import { listPrompts } from './prompts.ts';
import {
  viewClocks,
  viewGaps,
  viewInputs,
  viewProblems,
  viewRecords,
  viewUnknownTexts,
  viewWarnings,
} from './tables.ts';

/** More incidents than this are listed, but not told in sections of their own. */
const SECTION_LIMIT = 12;
const LIST_LIMIT = 100;

/** The report in strings, booleans and lists: sorted, counted, dated and cut; nothing in it is escaped yet. */
export type ReportView = ReturnType<typeof makeReportView>;

const views = new WeakMap<Report, Map<string, ReportView>>();

/**
 * Makes the view of a report that the templates show, its times in the zone given (an IANA name or an offset). Pure: the
 * same view is given again to whoever asks for it.
 */
export function toReportView(report: Report, timeZone = 'UTC'): ReportView {
  const known = views.get(report) ?? new Map<string, ReportView>();
  views.set(report, known);
  const view = known.get(timeZone) ?? makeReportView(report, timeZone);
  known.set(timeZone, view);
  return view;
}

function makeReportView(inUtc: Report, timeZone: string) {
  const { report, zone } = moveToZone(inUtc, timeZone);
  const facts = deriveIncidentFacts(report);
  const nodes = nameNodes(report);
  const day = findReportDay(report, facts);
  const ledger = openLedger(report);
  const context = { ledger, nodes, day, zone, goodPulls: report.goodPulls };
  const listed = facts.slice(0, LIST_LIMIT).map((each, index) => viewIncident(each, index + 1, context));
  const incidents = listed.slice(0, SECTION_LIMIT);
  const moments = tellMoments(report, facts.slice(0, SECTION_LIMIT), nodes, ledger, day);
  const problems = viewProblems(report, nodes, ledger);
  const gaps = viewGaps(report);
  const unknownTexts = viewUnknownTexts(report, ledger);
  const records = viewRecords(report, nodes, day);
  const prompts = listPrompts(facts, zone);
  const evidence = ledger.printed();
  const warnings = viewWarnings(report);
  const isSeveral = facts.length > 1;
  const stripAxis = isSeveral ? makeStripAxis(facts) : null;
  const capture = readOptionalInterval(report.capturedAt);
  return {
    pageTitle: showName(report.title ?? writeHeadline(report, facts, nodes.nameNode), 200),
    kind: showName(report.title ?? 'Image-pull post-mortem', 120),
    source: nameSource(report),
    author: showName(report.author ?? '', 120),
    incidentId: showName(report.incidentId ?? '', 120),
    badge: viewBadge(worstStatus(report, facts)),
    state: capture ? `State at capture, ${formatDateTimes(capture, zone)}` : 'State at capture; its time is not known',
    stateLabel: 'State at capture',
    stateTime: capture ? formatDateTimes(capture, zone) : 'not known',
    headline: writeHeadline(report, facts, nodes.nameNode),
    lede: writeLede(report, facts, nodes, zone),
    zone,
    zoneNote:
      zone === 'UTC' ? '' : `Times are in ${zone}; those inside of sentences and excerpts are as report.json has them.`,
    isHealthy: facts.length === 0,
    isOne: facts.length === 1,
    isSeveral,
    healthy: viewHealthy(report, nodes, day),
    incidents,
    listed: isSeveral
      ? listed.map((incident, index) => ({ ...incident, strip: drawStrip(facts[index], stripAxis) }))
      : [],
    stripAxis: stripAxis && drawStripAxis(facts, stripAxis, zone),
    moreIncidents:
      facts.length > SECTION_LIMIT
        ? `${formatNumber(facts.length - SECTION_LIMIT)} more incidents have no section of their own here${facts.length > LIST_LIMIT ? ` (${formatNumber(facts.length - LIST_LIMIT)} are not listed either)` : ''}; report.json and csv/incidents.csv have them all.`
        : '',
    overview: drawOverview(report, facts, nodes.nameNode, zone),
    nodeNote: nodes.suffix === '' ? '' : `Nodes are written without “${showName(nodes.suffix, 60)}”.`,
    moments,
    records,
    recordsTitle: `All ${count(report.timeline.length, 'recorded step')}`,
    hasRecords: records.rows.length > 0,
    hasReasoning: incidents.some((incident) => incident.hasReasoning),
    prompts,
    problems,
    hasProblems: problems.rows.length > 0,
    problemsText: count(report.otherProblems.length, 'other problem'),
    gaps,
    hasGaps: gaps.length > 0,
    gapsText: count(gaps.length, 'thing'),
    unknownTexts,
    hasUnknownTexts: unknownTexts.length > 0,
    causesFile: writeCausesFile(report.unknownTexts ?? []),
    promptsText: count(prompts.length, 'prompt'),
    clocks: viewClocks(report, nodes),
    hasClocks: report.clocks.length > 0,
    evidence,
    hasEvidence: evidence.length > 0,
    evidenceNote: sayEvidence(report, evidence.length),
    inputs: viewInputs(report, day),
    inputsNote: sayInputs(report),
    bundles: viewBundles(report, day),
    warnings,
    hasWarnings: warnings.rows.length > 0,
    generator: `${report.generator.name} ${showName(report.generator.version, 40)}`,
    schema: showName(report.schema, 60),
    generatedAt: showName(report.generatedAt, 40),
    redaction: report.redacted ? 'Credentials are redacted.' : 'Credentials are NOT redacted.',
    // Stands inside a style sheet, so only letters that mean nothing there.
    printFoot: `${report.generator.name} ${report.generator.version} · ${nameSource(report)}`
      .replace(/[^\w .·-]/g, '')
      .slice(0, 120),
  };
}

function worstStatus(report: Report, facts: readonly IncidentFacts[]) {
  const order = ['ongoing', 'unknown', 'replaced', 'recovered'] as const;
  const worst = order.find((status) => facts.some((each) => each.incident.status === status));
  return worst ?? (isEvidenceMissing(report) ? 'untold' : 'none');
}

function makeStripAxis(facts: readonly IncidentFacts[]): TimeAxis | null {
  const firsts = facts.flatMap((each) => firstFinite(each.started.earliest, each.started.latest) ?? []);
  const lasts = facts.flatMap(({ capture, lastRecovery, lastFailure, started }) => {
    const end = capture ?? lastRecovery ?? lastFailure ?? started;
    return firstFinite(end.latest, end.earliest) ?? [];
  });
  if (firsts.length === 0 || lasts.length === 0) return null;
  return makeRoomyAxis(
    firsts.reduce((a, b) => Math.min(a, b)),
    lasts.reduce((a, b) => Math.max(a, b)),
  );
}

function drawStrip(facts: IncidentFacts | undefined, axis: TimeAxis | null) {
  return axis && facts ? drawAttemptStrip(facts, axis) : null;
}

function drawStripAxis(facts: readonly IncidentFacts[], axis: TimeAxis, zone: string) {
  return drawAxisLabels(axis, zone, nameCapture(facts[0]?.capture ?? null, 'captured'));
}

/** The archive that all inputs come from; empty where there is none. */
function nameSource(report: Report): string {
  const archives = new Set(
    report.inputs.map(({ path }) => (path.includes('!/') ? path.slice(0, path.indexOf('!/')) : '')),
  );
  const [only] = archives;
  return archives.size === 1 && only ? showName(only.split('/').at(-1) ?? only, 80) : '';
}

function sayEvidence(report: Report, printed: number): string {
  const rest = report.evidence.length - printed;
  const credentials = report.redacted ? ', credentials removed' : '';
  const more = rest > 0 ? ` ${formatNumber(rest)} further pieces are in report.json and csv/evidence.csv.` : '';
  return `Excerpts as written${credentials}. Line numbers count from 1 in the unpacked file; the numbers in brackets are those of report.json.${more}`;
}

function sayInputs(report: Report): string {
  const skipped = report.inputs.filter((input) => input.status === 'skipped').length;
  const partly = report.inputs.filter((input) => input.status === 'partly-read').length;
  if (report.inputs.length === 0) return 'No file was given.';
  if (skipped === 0 && partly === 0) return 'Every file was read; nothing was skipped.';
  const parts = [
    ...(skipped > 0 ? [`${count(skipped, 'file')} skipped`] : []),
    ...(partly > 0 ? [`${count(partly, 'file')} read in part`] : []),
  ];
  return `Of ${count(report.inputs.length, 'file')}: ${parts.join(', ')}.`;
}
