import { type Labels, readSeriesText } from './labels.ts';

/** A line that begins with a series. */
export interface SeriesLine {
  /** The series as written. */
  readonly key: string;
  readonly labels: () => Labels;
  /** What follows it. */
  readonly rest: string;
}

/**
 * Makes a parser of such lines. Dumps are sorted by series, so a line that begins like the one before is not parsed again:
 * of it only the rest is new.
 */
export function createSeriesLineParser(): (text: string) => SeriesLine | null {
  let key = '';
  let labels: Labels = new Map();
  return (text) => {
    // The closing brace ends the key, so no other series can begin with it.
    if (key === '' || !text.startsWith(key)) {
      const series = readSeriesText(text);
      if (!series) return null;
      key = text.slice(0, series.end);
      labels = series.labels;
    }
    const own = labels;
    return { key, labels: () => own, rest: text.slice(key.length) };
  };
}
