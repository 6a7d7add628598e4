import type { Incident } from '../../model/incident.ts';
import type { PullHistory } from '../../model/pull.ts';
import { type Evidenced, historiesOf, idsOf, incidentsWhere, isLogged, journalCommand } from './evidenced.ts';

/** client-go tools/record/events_cache.go: 25 writes, then one in 300 s; by then BackOff has been counted this often. */
const THROTTLED_BACKOFFS = 18;
const THROTTLED_PULLS = 5;
/** The minor version of Kubernetes from which each type of Events has a budget of its own (client-go 0.32 getSpamKey). */
const BUDGET_PER_TYPE = 32;

/** Pods whose counts of failed pulls stand still because the kubelet's recorder may write no more Events of them. */
export function findEventCountsFrozen(evidenced: Evidenced) {
  const backoffs = new Map<string, number>();
  const pulls = new Map<string, number>();
  for (const { kind, subject, count } of evidenced.ofOrigin('event')) {
    const counts = kind === 'back-off' ? backoffs : kind === 'pull-failed' ? pulls : null;
    const key = keyOf(subject);
    counts?.set(key, Math.max(counts.get(key) ?? 0, count));
  }
  const isFrozen = (history: PullHistory): boolean => {
    const pulled = pulls.get(keyOf(history.subject));
    const isThrottled = (backoffs.get(keyOf(history.subject)) ?? 0) >= THROTTLED_BACKOFFS;
    return isThrottled && pulled !== undefined && pulled <= THROTTLED_PULLS && !isLogged(evidenced, history);
  };
  const incidents = incidentsWhere(evidenced, isFrozen);
  if (incidents.length === 0) return null;
  const pods = new Set(
    incidents
      .flatMap(historiesOf)
      .filter(isFrozen)
      .map(({ subject }) => keyOf(subject)),
  ).size;
  return {
    id: 'event-counts-frozen',
    statement: `How often ${pods === 1 ? 'one pod' : `${pods} pods`} really tried: the kubelet's Event recorder writes 25 Events of a pod and then one in five minutes${sayBudget(evidenced, incidents)}, so the count of failed pulls stands still while the kubelet goes on trying.`,
    hides: 'Later attempts, and whether their errors became others. "x4" does not mean that it stopped after four.',
    incidents: idsOf(incidents),
    collect: [journalCommand(incidents, 'counts every attempt; on the nodes of these pods')],
  };
}

/** Whether all Events of a pod share the budget, by the version of the kubelets; empty where that is not known. */
function sayBudget({ ofKind }: Evidenced, incidents: readonly Incident[]): string {
  const nodes = new Set(incidents.flatMap(historiesOf).map(({ subject }) => subject.node));
  const minors = ofKind('node').flatMap(({ subject, kubeletVersion }) => {
    if (!nodes.has(subject.node)) return [];
    const minor = /^v?1\.([0-9]{1,3})\b/.exec(kubeletVersion ?? '')?.[1];
    return minor === undefined ? [] : [Number(minor)];
  });
  if (minors.length === 0) return '';
  if (minors.every((minor) => minor >= BUDGET_PER_TYPE))
    return ' (normal Events and warnings apart, as of Kubernetes 1.32)';
  return minors.every((minor) => minor < BUDGET_PER_TYPE)
    ? ' (normal Events and warnings together, up to Kubernetes 1.31)'
    : '';
}

function keyOf({ namespace, pod, podUid }: PullHistory['subject']): string {
  return podUid ?? `${namespace}/${pod}`;
}
