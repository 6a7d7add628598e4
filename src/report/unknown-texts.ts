import type { ReportUnknownText } from '../model/report.ts';

/** A snippet has no more causes than this, and none with a longer example: files of causes take no longer text. */
const MOST_CAUSES = 10;
const LONGEST_EXAMPLE = 2000;

/**
 * A file of causes for texts that no cause explains, as `--causes` takes it: one cause for each pattern, with its example
 * and, in capitals, what only people know.
 */
export function writeCausesFile(texts: readonly ReportUnknownText[]): string {
  const lines = ['causes:'];
  for (const [at, { pattern, example }] of texts.slice(0, MOST_CAUSES).entries()) {
    lines.push(
      `  - id: x-unknown-${at + 1}`,
      '    title: WHAT HAPPENED, IN A FEW WORDS',
      '    explanation: WHY IT HAPPENS',
      '    whoActs: platform team',
      '    transience: depends',
      '    contains:',
      `      - ${quoteYaml(pattern)}`,
      '    remediation:',
      '      - WHAT TO DO',
    );
    if (example.length <= LONGEST_EXAMPLE) lines.push('    examples:', `      - ${quoteYaml(example)}`);
  }
  return lines.join('\n');
}

/** A double-quoted scalar: YAML 1.2 takes every string of JSON as it is. */
function quoteYaml(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
