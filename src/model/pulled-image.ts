// The image as runtimes repeat it in the error of a pull. containerd core/remotes and client/pull.go v1.4–v2.1; CRI-O's
// and crictl's wrappers; dockershim's "image pull failed for"; moby distribution/pull_v2.go, whose "pull access denied
// for" leaves out the tag; containers/image docker/docker_image_src.go "reading manifest TAG in NAME"; moby/buildkit
// source/containerimage; rancher/rke2 pkg/bootstrap and k3s-io/k3s pkg/agent/containerd, which pull before any kubelet.
const PULLED_IMAGE = [
  /failed to pull and unpack image "([^"\s]+)"/,
  /failed to resolve (?:reference|image) "([^"\s]+)"/,
  /failed to pull image "([^"\s]+)"/,
  /image pull failed for ([^\s,;]+), this may be/,
  /initializing (?:image from )?source docker:\/\/([^\s:]+(?::[0-9]+\/[^\s:]+)?(?::[^\s:]+)?): /,
  /error pulling image "([^"\s]+)"/,
  /manifest for (\S+) not found/,
  /pull access denied for ([^\s,]+),/,
  /failed to pull images from \S{1,400}: image "([^"\s]+)"/,
  /failed to get runtime image (\S+): /,
  /failed to resolve source metadata for (\S+): /,
];
// The request of the manifest, where nothing else names the image: distribution/distribution docs/spec/api.md.
const MANIFEST_URL =
  /https?:\/\/([^/"\s]{1,253}(?: [^/"\s]{1,60})?)\/v2\/([a-z0-9][\w./-]{0,400}?)\/manifests\/(sha256:[0-9a-f]{6,64}|(?!sha256:)\w[\w.-]{0,127})(?=["\s?,;:]|$)/;
/** Docker until 1.13: graph/pull.go. */
const PULLING_TAG = /Error pulling image \(([^)\s]{1,128})\) from ([^\s,]{1,400}),/;
const READING_MANIFEST = /reading manifest (\S+) in ([^\s:]+(?::[0-9]+\/[^\s:]+)?)/;

/** The image that the error text of a pull names; null where it names none. */
export function pulledImageOf(message: string): string | null {
  for (const pattern of PULLED_IMAGE) {
    const image = pattern.exec(message)?.[1];
    if (image !== undefined) return image;
  }
  const tagged = PULLING_TAG.exec(message);
  if (tagged) return referTo(tagged[2], tagged[1]);
  const manifest = READING_MANIFEST.exec(message);
  if (manifest) return referTo(manifest[2], manifest[1]);
  const url = MANIFEST_URL.exec(message);
  return url ? referTo(`${url[1] === 'registry-1.docker.io' ? 'docker.io' : url[1]}/${url[2]}`, url[3]) : null;
}

function referTo(name = '', tag = ''): string {
  return `${name}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
}
