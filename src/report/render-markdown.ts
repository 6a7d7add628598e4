import type { Report } from '../model/report.ts';
import { renderChartFile, renderDrawingFile } from './charts/stand-alone.ts';
import type { RenderedFile, RenderStyle } from './rendered-file.ts';
import { loadTemplates } from './templates.ts';
import { toReportView } from './view/report-view.ts';

const HALF_WIDTH = 600;

/** The report as a post-mortem in Markdown, `report.md`, with its charts as SVG files, `charts/*.svg`. */
export function renderMarkdown(report: Report, style: RenderStyle = { timeZone: 'UTC' }): RenderedFile[] {
  const view = toReportView(report, style.timeZone);
  const { markdown, chartAssets } = loadTemplates();
  const charts: RenderedFile[] = [];
  const add = (path: string, svg: string): string => {
    charts.push({ path, content: [svg] });
    return path;
  };
  const overviewChart = view.overview && add('charts/overview.svg', renderChartFile(view.overview, chartAssets));
  const incidents = view.incidents.map((incident) => {
    const { lanes, backoff, blast, number } = incident;
    return {
      ...incident,
      lanesChart: lanes && add(`charts/inc-${number}-pulls.svg`, renderChartFile(lanes, chartAssets)),
      backoffChart:
        backoff &&
        add(
          `charts/inc-${number}-backoff.svg`,
          renderDrawingFile(backoff.drawing, HALF_WIDTH, 'Back-off ladder', chartAssets),
        ),
      blastChart:
        blast &&
        add(
          `charts/inc-${number}-reach.svg`,
          renderDrawingFile(blast.drawing, HALF_WIDTH, 'Blast radius', chartAssets),
        ),
    };
  });
  const text = markdown({ ...view, incidents, overviewChart }).replace(/\n{3,}/g, '\n\n');
  return [{ path: 'report.md', content: [text] }, ...charts];
}
