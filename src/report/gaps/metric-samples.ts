import { addTo } from '../../model/lists.ts';
import type { WaitingSeries } from '../../model/observation.ts';
import type { PullHistory } from '../../model/pull.ts';
import type { Subject } from '../../model/subject.ts';
import type { Instant } from '../../model/time.ts';
import { type Evidenced, idsOf, incidentsWhere, isLogged, minuteOf } from './evidenced.ts';

/** A scrape that comes late leaves no hole of more than two steps. */
const HOLE_STEPS = 2.5;
const FEWEST_SAMPLES = 4;
/** Prometheus looks back so far for a sample where a series ends without a staleness marker: `--query.lookback-delta`. */
const LOOKBACK_MS = 300_000;
const SLACK_MS = 60_000;

/** Spans in which a container failed on both sides, and no sample of its waiting is there: the scrape or the query failed. */
export function findSamplesAbsent(evidenced: Evidenced) {
  const series = seriesOfPods(evidenced);
  const holes = new Map<string, readonly [Instant, Instant]>();
  const incidents = incidentsWhere(evidenced, (history) => {
    if (isLogged(evidenced, history)) return false;
    const hole = findHole(samplesOf(series, history), history);
    if (hole) holes.set(hole.join(), hole);
    return hole !== null;
  });
  const [first] = [...holes.values()].sort((a, b) => a[0] - b[0]);
  if (!first) return null;
  const more = holes.size > 1 ? `, and in ${holes.size - 1} more spans` : '';
  return {
    id: 'metric-samples-absent',
    statement: `What the API server showed between ${minuteOf(first[0])} and ${minuteOf(first[1])} UTC${more}: no sample is there, though the pods failed before and after. A hole is no zero.`,
    hides: 'A recovery and a relapse in between.',
    incidents: idsOf(incidents),
    collect: [
      `curl -sG PROMETHEUS/api/v1/query_range --data-urlencode 'query=up{job="kube-state-metrics"}' -d start=${minuteOf(first[0])}:00Z -d end=${minuteOf(first[1])}:00Z -d step=30   # was it scraped?`,
    ],
  };
}

/** Series that go on after the pod had recovered or was gone: without staleness markers, samples linger. */
export function findSeriesLingering(evidenced: Evidenced) {
  const series = seriesOfPods(evidenced);
  const incidents = incidentsWhere(evidenced, (history) => {
    const over = history.recoveredAt ?? history.deletedAt;
    const last = samplesOf(series, history).at(-1);
    return (
      over !== null &&
      last !== undefined &&
      last > over.latest + SLACK_MS &&
      last <= over.latest + LOOKBACK_MS + SLACK_MS
    );
  });
  if (incidents.length === 0) return null;
  return {
    id: 'metric-series-lingering',
    statement:
      'When the waiting ended, by the metrics: some series go on for up to five minutes after the pod had its image or was gone, as they do without staleness markers.',
    hides: 'The end to the minute, where only metrics tell it.',
    incidents: idsOf(incidents),
    collect: ['kubectl get events -A -o json   # Pulled and Started have the instant'],
  };
}

type SeriesOfPods = ReadonlyMap<string, readonly WaitingSeries[]>;

function seriesOfPods({ ofKind }: Evidenced): SeriesOfPods {
  const ofPods = new Map<string, WaitingSeries[]>();
  for (const series of ofKind('waiting-series')) addTo(ofPods, podKey(series.subject), series);
  return ofPods;
}

function podKey({ namespace, pod }: Subject): string {
  return JSON.stringify([namespace, pod]);
}

/** Instants at which the container was seen waiting, for whatever reason, ascending. */
function samplesOf(series: SeriesOfPods, { subject }: PullHistory): Instant[] {
  const own = (series.get(podKey(subject)) ?? []).filter(
    (one) => one.subject.container === subject.container || one.subject.container === null,
  );
  return own.flatMap(({ waitingAtMs }) => [...waitingAtMs]).sort((a, b) => a - b);
}

/** The longest hole between two samples that lies within the time of the failures. */
function findHole(
  samples: readonly Instant[],
  { firstFailureAt, lastFailureAt }: PullHistory,
): [Instant, Instant] | null {
  if (samples.length < FEWEST_SAMPLES) return null;
  const steps = samples.slice(1).map((at, index) => at - (samples[index] ?? at));
  const usual = [...steps].filter((step) => step > 0).sort((a, b) => a - b)[Math.floor(steps.length / 2)];
  if (usual === undefined) return null;
  let longest: [Instant, Instant] | null = null;
  steps.forEach((step, index) => {
    const [from, to] = [samples[index] ?? 0, samples[index + 1] ?? 0];
    const isWithin = from >= firstFailureAt.earliest && to <= lastFailureAt.latest;
    if (isWithin && step > usual * HOLE_STEPS && (longest === null || step > longest[1] - longest[0]))
      longest = [from, to];
  });
  return longest;
}
