import type { Warning } from '../model/evidence.ts';

/** How many warnings of one wording are passed on one by one. */
const SHOWN = 20;

/**
 * Passes on the first warnings of each wording and counts the others, which `finish` sums up: an archive may hold ten
 * thousand links.
 */
export function limitRepeats(warn: (warning: Warning) => void): {
  readonly add: (warning: Warning) => void;
  readonly finish: () => void;
} {
  const counts = new Map<string, { count: number; last: Warning }>();
  return {
    add: (warning) => {
      const seen = counts.get(warning.message) ?? { count: 0, last: warning };
      seen.count++;
      seen.last = warning;
      counts.set(warning.message, seen);
      if (seen.count <= SHOWN) warn(warning);
    },
    finish: () => {
      for (const { count, last } of counts.values()) {
        const more = count - SHOWN;
        if (more > 0) warn({ ...last, message: `and ${more} more up to here: ${last.message}` });
      }
    },
  };
}
