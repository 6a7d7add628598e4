import type { ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { createMetricCollector } from './metrics/collector.ts';
import { METRIC_NEEDLES } from './metrics/meaning.ts';
import { readTimestamp, readValue } from './metrics/sample-text.ts';
import { createSeriesLineParser } from './metrics/series-line.ts';
import { OPENMETRICS_SAMPLES } from './openmetrics-samples.ts';

/** OpenMetrics text and Prometheus' older exposition format. */
export const openmetrics: TextFormat = {
  id: 'openmetrics',
  kind: 'text',
  title: 'Metrics as text (OpenMetrics, /metrics, /federate)',
  description:
    'One sample on each line: name{label="value",…} value, and mostly a time, in seconds (OpenMetrics, promtool tsdb dump-openmetrics) or milliseconds (/federate, must-gather and insights archives), told apart by its digits. A bare scrape of /metrics has no time: its values are those of the capture. Read are kube-state-metrics\' waiting reasons, containers, pods and disk pressure, restarts of kubelets, and when a node\'s disk that can hold images was full (node_exporter, cAdvisor); counters of pulls name no pod and no image.',
  commands: [
    'promtool tsdb dump-openmetrics --match=\'{__name__=~"kube_pod_.*"}\' DATA > metrics.openmetrics',
    'curl --get http://PROMETHEUS:9090/federate --data-urlencode \'match[]={__name__=~"kube_pod_.*"}\' > federate.txt',
    'kubectl get --raw /api/v1/namespaces/NAMESPACE/services/kube-state-metrics:8080/proxy/metrics > metrics.txt',
  ],
  sources: [
    'prometheus/OpenMetrics specification/OpenMetrics.md, 1.0',
    'prometheus/docs content/docs/instrumenting/exposition_formats.md, text format 0.0.4',
    'prometheus/prometheus cmd/promtool/tsdb.go dumpSamples and formatSeriesSetOpenMetrics, web/federate.go, 2.42 and 3.5',
  ],
  samples: OPENMETRICS_SAMPLES,
  needles: METRIC_NEEDLES,
  reader: createReader,
};

const COMMENT = /^# (?:(?:HELP|TYPE|UNIT) [A-Za-z_:][A-Za-z0-9_:]*(?: |$)|EOF$)/;
/** The value, the time, and an exemplar, which is of no use here. */
const SAMPLE = /^\s+([^\s#]+)(?:\s+(-?[0-9][0-9.eE+-]*))?(?:\s+#\s.*)?\s*$/;
/** A query on such a series is no sample of it. */
const MATCHER = /=~|!=|!~/;

function createReader(context: ReadContext): TextReader {
  const collector = createMetricCollector(context);
  const parse = createSeriesLineParser();
  return {
    line({ number, text: written }: TextLine) {
      const text = written.trimStart();
      if (text.startsWith('#')) {
        if (!COMMENT.test(text)) return 'ignored';
        context.record();
        return 'taken';
      }
      if (!/^[A-Za-z_:]/.test(text)) return 'ignored';
      const series = parse(text);
      const sample = series && SAMPLE.exec(series.rest);
      if (!series || !sample) {
        if (series || !isCutSeries(text)) return 'ignored';
        context.record();
        context.warn(number, 'a sample is cut off or misspelt here, so it was left out');
        return 'taken';
      }
      const value = readValue(sample[1] ?? '');
      const time = sample[2];
      const ms = time === undefined ? 0 : readTimestamp(time);
      if (value === null) return 'ignored';
      context.record();
      if (ms === null) {
        context.warn(number, 'the time of a sample is neither in seconds nor in milliseconds, so it was left out');
        return 'taken';
      }
      const place = { line: number, item: null, text };
      collector
        .open(series.key, series.labels, place, time === undefined ? 'capture' : 'scraped')
        ?.add(ms, value, place);
      return 'more';
    },
    end: collector.end,
  };
}

/** Whether a line begins as a series that would be read, and breaks off in its labels. */
function isCutSeries(text: string): boolean {
  return /^[A-Za-z0-9_:]+\{/.test(text) && METRIC_NEEDLES.some((name) => text.startsWith(name)) && !MATCHER.test(text);
}
