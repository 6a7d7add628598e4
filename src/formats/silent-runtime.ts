import { NO_EVENT } from '../model/observation.ts';
import { subject } from '../model/subject.ts';
import type { ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { cutExcerpt } from './kubectl/excerpt.ts';

// A client of the CRI whose runtime does not answer: grpc-go's transport errors as kubelets and crictl print them.
const SILENT =
  /code = (?:Unavailable|DeadlineExceeded) desc = .{0,120}dial unix \S{1,200}: connect: |make sure you are running as root and the endpoint has been started/;
// cri-tools cmd/crictl/main.go getImageService, v1.21–v1.34: the part of the runtime that has the images.
const SILENT_FOR_IMAGES = /unable to determine image API version|validate CRI v1 image API for endpoint/;
// What tells that there is more to the file than a runtime that does not answer: a pull, or a kubelet that is starting.
const MORE =
  /Image is up to date for |PullImage|ulling image|o pull (?:image|and unpack)|ErrImage|ImagePullBackOff|"Kubelet version"|Starting kubelet|Started kubelet/;
/** Longer texts are logs, in which a runtime that is started again is nothing special. */
const MOST_LINES = 60;

export const silentRuntime: TextFormat = {
  kind: 'text',
  id: 'silent-runtime',
  title: 'Errors of a runtime whose socket does not answer, as people paste them',
  description:
    'A few lines of a kubelet or of crictl that say nothing else than that the socket of the container runtime does not answer: ' +
    'while it does not, no image can be pulled on that node. Only short texts count in which most lines say so, or one of ' +
    'crictl about its image service; in a whole log such lines are those of a runtime that was started again.',
  commands: [],
  sources: [
    'grpc/grpc-go internal/transport/http2_client.go, v1.27–v1.72',
    'kubernetes-sigs/cri-tools cmd/crictl/main.go, v1.13–v1.34',
  ],
  samples: [
    {
      title: 'crictl 1.24, asked for images',
      text: `$ sudo crictl images
FATA[0002] unable to determine image API version: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /run/crio/crio.sock: connect: no such file or directory"
`,
      observations: [{ kind: 'check-failed', reason: 'RuntimeUnavailable', subject: { image: null, pod: null } }],
    },
    {
      title: 'a kubelet that starts before its runtime',
      text: [
        'I1111 05:00:31.100211     611 server.go:467] "Kubelet version" kubeletVersion="v1.27.3"',
        String.raw`E1111 05:00:31.366855     611 generic.go:205] "GenericPLEG: Unable to retrieve pods" err="rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\""`,
      ].join('\n'),
      observations: [],
    },
  ],
  needles: ['Error while dialing', 'dial unix /', 'make sure you are running as root', '"Kubelet version"'],
  reader: readSilentRuntime,
};

function readSilentRuntime(context: ReadContext): TextReader {
  let lines = 0;
  let silent = 0;
  let isAboutImages = false;
  let isMore = false;
  let first: TextLine | null = null;

  return {
    line(read) {
      isMore ||= read.number > MOST_LINES;
      if (isMore || read.text.trim() === '') return 'ignored';
      lines += 1;
      isMore = MORE.test(read.text);
      if (!SILENT.test(read.text)) return 'ignored';
      silent += 1;
      first ??= read;
      isAboutImages ||= SILENT_FOR_IMAGES.test(read.text);
      // The line stays that of the log's own reader.
      return 'ignored';
    },
    end() {
      if (isMore || first === null || !(isAboutImages || silent * 2 >= lines)) return;
      context.record();
      context.observe({
        kind: 'check-failed',
        reason: 'RuntimeUnavailable',
        message: errorOf(first.text),
        origin: 'cri-client',
        subject: subject(),
        first: null,
        last: null,
        ...NO_EVENT,
        count: silent,
        evidence: { artefact: context.artefact, line: first.number, item: null, excerpt: cutExcerpt(first.text) },
      });
    },
  };
}

/** The error within a line, without the header of the log and without its quotes. */
function errorOf(text: string): string {
  const plain = text.replace(/\\+"/g, '"');
  const from = plain.search(/rpc error: code|connect: connect endpoint|(?:unable to|validate) /);
  return plain.slice(Math.max(0, from)).replace(/["\s]+$/, '');
}
