import type { Bundle } from '../model/bundle.ts';
import type { Incident } from '../model/incident.ts';
import type { ReportGap } from '../model/report.ts';
import type { Interval } from '../model/time.ts';
import type { Coverage, Timed } from '../model/timed.ts';

/** What gaps are looked for in. */
export interface Evidenced {
  readonly records: readonly Timed[];
  readonly incidents: readonly Incident[];
  readonly coverage: readonly Coverage[];
  readonly capturedAt: Interval | null;
  readonly bundles: readonly Bundle[];
}

/** kube-apiserver `--event-ttl`: an Event dies an hour after its last write. */
const EVENT_TTL_MS = 3_600_000;
/** client-go tools/record/events_cache.go: 25 writes, then one in 300 s; by then BackOff has been counted this often. */
const THROTTLED_BACKOFFS = 18;
const THROTTLED_PULLS = 5;
const NAMED = 4;

type Detector = (evidenced: Evidenced) => ReportGap | null;

const DETECTORS: readonly Detector[] = [
  findNoCaptureTime,
  findUndecided,
  findLogsMissing,
  findLogsRotated,
  findEventsExpired,
  findCountsFrozen,
  findEventsCombined,
  findPodsMissing,
  findMetricsMissing,
];

/** What the evidence cannot tell, each with the commands that would tell next time. */
export function findGaps(evidenced: Evidenced): ReportGap[] {
  return [...DETECTORS.map((detect) => detect(evidenced)).filter((gap) => gap !== null), ...findBundlesLack(evidenced)];
}

function findNoCaptureTime({ capturedAt, records }: Evidenced): ReportGap | null {
  if (capturedAt && Number.isFinite(capturedAt.earliest) && Number.isFinite(capturedAt.latest)) return null;
  if (records.length === 0) return null;
  return {
    id: 'capture-time-unknown',
    statement: 'When these files were saved: no file says it, so ages such as "5m" cannot be turned into times.',
    collect: ['date -u +%Y-%m-%dT%H:%M:%SZ > captured-at   # beside the saved files'],
  };
}

function findUndecided({ incidents }: Evidenced): ReportGap | null {
  const open = incidents.filter(({ decidedBy, cause }) => decidedBy !== null && cause.confidence < 0.7);
  const [first] = open;
  if (!first) return null;
  return {
    id: 'cause-undecided',
    statement: `Which of several causes it was (${open.map(({ id }) => id).join(', ')}): the texts are the same for all of them.`,
    collect: [...new Set(open.map(({ decidedBy }) => decidedBy ?? ''))],
  };
}

function findLogsMissing({ incidents, coverage }: Evidenced): ReportGap | null {
  const covered = new Set(coverage.filter(({ origin }) => origin === 'kubelet').map(({ node }) => node));
  const missing = failingNodes(incidents).filter((node) => !covered.has(node));
  if (missing.length === 0) return null;
  return {
    id: 'kubelet-log-missing',
    statement: `What the kubelet of ${nameSome(missing)} did: its log is not among the files. Attempts there are known from other records only, and their number within bounds.`,
    collect: ['journalctl -u kubelet -u containerd -u crio --utc -o short-iso-precise   # on each of these nodes'],
  };
}

function findLogsRotated({ incidents, coverage }: Evidenced): ReportGap | null {
  const late = new Set<string>();
  for (const { failures } of incidents) {
    for (const { history } of failures) {
      const { node } = history.subject;
      const spans = coverage.filter((span) => span.node === node && span.origin === 'kubelet');
      const covers = spans.some(({ from }) => from.earliest <= history.firstFailureAt.earliest);
      if (node !== null && spans.length > 0 && !covers) late.add(node);
    }
  }
  if (late.size === 0) return null;
  return {
    id: 'kubelet-log-rotated',
    statement: `The first attempts on ${nameSome([...late])}: the log there begins only after the failures had begun.`,
    collect: ['journalctl -u kubelet --since "2 hours before the incident" --utc -o short-iso-precise'],
  };
}

function findEventsExpired({ records, incidents, capturedAt }: Evidenced): ReportGap | null {
  const events = records.filter(({ observation }) => observation.origin === 'event');
  if (events.length === 0 || !capturedAt || incidents.length === 0) return null;
  const horizon = capturedAt.earliest - EVENT_TTL_MS;
  const older = incidents.filter(({ startedAt }) => startedAt.earliest < horizon);
  if (older.length === 0) return null;
  return {
    id: 'events-expired',
    statement: `Events from before ${older.map(({ id }) => id).join(', ')} was an hour old: the API server forgets an Event an hour after its last write, so early failures can be missing.`,
    collect: ['kubectl get events -A -o json   # within an hour of the failure'],
  };
}

function findCountsFrozen({ records }: Evidenced): ReportGap | null {
  const backoffs = new Map<string, number>();
  const pulls = new Map<string, number>();
  for (const { observation } of records) {
    if (observation.origin !== 'event') continue;
    const { namespace, pod, podUid } = observation.subject;
    const key = `${namespace}/${pod}/${podUid ?? ''}`;
    const counts = observation.kind === 'back-off' ? backoffs : observation.kind === 'pull-failed' ? pulls : null;
    counts?.set(key, Math.max(counts.get(key) ?? 0, observation.count));
  }
  const frozen = [...backoffs].filter(([key, count]) => {
    const pulled = pulls.get(key);
    return count >= THROTTLED_BACKOFFS && pulled !== undefined && pulled <= THROTTLED_PULLS;
  });
  if (frozen.length === 0) return null;
  return {
    id: 'event-counts-frozen',
    statement: `How often ${frozen.length === 1 ? 'one pod' : `${frozen.length} pods`} really tried: the kubelet's Event recorder writes 25 Events for a pod and then one in five minutes, so the count of failed pulls stands still while the kubelet goes on trying.`,
    collect: ['journalctl -u kubelet --utc -o short-iso-precise   # counts every attempt'],
  };
}

function findEventsCombined({ records }: Evidenced): ReportGap | null {
  const combined = records.filter(({ observation }) => observation.combined);
  if (combined.length === 0) return null;
  return {
    id: 'events-combined',
    statement: `The texts of some failures: the Event recorder merged ${combined.length === 1 ? 'some Events' : `Events into ${combined.length}`} "(combined from similar events)", of which only the newest text is left.`,
    collect: ['journalctl -u kubelet --utc -o short-iso-precise   # keeps every text'],
  };
}

function findPodsMissing({ records, incidents }: Evidenced): ReportGap | null {
  if (incidents.length === 0) return null;
  const specs = records.some(
    ({ observation }) =>
      observation.kind === 'pod' && observation.containers.some(({ pullPolicy }) => pullPolicy !== null),
  );
  if (specs) return null;
  return {
    id: 'pod-objects-missing',
    statement:
      'Pull policies and the names of pull secrets: kubectl describe does not print them, and no pod object is among the files.',
    collect: ['kubectl get pods -A -o json'],
  };
}

function findMetricsMissing({ records, incidents }: Evidenced): ReportGap | null {
  if (incidents.length === 0 || records.some(({ observation }) => observation.origin === 'metric')) return null;
  return {
    id: 'metrics-missing',
    statement:
      'Whether an alert could have fired, and how the waiting went on between records: no metrics are among the files.',
    collect: [
      "curl -sG PROMETHEUS/api/v1/query_range --data-urlencode 'query=kube_pod_container_status_waiting_reason' -d start=START -d end=END -d step=30",
    ],
  };
}

/** What bundles leave out, once for each producer and what is lacking. */
function findBundlesLack({ bundles }: Evidenced): ReportGap[] {
  const gaps = new Map<string, ReportGap>();
  for (const { producer, title, lacks, collect } of bundles) {
    if (lacks.length === 0) continue;
    const statement = `What ${title} leaves out: ${lacks.join('; ')}.`;
    if (!gaps.has(statement)) gaps.set(statement, { id: `bundle-lacks-${producer}`, statement, collect });
  }
  return [...gaps.values()];
}

function failingNodes(incidents: readonly Incident[]): string[] {
  const nodes = new Set<string>();
  for (const { failures } of incidents) {
    for (const { history } of failures) if (history.subject.node !== null) nodes.add(history.subject.node);
  }
  return [...nodes].sort();
}

function nameSome(names: readonly string[]): string {
  if (names.length <= NAMED) return names.join(', ');
  return `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
}
