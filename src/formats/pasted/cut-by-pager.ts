import { completePhrase } from './complete-phrase.ts';
import type { NumberedLine } from './unwrap.ts';

// journald's short forms, syslog, klog and logrus.
const LOG_LINE =
  /^(?:[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} |[0-9]{4}-[0-9]{2}-[0-9]{2}T\S{8,30} \S|[IWEF][01][0-9]{3} [0-9]{2}:|time="[0-9]{4}-)/;

/**
 * Takes off the sign with which `less` shows that a line goes on to the right (`journalctl` opens it with `--chop-long-lines`),
 * where it stands within a quoted text, and completes the phrase that it cuts. Source: less optfunc.c, rscroll.
 */
export function readCutByPager(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  if (!lines.some(({ text }) => isCut(text))) return lines;
  return lines.map((line) =>
    isCut(line.text) ? { number: line.number, text: completePhrase(line.text.slice(0, -1)) } : line,
  );
}

function isCut(text: string): boolean {
  if (!text.endsWith('>') || !LOG_LINE.test(text)) return false;
  return (text.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
}
