import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadContext } from '../../../src/formats/format.ts';
import { parseEnvelope } from '../../../src/formats/text/envelope.ts';
import { createLogLineParser } from '../../../src/formats/text/log-line.ts';

const KLOG = 'E1121 11:49:27.115205   12012 remote_image.go:250] "x"';
const LOGRUS = 'time="2026-11-21T11:49:27.115205123Z" level=info msg="x"';

function parse(...lines: string[]) {
  const context = {
    clock: (notation: string, keeper: unknown, offsetMinutes: number | null = null) => ({
      notation,
      keeper,
      offsetMinutes,
    }),
  } as unknown as ReadContext;
  const read = createLogLineParser(context);
  return lines.map((line) => read(line)).at(-1);
}

const SENDERS: readonly (readonly [string, string, (string | null)[]])[] = [
  ['short', `Nov 21 11:49:27 node-a7 kubelet[12012]: ${KLOG}`, ['node-a7', 'kubelet', '12012']],
  ['short, one digit', `Oct  1 11:49:27 node-a7 kubelet[12012]: ${KLOG}`, ['node-a7', 'kubelet', '12012']],
  ['short-precise without host', `Nov 21 11:49:27.115300 kubelet[12012]: ${KLOG}`, [null, 'kubelet', '12012']],
  ['short-iso', `2026-11-21T11:49:27+0000 node-a7 kubelet[12012]: ${KLOG}`, ['node-a7', 'kubelet', '12012']],
  ['short-iso-precise', `2026-11-21T11:49:27.115300+00:00 a.b.c k3s[1]: ${KLOG}`, ['a.b.c', 'k3s', '1']],
  [
    'short-iso with Z',
    `2026-11-21T11:49:27Z n microk8s.daemon-kubelite[9]: ${KLOG}`,
    ['n', 'microk8s.daemon-kubelite', '9'],
  ],
  [
    'with-unit',
    `Sat 2026-11-21 11:49:27 UTC node-a7 kubelet.service[12012]: ${KLOG}`,
    ['node-a7', 'kubelet.service', '12012'],
  ],
  ['short-unix', `1795261767.115300 node-a7 kubelet[12012]: ${KLOG}`, ['node-a7', 'kubelet', '12012']],
  ['short-monotonic', `[ 3607.163000] node-a7 kubelet[12012]: ${KLOG}`, ['node-a7', 'kubelet', '12012']],
  ['syslog with priority', `<30>Nov 21 11:49:27 node-a7 hyperkube: ${KLOG}`, ['node-a7', 'hyperkube', null]],
  ['CRI log file', `2026-11-21T11:49:27.115300123Z stderr F ${KLOG}`, [null, null, null]],
  ['kubectl logs --timestamps', `2026-11-21T11:49:27.115300123Z ${KLOG}`, [null, null, null]],
  ['none', KLOG, [null, null, null]],
  [
    'Docker json-file',
    JSON.stringify({ log: `${KLOG}\n`, stream: 'stderr', time: '2026-11-21T11:49:27.1153Z' }),
    [null, null, null],
  ],
  [
    'journald JSON',
    JSON.stringify({
      MESSAGE: KLOG,
      _HOSTNAME: 'node-a7',
      _PID: '12012',
      SYSLOG_IDENTIFIER: 'kubelet',
      __REALTIME_TIMESTAMP: '1795261767115300',
    }),
    ['node-a7', 'kubelet', '12012'],
  ],
];

for (const [name, line, sender] of SENDERS) {
  test(`what stands before a line is taken off: ${name}`, () => {
    const { hostname, identifier, pid, body } = parseEnvelope(line);
    assert.deepEqual([hostname, identifier, pid], sender);
    assert.equal(body, KLOG);
  });
}

const EXACT = Date.UTC(2026, 10, 21, 11, 49, 27) + 115.205;
const IN_1972 = Date.UTC(1972, 10, 21, 11, 49, 27) + 115.205;
const TIMES: readonly (readonly [string, string[], string, number, number | null])[] = [
  ['klog alone', [KLOG], 'yearless', IN_1972, null],
  ['journald with zone', [`2026-11-21T11:49:27+0000 n kubelet[1]: ${KLOG}`], 'absolute', EXACT, null],
  [
    'journald in another zone than the kubelet',
    [`2026-11-21T12:49:27+0100 n kubelet[1]: ${KLOG}`],
    'absolute',
    EXACT,
    null,
  ],
  ['journald 40 s late', [`2026-11-21T11:50:07+0000 n kubelet[1]: ${KLOG}`], 'absolute', EXACT, null],
  ['journald that does not fit', [`2026-11-21T11:55:07+0000 n kubelet[1]: ${KLOG}`], 'yearless', IN_1972, null],
  [
    'journald in the next year',
    ['2027-01-01T00:00:00Z n kubelet[1]: I1231 23:59:59.999999    1 a.go:1] x'],
    'absolute',
    Date.UTC(2026, 11, 31, 23, 59, 59) + 999.999,
    null,
  ],
  ['a zone by its letters', [`Sat 2026-11-21 06:49:27 EST n kubelet[1]: ${KLOG}`], 'absolute', EXACT, null],
  ['letters that zones share', [`Sat 2026-11-21 05:49:27 CST n kubelet[1]: ${KLOG}`], 'zoneless', EXACT, null],
  [
    'a day in German, as before systemd 228',
    [`Sa 2026-11-21 12:49:27 CET n kubelet[1]: ${KLOG}`],
    'absolute',
    EXACT,
    null,
  ],
  ['a day in Japanese', [`土 2026-11-21 20:49:27 JST n kubelet[1]: ${KLOG}`], 'absolute', EXACT, null],
  ['a month in Turkish', [`Kas 21 11:49:27 n kubelet[1]: ${KLOG}`], 'yearless', IN_1972, null],
  ['a month in Ukrainian', [`лис 21 11:49:27 n kubelet[1]: ${KLOG}`], 'yearless', IN_1972, null],
  ['syslog with the year', [`Nov 21 2026 11:49:27 n kubelet[1]: ${KLOG}`], 'zoneless', EXACT, null],
  ['a Unix time', [`1795261767.115300 n kubelet[1]: ${KLOG}`], 'absolute', EXACT, null],
  ['the time since the boot', [`[ 3607.163000] n kubelet[1]: ${KLOG}`], 'yearless', IN_1972, null],
  [
    'containerd in a journal without year',
    [`Nov 21 17:19:27 n containerd[1]: ${LOGRUS}`],
    'absolute',
    Date.UTC(2026, 10, 21, 11, 49, 27) + 115.205123,
    null,
  ],
  [
    'a header with a zone',
    ['-- Logs begin at Fri 20 Nov 2026 00:00:00 +0530. --', `Nov 21 17:19:27 n kubelet[1]: ${KLOG}`],
    'yearless',
    IN_1972,
    0,
  ],
  [
    'a header with both ends',
    [
      '-- Journal begins at Fri 2026-11-20 00:00:00 UTC, ends at Mon 2026-11-23 00:00:00 UTC. --',
      `Nov 21 11:49:27 n kubelet[1]: ${KLOG}`,
    ],
    'absolute',
    EXACT,
    null,
  ],
  [
    "klog's own header: its year",
    ['Log file created at: 2026/11/21 11:00:00', 'Running on machine: n', KLOG],
    'zoneless',
    EXACT,
    null,
  ],
  [
    "klog's own header, and New Year within the file",
    ['Log file created at: 2026/12/31 23:00:00', 'I0101 00:00:00.000000    1 a.go:1] x'],
    'zoneless',
    Date.UTC(2027, 0, 1),
    null,
  ],
  [
    "klog's own header of another section",
    ['Log file created at: 2026/11/21 11:00:00', '==> kubelet <==', KLOG],
    'yearless',
    IN_1972,
    null,
  ],
  [
    'none of its own, in a journal whose other lines are klog in another zone',
    [`Nov 21 17:19:27 n kubelet[1]: ${KLOG}`, 'Nov 21 17:19:28 n kubelet[1]: panic'],
    'yearless',
    Date.UTC(1972, 10, 21, 11, 49, 28),
    null,
  ],
  [
    'none of its own, in a journal whose other lines have a zone',
    [`Nov 21 17:19:27 n containerd[1]: ${LOGRUS}`, 'Nov 21 17:19:28 n kubelet[1]: panic'],
    'yearless',
    Date.UTC(1972, 10, 21, 17, 19, 28),
    330,
  ],
  [
    'none of its own, with the letters of a zone that another line tells',
    [`Sat 2026-11-21 05:49:27 CST n containerd[1]: ${LOGRUS}`, 'Sat 2026-11-21 05:49:28 CST n kubelet[1]: panic'],
    'absolute',
    Date.UTC(2026, 10, 21, 11, 49, 28),
    null,
  ],
  [
    'none of its own, over New Year by the shift of the other lines',
    ['Dec 31 20:00:00 n kubelet[1]: I0101 01:30:00.000000    1 a.go:1] x', 'Dec 31 20:00:01 n kubelet[1]: panic'],
    'yearless',
    Date.UTC(1972, 0, 1, 1, 30, 1),
    null,
  ],
];

for (const [name, lines, notation, valueMs, offsetMinutes] of TIMES) {
  test(`the time of a line: ${name}`, () => {
    const time = parse(...lines)?.time;
    assert.equal(time?.clock.notation, notation);
    assert.ok(Math.abs(time.valueMs - valueMs) < 0.0005, `${new Date(time.valueMs).toISOString()}`);
    assert.equal(time.clock.offsetMinutes, offsetMinutes);
  });
}

test("the machine of klog's own header is the host of the lines below it that name none", () => {
  const header = ['Log file created at: 2026/11/21 11:00:00', 'Running on machine: WIN-1'];
  assert.equal(parse(...header, KLOG)?.envelope.hostname, 'WIN-1');
  assert.equal(parse(...header, `Nov 21 11:49:27 n kubelet[1]: ${KLOG}`)?.envelope.hostname, 'n');
  assert.equal(parse('Running on machine: WIN-1', KLOG)?.envelope.hostname, null);
});

test('days and hours that do not exist are no time', () => {
  for (const line of [
    'I0231 11:49:27.115205   1 a.go:1] x',
    'I1121 24:49:27.115205   1 a.go:1] x',
    'I1321 11:49:27.115205   1 a.go:1] x',
  ])
    assert.equal(parse(line), null);
});
