const PULLS = /(?:^|\s)(?:pull|run|create|copy|from|build)(?:\s|$)/;
const IMAGE_ARGUMENT =
  /^(?:docker:\/\/)?((?:[\w.-]{1,253}(?::[0-9]{1,5})?\/)?[a-z0-9][\w./-]{0,400}(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{6,64})?)$/;
/** Flags that take no value: docker/cli cli/command/container/opts.go and image/pull.go, podman and nerdctl alike. */
const ALONE =
  /^(?:-[ditqPa]{1,5}|--(?:rm|init|privileged|detach|interactive|tty|quiet|all|all-tags|read-only|publish-all|plain-http|debug|insecure-registry|no-healthcheck|local|http-dump|http-trace|skip-verify))$|=/;
const PORTS = /^[0-9.:-]{1,40}(?:\/(?:tcp|udp))?$/;
const TRANSPORT = /^[a-z][a-z-]{1,20}:(?!\d)/;

/**
 * The image that the arguments of docker, podman, nerdctl, crictl, ctr, buildah or skopeo ask for; null where they pull none,
 * or none reads like an image.
 */
export function imageOfCommand(rest: string): string | null {
  if (!PULLS.test(rest)) return null;
  const words = rest.trim().split(/\s+/);
  const verb = words.findIndex((word) => /^(?:pull|run|create|copy|from)$/.test(word));
  if (verb < 0) return null;
  const values = words.slice(verb + 1).filter((word, index, all) => !isFlagOrValue(word, all[index - 1]));
  if (words[verb] === 'copy') {
    const source = values.find((word) => TRANSPORT.test(word)) ?? '';
    return source.startsWith('docker://') ? (IMAGE_ARGUMENT.exec(source)?.[1] ?? null) : null;
  }
  const images = values.filter((word) => IMAGE_ARGUMENT.test(word) && !PORTS.test(word));
  const image = words[verb] === 'pull' ? images.at(-1) : images[0];
  return image === undefined ? null : (IMAGE_ARGUMENT.exec(image)?.[1] ?? null);
}

function isFlagOrValue(word: string, before: string | undefined): boolean {
  if (word.startsWith('-')) return true;
  return before?.startsWith('-') === true && !ALONE.test(before);
}
