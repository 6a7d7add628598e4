import type { Report } from '../../model/report.ts';
import { showName } from '../visible-text.ts';

/** How nodes are called in a report: without the domain that all of them share. */
export interface NodeNames {
  readonly nameNode: (node: string) => string;
  /** Every node that the report knows. */
  readonly all: readonly string[];
  /** The domain that is left out, with its dot; empty where nothing is. */
  readonly suffix: string;
}

/** Finds the nodes of a report and the domain that they share. */
export function nameNodes(report: Report): NodeNames {
  const nodes = new Set<string>();
  for (const { node } of [...report.inputs, ...report.clocks]) if (node !== null) nodes.add(node);
  for (const incident of report.incidents) for (const node of incident.nodes) nodes.add(node);
  for (const { node } of report.goodPulls) if (node !== null) nodes.add(node);
  const all = [...nodes].sort();
  const suffix = sharedDomain(all);
  return {
    all,
    suffix,
    nameNode: (node) => showName(node.endsWith(suffix) ? node.slice(0, node.length - suffix.length) : node),
  };
}

function sharedDomain(names: readonly string[]): string {
  const [first] = names;
  if (names.length < 2 || first === undefined) return '';
  const dot = first.indexOf('.');
  const domain = dot > 0 ? first.slice(dot) : '';
  return domain !== '' && names.every((name) => name.length > domain.length && name.endsWith(domain)) ? domain : '';
}
