import type { LineVerdict, ReadContext, TextFormat } from '../../../src/formats/format.ts';
import type { Clock, ClockKeeper, Notation } from '../../../src/model/clock.ts';
import type { Observation } from '../../../src/model/observation.ts';

/** What reading a text gave. */
export interface TextRead {
  readonly observations: readonly Observation[];
  readonly records: number;
  readonly warnings: readonly string[];
}

/** Feeds a text to one format as the scanner does: lines with a needle, and lines that the reader claims. */
export function readText(format: TextFormat, text: string): TextRead {
  const clocks = new Map<string, Clock>();
  const observations: Observation[] = [];
  const warnings: string[] = [];
  let records = 0;
  const context: ReadContext = {
    artefact: 0,
    path: 'pasted.txt',
    clock(notation: Notation, keeper: ClockKeeper, offsetMinutes: number | null = null) {
      const id = JSON.stringify([notation, keeper, offsetMinutes]);
      const clock = clocks.get(id) ?? { id, artefact: 0, notation, keeper, offsetMinutes };
      clocks.set(id, clock);
      return clock;
    },
    observe(observation) {
      observations.push(observation);
      return null;
    },
    record: () => {
      records += 1;
    },
    warn: (line, message) => warnings.push(`${line}: ${message}`),
  };
  const reader = format.reader(context);
  let verdict: LineVerdict = 'ignored';
  text.split('\n').forEach((line, index) => {
    const withoutEnd = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (verdict !== 'more' && !format.needles.some((needle) => holds(line, needle))) return;
    verdict = reader.line({ number: index + 1, text: withoutEnd });
  });
  reader.end();
  return { observations, records, warnings };
}

/** A needle that begins with a line feed stands at the beginning of the line, blanks aside. */
function holds(line: string, needle: string): boolean {
  return needle.startsWith('\n') ? line.trimStart().startsWith(needle.slice(1)) : line.includes(needle);
}
