import type { ObjectFormat } from './format.ts';
import { addSamples } from './metrics/add-samples.ts';
import { endCollector } from './metrics/collector-of-artefact.ts';
import { readValue } from './metrics/sample-text.ts';
import { isFields } from './objects/fields.ts';
import { VICTORIAMETRICS_EXPORT_SAMPLES } from './victoriametrics-export-samples.ts';

/** Lines of VictoriaMetrics' `/api/v1/export`. */
export const victoriametricsExport: ObjectFormat = {
  id: 'victoriametrics-export',
  kind: 'object',
  title: 'VictoriaMetrics exports (JSON lines)',
  description:
    'One JSON object for each series, or for a part of one, with values and times in milliseconds as they were stored: no look-back, so nothing is repeated. A null is no sample. The native export is binary and is not read.',
  commands: [
    'curl --get http://VICTORIAMETRICS:8428/api/v1/export --data-urlencode \'match[]={__name__=~"kube_pod_(init_)?container_status_waiting_reason"}\' > waiting.jsonl',
  ],
  sources: ['VictoriaMetrics docs/README.md "How to export data in JSON line format", 1.93–1.120'],
  samples: VICTORIAMETRICS_EXPORT_SAMPLES,
  needles: ['"timestamps"'],
  accepts: (object) =>
    isFields(object['metric']) && Array.isArray(object['values']) && Array.isArray(object['timestamps']),
  read({ metric, values, timestamps }, place, context) {
    if (!isFields(metric) || !Array.isArray(values) || !Array.isArray(timestamps)) return;
    if (values.length !== timestamps.length)
      context.warn(place.line, `${values.length} values for ${timestamps.length} times: what is over was left out`);
    addSamples(metric, pairSamples(values, timestamps), place, context, 'scraped');
  },
  end: endCollector,
};

function* pairSamples(
  values: readonly unknown[],
  timestamps: readonly unknown[],
): Generator<readonly [number, number] | null> {
  const length = Math.min(values.length, timestamps.length);
  for (let index = 0; index < length; index += 1) {
    const [ms, value] = [timestamps[index], readNumber(values[index])];
    yield typeof ms === 'number' && value !== null ? [ms, value] : null;
  }
}

/** JSON has no NaN and no infinity: VictoriaMetrics writes null for the one and a text for the other. */
function readNumber(value: unknown): number | null {
  if (value === null) return Number.NaN;
  if (value === 'Infinity') return Infinity;
  return typeof value === 'number' ? value : typeof value === 'string' ? readValue(value) : null;
}
