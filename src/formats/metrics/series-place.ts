import { NO_EVENT, type Observation } from '../../model/observation.ts';
import type { Subject } from '../../model/subject.ts';
import type { ReadContext } from '../format.ts';
import { cutExcerpt } from '../kubectl/excerpt.ts';
import { writeExcerpt } from '../objects/fields.ts';
import { type Labels, NAME_LABEL } from './labels.ts';
import { readingOfSample, type Timing } from './sample-time.ts';

/** Where a series stands in the input. */
export interface SeriesPlace {
  readonly line: number;
  readonly item: number | null;
  /** The line as written; null for objects. */
  readonly text: string | null;
}

/** A series and where it stands. */
export interface SeriesHead {
  readonly labels: Labels;
  readonly place: SeriesPlace;
  readonly timing: Timing;
}

/** Takes the samples of one series, in the order of the input. */
export interface SampleSink {
  /** `ms` is Unix time; a value that is NaN ends the series. `place` is that of this sample. */
  add(ms: number, value: number, place: SeriesPlace): void;
}

/** What a sink makes of its samples at the end of the artefact. */
export interface SampleReader {
  /** Starts the series; the same sink may serve its continuation. */
  open(head: SeriesHead): SampleSink;
  /** Hands on what all series say. */
  end(): void;
}

/** What all observations of a series share. `said` tells of the samples, in place of a text. */
export function sharedOfSeries(
  context: ReadContext,
  { labels, timing, place }: SeriesHead,
  about: Subject,
  times: { readonly firstMs: number; readonly lastMs: number; readonly count: number; readonly isLone?: boolean },
  said: string,
) {
  const { firstMs, lastMs, count, isLone = false } = times;
  return {
    origin: 'metric',
    subject: about,
    first: readingOfSample(context, timing, firstMs, isLone),
    last: readingOfSample(context, timing, lastMs, isLone),
    ...NO_EVENT,
    count,
    evidence: {
      artefact: context.artefact,
      line: place.line,
      item: place.item,
      excerpt: place.text === null ? describeSeries(labels, about, said) : cutExcerpt(place.text),
    },
  } satisfies Omit<Observation, 'kind'>;
}

function describeSeries(labels: Labels, { namespace, pod, container, node }: Subject, said: string): string {
  const reason = labels.get('reason');
  return writeExcerpt([
    `${labels.get(NAME_LABEL) ?? 'series'} ${pod === null ? (node ?? '') : `${namespace ?? ''}/${pod}`}`,
    container && `container: ${container}`,
    reason ? `reason: ${reason}` : null,
    said,
  ]);
}
