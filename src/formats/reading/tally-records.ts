import type { Clock, ClockKeeper, Notation } from '../../model/clock.ts';
import type { ReadInput } from '../../model/input.ts';
import type { Format, ReadContext } from '../format.ts';

/** Counts what each format makes of one artefact. */
export interface RecordTally {
  /** The context that a format reads the artefact in: the same for each call. */
  contextFor(format: Format): ReadContext;
  /** What each format that found something found. */
  counts(): readonly FormatCount[];
}

/** What one format made of one artefact. */
export interface FormatCount extends Pick<ReadInput, 'records' | 'observations'> {
  readonly format: Format;
  readonly warnings: number;
}

/** Makes a tally of the artefact with that index and path. `warn` takes a line of the text that is read. */
export function tallyRecords(
  artefact: number,
  path: string,
  observe: ReadContext['observe'],
  warn: (line: number | null, message: string) => void,
): RecordTally {
  const tallies = new Map<Format, { context: ReadContext; records: number; observations: number; warnings: number }>();
  const clocks = new Map<string, Clock>();
  return {
    contextFor(format) {
      const known = tallies.get(format);
      if (known) return known.context;
      const context: ReadContext = {
        artefact,
        path,
        clock: (notation, keeper, offsetMinutes = null) =>
          internClock(clocks, artefact, notation, keeper, offsetMinutes),
        observe(observation) {
          tally.observations += 1;
          const repeatable = observe(observation);
          return (
            repeatable && {
              again(at, evidence) {
                const goesOn = repeatable.again(at, evidence);
                if (goesOn) tally.observations += 1;
                return goesOn;
              },
            }
          );
        },
        record() {
          tally.records += 1;
        },
        warn(line, message) {
          tally.warnings += 1;
          warn(line, message);
        },
      };
      const tally = { context, records: 0, observations: 0, warnings: 0 };
      tallies.set(format, tally);
      return context;
    },
    counts: () =>
      [...tallies]
        .filter(([, { records, observations }]) => records > 0 || observations > 0)
        .map(([format, { records, observations, warnings }]) => ({ format, records, observations, warnings })),
  };
}

function internClock(
  clocks: Map<string, Clock>,
  artefact: number,
  notation: Notation,
  keeper: ClockKeeper,
  offsetMinutes: number | null,
): Clock {
  const whose = keeper.kind === 'node' ? keeper.node : keeper.kind === 'controller' ? keeper.name : '';
  const key = `${notation}\n${keeper.kind}\n${whose}\n${offsetMinutes}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = { id: `clock-${artefact}-${clocks.size}`, artefact, notation, keeper, offsetMinutes };
    clocks.set(key, clock);
  }
  return clock;
}
