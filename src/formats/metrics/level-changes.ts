/** A change between two samples of a series that is 0 or 1: somewhere after the one and up to the other. */
export interface LevelChange {
  readonly isOn: boolean;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Follows a series of zeros and ones. */
export interface LevelFollower {
  /** The change that the sample shows; null where it is as before. The first sample shows one only where it is 1. */
  follow(ms: number, value: number): LevelChange | null;
}

/** Makes a follower. Its first sample of 1 is a change of no width: what was before is not known. */
export function followLevel(): LevelFollower {
  let last: { readonly ms: number; readonly isOn: boolean } | null = null;
  return {
    follow(ms, value) {
      // A stale marker: the series may come back with any value.
      if (Number.isNaN(value)) return null;
      const isOn = value > 0;
      const before = last;
      if (before !== null && ms < before.ms) return null;
      last = { ms, isOn };
      if (before?.isOn === isOn || (before === null && !isOn)) return null;
      return { isOn, fromMs: before?.ms ?? ms, toMs: ms };
    },
  };
}
