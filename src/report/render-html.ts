import type { Report } from '../model/report.ts';
import { loadTemplates } from './templates.ts';
import { toReportView } from './view/report-view.ts';

/** The report as one HTML page that needs nothing outside of itself, works without script, and prints. */
export function renderHtml(report: Report): string {
  return loadTemplates().html(toReportView(report));
}
