import type { ReadContext } from '../format.ts';
import { createDiskReader } from './disk-space.ts';
import { type Labels, NAME_LABEL } from './labels.ts';
import { meaningOf } from './meaning.ts';
import { createDiskPressureReader, createKubeletReader } from './node-changes.ts';
import { createPodReader } from './pod-facts.ts';
import type { Timing } from './sample-time.ts';
import type { SampleSink, SeriesHead, SeriesPlace } from './series-place.ts';
import { createWaitingReader } from './waiting-series.ts';

/** Gathers the samples of one artefact by series, wherever in it they stand, and says at its end what they tell. */
export interface MetricCollector {
  /**
   * The series of that key (its labels as written), to add samples to; null where it tells nothing of image pulls.
   * `readLabels` is called only for a series that is not known.
   */
  open(key: string, readLabels: () => Labels, place: SeriesPlace, timing: Timing): SampleSink | null;
  end(): void;
}

export function createMetricCollector(context: ReadContext): MetricCollector {
  const waiting = createWaitingReader(context);
  const pods = createPodReader(context);
  const diskPressure = createDiskPressureReader(context);
  const kubelets = createKubeletReader(context);
  const disks = createDiskReader(context);
  const known = new Map<string, SampleSink>();
  // A series that is not worth keeping so far is open as long as its samples follow each other.
  let latest: { readonly key: string; readonly sink: SampleSink | null } = { key: '', sink: null };

  const openNew = (key: string, head: SeriesHead): SampleSink | null => {
    const meaning = meaningOf(head.labels);
    if (meaning === null) return null;
    if (meaning.kind === 'waiting') {
      const { reason, containerType } = meaning;
      const sink = waiting.open({ ...head, reason, containerType }, () => known.set(key, sink));
      return sink;
    }
    const sink =
      meaning.kind === 'disk-pressure'
        ? diskPressure.open(head)
        : meaning.kind === 'kubelet-counter'
          ? kubelets.open(head)
          : meaning.kind === 'kubelet-start'
            ? kubelets.openStart(head)
            : meaning.kind === 'disk' || meaning.kind === 'host-name'
              ? disks.open(meaning, head)
              : pods.open(meaning, head);
    known.set(key, sink);
    return sink;
  };

  return {
    open(series, readLabels, place, timing) {
      const key = `${timing} ${series}`;
      if (latest.key !== key)
        latest = { key, sink: known.get(key) ?? openNew(key, { labels: readLabels(), place, timing }) };
      return latest.sink;
    },
    end() {
      waiting.end();
      pods.end();
      diskPressure.end();
      disks.end();
      kubelets.end();
    },
  };
}

/** The key of labels that are no text of the input. */
export function keyOfLabels(labels: Labels): string {
  return `${labels.get(NAME_LABEL) ?? ''}${JSON.stringify([...labels])}`;
}
