import { PULL_WAITING_REASONS } from './container-reason.ts';
import type { ReadContext, TextFormat, TextReader } from './format.ts';
import { createMetricCollector } from './metrics/collector.ts';
import { METRIC_NEEDLES } from './metrics/meaning.ts';
import { readTimestamp, readValue } from './metrics/sample-text.ts';
import { createSeriesLineParser } from './metrics/series-line.ts';
import type { SampleSink, SeriesPlace } from './metrics/series-place.ts';
import { PROMTOOL_QUERY_SAMPLES } from './promtool-query-samples.ts';

/** What promtool prints for queries, in its own notation. */
export const promtoolQuery: TextFormat = {
  id: 'promtool-query',
  kind: 'text',
  title: 'Prometheus queries as promtool prints them',
  description:
    'promtool query range prints a series and below it its samples (value @[seconds]); promtool query instant both on one line. They tell what the same queries tell in JSON. promtool query series prints series without samples, which tells nothing.',
  commands: [
    "promtool query range --start=START --end=END --step=30s http://PROMETHEUS:9090 'kube_pod_container_status_waiting_reason == 1' > waiting.txt",
    "promtool query instant http://PROMETHEUS:9090 'kube_pod_container_info' > containers.txt",
  ],
  sources: [
    'prometheus/prometheus cmd/promtool/query.go promqlPrinter, 2.42 and 3.5',
    'prometheus/common model/value.go SampleStream.String and Sample.String, model/value_float.go',
  ],
  samples: PROMTOOL_QUERY_SAMPLES,
  // Joins have no name: they are known by the reason.
  needles: [...METRIC_NEEDLES, ...[...PULL_WAITING_REASONS].map((reason) => `reason="${reason}"`)],
  reader: createReader,
};

const ARROW = /^ =>\s*(?:(\S+) @\[([0-9.]+)\]\s*)?$/;
const SAMPLE = /^(\S+) @\[([0-9.]+)\]\s*$/;

function createReader(context: ReadContext): TextReader {
  const collector = createMetricCollector(context);
  const parse = createSeriesLineParser();
  let sink: SampleSink | null = null;
  let place: SeriesPlace = { line: 0, item: null, text: null };

  const add = (to: SampleSink | null, value: string | undefined, time: string | undefined): void => {
    const [number, ms] = [readValue(value ?? ''), readTimestamp(time ?? '')];
    if (number !== null && ms !== null) to?.add(ms, number, place);
  };

  return {
    line({ number, text }) {
      const sample = sink && SAMPLE.exec(text);
      if (sample) {
        add(sink, sample[1], sample[2]);
        return 'more';
      }
      sink = null;
      const isList = text.startsWith('{__name__="') && text.endsWith('"}');
      if (!isList && !text.includes(' =>')) return 'ignored';
      const series = parse(text);
      if (!series) return 'ignored';
      if (series.rest === '') {
        context.record();
        return 'taken';
      }
      const arrow = ARROW.exec(series.rest);
      if (!arrow) return 'ignored';
      context.record();
      place = { line: number, item: null, text };
      const isInstant = arrow[1] !== undefined;
      const opened = collector.open(series.key, series.labels, place, isInstant ? 'instant' : 'range');
      if (isInstant) add(opened, arrow[1], arrow[2]);
      else sink = opened;
      return opened ? 'more' : 'taken';
    },
    end: collector.end,
  };
}
