import type { SetClock } from '../../clocks/describe-clocks.ts';
import type { Bundle } from '../../model/bundle.ts';
import type { Warning } from '../../model/evidence.ts';
import type { Incident } from '../../model/incident.ts';
import { addTo } from '../../model/lists.ts';
import type { Observation, Origin } from '../../model/observation.ts';
import type { PullHistory } from '../../model/pull.ts';
import type { ReportGap, ReportInput } from '../../model/report.ts';
import type { Instant, Interval } from '../../model/time.ts';
import type { Coverage, Timed } from '../../model/timed.ts';

/** What gaps are looked for in. */
export interface GapInput {
  readonly records: readonly Timed[];
  readonly incidents: readonly Incident[];
  readonly coverage: readonly Coverage[];
  /** Open where nothing tells. */
  readonly capturedAt: Interval;
  readonly clocks: readonly SetClock[];
  readonly inputs: readonly ReportInput[];
  readonly warnings: readonly Warning[];
  readonly bundles: readonly Bundle[];
}

/** The same, with its records by what they are: of a hundred thousand records most gaps are about a few. */
export interface Evidenced extends GapInput {
  /** All observations of that kind, in order. */
  ofKind<Kind extends Observation['kind']>(kind: Kind): readonly Extract<Observation, { kind: Kind }>[];
  /** All observations by that writer, in order. */
  ofOrigin(origin: Origin): readonly Observation[];
}

/** Looks through the records once. */
export function indexEvidence(input: GapInput): Evidenced {
  const kinds = new Map<string, Observation[]>();
  const origins = new Map<string, Observation[]>();
  for (const { observation } of input.records) {
    addTo(kinds, observation.kind, observation);
    addTo(origins, observation.origin, observation);
  }
  return {
    ...input,
    ofKind: <Kind extends Observation['kind']>(kind: Kind) =>
      (kinds.get(kind) ?? []) as Extract<Observation, { kind: Kind }>[],
    ofOrigin: (origin) => origins.get(origin) ?? [],
  };
}

/** Finds one kind of gap; null where it is not there, or matters to no incident and not to the claim that nothing failed. */
export type Detector = (evidenced: Evidenced) => ReportGap | null;

const NAMED = 4;
/** What a log may begin late or end early and still tells of a failure: a sync later it is told again. */
const SLACK_MS = 60_000;

/** The histories of an incident. */
export function historiesOf({ failures }: Incident): readonly PullHistory[] {
  return failures.map(({ history }) => history);
}

/** The incidents of which a history is so. */
export function incidentsWhere(
  { incidents }: Evidenced,
  isSo: (history: PullHistory, incident: Incident) => boolean,
): Incident[] {
  return incidents.filter((incident) => historiesOf(incident).some((history) => isSo(history, incident)));
}

/** Ids of incidents, as the report names them. */
export function idsOf(incidents: readonly Incident[]): string[] {
  return incidents.map(({ id }) => id);
}

/** Spans of a node's kubelet or runtime log. */
export function spansOf({ coverage }: Evidenced, node: string | null, origin: Coverage['origin']): readonly Coverage[] {
  return node === null ? [] : coverage.filter((span) => span.node === node && span.origin === origin);
}

/** Whether the kubelet's log of the node holds a history from its beginning to its last failure. */
export function isLogged(evidenced: Evidenced, { subject, firstFailureAt, lastFailureAt }: PullHistory): boolean {
  return spansOf(evidenced, subject.node, 'kubelet').some(
    ({ from, to }) =>
      from.earliest <= firstFailureAt.earliest + SLACK_MS && to.latest >= lastFailureAt.earliest - SLACK_MS,
  );
}

/** Names in order, cut to a few. */
export function nameSome(names: Iterable<string>): string {
  const all = [...new Set(names)].sort();
  if (all.length <= NAMED) return all.join(', ');
  return `${all.slice(0, NAMED).join(', ')} and ${all.length - NAMED} more`;
}

/** The name where it is a name of Kubernetes, which a shell takes as it is; else the placeholder. */
export function plainName(name: string | null | undefined, placeholder: string): string {
  return name && /^[a-z0-9][a-z0-9.-]{0,252}$/.test(name) ? name : placeholder;
}

/** The command that saves the kubelet's and the runtime's log of the incidents' time, on a node. */
export function journalCommand(incidents: readonly Incident[], remark: string): string {
  const since = minuteOf(Math.min(...incidents.map(({ startedAt }) => startedAt.earliest)) - 10 * SLACK_MS);
  const from = since === null ? '' : ` --since "${since.replace('T', ' ')}:00 UTC"`;
  return `journalctl -u kubelet -u containerd -u crio${from} --utc --all --no-pager -o short-iso-precise   # ${remark}`;
}

/** The instant to the minute, `2024-04-02T17:31`; null where it is open. */
export function minuteOf(instant: Instant): string | null {
  return Number.isFinite(instant) ? new Date(instant).toISOString().slice(0, 16) : null;
}
