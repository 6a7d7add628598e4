import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { parseAge } from './kubectl/age.ts';
import { isEventsHeading, readEventCells } from './kubectl/event-cells.ts';
import { observeEventRow } from './kubectl/event-row.ts';
import { cutExcerpt } from './kubectl/excerpt.ts';
import { observePodRow } from './kubectl/pod-row.ts';
import { type Fields, fieldsOf, listOf, textOf } from './objects/fields.ts';

/** Tables of pods and Events as the API server renders them for kubectl. */
export const tables: ObjectFormat = {
  kind: 'object',
  id: 'tables',
  title: 'Table of pods or Events (JSON, `kind: Table`)',
  description:
    'What the API server answers where it is asked for a table, as kubectl does: `kubectl get --raw` with such a header, `curl`, ' +
    'or kubectl with `-v=8`. The cells are those that kubectl prints, ages included, so they count back from the capture; each ' +
    'row names its object and its namespace beside them.',
  commands: [],
  sources: [
    'kubernetes/apimachinery pkg/apis/meta/v1/types.go Table, v0.16–v0.36',
    'kubernetes/kubernetes pkg/printers/internalversion/printers.go printPod and printEvent, 1.13–1.36',
  ],
  samples: [
    {
      title: 'pods',
      text: `{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"1"},"columnDefinitions":[{"name":"Name","type":"string","priority":0},{"name":"Ready","type":"string","priority":0},{"name":"Status","type":"string","priority":0},{"name":"Restarts","type":"string","priority":0},{"name":"Age","type":"string","priority":0},{"name":"IP","type":"string","priority":1},{"name":"Node","type":"string","priority":1}],"rows":[{"cells":["web-0","0/1","ImagePullBackOff","0","5m2s","<none>","node-1"],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"web-0","namespace":"shop","uid":"4f5e"}}}]}
`,
      observations: [
        { kind: 'pod', subject: { namespace: 'shop', pod: 'web-0', podUid: '4f5e', node: 'node-1' } },
        { kind: 'waiting', reason: 'ImagePullBackOff', subject: { pod: 'web-0' } },
      ],
    },
    {
      title: 'Events',
      text: `{"kind":"Table","apiVersion":"meta.k8s.io/v1","columnDefinitions":[{"name":"Last Seen"},{"name":"Type"},{"name":"Reason"},{"name":"Object"},{"name":"Subobject"},{"name":"Source"},{"name":"Message"},{"name":"First Seen"},{"name":"Count"},{"name":"Name"}],"rows":[{"cells":["14s","Warning","Failed","pod/web-0","spec.containers{web}","kubelet, node-1","Failed to pull image \\"web:1\\": EOF","31m",8,"web-0.17a0000062ddb8ae"],"object":{"metadata":{"name":"web-0.17a0000062ddb8ae","namespace":"shop"}}}]}
`,
      observations: [
        {
          kind: 'pull-failed',
          message: 'EOF',
          count: 8,
          subject: { namespace: 'shop', pod: 'web-0', container: 'web', node: 'node-1', image: 'web:1' },
        },
      ],
    },
  ],
  needles: ['columnDefinitions'],
  accepts: (object) => object['kind'] === 'Table' && Array.isArray(object['rows']) && headingsOf(object).length > 0,
  read: readTable,
};

function headingsOf(table: Fields): string[] {
  return listOf(table['columnDefinitions']).map((column) => (textOf(column['name']) ?? '').toUpperCase());
}

function readTable(table: Fields, place: ObjectPlace, context: ReadContext): void {
  const headings = headingsOf(table);
  const isEvents = isEventsHeading(headings);
  const isPods = headings.includes('NAME') && headings.includes('READY') && headings.includes('RESTARTS');
  if (!isEvents && !isPods) return;
  listOf(table['rows']).forEach((row, item) => {
    const values = Array.isArray(row['cells']) ? row['cells'] : [];
    const cells = new Map(headings.map((heading, index) => [heading, textOf(values[index]) ?? '']));
    const metadata = fieldsOf(fieldsOf(row['object'])['metadata']);
    const text = [...cells.values()].filter((cell) => cell !== '').join('  ');
    context.record();
    if (isEvents) observeEvent(cells, metadata, text, place, item, context);
    else observePod(cells, metadata, text, place, item, context);
  });
}

function observeEvent(
  cells: ReadonlyMap<string, string>,
  metadata: Fields,
  text: string,
  place: ObjectPlace,
  item: number,
  context: ReadContext,
): void {
  const read = readEventCells({ line: place.line, text }, cells);
  if (!read) return;
  const subject = { namespace: textOf(metadata['namespace']), ...read.subject };
  const namespace = read.subject.namespace ?? textOf(metadata['namespace']);
  const around = { subject: { ...subject, namespace }, containers: [], waiting: [], of: read.of };
  const inItem: ReadContext = {
    ...context,
    observe: (observation) => context.observe({ ...observation, evidence: { ...observation.evidence, item } }),
  };
  observeEventRow(inItem, read.row, around);
}

function observePod(
  cells: ReadonlyMap<string, string>,
  metadata: Fields,
  text: string,
  place: ObjectPlace,
  item: number,
  context: ReadContext,
): void {
  const pod = cells.get('NAME') ?? '';
  const node = cells.get('NODE') ?? '';
  const row = {
    namespace: textOf(metadata['namespace']),
    pod,
    podUid: textOf(metadata['uid']),
    status: cells.get('STATUS') ?? '',
    age: parseAge(cells.get('AGE') ?? '') ?? 'unknown',
    node: node === '' || node === '<none>' ? null : node,
  } as const;
  if (pod === '' || row.status === '') return;
  const evidence = { artefact: context.artefact, line: place.line, item, excerpt: cutExcerpt(text) };
  observePodRow(context, row, evidence);
}
