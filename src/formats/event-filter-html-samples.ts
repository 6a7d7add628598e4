import type { FormatSample } from './format.ts';

/** A row as the template of oc lays it out. */
function row(time: string, cells: readonly string[], message: string): string {
  return `
    <tr>
      <td>${time}</td>
${cells.map((cell) => `      <td><p class="truncated">${cell}</p></td>`).join('\n')}
      <td data-formatter="messageFormatter">${message}</td>
    </tr>
`;
}

export const EVENT_FILTER_SAMPLES: readonly FormatSample[] = [
  {
    title: 'oc adm must-gather 4.9 on a machine in CEST, written by hand after its template',
    text: [
      row(
        '<time datetime="2021-09-14 16:13:03 +0200 CEST" title="First Seen: 16:13:03">16:13:03</time>',
        ['shop', 'kubelet', 'web-0', 'Failed'],
        'Failed to pull image &#34;registry.example/shop/web:1&#34;: rpc error: code = Unknown desc = too many requests to registry',
      ),
      row(
        '<time datetime="2021-09-14 16:14:30 +0200 CEST" title="First Seen: 16:13:04">16:14:30</time> <small>(x6)</small>',
        ['shop', 'kubelet', 'web-0', 'BackOff'],
        'Back-off pulling image &#34;registry.example/shop/web:1&#34;',
      ),
      row(
        '<time datetime="2021-09-14 16:12:59 +0200 CEST" title="First Seen: 00:00:00">16:12:59</time>',
        ['shop', '', 'web-0', 'Scheduled'],
        'Successfully assigned shop/web-0 to node-1',
      ),
      row(
        '<time datetime="2021-09-14 16:15:00 +0200 CEST" title="First Seen: 16:15:00">16:15:00</time>',
        ['openshift-monitoring', 'kubelet', 'prometheus-0', 'Created'],
        'Created container prometheus',
      ),
    ].join(''),
    observations: [
      {
        kind: 'pull-failed',
        message: 'rpc error: code = Unknown desc = too many requests to registry',
        subject: { namespace: 'shop', pod: 'web-0', container: null, node: null, image: 'registry.example/shop/web:1' },
        first: { valueMs: Date.UTC(2021, 8, 14, 14, 13, 3), widthMs: 1000, clock: { notation: 'absolute' } },
        last: { valueMs: Date.UTC(2021, 8, 14, 14, 13, 3) },
        count: 1,
        evidence: { line: 3, item: null },
      },
      {
        kind: 'back-off',
        subject: { pod: 'web-0', image: 'registry.example/shop/web:1' },
        // Of the first time the page has only the time of day.
        first: null,
        last: { valueMs: Date.UTC(2021, 8, 14, 14, 14, 30) },
        count: 6,
      },
      {
        kind: 'changed',
        change: 'scheduled',
        subject: { namespace: 'shop', pod: 'web-0', node: 'node-1' },
        last: { clock: { keeper: { kind: 'controller', name: 'unknown' } } },
      },
    ],
  },
  {
    title: 'oc 4.6, which has no column for the object, and a message over two lines',
    text: row(
      '<time datetime="2020-11-02 09:00:00 +0000 UTC" title="First Seen: 09:00:00">09:00:00</time>',
      ['shop', 'kubelet', 'Failed'],
      'Failed to pull image &#34;registry.example/shop/web:2&#34;: unexpected status 403\ndenied: the scan found something &lt;high&gt;',
    ),
    observations: [
      {
        kind: 'pull-failed',
        message: 'unexpected status 403\ndenied: the scan found something <high>',
        subject: { namespace: 'shop', pod: null, image: 'registry.example/shop/web:2' },
      },
    ],
  },
  {
    title: 'a node under disk pressure',
    text: row(
      '<time datetime="2021-09-14 14:13:03 +0000 UTC" title="First Seen: 14:13:03">14:13:03</time>',
      ['default', 'kubelet', 'node-1', 'NodeHasDiskPressure'],
      'Node node-1 status is now: NodeHasDiskPressure',
    ),
    observations: [{ kind: 'changed', change: 'disk-pressure', subject: { node: 'node-1', pod: null } }],
  },
  {
    title: 'an Event without a reason, as some operators record them: a row like any other',
    text: row(
      '<time datetime="2021-09-14 14:13:03 +0000 UTC" title="First Seen: 14:13:03">14:13:03</time>',
      ['kube-system', '', '', ''],
      'Required control plane pods have been created',
    ),
    observations: [],
  },
];
