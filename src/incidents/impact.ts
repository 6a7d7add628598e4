import type { Incident, JudgedFailure } from '../model/incident.ts';
import { addTo } from '../model/lists.ts';
import type { Interval } from '../model/time.ts';

const MINUTE_MS = 60_000;

/** How many pods and workloads a fault held back, and for how many minutes in all, at the least and at the most. */
export function measureImpact(failures: readonly JudgedFailure[], capturedAt: Interval): Incident['impact'] {
  const pods = new Map<string, JudgedFailure[]>();
  const workloads = new Set<string>();
  for (const failure of failures) {
    const { subject, workload } = failure.history;
    const pod = `${subject.namespace ?? ''}/${subject.pod ?? failure.history.image}/${subject.podUid ?? ''}`;
    addTo(pods, pod, failure);
    if (workload) workloads.add(`${subject.namespace ?? ''}/${workload.kind}/${workload.name}`);
  }
  let min = 0;
  let max = 0;
  for (const ofPod of pods.values()) {
    const held = heldBack(ofPod, capturedAt);
    min += held.min;
    max += held.max;
  }
  const named = [...pods.values()].filter(([failure]) => failure?.history.subject.pod !== null);
  return {
    pods: named.length,
    workloads: [...workloads].sort(),
    podMinutes: {
      min: Math.floor(min / MINUTE_MS),
      max: Number.isFinite(max) ? Math.ceil(max / MINUTE_MS) : Math.ceil(min / MINUTE_MS),
    },
  };
}

/** From the first failure of a pod until it recovered, went away, or the evidence ends. */
function heldBack(failures: readonly JudgedFailure[], capturedAt: Interval): { min: number; max: number } {
  let earliestStart = Infinity;
  let latestStart = Infinity;
  let earliestEnd = -Infinity;
  let latestEnd = -Infinity;
  for (const { history } of failures) {
    earliestStart = Math.min(earliestStart, history.firstFailureAt.earliest);
    latestStart = Math.min(latestStart, history.firstFailureAt.latest);
    const end = history.recoveredAt ?? history.deletedAt ?? (history.state === 'failing' ? capturedAt : null);
    // Without a proved end it lasted to the last failure at least, and to the capture at the most.
    earliestEnd = Math.max(earliestEnd, end?.earliest ?? history.lastFailureAt.earliest);
    latestEnd = Math.max(latestEnd, end?.latest ?? capturedAt.latest);
  }
  const min = Math.max(0, earliestEnd - latestStart);
  return { min: Number.isFinite(min) ? min : 0, max: latestEnd - earliestStart };
}
