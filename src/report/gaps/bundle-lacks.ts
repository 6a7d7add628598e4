import type { ReportGap } from '../../model/report.ts';
import type { Evidenced } from './evidenced.ts';

/** What bundles leave out, once for each producer and what is lacking. */
export function findBundlesLack({ bundles }: Evidenced): ReportGap[] {
  const gaps = new Map<string, ReportGap>();
  for (const { producer, title, lacks, collect } of bundles) {
    if (lacks.length === 0) continue;
    const statement = `What ${title} leaves out: ${lacks.join('; ')}.`;
    if (!gaps.has(statement)) gaps.set(statement, { id: `bundle-lacks-${producer}`, statement, collect });
  }
  return [...gaps.values()];
}
