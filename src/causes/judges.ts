import type { Cause } from './cause.ts';
import { classifyCheck, classifyPullError } from './classify.ts';
import type { TextJudges } from './weigh/index.ts';

/** How the pipeline judges texts: by these causes. */
export function createJudges(causes: readonly Cause[]): TextJudges {
  return {
    judgeError: (message) => classifyPullError(message, causes),
    judgeCheck: (reason, message) => classifyCheck(reason, message, causes),
  };
}
