import { CORE_SCHEMA, loadAll } from 'js-yaml';

/** What a file holds for us, by a count that uses nothing of the formats: `records` or `observations` must be as many. */
export interface Held {
  readonly unit: 'records' | 'observations';
  readonly count: number;
}

/** What lies beside captures and tells of them: no program has printed it. */
export const IS_NOTE = /(?:^|\/)(?:truth[\w-]*\.json|causes\.json|captures\.tsv|INDEX\.md)$/;

const KINDS =
  /^(?:Event|Pod|Node|Secret|ServiceAccount|ImageDigestMirrorSet|ImageTagMirrorSet|ImageContentSourcePolicy)$/;
const API_METADATA = /"status":\s*"success"/;

/**
 * Counts what a file truly holds, from its bytes and what its command is known to print: objects, rows, series, or lines
 * of a log. Null where that cannot be told without a format.
 */
export function countHeld(path: string, text: string): Held | null {
  if (IS_NOTE.test(path)) return null;
  const count = countRecords(path, text);
  if (count !== null) return { unit: 'records', count };
  const calls = /\/journald\/|systemd[0-9]+\//.test(path)
    ? text.split('\n').filter((line) => /PullImage |trying next host/.test(line)).length
    : null;
  return calls === null ? null : { unit: 'observations', count: calls };
}

function countRecords(path: string, text: string): number | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const matching = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (lines.length === 0) return 0;
  if (/^(?:later-)?describe-/.test(name)) return matching(/^Name: /) + matching(/^ {2}(?:Normal|Warning) /);
  if (name === 'get-events-jsonpath.txt') return matching(/^\S+\t\S+\t[0-9]*\t/);
  if (name === 'get-events-customcols.txt') return matching(/^\S+ +\S+ +\S+ +(?:[0-9]+|<none>) /);
  if (/^(?:later-)?(?:get-)?events-.*\.txt$/.test(name)) return matching(/ (?:Normal|Warning) +[A-Z]\w+ +\w+\/\S+ /);
  if (/^get-pods-.*\.txt$/.test(name) || /\/kubectl\/(?:pods|events)$/.test(path)) return lines.length - 1;
  if (name === 'cluster-info-dump-stdout-single.txt')
    return text
      .split(/^(?=\{$)|(?<=^\}$)/m)
      .reduce((sum, part) => sum + (part.startsWith('{') ? countJson(part) : 0), 0);
  if (/\/logs\.txt$|cluster-info-dump\.stdout\.txt$/.test(`/${path}`)) return 0;
  if (/^(?:federate|raw-scrape-metrics)\.txt$/.test(name)) return lines.length;
  if (/tsdb-dump\.txt$|^dump-(?:test|series|openmetrics).*\.prom$|^promtool-query-(?:instant|series)\.txt$/.test(name))
    return lines.length;
  if (name === 'promtool-query-range.txt') return matching(/ =>$/);
  if (name === 'event-filter.html') return matching(/<tr>/) - 1;
  if (/\.json$/.test(name)) return countJson(text);
  if (/\.ya?ml$/.test(name))
    return loadAll(text, { schema: CORE_SCHEMA }).reduce<number>((sum, one) => sum + countObjects(one), 0);
  return null;
}

function countJson(text: string): number {
  const value: unknown = JSON.parse(text);
  const found = countObjects(value);
  return found === 0 && API_METADATA.test(text) && !/"resultType"/.test(text) ? 1 : found;
}

/** Objects of the kinds that tell of pulls, series of an answer; an answer that is an error is one. */
function countObjects(value: unknown, listKind = ''): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countObjects(one, listKind), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const object = value as Record<string, unknown>;
  const { kind = listKind, items, data, status, metric } = object;
  if (Array.isArray(items)) return countObjects(items, String(kind).replace(/List$/, ''));
  if (metric !== undefined) return 1;
  if (status === 'error') return 1;
  if (typeof data === 'object' && data !== null && 'result' in data) return countObjects(data.result);
  // The Insights operator leaves the kind out.
  const { involvedObject, lastTimestamp, spec, status: state } = object;
  const isKindless = kind === '' && (has(spec, 'containers') || has(state, 'nodeInfo'));
  // Other groups have Images as well: OpenShift's image registry calls each layer stack one.
  const isImageConfig = kind === 'Image' && String(object['apiVersion']).startsWith('config.openshift.io/');
  const isKnown = KINDS.test(String(kind)) || isImageConfig;
  return isKnown || isKindless || involvedObject !== undefined || lastTimestamp !== undefined ? 1 : 0;
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}
