import type { Evidence } from '../model/evidence.ts';
import type { JudgedFailure } from '../model/incident.ts';
import { addTo } from '../model/lists.ts';
import type { OtherProblem } from '../model/observation.ts';
import type { GoodPull } from '../model/pull.ts';
import type { Timed } from '../model/timed.ts';
import type { PodIndex } from '../pulls/pods.ts';
import { pauseImageOf } from '../pulls/reasons.ts';

/** A problem that is no image pull failure, before it is written into the report. */
export interface Problem {
  readonly kind: OtherProblem['problem'];
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly container: string | null;
  readonly node: string | null;
  readonly reason: string;
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

interface GatheredProblem extends Problem {
  readonly uid: string | null;
  readonly evidence: Evidence[];
}

const EVIDENCE_PER_PROBLEM = 4;

/** Gathers what is wrong in the same files beside image pulls; each kind once for a container. */
export function gatherProblems(
  records: readonly Timed[],
  pods: PodIndex,
  failures: readonly JudgedFailure[],
  good: readonly GoodPull[],
): Problem[] {
  const problems = new Map<string, GatheredProblem>();
  const add = (record: Timed, kind: Problem['kind'], reason: string, message: string) => {
    const { subject, evidence } = record.observation;
    const pod = pods.find(subject, record.last);
    const namespace = pod?.namespace ?? subject.namespace;
    const name = pod?.name ?? subject.pod;
    const key = [kind, namespace, name, pod?.uid, name === null ? message : subject.container].join('\n');
    const known = problems.get(key);
    if (known) {
      if (known.evidence.length < EVIDENCE_PER_PROBLEM) known.evidence.push(evidence);
      return;
    }
    const node = subject.node ?? pod?.node ?? null;
    problems.set(key, {
      kind,
      namespace,
      pod: name,
      uid: pod?.uid ?? null,
      container: subject.container,
      node,
      reason,
      message,
      evidence: [evidence],
    });
  };
  const blamed = new Set(
    failures
      .filter(({ verdict }) => [verdict.cause, ...verdict.alternatives].some(({ id }) => id === 'pull-secret-missing'))
      .map(({ history }) => pods.find(history.subject)),
  );
  const pulled = new Set(good.map(({ subject }) => pods.find(subject)));
  for (const record of records) {
    const { observation } = record;
    switch (observation.kind) {
      case 'other-problem':
        add(record, observation.problem, observation.reason, observation.message);
        break;
      case 'sandbox-failed':
        if (pauseImageOf(observation.message) === null)
          add(record, 'sandbox', 'FailedCreatePodSandBox', observation.message);
        break;
      case 'pull-secret-unreadable': {
        const pod = pods.find(observation.subject, record.last);
        if (!blamed.has(pod) || pulled.has(pod))
          add(record, 'config', 'FailedToRetrieveImagePullSecret', observation.message);
        break;
      }
      default:
    }
  }
  return joinContainers([...problems.values()])
    .map(({ uid: _, ...problem }) => problem)
    .sort((a, b) => compare(sortKey(a), sortKey(b)));
}

/** A table of pods names no container: where another record names the only one with that problem, it means that one. */
function joinContainers(problems: readonly GatheredProblem[]): GatheredProblem[] {
  const named = new Map<string, GatheredProblem[]>();
  for (const problem of problems) if (problem.container !== null) addTo(named, podKey(problem), problem);
  return problems.filter((problem) => {
    const [only, ...others] =
      problem.container === null && problem.pod !== null ? (named.get(podKey(problem)) ?? []) : [];
    if (!only || others.length > 0) return true;
    only.evidence.push(...problem.evidence.slice(0, EVIDENCE_PER_PROBLEM - only.evidence.length));
    return false;
  });
}

function podKey({ kind, namespace, pod, uid }: GatheredProblem): string {
  return [kind, namespace, pod, uid].join('\n');
}

function sortKey({ namespace, pod, container, kind }: Problem): string {
  return `${namespace ?? ''}\n${pod ?? ''}\n${container ?? ''}\n${kind}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
