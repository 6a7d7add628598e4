import type { ReadContext } from '../format.ts';
import { createMetricCollector, type MetricCollector } from './collector.ts';

/** Formats of objects are asked for each object anew, so what belongs to one artefact is kept by its context. */
const collectors = new WeakMap<ReadContext, MetricCollector>();

/** The collector of the artefact that is being read. */
export function collectorOf(context: ReadContext): MetricCollector {
  let collector = collectors.get(context);
  if (!collector) {
    collector = createMetricCollector(context);
    collectors.set(context, collector);
  }
  return collector;
}

/** Hands on what the samples of the artefact tell; for `ObjectFormat.end`. */
export function endCollector(context: ReadContext): void {
  collectors.get(context)?.end();
  collectors.delete(context);
}
