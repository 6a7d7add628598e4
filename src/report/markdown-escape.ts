import { showHidden, showHiddenInLines } from './visible-text.ts';

// ASCII punctuation that CommonMark, or GitHub's tables, mentions, issue numbers, math and alerts, give a meaning; each may be
// escaped with a backslash (CommonMark 0.31, section 2.4).
const MEANS_SOMETHING = /[\\`*_{}[\]<>()#+!|~$@&]/g;
// Bare addresses become links on GitHub (GFM 0.29, section 6.9).
const LINK_START = /(:)(?=\/\/)|(?<=\bwww)(\.)/gi;
// What makes a list item, a heading or a rule where it begins a line, also inside a list item.
const LINE_START = /^([-=])(?=[\s=-]|$)|^(\d{1,9})([.)])(?=\s|$)/;

/** Text of input as plain Markdown text in one line: nothing in it is markup, also in a table cell, list or heading. */
export function escapeMarkdown(text: string): string {
  return showHidden(text)
    .trim()
    .replace(MEANS_SOMETHING, '\\$&')
    .replace(LINK_START, '\\$&')
    .replace(LINE_START, (_, sign?: string, number?: string, stop?: string) =>
      sign ? `\\${sign}` : `${number}\\${stop}`,
    );
}

/**
 * Text of input as inline code in one line: a fence longer than any run of backticks in it. In a table cell a `|` would end
 * the cell, and its escape would show elsewhere, so text with one is written as HTML, which means the same in both.
 */
export function formatCode(text: string): string {
  const shown = showHidden(text);
  if (shown.trim() === '') return '–';
  if (shown.includes('|'))
    return `<code>${shown.replace(MEANS_SOMETHING, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
  const fence = '`'.repeat(longestRun(shown) + 1);
  const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** Text of input as a fenced block, line breaks kept. */
export function formatCodeBlock(text: string): string {
  const shown = showHiddenInLines(text);
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}text\n${shown}\n${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
