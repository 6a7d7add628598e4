import { type Fields, isFields } from './fields.ts';

/*
 * Objects in the form that Kubernetes uses inside: `kubectl cluster-info dump` until 1.13 printed it, with capital letters,
 * without `kind`, and the metadata among the other fields. Source: kubernetes pkg/apis/core/types.go, 1.4–1.13.
 */

/** What every object that says something in this form holds, as bytes. */
export const INTERNAL_NEEDLES: readonly string[] = ['"InvolvedObject"', '"Containers"', '"NodeInfo"'];

const INTERNAL_PARTS = ['InvolvedObject', 'Spec', 'Status'];
/** Fields of `metadata`, which the internal form inlines under their JSON names. */
const METADATA: ReadonlySet<string> = new Set([
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
]);

/** The object as the API serves it, where it is in the internal form; any other as it is. */
export function toServedForm(object: Fields): Fields {
  if ('metadata' in object || !INTERNAL_PARTS.some((key) => isFields(object[key]))) return object;
  const served: Record<string, unknown> = {};
  const metadata: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    if (METADATA.has(key)) metadata[key] = value;
    else served[serveKey(key)] = serveValue(value);
  }
  return { ...served, metadata };
}

function serveValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(serveValue);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [serveKey(key), serveValue(inner)]));
}

/** `UID` is `uid`, `OSImage` is `osImage`, `PodIP` is `podIP`: the first word of a Go name in small letters. */
function serveKey(key: string): string {
  const capitals = /^[A-Z]+/.exec(key)?.[0].length ?? 0;
  if (capitals === 0) return key;
  const word = capitals === key.length || capitals === 1 ? capitals : capitals - 1;
  return key.slice(0, word).toLowerCase() + key.slice(word);
}
