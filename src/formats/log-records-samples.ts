import type { FormatSample } from './format.ts';

const FAILED = `E0719 04:06:04.520664    8607 remote_image.go:180] "PullImage from image service failed" err="rpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found" image="nginx:1.99"`;
const FAILED_AT = Date.UTC(2024, 6, 19, 4, 6, 4) + 520.664;
const SEEN = {
  kind: 'pull-failed',
  origin: 'cri-client',
  message: 'rpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found',
  subject: { node: 'worker-01', image: 'nginx:1.99' },
  first: { clock: { notation: 'absolute' }, valueMs: FAILED_AT },
};
const IN_JSON = JSON.stringify(FAILED);

/** The same line of a kubelet as stores of logs give it back. */
export const LOG_RECORDS_SAMPLES: readonly FormatSample[] = [
  {
    title: 'Loki: the answer of query_range, newest first',
    text: `{"status":"success","data":{"resultType":"streams","result":[{"stream":{"node":"worker-01","unit":"kubelet.service"},"values":[["1721361965000000000","I0719 04:06:05.000000    8607 kubelet.go:1] \\"Other\\""],["1721361964520700000",${IN_JSON}]]}]}}`,
    observations: [{ ...SEEN, evidence: { line: 1, item: 0 } }],
  },
  {
    title: 'Elasticsearch: the answer of a search, with the host as an object',
    text: `{"took":2,"hits":{"total":{"value":1},"hits":[{"_index":"logs","_source":{"@timestamp":"2024-07-19T04:06:04.600Z","message":${IN_JSON},"host":{"name":"worker-01"}}}]}}`,
    observations: [{ ...SEEN, evidence: { line: 1, item: 0 } }],
  },
  {
    title: 'CloudWatch Logs: events of Container Insights, whose messages are JSON themselves',
    text: JSON.stringify({
      events: [
        {
          logStreamName: 'ip-10-0-0-1.ec2.internal',
          timestamp: 1721361964600,
          message: JSON.stringify({ hostname: 'worker-01', systemd_unit: 'kubelet.service', message: FAILED }),
        },
      ],
    }),
    observations: [SEEN],
  },
  {
    title: 'Azure Log Analytics: rows of the table Syslog',
    text: `[\n{"TimeGenerated":"2024-07-19T04:06:04.6Z","Computer":"worker-01","ProcessName":"kubelet","SyslogMessage":${IN_JSON}}\n]`,
    observations: [{ ...SEEN, evidence: { line: 2, item: 0 } }],
  },
  {
    title: 'Grafana Explore: the download of logs as JSON, with the time in nanoseconds',
    text: `[{"line":${IN_JSON},"timestamp":"1721361964520700000","fields":{"node":"worker-01"}}]`,
    observations: [SEEN],
  },
  {
    title: 'records of programs that say nothing of pulls',
    text: `[{"@timestamp":"2024-07-19T04:06:04.600Z","message":"I0719 04:06:04.520664    8607 kubelet.go:2407] \\"SyncLoop (PLEG): event for pod\\" pod=\\"shop/web-0\\""}]`,
    observations: [],
  },
];
