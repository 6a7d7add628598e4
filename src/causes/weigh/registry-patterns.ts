import type { ImageReference } from '../../model/image-reference.ts';

/**
 * Whether an entry of a pull secret, or a pattern of a credential plug-in, is for an image: host and port by the parts
 * between the dots, in which `*` stands for any text, and the path as a mere beginning.
 * Source: kubernetes pkg/credentialprovider/keyring.go URLsMatchStr, 1.13–1.36.
 */
export function coversImage(entry: string, { registry, repository }: ImageReference): boolean {
  const slash = entry.indexOf('/');
  const host = slash < 0 ? entry : entry.slice(0, slash);
  const path = slash < 0 ? '' : entry.slice(slash + 1);
  const [name, port] = splitPort(host.toLowerCase());
  const [wantedName, wantedPort] = splitPort(registry.toLowerCase());
  const parts = name.split('.');
  const wanted = wantedName.split('.');
  if (port !== wantedPort || parts.length !== wanted.length) return false;
  return parts.every((part, index) => matchesPart(part, wanted[index] ?? '')) && repository.startsWith(path);
}

function splitPort(host: string): readonly [string, string] {
  const port = /:([0-9]+)$/.exec(host)?.[1] ?? '';
  return [port === '' ? host : host.slice(0, -port.length - 1), port];
}

/** Go's filepath.Match for a part without separators, as far as `*` goes. */
function matchesPart(pattern: string, part: string): boolean {
  const pieces = pattern.split('*');
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return pattern === part;
  if (!part.startsWith(first) || !part.endsWith(last) || part.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = part.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= part.length - last.length;
}

/**
 * Whether a registry of a node's configuration is the image's: the same host, a repository path that it begins with, a
 * domain after `*.`, or `*` for all. Source: containers-registries.conf(5) `prefix`; containerd docs/hosts.md `_default`.
 */
export function configures(configured: string, { registry, repository }: ImageReference): boolean {
  if (configured === '*') return true;
  if (configured.startsWith('*.')) return registry.endsWith(configured.slice(1));
  const name = `${registry}/${repository}`;
  return name === configured || name.startsWith(`${configured}/`);
}
