import type { Report } from '../model/report.ts';
import { toReportView } from './view/report-view.ts';
import { showHiddenInLines } from './visible-text.ts';

/** How a summary is shown: with colours or without, and in how many columns. */
export interface SummaryOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** IANA name or offset of the zone in which times are written. */
  readonly timeZone?: string;
}

const NARROWEST = 40;
const WIDEST = 100;
const INCIDENT_LIMIT = 8;
const LINE_LIMIT = 5;

type Style = 'bold' | 'dim' | 'red' | 'green';

// SGR codes of ECMA-48: on, off.
const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
};

/**
 * The summary for a terminal: state, headline, each incident with what to do first, what else was seen; where nothing
 * failed, what that proves. Plain text but for the colours: no control character or escape sequence of the input is in it.
 */
export function renderSummary(
  report: Report,
  { color = false, width = WIDEST, timeZone = 'UTC' }: SummaryOptions = {},
): string {
  const view = toReportView(report, timeZone);
  const columns = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(width) || WIDEST));
  const paint = (text: string, style: Style) => {
    const [on, off] = CODES[style];
    return color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
  const wrap = (text: string, indent = '', hanging = indent) =>
    wrapText(showHiddenInLines(text), columns, indent, hanging);
  const badge = paint(view.badge.text, view.badge.isFail ? 'red' : view.badge.isOk ? 'green' : 'bold');
  const lines: string[] = [
    `${badge}  ${paint(view.state, 'dim')}`,
    ...wrap(view.headline).map((line) => paint(line, 'bold')),
    ...wrap(view.lede),
  ];
  for (const incident of view.incidents.slice(0, INCIDENT_LIMIT)) {
    lines.push('', ...wrap(`${incident.id}  ${incident.title}`).map((line) => paint(line, 'bold')));
    lines.push(
      ...wrap(
        `Cause      ${incident.causeTitle} (${incident.causeId}). ${incident.confidence.word}, ${incident.confidence.figure}.`,
        '  ',
        '             ',
      ),
    );
    lines.push(
      ...wrap(
        `Reach      ${incident.podsText}${incident.reachText}; ${incident.failedText}${incident.lastText ? `, ${incident.lastText}` : ''}`,
        '  ',
        '             ',
      ),
    );
    lines.push(...wrap(`Who acts   ${incident.whoActs}`, '  ', '             '));
    if (incident.firstAction) {
      lines.push(...wrap(`Do first   ${incident.firstAction.text}`, '  ', '             '));
      for (const command of incident.firstAction.commands
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(0, LINE_LIMIT)) {
        lines.push(`             ${showHiddenInLines(command).replaceAll('\t', ' ')}`);
      }
    }
  }
  const more = report.incidents.length - Math.min(INCIDENT_LIMIT, view.incidents.length);
  if (more > 0) lines.push('', `${more} more ${more === 1 ? 'incident is' : 'incidents are'} in the report.`);
  if (view.isHealthy) {
    lines.push(
      '',
      paint('What this proves', 'bold'),
      ...view.healthy.proves.flatMap((text) => wrap(text, '  - ', '    ')),
    );
    lines.push(
      paint('What it does not prove', 'bold'),
      ...view.healthy.doesNotProve.flatMap((text) => wrap(text, '  - ', '    ')),
    );
  }
  const notes = [
    ...(view.hasProblems ? [`${view.problemsText} not about image pulls`] : []),
    ...(view.hasGaps ? [`${view.gapsText} that the files cannot tell`] : []),
    ...(view.hasWarnings
      ? [`${report.warnings.length} ${report.warnings.length === 1 ? 'warning' : 'warnings'} about the input`]
      : []),
  ];
  if (notes.length > 0) lines.push('', ...wrap(`Also in the report: ${notes.join('; ')}.`));
  lines.push(...wrap(view.inputsNote).map((line) => paint(line, 'dim')));
  return `${lines.join('\n')}\n`;
}

/** Breaks a text into lines of at most `columns` characters; a longer word stands on a line of its own. */
function wrapText(text: string, columns: number, indent: string, hanging: string): string[] {
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of text.replace(/[\n\t]/g, ' ').split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = hanging;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
