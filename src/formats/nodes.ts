import { NO_EVENT, type Observation } from '../model/observation.ts';
import { subject } from '../model/subject.ts';
import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { NODE_SAMPLES } from './nodes-samples.ts';
import { type Fields, fieldsOf, isFields, listOf, readTime, textOf, writeExcerpt } from './objects/fields.ts';

/** A Node lists its largest images, so many at most: `nodeStatusMaxImages`, pkg/kubelet/apis/config/v1beta1/defaults.go. */
const IMAGES_LISTED = 50;

/** Node objects in JSON and YAML. */
export const nodes: ObjectFormat = {
  id: 'nodes',
  kind: 'object',
  title: 'Kubernetes Node objects (JSON or YAML)',
  description:
    'Saved Nodes, singly or in lists: operating system and architecture, versions of the kubelet and the container runtime, conditions such as DiskPressure, taints, and the largest images that the node has (50, where the kubelet is not told otherwise). A picture of one instant; what a condition was before, it does not tell.',
  commands: ['kubectl get nodes --output json > nodes.json', 'kubectl get nodes --output yaml > nodes.yaml'],
  sources: ['kubernetes/api core/v1/types.go Node, v0.34', 'kubernetes pkg/kubelet/nodestatus/setters.go, 1.13–1.36'],
  samples: NODE_SAMPLES,
  needles: ['nodeInfo'],
  accepts(object) {
    const kind = textOf(object['kind']);
    return (kind === 'Node' || kind === null) && isFields(fieldsOf(object['status'])['nodeInfo']);
  },
  read: readNode,
};

function readNode(node: Fields, place: ObjectPlace, context: ReadContext): void {
  const metadata = fieldsOf(node['metadata']);
  const status = fieldsOf(node['status']);
  const info = fieldsOf(status['nodeInfo']);
  const name = textOf(metadata['name']);
  const now = { clock: context.clock('age', { kind: 'api-server' }), valueMs: 0, widthMs: 0 };
  const conditions = listOf(status['conditions']).map((condition) => ({
    type: textOf(condition['type']) ?? '',
    status: textOf(condition['status']) ?? 'Unknown',
    reason: textOf(condition['reason']),
  }));
  const shared = {
    origin: 'status',
    subject: subject({ node: name }),
    first: now,
    last: now,
    ...NO_EVENT,
  } satisfies Omit<Observation, 'kind' | 'evidence'>;
  const evidence = (parts: readonly (string | null)[]) => ({
    artefact: context.artefact,
    line: place.line,
    item: place.item,
    excerpt: writeExcerpt([`node ${name}`, ...parts]),
  });
  const taints = listOf(fieldsOf(node['spec'])['taints']).map(
    (taint) =>
      `${textOf(taint['key'])}${textOf(taint['value']) ? `=${textOf(taint['value'])}` : ''}:${textOf(taint['effect'])}`,
  );
  const [os, architecture] = [textOf(info['operatingSystem']), textOf(info['architecture'])];
  const [kubeletVersion, runtimeVersion] = [textOf(info['kubeletVersion']), textOf(info['containerRuntimeVersion'])];
  const isTrue = conditions.filter((condition) => condition.status === 'True').map((condition) => condition.type);
  context.observe({
    ...shared,
    evidence: evidence([`${os}/${architecture}`, kubeletVersion, runtimeVersion, `conditions: ${isTrue.join(', ')}`]),
    kind: 'node',
    os,
    architecture,
    kubeletVersion,
    runtimeVersion,
    createdAt: readTime(metadata['creationTimestamp'], () => context.clock('absolute', { kind: 'api-server' })),
    conditions,
    taints,
  });
  observeImages();
  observeDiskPressure();

  function observeImages(): void {
    if (!Array.isArray(status['images'])) return;
    const all = listOf(status['images']);
    const images = all.flatMap(({ names }) =>
      Array.isArray(names) ? names.filter((one) => typeof one === 'string') : [],
    );
    context.observe({
      ...shared,
      evidence: evidence([`status.images: ${all.length} images`]),
      kind: 'node-images',
      images,
      isComplete: all.length < IMAGES_LISTED,
    });
  }

  function observeDiskPressure(): void {
    const pressure = listOf(status['conditions']).find(
      (condition) => condition['type'] === 'DiskPressure' && condition['status'] === 'True',
    );
    if (!pressure) return;
    const clock = () => context.clock('absolute', { kind: 'node', node: name });
    const since = readTime(pressure['lastTransitionTime'], clock) ?? now;
    const message = textOf(pressure['message']) ?? textOf(pressure['reason']) ?? 'DiskPressure';
    context.observe({
      ...shared,
      evidence: evidence([`DiskPressure: True since ${textOf(pressure['lastTransitionTime'])}`, message]),
      first: since,
      last: since,
      kind: 'changed',
      change: 'disk-pressure',
      message,
    });
  }
}
