import type { Draft } from './drafts.ts';

/** Finer times than this are of one line only: no two nodes fail in the same microsecond with the same words. */
const FINE_MS = 0.001;

/**
 * Joins drafts that tell of the same failures by the same lines: a runtime's own log, and the journal that holds it once
 * more. `identify` makes one text of all spellings of an image. The first draft stays, and gets the records of the others.
 */
export function joinCopies(drafts: readonly Draft[], identify: (image: string) => string): Draft[] {
  const byLine = new Map<string, Draft>();
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const lines = linesOf(draft, identify);
    const twin = lines.map((line) => byLine.get(line)).find((other) => other && mayShareNode(other, draft));
    if (twin) {
      twin.records.push(...draft.records);
      twin.node ??= draft.node;
    } else kept.push(draft);
    for (const line of lines) byLine.set(line, twin ?? draft);
  }
  return kept;
}

function mayShareNode(one: Draft, other: Draft): boolean {
  return one.node === null || other.node === null || one.node === other.node;
}

/** The failures of a draft by the time that each line shows, where that is fine enough, and its words. */
function linesOf({ image, records }: Draft, identify: (image: string) => string): string[] {
  return records.flatMap(({ observation }) => {
    if (observation.kind !== 'pull-failed' || !observation.first) return [];
    const { clock, valueMs, widthMs } = observation.first;
    if (clock.notation !== 'absolute' || widthMs > FINE_MS) return [];
    return [`${Math.round(valueMs * 1000)}\n${image === null ? '' : identify(image)}\n${observation.message}`];
  });
}
