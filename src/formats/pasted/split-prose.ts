import { readCellsBefore } from './event-cells-before.ts';
import type { NumberedLine } from './unwrap.ts';

// The kubelet's own words with the image in quotes and an error behind: image_manager.go, 1.13–1.36.
const QUOTED_MESSAGE = /Failed to pull image "[^"\s]{1,400}": |Back-off pulling image "[^"\s]{1,400}"/;
/** A sentence that leads up to what it quotes; no field, no header of a log line, no code. */
const LEADS_UP = /^[^"{}=<>[\]|\\]{0,300}(?:: ?|[`'(] ?)$/;
const WORDS = /[a-z]{2,} [a-z]{2,}/i;
/** The header of a log line, the cells of a table, or what the recorder itself puts before a message. */
const NO_SENTENCE =
  /\S {2,}\S|\t|\(combined from|[0-9]:[0-9]{2}:[0-9]{2}|\b(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|level)\b|\.go:[0-9]/;
const QUOTES_BEHIND = /[`')]{1,3}\s{0,20}[.,;!?]?\s{0,20}$/;

/**
 * Puts a message of the kubelet that somebody quotes in a sentence (`all pods say: Failed to pull image …`) on a line of its
 * own. Lines that a program may have written stay as they are.
 */
export function splitProse(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  const split = lines.flatMap((line) => {
    const from = QUOTED_MESSAGE.exec(line.text)?.index ?? 0;
    const before = line.text.slice(0, from);
    if (from === 0 || !LEADS_UP.test(before) || !WORDS.test(before) || NO_SENTENCE.test(before)) return [line];
    if (readCellsBefore(before)) return [line];
    const message = line.text.slice(from).replace(QUOTES_BEHIND, '');
    return [
      { number: line.number, text: before },
      { number: line.number, text: message },
    ];
  });
  return split.length === lines.length ? lines : split;
}
