import type { Report, ReportInterval } from '../model/report.ts';
import { readInterval } from './read-interval.ts';
import { reportInterval } from './report-time.ts';

/** A report whose times are moved, so that they read as UTC what clocks in the zone showed. */
export interface ZonedReport {
  readonly report: Report;
  /** `UTC`, or the offset that was in force: `UTC+02:00`. */
  readonly zone: string;
}

/**
 * Moves a report's times into a zone (an IANA name, or an offset). One offset serves the whole report, the one in force at
 * the capture (else at the first incident): where a clock change falls into an incident, times stay in order and
 * durations right. Text of the report is left as it is.
 */
export function moveToZone(report: Report, timeZone: string): ZonedReport {
  const offsetMs = timeZone === 'UTC' ? 0 : (readOffset(timeZone) ?? findOffset(timeZone, findReference(report)));
  if (offsetMs === 0) return { report, zone: 'UTC' };
  const move = (interval: ReportInterval): ReportInterval => moveInterval(interval, offsetMs);
  const moved: Report = {
    ...report,
    capturedAt: report.capturedAt && move(report.capturedAt),
    inputs: report.inputs.map((input) => ({ ...input, span: input.span && move(input.span) })),
    incidents: report.incidents.map((incident) => moveDeep(incident, move)),
    goodPulls: report.goodPulls.map((pull) => ({ ...pull, at: move(pull.at) })),
    timeline: report.timeline.map((entry) => ({ ...entry, at: move(entry.at) })),
  };
  return { report: moved, zone: nameOffset(offsetMs) };
}

function moveInterval(interval: ReportInterval, offsetMs: number): ReportInterval {
  const { earliest, latest } = readInterval(interval);
  return reportInterval({ earliest: earliest + offsetMs, latest: latest + offsetMs });
}

/** The same value with every interval in it moved. */
function moveDeep<Value>(value: Value, move: (interval: ReportInterval) => ReportInterval): Value {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => moveDeep(item, move)) as Value;
  if ('earliest' in value && 'latest' in value) return move(value as unknown as ReportInterval) as Value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moveDeep(item, move)])) as Value;
}

function findReference({ capturedAt, incidents, generatedAt }: Report): number {
  const known = [capturedAt, ...incidents.map((incident) => incident.startedAt)].flatMap((at) =>
    at ? Object.values(readInterval(at)) : [],
  );
  return [...known, Date.parse(generatedAt)].find(Number.isFinite) ?? 0;
}

/** An offset such as `+05:30` in milliseconds; null for a name. Node 20 knows no such names of zones. */
function readOffset(timeZone: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(timeZone) ?? [];
  return sign === undefined ? null : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** How far clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function findOffset(timeZone: string, instant: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: string): number => parts[name] ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

function nameOffset(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `UTC${offsetMs < 0 ? '−' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
