import { NO_EVENT, type Observation } from '../model/observation.ts';
import { subject } from '../model/subject.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { QUOTED, unquoteGo } from './go-text.ts';
import { cutExcerpt } from './kubectl/excerpt.ts';
import {
  endBehindCommand,
  NAMELESS_PULL,
  readBareError,
  readCommandError,
  readRetriedError,
} from './pasted/command-errors.ts';
import { imageOfCommand } from './pasted/command-image.ts';
import { PULL_COMMAND_SAMPLES } from './pasted/command-samples.ts';

// A command that pulls, behind a prompt or alone on its line.
const COMMAND =
  /^(?:.{0,160}?[$#%>❯➜]\s{0,8}|➜\s{1,4}\S{1,80}(?: git:\(\S{1,80}\))?(?: ✗)? |\s{0,8}|\+ )(?:sudo (?:-\S+ )*)?(?:\S{0,40}\/)?(?:k3s |microk8s(?:\.| )|rke2 )?(docker|podman|nerdctl|crictl|ctr|buildah|skopeo) (.{0,1000})$/;
const REQUEST = /PullImageRequest\{Image:&ImageSpec\{Image:([^\s,]+),/;

// docker run, before it pulls.
const NOT_LOCAL = /^\s*Unable to find image '([^'\s]{1,400})' locally/;
// What podman and docker say while they pull: the image (with docker in a short form), and one line for each layer.
const PULLING =
  /^(?:\s{0,40}|.{0,60}\| )(?:Trying to pull (?!repository )(\S{1,400}?)\.\.\.|(?:>>> |==> |--> )?Pulling (?:docker )?(?:image )?([\w.-]{1,253}[\w./-]{0,200}:[\w.-]{1,128}) ?\.\.\.|DEBU\[[0-9]{4,9}\] Error pulling candidate (\S{1,400}): )/;
const PULLING_FROM = /^([\w][\w.-]{0,127}): Pulling from ([a-z0-9][\w./:-]{0,400})$/;
const PROGRESS =
  /^\s{0,40}(?:[0-9a-f]{12}: |Copying (?:blob|config) |Getting image source |Storing signatures|Using default tag: |(?:index|manifest|layer|config)-sha256:|elapsed: |Trying to pull repository )/;
// containers/image pulls a short name from several registries and lists their errors, as multierror prints them; those of the
// registry's answer stand one on a line: distribution/distribution registry/api/errcode Errors.Error.
const LISTS_ERRORS = /errors(?: occurred)?:$/;
const LISTED =
  /^\s*$|^\s{1,40}\* |^(?:denied|unauthorized|manifest unknown|name unknown|toomanyrequests|unsupported|unknown): /;
const LISTED_MOST = 20;
// Another command behind a prompt, and how docker and crictl say that a pull worked: what fails below is something else.
const PROMPT =
  /^(?:[$%❯➜] |\[?[\w.-]{1,64}@[\w.-]{1,128}[^\s$#%]{0,80}[ :][^$#%]{0,120}[$#%] |PS [A-Z]:[^>]{0,200}> ?)\S/;
const WORKED = /^(?:Status: (?:Downloaded newer image|Image is up to date) for |Image is up to date for )/;

// kubeadm cmd/kubeadm/app/preflight/checks.go ImagePullCheck and util/runtime/runtime.go PullImage, 1.13–1.36.
const KUBEADM =
  /(?:\[(?:ERROR|WARNING) ImagePull\]: |^\s*(?:error execution phase \S+: |ERROR: |Error: )?)failed to pull image [["]?([^\s"\]]+?)[\]"]?: (?:output: )?(.*)$/;
const HAS_OUTPUT = /\[(?:ERROR|WARNING) ImagePull\]|output: |command "docker pull /;
const KLOG_ERROR = new RegExp(`\\berr=${QUOTED}`);
const CUT_KLOG_ERROR = /\berr="(.*)$/;
const LINE_LENGTH = 20_000;
const LINES_BELOW = 12;
/** Shorter beginnings fit too many errors. */
const SHORTEST_CUT = 60;
const MESSAGES = 200;

export const pullCommand: TextFormat = {
  kind: 'text',
  id: 'pull-command',
  title: 'kubeadm, crictl, ctr, nerdctl, docker or podman pulling an image',
  description:
    'What `crictl pull`, `ctr images pull`, `nerdctl`, `docker` or `podman pull` and `kubeadm init` print where an image cannot ' +
    'be pulled, as people try it on a node and paste it. It names the image and the error, and no pod: these programs pull ' +
    'with the credentials of who called them, so that what fails here need not fail for the kubelet, and the other way round.',
  commands: ['crictl pull IMAGE', 'kubeadm config images pull'],
  sources: [
    'kubernetes-sigs/cri-tools cmd/crictl/image.go, v1.13–v1.34; sirupsen/logrus text_formatter.go',
    'kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go, 1.13–1.36',
    'docker/cli cli/command/image/pull.go, v20–v28; containers/podman cmd/podman/images/pull.go, v3–v5',
    'moby/buildkit source/containerimage/source.go, v0.12–v0.20',
    'rancher/rke2 pkg/bootstrap, v1.20–v1.33; siderolabs/talos internal/pkg/install/pull.go, v1.0–v1.10',
    'gitlab-org/gitlab-runner executors/docker/internal/pull/manager.go, v13–v18',
  ],
  samples: PULL_COMMAND_SAMPLES,
  needles: [
    '[ERROR ImagePull]',
    'failed to pull image ',
    'pulling image: ',
    'PullImageRequest{Image',
    'crictl pull ',
    'docker pull ',
    'podman pull ',
    'nerdctl pull ',
    'images pull ',
    'pull access denied for ',
    'initializing source docker://',
    'failed to resolve source metadata for ',
    'failed to pull and unpack image',
    'failed to resolve reference',
    'Unable to find image ',
    'Command Output: ',
    'error pulling image',
    'failed to get runtime image ',
    'failed to pull images from ',
    'Unable to pull Docker image ',
    'Failed to pull image ',
    'failed to extract layer ',
    'failed to register layer: ',
    'Trying to pull ',
    ': Pulling from ',
    'Error pulling candidate ',
    ' with specified policies [',
    'manifest for ',
  ],
  reader: readPullCommands,
};

function readPullCommands(context: ReadContext): TextReader {
  /** The image that the command on the screen asks for. */
  let asked: string | null = null;
  /** The image that the output names, where no command is on the screen. */
  let said: string | null = null;
  /** Whether the command pulls something that is no image's name. */
  let isUnnamed = false;
  /** An error after which the command tried again; it is the last one where the paste ends before another. */
  let retried: { readonly read: TextLine; readonly image: string | null; readonly error: string } | null = null;
  let below = 0;
  const messages: string[] = [];
  /** An error whose parts are listed below it. */
  let listing: { readonly read: TextLine; readonly image: string | null; readonly lines: string[] } | null = null;

  function release(): void {
    if (!listing) return;
    const { read, image, lines } = listing;
    listing = null;
    observe(read, image, lines.join('\n').trimEnd());
  }

  /** What is below is no output of the command any more. */
  function forget(): void {
    if (retried) observe(retried.read, retried.image, retried.error);
    asked = null;
    said = null;
    isUnnamed = false;
  }

  /** An error that the end of a paste cuts off is taken to be the one above that begins the same. */
  function complete(message: string): string {
    if (message.length < SHORTEST_CUT) return message;
    const whole = messages.find((earlier) => earlier.startsWith(message)) ?? message;
    if (messages.length < MESSAGES) messages.push(message);
    return whole;
  }

  function observe({ number, text }: TextLine, image: string | null, error: string): void {
    const message = complete(error);
    retried = null;
    context.record();
    const observation: Observation = {
      kind: 'pull-failed',
      reason: null,
      message,
      origin: 'cri-client',
      subject: subject({ image }),
      first: null,
      last: null,
      ...NO_EVENT,
      evidence: { artefact: context.artefact, line: number, item: null, excerpt: cutExcerpt(text) },
    };
    context.observe(observation);
  }

  function line(read: TextLine): LineVerdict {
    const text = read.text.length > LINE_LENGTH ? read.text.slice(0, LINE_LENGTH) : read.text;
    if (listing && listing.lines.length < LISTED_MOST && LISTED.test(text)) {
      listing.lines.push(text);
      return 'more';
    }
    release();
    const command = COMMAND.exec(text);
    const request = (REQUEST.exec(text) ?? NOT_LOCAL.exec(text))?.[1];
    if (command || request) {
      if (!request) forget();
      asked = request ?? imageOfCommand(command?.[2] ?? '');
      isUnnamed = asked === null && /^(?:\S+ ){0,4}pull /.test(command?.[2] ?? '');
      below = 0;
      const behind = asked === null ? null : endBehindCommand(text);
      const ended = behind === null ? null : readCommandError(behind);
      if (ended) {
        asked = ended.image ?? asked;
        observe(read, asked, ended.error);
      }
      return asked === null && !isUnnamed ? 'ignored' : 'more';
    }
    const from = PULLING_FROM.exec(text);
    const pulling =
      PULLING.exec(text)
        ?.slice(1)
        .find((image) => image) ?? (from ? `${from[2]}:${from[1]}` : null);
    if (pulling) {
      said = pulling;
      below = 0;
      return 'more';
    }
    const kubeadm = KUBEADM.exec(text);
    if (kubeadm && HAS_OUTPUT.test(text)) {
      observe(read, kubeadm[1] ?? '', errorOf(kubeadm[2] ?? ''));
      asked = kubeadm[1] ?? null;
      return 'taken';
    }
    const isRunning = asked !== null || said !== null || isUnnamed;
    const again = isRunning ? readRetriedError(text) : null;
    if (again !== null) {
      retried = { read, image: asked ?? said, error: again };
      return 'more';
    }
    const bare = isRunning ? readBareError(text) : null;
    const ended = bare === null ? readCommandError(text) : { image: null, error: bare, tellsOfPull: true };
    if (ended === null) {
      below = PROGRESS.test(text) ? 0 : below + 1;
      if (below > LINES_BELOW || PROMPT.test(text) || WORKED.test(text)) forget();
      return asked === null && said === null && !isUnnamed ? 'ignored' : 'passed';
    }
    const { error, tellsOfPull } = ended;
    const image = asked ?? ended.image ?? said;
    if (image === null ? !isUnnamed && !NAMELESS_PULL.test(error) : !isRunning && !tellsOfPull) return 'ignored';
    if (HAS_OUTPUT.test(error)) asked = image;
    const plain = error.replace(/^pulling image(?: failed)?: /, '');
    if (LISTS_ERRORS.test(plain)) {
      listing = { read, image, lines: [plain] };
      return 'more';
    }
    observe(read, image, plain);
    return 'taken';
  }

  function end(): void {
    release();
    forget();
  }

  return { line, end };
}

/** The error within what kubeadm repeats of crictl's output, which is a line of klog or docker's answer. */
function errorOf(output: string): string {
  const quoted = KLOG_ERROR.exec(output)?.[1] ?? CUT_KLOG_ERROR.exec(output)?.[1];
  const error = quoted === undefined ? output : unquoteGo(quoted);
  return error.replace(/, error: exit status [0-9]+$/, '');
}
