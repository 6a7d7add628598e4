import type { Report } from '../model/report.ts';
import type { RenderStyle } from './rendered-file.ts';
import { loadTemplates } from './templates.ts';
import { toReportView } from './view/report-view.ts';

/** The report as one HTML page that needs nothing outside of itself, works without script, and prints. */
export function renderHtml(report: Report, style: RenderStyle = { timeZone: 'UTC' }): string {
  return loadTemplates().html(toReportView(report, style.timeZone));
}
