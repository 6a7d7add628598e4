import type { FormatSample } from './format.ts';

/* In the shape of VictoriaMetrics' documentation; names are invented. */
export const VICTORIAMETRICS_CSV_SAMPLES: readonly FormatSample[] = [
  {
    title: 'with the header of newer releases, in RFC 3339 and the zone of the server',
    text: `__name__,namespace,pod,container,reason,__value__,__timestamp__:rfc3339
kube_pod_container_status_waiting_reason,shop,cart-0,web,ImagePullBackOff,1,2024-07-14T18:16:40-05:00
kube_pod_container_status_waiting_reason,shop,cart-0,web,ImagePullBackOff,1,2024-07-14T18:17:10-05:00
kube_pod_container_status_waiting_reason,shop,cart-0,web,ImagePullBackOff,0,2024-07-14T18:17:40-05:00`,
    observations: [
      {
        kind: 'waiting-series',
        reason: 'ImagePullBackOff',
        subject: { namespace: 'shop', pod: 'cart-0', container: 'web', containerType: 'regular' },
        waitingAtMs: Float64Array.of(1720999000000, 1720999030000),
        notWaitingAtMs: Float64Array.of(1720999060000),
        evidence: { line: 2, item: null },
      },
    ],
  },
  {
    title: 'without a header, behind the query that tells the columns; milliseconds',
    text: `$ curl -s 'http://victoria.example:8428/api/v1/export/csv?format=__timestamp__:unix_ms,__value__,__name__,reason,container,pod,namespace&match=kube_pod_container_status_waiting_reason'
1720998600010,1,kube_pod_container_status_waiting_reason,ErrImagePull,web,cart-0,shop
1720998630010,1,kube_pod_container_status_waiting_reason,ErrImagePull,web,cart-0,shop
1720998630010,1,up,,,,`,
    observations: [
      {
        kind: 'waiting-series',
        reason: 'ErrImagePull',
        subject: { namespace: 'shop', pod: 'cart-0', container: 'web' },
        waitingAtMs: Float64Array.of(1720998600010, 1720998630010),
        evidence: { line: 2 },
      },
    ],
  },
  {
    title: 'disks of nodes in seconds and in nanoseconds, with quotes around a cell',
    text: `__name__,node,mountpoint,__value__,__timestamp__
node_filesystem_avail_bytes,node-a,"/var/lib/containerd",1024,1720998600
node_filesystem_avail_bytes,node-a,/var/lib/containerd,0,1720998630010000000`,
    observations: [
      {
        kind: 'changed',
        change: 'disk-full',
        subject: { node: 'node-a' },
        message: '/var/lib/containerd of node-a had 0 bytes free',
        first: { valueMs: 1720998600000 },
        last: { valueMs: 1720998630010 },
      },
    ],
  },
  {
    title: 'rows that nothing tells the columns of, and another table',
    text: `kube_pod_container_status_waiting_reason,shop,cart-0,web,ImagePullBackOff,1,1720998600
metric,value
kube_pod_container_status_waiting_reason,"a count of rows, by hand",1`,
    observations: [],
  },
];
