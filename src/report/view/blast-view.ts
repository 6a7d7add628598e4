import type { ReportIncident } from '../../model/report.ts';
import { collectBlastPaths, drawBlastRadius } from '../charts/blast-radius.ts';
import { showName } from '../visible-text.ts';
import { capitalise, formatNumber, spellCount } from '../wording.ts';
import { nameRegistry } from './headline.ts';
import type { ViewContext } from './view-context.ts';

const ROW_LIMIT = 60;

/** What an incident reached, as a drawing and a table; null for one pod. */
export function viewBlastRadius(incident: ReportIncident, context: ViewContext) {
  const paths = collectBlastPaths(incident, context.nodes.nameNode);
  const pods = paths.reduce((sum, path) => sum + path.pods, 0);
  if (pods < 2) return null;
  const registries = new Set(paths.map((path) => path.registry));
  const repositories = new Set(paths.map((path) => `${path.registry}/${path.repository}`)).size;
  const unaffected = [...new Set(context.goodPulls.flatMap((pull) => pull.registry ?? []))].filter(
    (name) => !registries.has(name),
  );
  const rest = paths.length - ROW_LIMIT;
  return {
    text: `${capitalise(spellCount(registries.size, 'registry', 'registries'))}, ${spellCount(repositories, 'repository', 'repositories')}, ${spellCount(pods, 'pod')}. Line width is pods.`,
    drawing: drawBlastRadius(paths),
    rows: paths.slice(0, ROW_LIMIT).map((path) => ({
      image: showName(`${nameRegistry(path.registry)}/${path.repository}${path.tag === '–' ? '' : `:${path.tag}`}`),
      node: path.node,
      pods: formatNumber(path.pods),
    })),
    leftOut: rest > 0 ? `${formatNumber(rest)} more are in report.json.` : '',
    unaffected: unaffected.map(nameRegistry).slice(0, 12),
    hasUnaffected: unaffected.length > 0,
  };
}
