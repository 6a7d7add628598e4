import type { Report } from '../model/report.ts';
import { renderCsv } from '../report/render-csv.ts';
import { renderHtml } from '../report/render-html.ts';
import { renderJson } from '../report/render-json.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import type { RenderedFile, RenderStyle } from '../report/rendered-file.ts';
import type { ReportFormat } from './options.ts';

type Render = (report: Report, style: RenderStyle) => readonly RenderedFile[];

const RENDERERS: Readonly<Record<ReportFormat, Render>> = {
  html: (report, style) => [{ path: 'report.html', content: [renderHtml(report, style)] }],
  md: renderMarkdown,
  csv: renderCsv,
  json: (report) => [{ path: 'report.json', content: renderJson(report) }],
};

/** The files of a report in the chosen formats. */
export function renderFormats(report: Report, formats: readonly ReportFormat[], style: RenderStyle): RenderedFile[] {
  return formats.flatMap((format) => RENDERERS[format](report, style));
}

// The charts of the Markdown are files of their own, which a stream cannot carry.
const CHART_LINE = /^!\[[^\]\n]*\]\(charts\/[a-z0-9-]+\.svg\)\n/gm;

/** A report as one text, in pieces. */
export function renderSingleFile(
  report: Report,
  format: Exclude<ReportFormat, 'csv'>,
  style: RenderStyle,
): Iterable<string> {
  const [file] = RENDERERS[format](report, style);
  if (!file) throw new Error(`${format} gave no file`);
  return format === 'md' ? [[...file.content].join('').replace(CHART_LINE, '')] : file.content;
}
