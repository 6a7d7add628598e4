// The image as runtimes repeat it in the error of a pull. containerd core/remotes and client/pull.go v1.4–v2.1; CRI-O's
// and crictl's wrappers; dockershim's "image pull failed for"; moby distribution/pull_v2.go, whose "pull access denied
// for" leaves out the tag; containers/image docker/docker_image_src.go "reading manifest TAG in NAME".
const PULLED_IMAGE = [
  /failed to pull and unpack image "([^"\s]+)"/,
  /failed to resolve (?:reference|image) "([^"\s]+)"/,
  /failed to pull image "([^"\s]+)"/,
  /image pull failed for ([^\s,;]+), this may be/,
  /initializing source docker:\/\/([^\s:]+(?::[0-9]+\/[^\s:]+)?(?::[^\s:]+)?): /,
  /manifest for (\S+) not found/,
  /pull access denied for ([^\s,]+),/,
];
const READING_MANIFEST = /reading manifest (\S+) in ([^\s:]+(?::[0-9]+\/[^\s:]+)?)/;

/** The image that the error text of a pull names; null where it names none. */
export function pulledImageOf(message: string): string | null {
  for (const pattern of PULLED_IMAGE) {
    const image = pattern.exec(message)?.[1];
    if (image !== undefined) return image;
  }
  const manifest = READING_MANIFEST.exec(message);
  return manifest ? `${manifest[2]}${manifest[1]?.startsWith('sha256:') ? '@' : ':'}${manifest[1]}` : null;
}
