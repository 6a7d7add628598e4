import type { Remediation } from '../model/report.ts';

const WIDTH = 80;

/** Breaks a paragraph into lines of at most 80 characters, each behind an indentation; a longer word has its own line. */
export function wrapText(paragraph: string, indent = '', hanging = indent): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    lines.push((lines.length === 0 ? indent : hanging) + line);
    line = '';
  };
  for (const word of paragraph.split(/\s+/).filter((candidate) => candidate !== '')) {
    const before = lines.length === 0 ? indent : hanging;
    if (line !== '' && before.length + line.length + 1 + word.length > WIDTH) flush();
    line += line === '' ? word : ` ${word}`;
  }
  if (line !== '') flush();
  return lines;
}

/** `1 cause`, `2 causes`. */
export function countThings(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** Steps to take, numbered, each with its commands below it. */
export function describeSteps(steps: readonly Remediation[], indent: string): string[] {
  return steps.flatMap(({ action, commands }, at) => {
    const numbered = wrapText(`${at + 1}. ${action}`, indent, `${indent}   `);
    return [...numbered, ...commands.map((command) => `${indent}     ${command}`)];
  });
}
