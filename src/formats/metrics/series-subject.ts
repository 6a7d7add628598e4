import { type Subject, subject } from '../../model/subject.ts';
import type { Labels } from './labels.ts';

/**
 * Without `honor_labels`, Prometheus keeps the labels of the scrape target (kube-state-metrics' own pod) and renames those
 * of the metric to `exported_…`. Source: prometheus/prometheus docs/configuration/configuration.md, `honor_labels`.
 */
export function labelOf(labels: Labels, key: string): string | null {
  return labels.get(`exported_${key}`) || labels.get(key) || null;
}

/** The pod that a series is about. */
export function podOfSeries(labels: Labels, parts: Partial<Subject> = {}): Subject {
  return subject({
    namespace: labelOf(labels, 'namespace'),
    pod: labelOf(labels, 'pod'),
    podUid: labelOf(labels, 'uid'),
    ...parts,
  });
}

/** `10.0.0.5:10250` names no node; where discovery gives no `node` label, an `instance` may be its name. */
export function nodeOfSeries(labels: Labels): string | null {
  const node = labels.get('node') || labels.get('kubernetes_node');
  if (node) return node;
  const host = (labels.get('instance') ?? '').replace(/:[0-9]+$/, '');
  return host === '' || /^[0-9.]+$|:/.test(host) ? null : host;
}

/**
 * The image of a container's series: `image_spec` is the pod's text, since kube-state-metrics 2.3; before, `image` is what
 * the status says, empty until the image is there.
 */
export function imageOfSeries(labels: Labels): string | null {
  return labelOf(labels, 'image_spec') ?? labelOf(labels, 'image');
}
