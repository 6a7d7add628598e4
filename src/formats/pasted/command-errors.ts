import { pulledImageOf } from '../../model/pulled-image.ts';
import { QUOTED, unquoteGo } from '../go-text.ts';

// What stands before a line in the output of a CI job: a clock, GitHub's times, the numbers of BuildKit's steps, the marks of
// Terraform; in a journal, distributions and installers that pull images themselves. Other lines with a date are applications'.
const BEFORE =
  /^(?:\[?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?\]?\s|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{7}Z |##\[error\]|#[0-9]{1,4} |[│|>*] |[\w.-]{1,60}\s{0,20}\| |std(?:err|out): |user: warning: \[[^\]]{10,40}\]: \[talos\] (?:retrying error: )?|[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} \S{1,253} (?:rke2|k3s|cloud-init)[\w.-]{0,40}(?:\[[0-9]{1,9}\])?: )\s{0,20}/;
const BEFORE_MOST = 3;

// How these programs end: logrus on a terminal and elsewhere (crictl, nerdctl, podman), dockerd's answers, ctr, podman.
const ENDS: readonly RegExp[] = [
  /^FATA\[[0-9T:.Z+-]{4,40}\] (.*)$/,
  new RegExp(`^time=(?:"[^"]{1,60}"|\\S{1,60}) level=fatal msg=${QUOTED}`),
  /^time=(?:"[^"]{1,60}"|\S{1,60}) level=fatal msg="(.*)$/,
  /^(?:docker: )?Error response from daemon: (.*)$/,
  // Docker of RHEL 7 under its own name. What docker says after it has asked for the layers.
  /^\/usr\/bin\/docker(?:-current|-latest)?: (?:Error response from daemon: )?(.*)$/,
  /^(?=error pulling image configuration: |failed to register layer: )(.*)$/,
  // Docker 1.12 and older, of a registry of the first version.
  /^Error while pulling image: (.*)$/,
  /^(?=Error pulling image \([^)\s]{1,128}\) from )(.*)$/,
  /^(?:ctr|crictl): (.*)$/,
  /^(?:Error|ERROR|error): (?:Error response from daemon: )?(.*)$/,
  // kind pkg/cluster/internal/providers/docker/images.go prints what docker answered below.
  /^Command Output: (?:Error response from daemon: )?(.*)$/,
];
/** Lines of errors that are not the end: they count only where they tell of a pull themselves. */
const TOLD: readonly RegExp[] = [
  /^ERRO\[[0-9T:.Z+-]{4,40}\] (.*)$/,
  new RegExp(`^time=(?:"[^"]{1,60}"|\\S{1,60}) level=error msg=${QUOTED}`),
  // docker-java and docker-py, with what the daemon answered.
  /^[\w.]{1,200}Exception: .{0,200}?\{"message":\s?"(.*)"\}/,
  /^docker\.errors\.\w{1,40}: .{0,600}?\("(.*)"\)$/,
];
/** Without the command, only an error that names image and pull is surely one. */
const TELLS_OF_PULL =
  /pulling image|failed to pull|pull access denied for|manifest for \S+ not found|initializing (?:image from )?source docker:\/\/|failed to resolve (?:source metadata for |(?:reference|image) ")|[Uu]nable to pull|failed to get runtime image |failed to do request: (?:Head|Get) "?https?:\/\/[^\s"]{1,400}\/manifests\//;

// What ends a command for another reason: usage errors of cobra and urfave/cli, moby's and runc's errors of containers, the
// other end of a copy (containers/image docker/docker_image_dest.go).
const NO_PULL =
  /^(?:accepts |requires |unknown (?:flag|shorthand|command)|flag (?:needs|provided)|No help topic|Conflict\.)|OCI runtime|failed to create (?:shim|task|containerd task)|driver failed programming|address already in use|port is already allocated|[Nn]o such container|Container \S{1,80} is not running|executable file not found|invalid mount config|could not select device driver|at destination: |blobs\/uploads\/|runtime error: |failed to push/;

// Programs that say which image it was, and quote the error or give none: Jenkins' kubernetes-plugin (pod/retention/Reaper.java)
// and those that ask a runtime themselves.
// GitLab Runner executors/docker/internal/pull/manager.go, 13–18, of which a job prints what the daemon answered.
const RUNNER =
  /[Ff]ailed to pull image (?:'([^'\s]{1,400})' with specified policies \[[^\]]{0,80}\]|with policy "[a-z-]{1,20}"): (.{1,4000}?)(?: \(manager\.go:[0-9:.a-z]{1,20}\))?$/;
const NAMED: readonly RegExp[] = [
  /^(?:(?:Error|ERROR): )?Unable to pull Docker image "([^"\s]{1,400})"/,
  /^(?:(?:Error|ERROR): )?[Ff]ailed to pull image "([^"\s]{1,400})": (?!output: )(.+)$/,
  /^(?:(?:Error|ERROR): )?[Ff]ailed to pull image ([^"\s]{1,400}?): (?=.{0,200}(?:failed to resolve|Error response from daemon|manifest unknown|pull access denied|rpc error))(.*)$/,
  // containerd's own error, alone on its line: client/pull.go, v1.3–v2.1.
  /^(?=failed to (?:pull and unpack image|resolve reference) "([^"\s]{1,400})": )(.+)$/,
  // The kubelet's line without what klog puts before it: pkg/kubelet/remote/remote_image.go, 1.13–1.20.
  /^PullImage "([^"\s]{1,400})" from image service failed: (.+)$/,
];

/** An error with which a command that pulls has ended. */
export interface CommandError {
  /** The image that the error names itself; null where it names none. */
  readonly image: string | null;
  readonly error: string;
  /** Whether it is surely that of a pull, whatever was asked for. */
  readonly tellsOfPull: boolean;
}

/** What no other command than a pull ends with, though it names no image. */
export const NAMELESS_PULL =
  /(?:^|failed to build: )failed to (?:extract layer |unpack image on snapshotter |register layer: )/;

// What docker says where a pull breaks off after the first layers were listed: the error alone. podman says the like, indented,
// of each registry that it tries. moby pkg/jsonmessage and distribution/pull_v2.go; distribution registry/api/errcode.
const BARE =
  /^(?:no matching manifest for |manifest (?:unknown|for )|unauthorized: |denied: |toomanyrequests: |received unexpected HTTP |unexpected EOF|filesystem layer verification failed|image operating system |unsupported manifest |unknown blob|(?:Get|Head) "?https?:|dial tcp |read tcp |net\/http: |context (?:canceled|deadline exceeded)|pull access denied for |missing signature key|media type |no space left on device)/;
const RETRYING = /^WARN\[[0-9T:.Z+-]{4,40}\] Failed, retrying in .{1,40}? Error: (.*)$/;

/** The error that stands alone on a line below a pull that has begun; null for other lines. */
export function readBareError(line: string): string | null {
  const text = /^\s/.test(line) ? line : stripBefore(line.trimEnd());
  return BARE.test(text) ? text : null;
}

/** The error after which podman tries again; null for other lines. */
export function readRetriedError(line: string): string | null {
  return RETRYING.exec(stripBefore(line.trim()))?.[1] ?? null;
}

/** Where the output of a command stands on its line, because a ticket has lost the line breaks. */
const END_BEHIND = /\s(?=(?:FATA\[[0-9T:.Z+-]{4,40}\]|ctr:|(?:docker: )?Error response from daemon:|Error:) )/;

/** Takes a line apart that holds a command and with what it ended: its end, or null where it holds none. */
export function endBehindCommand(line: string): string | null {
  const end = END_BEHIND.exec(line);
  return end && line.slice(end.index + 1);
}

/** Reads the line with which a command ends; null for other lines, and for errors of something else than a pull. */
export function readCommandError(line: string): CommandError | null {
  const text = stripBefore(line.trim());
  const runner = RUNNER.exec(text);
  if (runner) return { image: runner[1] ?? pulledImageOf(runner[2] ?? ''), error: runner[2] ?? '', tellsOfPull: true };
  for (const pattern of NAMED) {
    const named = pattern.exec(text);
    if (named) return { image: named[1] ?? null, error: named[2] ?? text, tellsOfPull: true };
  }
  const end = firstOf(ENDS, text);
  const error = end ?? firstOf(TOLD, text);
  if (error === undefined) return null;
  const plain = text.includes('msg="') ? unquoteGo(error) : error;
  const tellsOfPull = TELLS_OF_PULL.test(plain);
  if (end === undefined && !tellsOfPull) return null;
  if (NO_PULL.test(plain)) return null;
  return { image: pulledImageOf(plain), error: plain, tellsOfPull };
}

function stripBefore(line: string): string {
  let text = line;
  for (let round = 0; round < BEFORE_MOST; round++) {
    const before = BEFORE.exec(text);
    if (!before) return text;
    text = text.slice(before[0].length);
  }
  return text;
}

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
