import type { Chart } from './chart.ts';
import { type Drawing, element, escapeMarkup, toNestedSvg } from './svg.ts';

const WIDTH = 1000;
const LABELS = 250;
const MARGIN = 16;
const LEGEND_ROW = 22;
const LEGEND_COLUMN = 320;

/** What every SVG file brings along: the style sheet of the charts, and the marks and hatches that they refer to. */
export interface ChartAssets {
  readonly style: string;
  readonly definitions: string;
}

/** A chart as an SVG file of its own, at a fixed width. */
export function renderChartFile(chart: Chart, assets: ChartAssets): string {
  const lane = { x: MARGIN + LABELS, width: WIDTH - LABELS - 2 * MARGIN };
  const axisHeight = chart.axis.height ?? 0;
  const top = MARGIN + axisHeight;
  const bottom = top + chart.rows.reduce((sum, row) => sum + (row.drawing.height ?? 0), 0);
  let marks = toNestedSvg(chart.axis, lane.x, MARGIN, lane.width, axisHeight);
  marks += toNestedSvg(chart.background, lane.x, top, lane.width, bottom - top);
  let y = top;
  for (const row of chart.rows) {
    const height = row.drawing.height ?? 0;
    const name = element('tspan', { class: 'strong' }, escapeMarkup(row.name)) + escapeMarkup(row.nameRest);
    marks += element(
      'text',
      { x: MARGIN, y: y + (row.isGroup ? height - 9 : 16), class: row.isGroup ? 'group-name' : 'name' },
      name,
    );
    if (row.note !== '') marks += element('text', { x: MARGIN, y: y + 32, class: 'note' }, escapeMarkup(row.note));
    marks += toNestedSvg(row.drawing, lane.x, y, lane.width, height);
    y += height;
    marks += element('line', { x1: MARGIN, x2: WIDTH - MARGIN, y1: y, y2: y, class: 'grid' });
  }
  const legend = drawLegend(chart, bottom + MARGIN);
  const height = bottom + MARGIN + legend.height + MARGIN;
  return wrapFile(marks + legend.marks, height, chart.title, assets);
}

/** One drawing as a file of its own. */
export function renderDrawingFile(drawing: Drawing, width: number, title: string, assets: ChartAssets): string {
  const height = drawing.height ?? 0;
  return wrapFile(
    toNestedSvg(drawing, MARGIN, MARGIN, width - 2 * MARGIN, height),
    height + 2 * MARGIN,
    title,
    assets,
    width,
  );
}

function drawLegend(chart: Chart, top: number): { marks: string; height: number } {
  let marks = '';
  chart.legend.forEach((entry, index) => {
    const x = MARGIN + (index % 3) * LEGEND_COLUMN;
    const y = top + Math.floor(index / 3) * LEGEND_ROW;
    marks += toNestedSvg(entry.swatch, x, y, 28, 12);
    marks += element('text', { x: x + 36, y: y + 10, class: 'note' }, escapeMarkup(entry.text));
  });
  return { marks, height: Math.ceil(chart.legend.length / 3) * LEGEND_ROW };
}

function wrapFile(marks: string, height: number, title: string, assets: ChartAssets, width = WIDTH): string {
  const size = { width, height: Math.ceil(height), viewBox: `0 0 ${width} ${Math.ceil(height)}` };
  const content = `<title>${escapeMarkup(title)}</title><style>${assets.style}</style><defs>${assets.definitions}</defs><rect width="100%" height="100%" class="paper"/>`;
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', role: 'img', ...size }, content + marks)}\n`;
}
