import { formatSeconds } from './go-text.ts';
import type { World } from './kubelet-model.ts';
import type { LabCase } from './lab-case.ts';
import { formatInstant, listFailures, type Truth } from './truth.ts';

/** What is right about a run of a case. */
export function buildTruth(labCase: LabCase, world: World): Truth {
  const { captureAt } = world.scenario;
  const failures = listFailures(world);
  const incidents = labCase.incidents.map(({ holds, goneBefore, causes, registry, statuses, widest }) => {
    const own = failures.filter(holds);
    if (own.length === 0) throw new Error(`${labCase.name}: an incident without failures`);
    return {
      causes,
      registry,
      statuses,
      startedAt: own.map(({ startedAt }) => startedAt).toSorted()[0]!,
      endedAt: own.every(({ recoveredAt, deletedAt }) => recoveredAt ?? deletedAt)
        ? own
            .map(({ recoveredAt, deletedAt }) => recoveredAt ?? deletedAt ?? '')
            .toSorted()
            .at(-1)!
        : null,
      faultEndedAt: goneBefore === undefined ? null : formatInstant(captureAt - goneBefore),
      ...(widest ? { widest } : {}),
      failures: own,
    };
  });
  const held = incidents.flatMap(({ failures: own }) => own);
  const orphan = failures.find((failure) => !held.includes(failure));
  if (orphan) throw new Error(`${labCase.name}: ${orphan.namespace}/${orphan.pod} failed outside any incident`);
  return {
    schema: 'pullmortem/fixture-truth/v1',
    capturedAt: formatSeconds(captureAt),
    incidents,
    otherProblems: labCase.otherProblems?.(world) ?? [],
    decoys: labCase.decoys?.(world) ?? [],
    warnedInputs: labCase.warnedInputs ?? [],
  };
}
