import { parseImageReference } from '../../model/image-reference.ts';
import type { ReportIncident } from '../../model/report.ts';
import { cutMiddle, showHidden } from '../visible-text.ts';
import { count } from '../wording.ts';
import { type Drawing, element, label, percent } from './svg.ts';

const ROW = 40;
const TOP = 34;
const MAX_NODES_OF_COLUMN = 8;
const NO_NODE = 'node not known';

/** A box of a column: its name and the pods behind it. */
interface Box {
  readonly name: string;
  readonly pods: number;
  readonly y: number;
}

/** From registry over repository and tag to node, each with its number of pods: what the drawing and its table show. */
export interface BlastPath {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly node: string;
  readonly pods: number;
}

/** Counts the pods of an incident by registry, repository, tag and node, most pods first. */
export function collectBlastPaths(incident: ReportIncident, nameNode: (node: string) => string): BlastPath[] {
  const paths = new Map<string, { parts: [string, string, string, string]; pods: Set<string> }>();
  incident.failures.forEach((failure, index) => {
    const reference = failure.image === null ? null : parseImageReference(failure.image);
    const parts: [string, string, string, string] = [
      reference?.registry ?? incident.registry ?? 'registry not known',
      reference?.repository ?? showHidden(failure.image ?? 'image not known'),
      reference?.digest ? cutMiddle(reference.digest, 16) : (reference?.tag ?? (reference ? 'latest' : '–')),
      failure.node === null ? NO_NODE : nameNode(failure.node),
    ];
    const key = JSON.stringify(parts);
    const path = paths.get(key) ?? { parts, pods: new Set<string>() };
    path.pods.add(
      failure.pod === null ? `#${index}` : JSON.stringify([failure.namespace, failure.pod, failure.podUid]),
    );
    paths.set(key, path);
  });
  return [...paths.values()]
    .map(({ parts: [registry, repository, tag, node], pods }) => ({ registry, repository, tag, node, pods: pods.size }))
    .sort((a, b) => b.pods - a.pods);
}

/** Draws the paths from left to right, line width by pods. Columns longer than eight end in one box for the rest. */
export function drawBlastRadius(all: readonly BlastPath[]): Drawing {
  const paths = mergeRest(all);
  const columns = [
    layOut(paths, (path) => path.registry),
    layOut(paths, (path) => join(path.registry, path.repository)),
    layOut(paths, (path) => join(path.registry, path.repository, path.tag)),
    layOut(paths, (path) => path.node),
  ] as const;
  const height = TOP + ROW * Math.max(...columns.map((column) => column.size));
  for (const column of columns) centre(column, height);
  const keys = [
    (path: BlastPath) => path.registry,
    (path: BlastPath) => join(path.registry, path.repository),
    (path: BlastPath) => join(path.registry, path.repository, path.tag),
    (path: BlastPath) => path.node,
  ] as const;
  const left = [0, 0.305, 0.545, 0.745] as const;
  const lengths = [17, 14, 10, 21] as const;
  const gaps = [
    [0.225, 0.295],
    [0.49, 0.535],
    [0.68, 0.735],
  ] as const;
  let marks = ['registry', 'repository', 'tag', 'node, pods affected']
    .map((head, index) => label(left[index] ?? 0, 12, head, 'axis'))
    .join('');
  gaps.forEach(([from, to], index) => {
    marks += drawCurves(paths, keys[index]!, keys[index + 1]!, columns[index]!, columns[index + 1]!, from, to, height);
  });
  columns.forEach((column, index) => {
    for (const box of column.values()) {
      marks += label(left[index] ?? 0, box.y + 4, cutMiddle(box.name, lengths[index] ?? 16), 'axis strong');
      if (index === 3) marks += label(left[index], box.y + 18, count(box.pods, 'pod'), 'axis');
    }
  });
  return { height, marks, description: 'Which repositories, tags and nodes the fault reached' };
}

function mergeRest(all: readonly BlastPath[]): BlastPath[] {
  const limit = (pick: (path: BlastPath) => string) => {
    const names = [...new Set(all.map(pick))];
    return names.length <= MAX_NODES_OF_COLUMN ? null : new Set(names.slice(0, MAX_NODES_OF_COLUMN - 1));
  };
  const images = limit((path) => join(path.registry, path.repository, path.tag));
  const nodes = limit((path) => path.node);
  return all.map((path) => ({
    ...path,
    ...(images && !images.has(join(path.registry, path.repository, path.tag))
      ? { repository: 'others', tag: '…' }
      : {}),
    ...(nodes && !nodes.has(path.node) ? { node: 'other nodes' } : {}),
  }));
}

function join(...parts: readonly string[]): string {
  return parts.join('\n');
}

function layOut(paths: readonly BlastPath[], pick: (path: BlastPath) => string): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const path of paths) {
    const key = pick(path);
    const pods = (boxes.get(key)?.pods ?? 0) + path.pods;
    boxes.set(key, { name: key.split('\n').at(-1) ?? key, pods, y: 0 });
  }
  return boxes;
}

function centre(column: Map<string, Box>, height: number): void {
  const room = (height - TOP) / column.size;
  let index = 0;
  for (const [key, box] of column) {
    column.set(key, { ...box, y: TOP + room * (index + 0.5) });
    index += 1;
  }
}

function drawCurves(
  paths: readonly BlastPath[],
  keyFrom: (path: BlastPath) => string,
  keyTo: (path: BlastPath) => string,
  fromColumn: ReadonlyMap<string, Box>,
  toColumn: ReadonlyMap<string, Box>,
  from: number,
  to: number,
  height: number,
): string {
  const links = new Map<string, { y1: number; y2: number; pods: number }>();
  for (const path of paths) {
    const key = `${keyFrom(path)}\r${keyTo(path)}`;
    const link = links.get(key) ?? {
      y1: fromColumn.get(keyFrom(path))?.y ?? 0,
      y2: toColumn.get(keyTo(path))?.y ?? 0,
      pods: 0,
    };
    link.pods += path.pods;
    links.set(key, link);
  }
  const most = Math.max(...[...links.values()].map((link) => link.pods), 4);
  const curves = [...links.values()].map(({ y1, y2, pods }) =>
    element('path', {
      d: `M0 ${y1.toFixed(1)}C50 ${y1.toFixed(1)} 50 ${y2.toFixed(1)} 100 ${y2.toFixed(1)}`,
      class: 'link',
      'stroke-width': 1 + (pods / most) * 5,
      'vector-effect': 'non-scaling-stroke',
    }),
  );
  const place = { x: percent(from), y: 0, width: percent(to - from), height };
  const view = { viewBox: `0 0 100 ${height}`, preserveAspectRatio: 'none' };
  return element('svg', { ...place, ...view }, curves.join(''));
}
