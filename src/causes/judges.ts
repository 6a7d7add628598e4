import type { Cause } from './cause.ts';
import { classifyCheck, classifyPullError } from './classify.ts';
import type { TextJudges } from './weigh/index.ts';

/** How the pipeline judges texts: by these causes. */
export function createJudges(causes: readonly Cause[]): TextJudges {
  return {
    judgeError: (message) => {
      const judged = classifyPullError(message, causes);
      return { ...judged, proxy: judged.cause.id === 'proxy-failure' ? judged.error.address : null };
    },
    judgeCheck: (reason, message) => classifyCheck(reason, message, causes),
  };
}
