import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { TEMPLATES } from '../own-files.ts';
import type { ChartAssets } from './charts/stand-alone.ts';
import { type Drawing, toInlineSvg } from './charts/svg.ts';
import { escapeMarkdown, formatCode, formatCodeBlock } from './markdown-escape.ts';
import type { ReportView } from './view/report-view.ts';

/** The view with the paths of the charts that are files of their own. */
export type MarkdownView = ReportView & { readonly overviewChart: string | null };

/** The templates of the reports, read once: parts of the program, not input, hence the one reading outside sources/. */
interface Templates {
  readonly html: (view: ReportView) => string;
  readonly markdown: (view: MarkdownView) => string;
  /** For charts in SVG files of their own. */
  readonly chartAssets: ChartAssets;
}

const HTML_PARTIALS = [
  'card',
  'incident-list',
  'incident-section',
  'chart',
  'legend',
  'citations',
  'command',
  'reasoning',
  'failure-table',
  'problems',
  'gaps',
  'unknown-texts',
  'clocks',
  'evidence',
  'inputs',
  'timeline',
  'badge',
];
const MARKDOWN_PARTIALS = ['md-citations', 'md-incident'];

let loaded: Templates | null = null;

/** Loads and compiles the templates; later calls give the same. */
export function loadTemplates(): Templates {
  loaded ??= compileTemplates();
  return loaded;
}

function compileTemplates(): Templates {
  const script = readText('report.js');
  const chartStyle = readText('charts.css');
  const definitions = readText('definitions.svg');
  const html = Handlebars.create();
  html.registerHelper('drawing', (drawing: Drawing) => new Handlebars.SafeString(toInlineSvg(drawing)));
  for (const name of HTML_PARTIALS) html.registerPartial(name, readText(`partials/${name}.html.hbs`));
  // As functions: there is nothing in them to be compiled.
  const style = chartStyle + readText('report.css');
  html.registerPartial('style', () => style);
  html.registerPartial('script', () => script);
  html.registerPartial('definitions', () => definitions);
  const markdown = Handlebars.create();
  markdown.registerHelper('md', (text: string) => escapeMarkdown(text));
  markdown.registerHelper('code', (text: string) => formatCode(text));
  markdown.registerHelper('codeBlock', (text: string) => formatCodeBlock(text));
  for (const name of MARKDOWN_PARTIALS) markdown.registerPartial(name, readText(`partials/${name}.md.hbs`));
  const page = html.compile(readText('report.html.hbs'), { strict: true });
  const text = markdown.compile(readText('report.md.hbs'), { strict: true, noEscape: true });
  const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  return {
    html: (view) => page({ ...view, scriptHash }),
    markdown: (view) => text(view),
    chartAssets: { style: chartStyle, definitions },
  };
}

function readText(path: string): string {
  return readFileSync(new URL(path, TEMPLATES), 'utf8');
}
