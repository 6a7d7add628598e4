import { readFileSync } from 'node:fs';
import { formatImageReference, parseImageReference } from '../../src/model/image-reference.ts';

/**
 * Pull errors that real containerd gave, through the CRI, in a laboratory with staged faults (the HTTP bodies are
 * imitated). `image` is the reference that was pulled then.
 */
interface RecordedError {
  readonly id: string;
  readonly image: string;
  readonly message: string;
}

const RECORDED = JSON.parse(readFileSync(new URL('./runtime-errors.json', import.meta.url), 'utf8')) as RecordedError[];

/**
 * A recorded error text, with the image of that day replaced by another; further `replacements` (old text to new) make
 * room for what else must fit, such as an address.
 */
export function runtimeError(id: string, image: string, replacements: Readonly<Record<string, string>> = {}): string {
  const recorded = RECORDED.find((one) => one.id === id);
  if (!recorded) throw new Error(`no recorded error "${id}"`);
  const before = parseImageReference(recorded.image)!;
  const after = parseImageReference(image)!;
  const repositoryUrl = (reference: typeof before) => `/v2/${reference.repository}/`;
  const steps: [string, string][] = [
    ...Object.entries(replacements),
    [formatImageReference(before), formatImageReference(after)],
    [`https://${before.registry}/`, `https://${hostOf(after.registry)}/`],
    [repositoryUrl(before), repositoryUrl(after)],
    [`/manifests/${before.tag ?? 'latest'}`, `/manifests/${after.tag ?? 'latest'}`],
    [
      encodeURIComponent(`repository:${before.repository}:pull`),
      encodeURIComponent(`repository:${after.repository}:pull`),
    ],
  ];
  return steps.reduce((text, [old, fresh]) => text.replaceAll(old, fresh), recorded.message);
}

/** docker.io's registry answers under another name. */
function hostOf(registry: string): string {
  return registry === 'docker.io' ? 'registry-1.docker.io' : registry;
}
