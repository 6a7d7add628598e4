import type { Remediation } from '../model/report.ts';

const WIDTH = 100;

/** Breaks a paragraph into lines of at most 100 characters, each behind an indentation; a longer word has its own line. */
export function wrapText(paragraph: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/).filter((candidate) => candidate !== '')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}

/** Steps to take, numbered, each with its commands below it. */
export function describeSteps(steps: readonly Remediation[], indent: string): string[] {
  return steps.flatMap(({ action, commands }, at) => {
    const [first = '', ...others] = wrapText(action, `${indent}   `);
    const numbered = `${indent}${at + 1}. ${first.trimStart()}`;
    return [numbered, ...others, ...commands.map((command) => `${indent}     ${command}`)];
  });
}
