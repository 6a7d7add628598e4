import type { FormatSample } from '../format.ts';

/** The same klog line in all that may stand around it. */
const FAILED = `E0719 04:06:04.520664    8607 kuberuntime_image.go:42] "Failed to pull image" err="rpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found" image="nginx:1.99"`;
const IN_JSON = JSON.stringify(FAILED);
const FAILED_AT = Date.UTC(2024, 6, 19, 4, 6, 4) + 520.664;
const SEEN = {
  kind: 'pull-failed',
  origin: 'image-manager',
  message: 'rpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found',
  subject: { node: 'worker-01', image: 'nginx:1.99' },
  first: { clock: { notation: 'absolute' }, valueMs: FAILED_AT },
};
const SEEN_WITHOUT_ZONE = {
  ...SEEN,
  first: { clock: { notation: 'yearless' }, valueMs: Date.UTC(1972, 6, 19, 4, 6, 4) + 520.664 },
};

/** Entries of journald. Shapes: systemd src/shared/logs-show.c, v219–v257. */
const JOURNALD: readonly FormatSample[] = [
  {
    title: 'journalctl -o json: an entry, one whose message was left out for its length, and a field that stands twice',
    text: [
      `{"__REALTIME_TIMESTAMP":"1721361964520700","_HOSTNAME":"worker-01","SYSLOG_IDENTIFIER":"kubelet","_PID":"8607","MESSAGE":${IN_JSON},"PRIORITY":"6"}`,
      '{"__REALTIME_TIMESTAMP":"1721361964530700","_HOSTNAME":"worker-01","SYSLOG_IDENTIFIER":"kubelet","_PID":"8607","MESSAGE":null}',
      `{"__REALTIME_TIMESTAMP":"1721361964540700","_HOSTNAME":["worker-01","worker-01"],"SYSLOG_IDENTIFIER":["kubelet","kube"],"MESSAGE":[${IN_JSON},"x"]}`,
    ].join('\n'),
    observations: [SEEN, { ...SEEN, evidence: { line: 3 } }],
  },
  {
    title: 'journalctl -o json: a message with colours is a list of byte numbers',
    text: `{"__REALTIME_TIMESTAMP":"1721361964520700","_HOSTNAME":"worker-01","MESSAGE":[${[...Buffer.from(`\u001b[31m${FAILED}\u001b[0m`)].join(',')}],"SYSLOG_IDENTIFIER":"k3s"}`,
    observations: [SEEN],
  },
  {
    title: 'journalctl -o json-seq and -o json-sse',
    text: [
      `\u001e{"__REALTIME_TIMESTAMP":"1721361964520700","_HOSTNAME":"worker-01","MESSAGE":${IN_JSON}}`,
      `data: {"__REALTIME_TIMESTAMP":"1721361964520700","_HOSTNAME":"worker-01","MESSAGE":${IN_JSON}}`,
      '',
    ].join('\n'),
    observations: [SEEN, SEEN],
  },
  {
    title: 'journalctl -o json-pretty: the entry is cited where its object begins',
    text: [
      '{',
      '\t"__CURSOR" : "s=f400d67b973a43eca8afc50ba3ac7629;i=5a;b=0a1b2c3d4e5f40718293a4b5c6d7e8f0;m=1;t=2;x=3",',
      '\t"__REALTIME_TIMESTAMP" : "1721361964510700",',
      '\t"MESSAGE" : "Started."',
      '}',
      '{',
      '\t"__REALTIME_TIMESTAMP" : "1721361964520700",',
      '\t"_HOSTNAME" : [',
      '\t\t"worker-01",',
      '\t\t"worker-01"',
      '\t],',
      `\t"MESSAGE" : ${IN_JSON},`,
      '\t"SYSLOG_IDENTIFIER" : "kubelet"',
      '}',
    ].join('\n'),
    observations: [{ ...SEEN, evidence: { line: 6 } }],
  },
  {
    title: 'the same as jq --slurp prints it',
    text: [
      '[',
      '  {',
      '    "__REALTIME_TIMESTAMP": "1721361964520700",',
      '    "_HOSTNAME": "worker-01",',
      `    "MESSAGE": ${IN_JSON}`,
      '  }',
      ']',
    ].join('\n'),
    observations: [{ ...SEEN, evidence: { line: 2 } }],
  },
  {
    title: 'journalctl -o export: the entry is cited where its message stands',
    text: [
      '__CURSOR=s=f400d67b973a43eca8afc50ba3ac7629;i=5a;b=0a1b2c3d4e5f40718293a4b5c6d7e8f0;m=1;t=2;x=3',
      '__REALTIME_TIMESTAMP=1721361964520700',
      '_HOSTNAME=worker-01',
      `MESSAGE=${FAILED}`,
      'SYSLOG_IDENTIFIER=kubelet',
      '_PID=8607',
      '',
    ].join('\n'),
    observations: [{ ...SEEN, evidence: { line: 4 } }],
  },
  {
    title: 'journalctl -o verbose, with an error over two lines and the viewer in New York',
    text: [
      'Fri 2024-07-19 00:06:04.520700 EDT [s=f400d67b973a43eca8afc50ba3ac7629;i=5a;b=0a1b2c3d4e5f40718293a4b5c6d7e8f0;m=1;t=2;x=3]',
      '    _HOSTNAME=worker-01',
      '    MESSAGE=E0719 04:06:04.520664    8607 remote_image.go:180] "PullImage from image service failed" err=<',
      '            \trpc error: code = Unknown desc = denied:',
      '            \tsee https://r.corp.example/help',
      '             > image="r.corp.example/a:1"',
      '    SYSLOG_IDENTIFIER=kubelet',
      '    _PID=8607',
    ].join('\n'),
    observations: [
      {
        kind: 'pull-failed',
        origin: 'cri-client',
        message: 'rpc error: code = Unknown desc = denied:\nsee https://r.corp.example/help',
        subject: { node: 'worker-01', image: 'r.corp.example/a:1' },
        first: { clock: { notation: 'absolute' }, valueMs: FAILED_AT },
        evidence: { line: 3 },
      },
    ],
  },
  {
    title: 'journalctl -r, with a boot between, as the short formats of several locales print it',
    text: [
      `7月 19 13:06:04 worker-01 kubelet[8607]: ${FAILED}`,
      '-- Boot 0a1b2c3d4e5f40718293a4b5c6d7e8f0 --',
      `juil. 19 06:06:04 worker-01 kubelet[8607]: ${FAILED}`,
      `[  812.345678 <    0.000123 >] worker-01 kubelet[8607]: ${FAILED}`,
    ].join('\n'),
    observations: [SEEN_WITHOUT_ZONE, SEEN_WITHOUT_ZONE, SEEN_WITHOUT_ZONE],
  },
  {
    title: 'journalctl on a terminal of 120 columns: a name that is cut is none',
    text: [
      'Jul 19 04:06:04 worker-01 kubelet[8607]: E0719 04:06:04.520664    8607 remote_image.go:180] "PullImage from imag…x:1.99"',
      'Jul 19 04:06:05 worker-01 kubelet[8607]: E0719 04:06:05.520664    8607 kuberuntime_image.go:42] "Failed to pull image" err="rpc error: code = NotFound" image="ngi…',
    ].join('\n'),
    observations: [],
  },
];

/** What else stands around the lines of a kubelet. */
const OTHERS: readonly FormatSample[] = [
  {
    title: "klog's own file on a Windows node: year and machine stand in its header",
    text: [
      'Log file created at: 2023/12/31 23:50:01',
      'Running on machine: worker-01',
      'Binary: Built with gc go1.20.5 for windows/amd64',
      'Log line format: [IWEF]mmdd hh:mm:ss.uuuuuu threadid file:line] msg',
      FAILED,
    ].join('\n'),
    observations: [{ ...SEEN, first: { clock: { notation: 'zoneless' }, valueMs: FAILED_AT }, evidence: { line: 5 } }],
  },
  {
    title: 'a line in parts, as containerd and CRI-O write those over 16 KiB, with another stream between',
    text: [
      `2024-07-19T04:06:04.520700000Z stderr P ${FAILED.slice(0, 60)}`,
      '2024-07-19T04:06:04.520800000Z stdout F unrelated',
      `2024-07-19T04:06:04.520900000Z stderr P ${FAILED.slice(60, 90)}`,
      `2024-07-19T04:06:04.521000000Z stderr F ${FAILED.slice(90)}`,
    ].join('\n'),
    observations: [{ ...SEEN, subject: { node: null, image: 'nginx:1.99' }, evidence: { line: 1 } }],
  },
  {
    title: "Docker's json-file, a kubelet in a container (RKE1), whole and in parts",
    text: [
      JSON.stringify({ log: `${FAILED}\n`, stream: 'stderr', time: '2024-07-19T04:06:04.520700123Z' }),
      JSON.stringify({ log: FAILED.slice(0, 110), stream: 'stderr', time: '2024-07-19T04:06:04.520700123Z' }),
      JSON.stringify({ log: `${FAILED.slice(110)}\n`, stream: 'stderr', time: '2024-07-19T04:06:04.520800123Z' }),
    ].join('\n'),
    observations: [
      { ...SEEN, subject: { node: null, image: 'nginx:1.99' } },
      { ...SEEN, subject: { node: null, image: 'nginx:1.99' }, evidence: { line: 2 } },
    ],
  },
  {
    title: 'kubectl logs --timestamps, and colours',
    text: [
      `2024-07-19T04:06:04.520700123Z ${FAILED}`,
      `Jul 19 04:06:04 worker-01 kubelet[8607]: \u001b[0;1;31m\u001b[0;1;39m${FAILED.replace('pull image', '\u001b[01;31m\u001b[Kpull\u001b[m\u001b[K image')}\u001b[0m`,
    ].join('\n'),
    observations: [{ ...SEEN, subject: { node: null, image: 'nginx:1.99' } }, SEEN_WITHOUT_ZONE],
  },
  {
    title: 'talosctl logs kubelet: the address of the node, and klog in JSON',
    text: `172.20.0.2: {"ts":1721361964520.664,"caller":"kuberuntime/kuberuntime_image.go:42","msg":"Failed to pull image","err":"rpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found","image":"nginx:1.99"}`,
    observations: [{ ...SEEN, subject: { node: '172.20.0.2', image: 'nginx:1.99' } }],
  },
  {
    title: 'RKE2, whose unit writes logrus, klog and zap by turns',
    text: [
      'Jul 19 04:06:03 worker-01 rke2[8607]: time="2024-07-19T04:06:03Z" level=info msg="Running kubelet --address=0.0.0.0"',
      'Jul 19 04:06:03 worker-01 rke2[8607]: {"level":"info","ts":"2024-07-19T04:06:03.033567Z","logger":"etcd-client","caller":"v3@v3.5.9/client.go:210","msg":"Auto sync endpoints failed.","error":"context deadline exceeded"}',
      `Jul 19 04:06:04 worker-01 rke2[8607]: ${FAILED}`,
    ].join('\n'),
    observations: [SEEN_WITHOUT_ZONE],
  },
];

const SEEN_NOWHERE = { ...SEEN, subject: { node: null, image: 'nginx:1.99' } };
const SEEN_NOWHERE_WITHOUT_ZONE = { ...SEEN_WITHOUT_ZONE, subject: { node: null, image: 'nginx:1.99' } };
const IN_CSV = FAILED.replaceAll('"', '""');

/** What tools that follow or export logs put around each line. */
const TOOLS: readonly FormatSample[] = [
  {
    title: 'syslog by RFC 5424: without structured data, with it, and from a stream with the lengths of frames',
    text: [
      `<30>1 2024-07-19T04:06:04.520700Z worker-01 kubelet 8607 - - ${FAILED}`,
      `<30>1 2024-07-19T06:06:04.520700+02:00 worker-01 kubelet 8607 ID47 [meta sequenceId="9" note="a \\] b"][origin ip="10.0.0.1"] \ufeff${FAILED}`,
      `231 <30>1 2024-07-19T04:06:04Z worker-01 kubelet 8607 - - ${FAILED}`,
    ].join('\n'),
    observations: [SEEN, SEEN, SEEN],
  },
  {
    title: 'journalctl -o short: the lines of one message stand below each other',
    text: [
      'Jul 19 04:06:04 worker-01 kubelet[8607]: E0719 04:06:04.520664    8607 remote_image.go:180] "PullImage from image service failed" err=<',
      `${' '.repeat(41)}\trpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found`,
      `${' '.repeat(41)} > image="nginx:1.99"`,
    ].join('\n'),
    observations: [{ ...SEEN_WITHOUT_ZONE, origin: 'cri-client' }],
  },
  {
    title: "BusyBox's syslog, with facility and severity",
    text: `Jul 19 04:06:04 worker-01 daemon.info kubelet[8607]: ${FAILED}`,
    observations: [SEEN_WITHOUT_ZONE],
  },
  {
    title: 'the same line as stern, kubetail, kubectl logs --prefix and docker compose logs print it',
    text: [
      `kubelet-8xw kubelet ${FAILED}`,
      `kubelet-8xw kubelet | ${FAILED}`,
      `[kubelet-8xw kubelet] ${FAILED}`,
      `[pod/kubelet-8xw/kubelet] ${FAILED}`,
      `kubelet-1  | ${FAILED}`,
    ].join('\n'),
    observations: Array.from({ length: 5 }, () => SEEN_NOWHERE_WITHOUT_ZONE),
  },
  {
    title:
      'the same with times: stern --timestamps, kubectl logs --prefix --timestamps, aws logs tail, fluentd to a file',
    text: [
      `kubelet-8xw kubelet 2024-07-19T06:06:04.520700000+02:00 ${FAILED}`,
      `[pod/kubelet-8xw/kubelet] 2024-07-19T04:06:04.520700000Z ${FAILED}`,
      `2024-07-19T04:06:04.520700+00:00 worker-01/kubelet ${FAILED}`,
      `2024-07-19T04:06:04+00:00\tkube.kubelet\t{"MESSAGE":${IN_JSON}}`,
    ].join('\n'),
    observations: [SEEN_NOWHERE, SEEN_NOWHERE, SEEN_NOWHERE, SEEN_NOWHERE],
  },
  {
    title: 'oc adm node-logs of several nodes, and logcli query: the node by the name before the line, and by a label',
    text: [
      `worker-01.corp.example Jul 19 04:06:04.520700 worker-01 kubenswrapper[8607]: ${FAILED}`,
      `2024-07-19T04:06:04Z {job="journal", node="worker-01"} ${FAILED}`,
    ].join('\n'),
    observations: [{ ...SEEN_WITHOUT_ZONE, subject: { node: 'worker-01.corp.example', image: 'nginx:1.99' } }, SEEN],
  },
  {
    title: 'records of Vector, Filebeat, Fluent Bit and Loki, one per line, and an error over two of them',
    text: [
      `{"timestamp":"2024-07-19T04:06:04.5207Z","host":"worker-01","SYSLOG_IDENTIFIER":"kubelet","message":${IN_JSON}}`,
      `{"@timestamp":"2024-07-19T04:06:04.520Z","message":${IN_JSON},"host":{"name":"worker-01"}}`,
      `{"date":1721361964.5207,"_HOSTNAME":"worker-01","MESSAGE":${IN_JSON}}`,
      `{"labels":{"node":"worker-01"},"line":${IN_JSON},"timestamp":"2024-07-19T04:06:04.5207Z"}`,
      '{"timestamp":"2024-07-19T04:06:04.5207Z","host":"worker-01","SYSLOG_IDENTIFIER":"kubelet","message":"E0719 04:06:04.520664    8607 remote_image.go:180] \\"PullImage from image service failed\\" err=<"}',
      '{"timestamp":"2024-07-19T04:06:04.5207Z","host":"worker-01","SYSLOG_IDENTIFIER":"kubelet","message":"\\trpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found"}',
      '{"timestamp":"2024-07-19T04:06:04.5207Z","host":"worker-01","SYSLOG_IDENTIFIER":"kubelet","message":" > image=\\"nginx:1.99\\""}',
    ].join('\n'),
    observations: [SEEN, SEEN, SEEN, SEEN, { ...SEEN, origin: 'cri-client' }],
  },
  {
    title: 'rows of CSV: CloudWatch Logs Insights, and Export-Csv of a Windows event log',
    text: [
      '@timestamp,@message',
      `2024-07-19 04:06:04.520,"${IN_CSV}"`,
      `"1","WIN-1","Information","${IN_CSV}","kubelet","7/19/2024 4:06:04 AM",,`,
    ].join('\n'),
    observations: [{ ...SEEN_NOWHERE, first: { clock: { notation: 'zoneless' } } }, SEEN_NOWHERE_WITHOUT_ZONE],
  },
];

/** A kubelet's lines as journalctl, container runtimes and other programs save them. */
export const KUBELET_ENVELOPE_SAMPLES: readonly FormatSample[] = [...JOURNALD, ...OTHERS, ...TOOLS];
