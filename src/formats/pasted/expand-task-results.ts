import { unquoteGo } from '../go-text.ts';
import { readGoString } from '../text/go-quote.ts';
import type { NumberedLine } from './unwrap.ts';

// What Ansible prints of a task: lib/ansible/plugins/callback/default.py and __init__.py _dump_results, 2.4–2.18.
const RESULT =
  /^\s{0,8}(?:fatal|failed|ok|changed|skipping): \[[^\]]{1,253}\](?: \([^()]{0,400}\))?(?:: [A-Z]+!)? (?:\(item=.{0,400}?\) )?=> \{/;
/** The output of the task's command. The same again as a list of lines is left out. */
const OUTPUT = /"(?:stderr|stdout|msg)": (?=")/g;
/** The same where the result is printed over several lines (`callback_result_format`, and older ones with `-v`). */
const OUTPUT_LINE = /^\s{2,40}"(?:stderr|stdout|msg)": "/;
const LINES_MOST = 500;

/**
 * Puts the output of a command that Ansible ran, a JSON string with its line breaks escaped, on lines of its own below the
 * task's. A result that is cut off is read as far as it goes.
 */
export function expandTaskResults(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  if (!lines.some(({ text }) => RESULT.test(text))) return lines;
  return lines.flatMap((line) => {
    if (!RESULT.test(line.text) && !OUTPUT_LINE.test(line.text)) return [line];
    const below = outputsOf(line.text)
      .flatMap((output) => output.split(/\r?\n/))
      .filter((text) => text.trim() !== '');
    if (below.length === 0) return [line];
    const [head = ''] = line.text.split(/(?:=> \{|": ")/, 1);
    return [head, ...below.slice(0, LINES_MOST)].map((text) => ({ number: line.number, text }));
  });
}

function outputsOf(text: string): string[] {
  return [...text.matchAll(OUTPUT)].map((match) => {
    const from = match.index + match[0].length;
    return readGoString(text, from)?.value ?? unquoteGo(text.slice(from + 1));
  });
}
