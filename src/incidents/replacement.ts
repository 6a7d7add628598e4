import type { JudgedFailure } from '../model/incident.ts';
import type { Timed } from '../model/timed.ts';
import type { PodIndex } from '../pulls/pods.ts';

/**
 * Tells whether a failed pod that is gone was replaced: a pod of the same workload with another image or of another
 * ReplicaSet ran afterwards. Pods of one workload share the beginning of their names, before the ReplicaSet's hash.
 */
export function createReplacementCheck(pods: PodIndex, records: readonly Timed[]): (failure: JudgedFailure) => boolean {
  const ranIn = new Map<string, Set<string>>();
  for (const { observation, last } of records) {
    if (observation.kind !== 'container-ran' && observation.kind !== 'pull-succeeded') continue;
    const pod = pods.find(observation.subject, last);
    if (!pod?.name) continue;
    const workload = `${pod.namespace ?? ''}/${workloadName(pod.name)}`;
    ranIn.set(workload, (ranIn.get(workload) ?? new Set()).add(pod.uid ?? pod.name));
  }
  return ({ history }) => {
    const { namespace, pod, podUid } = history.subject;
    if (pod === null) return false;
    const running = ranIn.get(`${namespace ?? ''}/${workloadName(pod)}`);
    return running !== undefined && [...running].some((other) => other !== podUid && other !== pod);
  };
}

/** A pod's name without the random suffix and, where there is one, the ReplicaSet's hash (names/generate.go; rand.SafeEncodeString). */
function workloadName(pod: string): string {
  const withoutSuffix = pod.replace(/-[a-z0-9]{5}$/, '');
  return withoutSuffix.replace(/-[bcdfghjklmnpqrstvwxz2456789]{5,10}$/, '');
}
