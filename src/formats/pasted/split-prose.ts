import { readCellsBefore } from './event-cells-before.ts';
import type { NumberedLine } from './unwrap.ts';

// The kubelet's own words with the image in quotes and an error behind: image_manager.go, 1.13–1.36.
const QUOTED_MESSAGE =
  /Failed to pull image "[^"\s]{1,400}": |Back-off pulling image "[^"\s]{1,400}"|Failed to apply default image tag "|Container image "[^"\s]{1,400}" is not present with |image pull failed for [^\s,]{1,400}, this may be /;
/** A sentence that leads up to what it quotes; no field, no header of a log line, no code. */
const LEADS_UP = /^[^"{}=<>[\]|\\]{1,300}(?:: ?|[`'("] ?|[-=]> ?)$/;
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
    const message = QUOTED_MESSAGE.exec(line.text)?.index ?? 0;
    // Somebody may quote the cells before the message too.
    const tick = line.text.lastIndexOf('`', message);
    const from = tick > 0 && readCellsBefore(line.text.slice(tick + 1, message)) ? tick + 1 : message;
    const before = line.text.slice(0, from);
    if (from === 0 || !LEADS_UP.test(before) || !WORDS.test(before) || NO_SENTENCE.test(before)) return [line];
    if (readCellsBefore(before)) return [line];
    return [
      { number: line.number, text: before },
      { number: line.number, text: closeQuote(before, line.text.slice(from)) },
    ];
  });
  return split.length === lines.length ? lines : split;
}

/** The message without the quotes that the sentence has put round it; those of its own stay. */
function closeQuote(before: string, message: string): string {
  if (!before.endsWith('"')) return message.replace(QUOTES_BEHIND, '');
  const end = message.trimEnd();
  return end.endsWith('"') ? end.slice(0, -1) : end;
}
