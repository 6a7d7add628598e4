/** A list of instants that grows without being copied at each one. */
export interface TimeList {
  readonly length: () => number;
  readonly push: (ms: number) => void;
  /** Ascending, each once. */
  readonly toSorted: () => Float64Array;
}

const FIRST_CAPACITY = 8;

export function createTimeList(): TimeList {
  let times = new Float64Array(FIRST_CAPACITY);
  let length = 0;
  let isAscending = true;
  return {
    length: () => length,
    push(ms) {
      if (length > 0 && ms <= times[length - 1]!) {
        // Replicas of a Prometheus scrape the same, so a series may come twice.
        if (ms === times[length - 1]) return;
        isAscending = false;
      }
      if (length === times.length) {
        const larger = new Float64Array(length * 2);
        larger.set(times);
        times = larger;
      }
      times[length++] = ms;
    },
    toSorted() {
      const sorted = times.slice(0, length);
      return isAscending ? sorted : sorted.sort().filter((ms, index) => index === 0 || ms !== sorted[index - 1]);
    },
  };
}
