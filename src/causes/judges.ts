import type { Cause } from './cause.ts';
import { classifyCheck, classifyPullError } from './classify.ts';
import type { TextJudges } from './weigh/index.ts';
import type { TextVerdict } from './weigh/scale.ts';

/** How the pipeline judges texts: by these causes. Each text is judged once, however often it is asked about. */
export function createJudges(causes: readonly Cause[]): TextJudges {
  const ofErrors = new Map<string, TextVerdict>();
  const ofChecks = new Map<string, TextVerdict>();
  return {
    judgeError: (message) =>
      recall(ofErrors, message, () => {
        const judged = classifyPullError(message, causes);
        return { ...judged, proxy: judged.cause.id === 'proxy-failure' ? judged.error.address : null };
      }),
    judgeCheck: (reason, message) =>
      recall(ofChecks, JSON.stringify([reason, message]), () => classifyCheck(reason, message, causes)),
  };
}

function recall(known: Map<string, TextVerdict>, key: string, judge: () => TextVerdict): TextVerdict {
  const verdict = known.get(key) ?? judge();
  known.set(key, verdict);
  return verdict;
}
