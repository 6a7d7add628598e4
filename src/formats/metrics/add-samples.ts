import type { ObjectPlace, ReadContext } from '../format.ts';
import type { Fields } from '../objects/fields.ts';
import { keyOfLabels } from './collector.ts';
import { collectorOf } from './collector-of-artefact.ts';
import { labelsOfFields } from './labels.ts';
import { readValue } from './sample-text.ts';
import type { Timing } from './sample-time.ts';

/**
 * Adds the samples of a series object to its artefact's. `samples` gives Unix milliseconds and the value as text or
 * number; null where the pair is neither.
 */
export function addSamples(
  metric: Fields,
  samples: Iterable<readonly [number, number] | null>,
  place: ObjectPlace,
  context: ReadContext,
  timing: Timing,
): void {
  const labels = labelsOfFields(metric);
  const { line, item } = place;
  const seriesPlace = { line, item, text: null };
  const sink = collectorOf(context).open(keyOfLabels(labels), () => labels, seriesPlace, timing);
  if (sink === null) return;
  let skipped = 0;
  for (const sample of samples) {
    if (sample) sink.add(sample[0], sample[1], seriesPlace);
    else skipped += 1;
  }
  if (skipped > 0) context.warn(line, `${skipped} samples of a series are no numbers, so they were left out`);
}

/** A sample of Prometheus' HTTP API: `[seconds, "value"]`. Source: prometheus/prometheus docs/querying/api.md, 2.42 and 3.5. */
export function readSample(sample: unknown): readonly [number, number] | null {
  if (!Array.isArray(sample)) return null;
  const [seconds, text]: readonly unknown[] = sample;
  const value = typeof text === 'string' ? readValue(text) : null;
  return typeof seconds === 'number' && value !== null ? [Math.round(seconds * 1000), value] : null;
}

/** The samples of a list, one after another. */
export function* readSamples(samples: readonly unknown[]): Generator<readonly [number, number] | null> {
  for (const sample of samples) yield readSample(sample);
}
