import { addTo } from '../../model/lists.ts';
import type { Report, ReportInput } from '../../model/report.ts';
import type { Instant, Interval } from '../../model/time.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { middleOf, readInterval, readOptionalInterval } from '../read-interval.ts';
import { cutMiddle, cutText, showName } from '../visible-text.ts';
import { capitalise, count, formatClock, formatNumber, joinList } from '../wording.ts';
import type { Chart, ChartRow } from './chart.ts';
import { LEGEND } from './legend.ts';
import { drawPhases, firstFinite } from './phase-bar.ts';
import { bar, type Drawing, element, label, mark, percent, upright } from './svg.ts';
import { drawAxisLabels, drawGrid, makeRoomyAxis, nameCapture, type TimeAxis } from './time-axis.ts';

const INCIDENT_LIMIT = 12;
const SOURCE_LIMIT = 16;
const LANE = 44;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SOURCE_LANE = 42;
/** Discs of good pulls nearer than this fraction of the width are one disc. */
const DISC_APART = 0.006;

/** What failed, and what the files could have shown, on one axis. Null where no time is known. */
export function drawOverview(
  report: Report,
  facts: readonly IncidentFacts[],
  nameNode: (node: string) => string,
  zone: string,
): Chart | null {
  const capture = readOptionalInterval(report.capturedAt);
  const sources = groupSources(report.inputs, nameNode);
  const axis = makeOverviewAxis(facts, sources, capture);
  if (!axis) return null;
  const captureAt = capture && firstFinite(capture.latest, capture.earliest);
  const rows: ChartRow[] = facts.slice(0, INCIDENT_LIMIT).map((each) => drawIncidentRow(each, report, axis));
  rows.push(...drawGoodPulls(report, facts, axis));
  const shown = sources.slice(0, SOURCE_LIMIT);
  if (shown.length > 0) rows.push(groupRow('What the files cover'));
  rows.push(...shown.map((source) => drawSourceRow(source, axis)));
  return {
    title: 'What failed, and what the files cover',
    background: {
      height: null,
      marks: drawGrid(axis) + (captureAt === null ? '' : upright(axis.place(captureAt), 0, '100%', 'stroke-ink')),
      description: '',
    },
    axis: drawAxisLabels(axis, zone, nameCapture(capture, 'capture')),
    rows,
    legend: [
      ...(facts.length > 0 ? [LEGEND.failing, LEGEND.fading, LEGEND.lag] : []),
      LEGEND.worked,
      LEGEND.covered,
      LEGEND.noEvidence,
    ],
    leftOut: sayLeftOut(facts.length - INCIDENT_LIMIT, sources.length - SOURCE_LIMIT),
  };
}

function sayLeftOut(incidents: number, sources: number): string {
  const parts = [
    ...(incidents > 0 ? [count(incidents, 'more incident')] : []),
    ...(sources > 0 ? [count(sources, 'more source')] : []),
  ];
  return parts.length === 0 ? '' : `Not drawn here: ${joinList(parts)}; report.json has them all.`;
}

function groupRow(name: string): ChartRow {
  return { name, nameRest: '', note: '', isGroup: true, drawing: { height: 34, marks: '', description: '' } };
}

/**
 * From the first record to the capture; but at most as long before the first fault as from there to the end, since files
 * may reach back for weeks. Without a fault: the last day.
 */
function makeOverviewAxis(
  facts: readonly IncidentFacts[],
  sources: readonly Source[],
  capture: Interval | null,
): TimeAxis | null {
  const faults = finiteEnds(
    facts.flatMap((each) => [each.started, each.lastFailure, each.lastRecovery].flatMap((at) => at ?? [])),
  );
  const records = finiteEnds(sources.flatMap((source) => source.spans));
  const ends = capture ? finiteEnds([capture]) : [...faults, ...records];
  const last = highest(ends.length > 0 ? ends : [...faults, ...records]);
  const firstFault = lowest(faults);
  const first = lowest([...faults, ...records]);
  if (last === null || first === null) return last === null ? null : makeRoomyAxis(last, last);
  const reach = firstFault === null ? DAY : Math.max(last - firstFault, HOUR);
  return makeRoomyAxis(Math.min(last, Math.max(first, (firstFault ?? last) - reach)), last);
}

function finiteEnds(spans: readonly Interval[]): Instant[] {
  return spans.flatMap((span) => [span.earliest, span.latest]).filter(Number.isFinite);
}

function lowest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => Math.min(a, b));
}

function highest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => Math.max(a, b));
}

function drawIncidentRow(facts: IncidentFacts, report: Report, axis: TimeAxis): ChartRow {
  const { incident } = facts;
  const start = firstFinite(facts.started.earliest, facts.started.latest);
  let marks = '';
  if (start !== null) {
    const x = axis.place(start);
    const registry = incident.registry;
    const hasEarlierPull = report.goodPulls.some(
      (pull) => registry !== null && pull.registry === registry && readInterval(pull.at).latest < start,
    );
    if (!hasEarlierPull && x > 0.01) {
      marks += bar(0, x, 20, 14, 'fill-no-evidence');
      if (x > 0.2) marks += label(x, 43, 'no pull of it recorded', 'axis remark', 'end', -6);
    }
    const recovered = facts.lastRecovery && facts.incident.status === 'recovered' ? facts.lastRecovery.latest : null;
    marks += drawPhases(facts, axis, 20, 14);
    if (recovered === null || axis.place(recovered) - x > 0.14)
      marks += label(x, 13, formatClock(start), 'axis strong');
    if (recovered !== null) {
      const place = axis.place(recovered);
      const isRight = place > 0.72;
      const remark = isRight ? '' : element('tspan', { class: 'strong remark' }, ' last to recover');
      const style = { class: 'axis strong', 'text-anchor': isRight ? 'end' : 'start', dx: isRight ? 0 : 4 };
      marks += element('text', { x: percent(place), y: 13, ...style }, formatClock(recovered) + remark);
    }
  }
  const drawing = { height: LANE + 4, marks, description: `When ${showName(incident.id)} was seen failing` };
  return { name: showName(incident.id), nameRest: '', note: showName(incident.title, 60), isGroup: false, drawing };
}

function drawGoodPulls(report: Report, facts: readonly IncidentFacts[], axis: TimeAxis): ChartRow[] {
  const failing = new Set(facts.map((each) => each.incident.registry));
  const pulls = facts.length === 0 ? report.goodPulls : report.goodPulls.filter((pull) => !failing.has(pull.registry));
  if (pulls.length === 0) return [];
  const registries = [...new Set(pulls.map((pull) => showName(pull.registry ?? 'registry not known', 40)))];
  let lastPlace = -1;
  let marks = '';
  const places = pulls.flatMap((pull) => middleOf(readInterval(pull.at)) ?? []).sort((a, b) => a - b);
  for (const at of places) {
    const x = axis.place(at);
    if (x - lastPlace < DISC_APART) continue;
    lastPlace = x;
    marks += mark('m-tick', x, 20);
  }
  const text = cutText(`${count(pulls.length, 'pull')} worked: ${joinList(registries, 3)}`, 64);
  if (lastPlace < 0.6 && lastPlace >= 0) marks += label(lastPlace, 24, text, 'axis remark', 'start', 12);
  const name = facts.length === 0 ? 'Pulls that worked' : 'Other registries';
  const note = facts.length === 0 ? `${formatNumber(pulls.length)} recorded` : joinList(registries, 2);
  return [{ name, nameRest: '', note, isGroup: false, drawing: { height: 40, marks, description: text } }];
}

interface Source {
  readonly name: string;
  readonly note: string;
  readonly spans: readonly Interval[];
}

/** Inputs as lanes: one per node and format; what is of no node is one lane per format. */
function groupSources(inputs: readonly ReportInput[], nameNode: (node: string) => string): Source[] {
  const groups = new Map<string, ReportInput[]>();
  for (const input of inputs) {
    if (input.status === 'skipped' || input.format === null || !input.span) continue;
    // Logs are of a node; descriptions and events name one by chance.
    const isLog = input.format.endsWith('-log') && input.node !== null;
    addTo(groups, isLog ? `node ${input.node}` : input.format, input);
  }
  return [...groups].map(([key, group]) => {
    const records = count(
      group.reduce((sum, input) => sum + input.records, 0),
      'record',
    );
    const files = group.length === 1 ? [] : [count(group.length, 'file')];
    const formats = [...new Set(group.map((input) => nameFormat(input.format ?? '')))];
    const isNode = key.startsWith('node ');
    return {
      name: isNode ? showName(nameNode(group[0]?.node ?? ''), 40) : nameSource(group[0]?.format ?? ''),
      note: [...(isNode ? formats : []), records, ...(isNode ? [] : files)].join(', '),
      spans: group.flatMap((input) => readOptionalInterval(input.span) ?? []),
    };
  });
}

function nameSource(format: string): string {
  // A command's name keeps its small letter.
  return format.startsWith('kubectl') ? nameFormat(format) : capitalise(nameFormat(format));
}

/** A format's id as words: `kubelet-log` gives `kubelet log`, `events-json` gives `events, JSON`. */
export function nameFormat(id: string): string {
  const syntax = /-(json|yaml)$/.exec(id)?.[1];
  const name = syntax === undefined ? id : id.slice(0, -syntax.length - 1);
  return showName(name, 40).replaceAll('-', ' ') + (syntax === undefined ? '' : `, ${syntax.toUpperCase()}`);
}

function drawSourceRow(source: Source, axis: TimeAxis): ChartRow {
  const known = source.spans.filter((span) => Number.isFinite(span.earliest) && Number.isFinite(span.latest));
  const from = known.reduce((least, span) => Math.min(least, span.earliest), Infinity);
  const isPicture = known.every((span) => isShort(span, axis));
  let marks = '';
  if (isPicture && Number.isFinite(from)) marks += drawRemark(axis.place(from), 'a picture of one instant');
  else if (Number.isFinite(from) && axis.place(from) > 0.02) {
    marks += bar(0, axis.place(from), 16, 10, 'fill-no-evidence');
    marks += drawRemark(axis.place(from), `nothing before ${formatClock(from)}`);
  }
  for (const span of mergeSpans(known, axis)) {
    marks += isShort(span, axis)
      ? element('circle', { cx: percent(axis.place(span.earliest)), cy: 21, r: 4, class: 'fill-mute' })
      : bar(axis.place(span.earliest), axis.place(span.latest), 16, 10, 'fill-mute');
  }
  const drawing: Drawing = { height: SOURCE_LANE, marks, description: `When ${source.name} is covered` };
  return { name: cutMiddle(source.name, 40), nameRest: '', note: source.note, isGroup: false, drawing };
}

function isShort(span: Interval, axis: TimeAxis): boolean {
  return axis.place(span.latest) - axis.place(span.earliest) < 0.004;
}

function drawRemark(x: number, text: string): string {
  return x > 0.2 ? label(x, 25, text, 'axis remark halo-text', 'end', -5) : '';
}

function mergeSpans(spans: readonly Interval[], axis: TimeAxis): Interval[] {
  const merged: { earliest: Instant; latest: Instant }[] = [];
  for (const span of [...spans].sort((a, b) => a.earliest - b.earliest)) {
    const last = merged.at(-1);
    if (last && axis.place(span.earliest) <= axis.place(last.latest) + 0.001)
      last.latest = Math.max(last.latest, span.latest);
    else merged.push({ ...span });
  }
  return merged;
}
