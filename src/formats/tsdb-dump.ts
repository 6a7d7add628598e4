import type { ReadContext, TextFormat, TextReader } from './format.ts';
import { createMetricCollector } from './metrics/collector.ts';
import { METRIC_NEEDLES } from './metrics/meaning.ts';
import { readValue } from './metrics/sample-text.ts';
import { createSeriesLineParser } from './metrics/series-line.ts';
import { TSDB_DUMP_SAMPLES } from './tsdb-dump-samples.ts';

/** Lines of `promtool tsdb dump`. */
export const tsdbDump: TextFormat = {
  id: 'tsdb-dump',
  kind: 'text',
  title: "Prometheus' stored samples (promtool tsdb dump)",
  description:
    'One stored sample on each line, sorted by series: {__name__="name", label="value", …} value milliseconds. It shows when each value was scraped and, as NaN, where a series ended (staleness markers), so nothing in it is repeated by a look-back. A dump of all series can be large: ask for the few that matter.',
  commands: [
    'promtool tsdb dump --match=\'{__name__=~"kube_pod_(init_)?container_status_waiting_reason"}\' DATA > dump.txt',
  ],
  sources: ['prometheus/prometheus cmd/promtool/tsdb.go formatSeriesSet, 2.42 and 3.5'],
  samples: TSDB_DUMP_SAMPLES,
  needles: METRIC_NEEDLES,
  reader: createReader,
};

/** A float or a native histogram, and the time. */
const SAMPLE = /^ (\S+|\{[^{}]*\}) (-?[0-9]{1,15})\s*$/;

function createReader(context: ReadContext): TextReader {
  const collector = createMetricCollector(context);
  const parse = createSeriesLineParser();
  return {
    line({ number, text }) {
      if (!text.startsWith('{')) return 'ignored';
      const series = parse(text);
      const sample = series && SAMPLE.exec(series.rest);
      if (!series || !sample) {
        // The last line of a dump that was broken off; not a list of series, nor an answer of promtool.
        if (!text.startsWith('{__name__="') || (series && !/^[ \w.+-]+$/.test(series.rest))) return 'ignored';
        context.record();
        context.warn(number, 'a sample is cut off or misspelt here, so it was left out');
        return 'taken';
      }
      context.record();
      const value = readValue(sample[1] ?? '');
      const place = { line: number, item: null, text };
      if (value !== null)
        collector.open(series.key, series.labels, place, 'scraped')?.add(Number(sample[2]), value, place);
      return 'more';
    },
    end: collector.end,
  };
}
