import type { World } from './kubelet-model.ts';
import type { PodRun } from './pod-worker.ts';

/**
 * What really happened in a case, by true time: `fixtures/<case>/truth.json`. `test/cases.test.ts` holds it against the
 * report.
 */
export interface Truth {
  readonly schema: 'pullmortem/fixture-truth/v1';
  readonly capturedAt: string;
  /** Each must be exactly one incident of the report, and the report has no others. */
  readonly incidents: readonly TruthIncident[];
  /** Each must be in `otherProblems`. */
  readonly otherProblems: readonly { readonly kind: string; readonly namespace: string; readonly pod: string }[];
  /** Pods, as `namespace/name`, that must be in no incident. */
  readonly decoys: readonly string[];
  /** Inputs (the end of their path) that must be warned about. */
  readonly warnedInputs: readonly string[];
}

export interface TruthIncident {
  /** Any of these is right for the incident and for each of its failures. */
  readonly causes: readonly string[];
  readonly registry: string | null;
  /** Any of these is right. */
  readonly statuses: readonly string[];
  /** When the first call that failed began, or the first check failed. */
  readonly startedAt: string;
  /** When the last container had its image or its pod was deleted; null where one still fails. */
  readonly endedAt: string | null;
  /** When the fault itself was gone, where it went; null where it lasts. */
  readonly faultEndedAt: string | null;
  /**
   * How wide the report's intervals may be where logs tell the time: of first and last failures, and of recoveries.
   * Left out where the evidence tells less.
   */
  readonly widest?: { readonly failureSeconds: number; readonly recoverySeconds: number };
  readonly failures: readonly TruthFailure[];
}

export interface TruthFailure {
  readonly namespace: string;
  readonly pod: string;
  /** Null for the sandbox. */
  readonly container: string | null;
  readonly containerType: 'init' | 'regular' | 'sandbox';
  readonly node: string;
  /** The text of the pod's spec. */
  readonly image: string;
  /** When the first failing call began; of a check, the check. */
  readonly startedAt: string;
  readonly firstFailureAt: string;
  readonly lastFailureAt: string;
  readonly recoveredAt: string | null;
  readonly deletedAt: string | null;
  /** Calls that failed before the capture; 0 where nothing is pulled. */
  readonly failedCalls: number;
}

/** The failures of a run, by namespace, pod and container. */
export function listFailures(world: World): TruthFailure[] {
  const failures = world.pods.flatMap((podRun) => [
    ...listSandboxFailure(podRun),
    ...listContainerFailures(podRun, world.scenario.captureAt),
  ]);
  const key = ({ namespace, pod, container }: TruthFailure) => [namespace, pod, container ?? ''].join('\0');
  return failures.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function listContainerFailures({ pod, runs }: PodRun, captureAt: number): TruthFailure[] {
  return runs.flatMap(({ container, record }) => {
    const failed = record.calls.filter((call) => call.failed && call.endedAt <= captureAt);
    const calls = failed.map(({ endedAt }) => endedAt);
    const instants = [...calls, ...record.checks.map(({ at }) => at)];
    if (instants.length === 0) return [];
    return [
      {
        namespace: pod.namespace,
        pod: pod.name,
        container: container.name,
        containerType: container.type,
        node: pod.node!,
        image: container.image,
        startedAt: formatInstant(failed[0]?.startedAt ?? Math.min(...instants)),
        firstFailureAt: formatInstant(Math.min(...instants)),
        lastFailureAt: formatInstant(Math.max(...instants)),
        recoveredAt: record.readyAt === null ? null : formatInstant(record.readyAt),
        deletedAt: pod.deletedAt === undefined ? null : formatInstant(pod.deletedAt),
        failedCalls: calls.length,
      },
    ];
  });
}

function listSandboxFailure({ pod, sandboxFailures, sandboxReadyAt }: PodRun): TruthFailure[] {
  const first = sandboxFailures[0];
  if (!first || pod.sandboxFault?.kind !== 'pause-image') return [];
  return [
    {
      namespace: pod.namespace,
      pod: pod.name,
      container: null,
      containerType: 'sandbox',
      node: pod.node!,
      image: pod.sandboxFault.image ?? '',
      startedAt: formatInstant(first.at),
      firstFailureAt: formatInstant(first.at),
      lastFailureAt: formatInstant(sandboxFailures.at(-1)!.at),
      recoveredAt: sandboxReadyAt === null ? null : formatInstant(sandboxReadyAt),
      deletedAt: null,
      failedCalls: sandboxFailures.length,
    },
  ];
}

/** RFC 3339, UTC, milliseconds. */
export function formatInstant(instant: number): string {
  return new Date(instant).toISOString();
}
